"""What forms were filled with: values, no passwords, no scripts; the words are on the page as well."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pypdf
import pytest

from reviewer.errors import ReviewerError
from reviewer.model import OcrMode
from reviewer.pdf import forms
from reviewer.pdf.forms import read_form
from reviewer.pdf.open import open_pdf
from reviewer.pdf.read import read_pdf
from tests import make

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "pdf"


def form_of(path: Path) -> tuple[list[str], tuple[str, ...]]:
    with open_pdf(path) as document:
        text, flags = read_form(document)
    return text.split("\n") if text else [], flags


def changed(path: Path, key: str, value: str) -> Path:
    """The PDF with an entry of its catalog set."""
    with pymupdf.open(path) as made:
        made.xref_set_key(made.pdf_catalog(), key, value)
        data = made.tobytes()
    path.write_bytes(data)
    return path


def test_filled_fields_stand_with_their_names(tmp_path: Path) -> None:
    lines, flags = form_of(make.filled_form(tmp_path / "form.pdf"))
    assert lines == ["county: Kestrel County", "state: Texas", "agreed: Yes"]
    assert flags == ()


def test_words_that_a_viewer_draws_are_on_the_page(tmp_path: Path) -> None:
    """The form has no appearances (NeedAppearances): what is filled in is found and tagged all the same."""
    path = make.filled_form(tmp_path / "form.pdf")
    text = read_pdf(path, OcrMode.OFF).pages[0].content.text
    assert "Declaration" in text and "Kestrel" in text and "County" in text


def test_fields_that_only_a_page_knows_are_read_once(tmp_path: Path) -> None:
    path = make.filled_form(tmp_path / "form.pdf")
    assert form_of(changed(path, "AcroForm", "null"))[0] == ["county: Kestrel County", "state: Texas", "agreed: Yes"]


def test_fields_below_fields_have_full_names_and_cycles_end(tmp_path: Path) -> None:
    path = make.write_pdf(tmp_path / "deep.pdf", ["A form"])
    with pymupdf.open(path) as made:
        top, kid = made.get_new_xref(), made.get_new_xref()
        made.update_object(top, f"<</T(person)/FT/Tx/Kids[{kid} 0 R {top} 0 R <</T(age)/V(42)/Parent {top} 0 R>>]>>")
        made.update_object(kid, f"<</T(name)/V<FEFF00C900760061>/Parent {top} 0 R/Kids[{kid} 0 R]>>")
        made.xref_set_key(made.pdf_catalog(), "AcroForm", f"<</Fields[{top} 0 R {top} 0 R 99 0 R 7]>>")
        data = made.tobytes()
    path.write_bytes(data)
    assert form_of(path)[0] == ["person.age: 42"]


def test_a_group_of_buttons_says_which_is_pressed(tmp_path: Path) -> None:
    path = make.write_pdf(tmp_path / "group.pdf", ["A form"])
    group = "<</T(county)/FT/Btn/Ff 32768/V/1/Opt[(Kestrel)(Heron)]/Kids[<</AS/Off>><</AS/1>>]>>"
    box = "<</T(seen)/FT/Btn/Kids[<</AS/On>>]>>"
    many = "<</T(states)/FT/Ch/Opt[(NY)[(TX)(Texas)]]/V[(NY)(TX)]>>"
    lines, _ = form_of(changed(path, "AcroForm", f"<</Fields[{group}{box}{many}]>>"))
    assert lines == ["county: Heron", "seen: On", "states: NY, Texas"]
    odd = form_of(changed(path, "AcroForm", "<</Fields[<</T(a)/FT/Btn/V/J#e4>> <</T(b)/FT/Btn/V/J#c3#a4>>]>>"))[0]
    assert odd == ["a: Jä", "b: Jä"]


def test_bounds_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make.write_pdf(tmp_path / "large.pdf", ["A form"])
    fields = f"<</T(long)/FT/Tx/V({'x' * 100_000})>>" + "<</T(more)/FT/Tx/V(y)>>" * 30
    changed(path, "AcroForm", f"<</Fields[{fields}]>>")
    monkeypatch.setattr(forms, "MOST_FIELDS", 20)
    lines, flags = form_of(path)
    monkeypatch.setattr(forms, "MOST_TEXT", forms.LONGEST + 3)
    assert len(form_of(path)[0]) == 4 and form_of(path)[1] == (forms.MORE,)
    assert len(lines[0]) == len("long: ") + forms.LONGEST
    assert len(lines) == 20 and flags == (forms.MORE,)


@pytest.mark.parametrize(
    ("form", "flags"),
    [
        ("<</XFA[(template)(<x/>)]/Fields[]>>", (forms.XFA_ALONE,)),
        ("<</XFA[(template)(<x/>)]/Fields[<</T(a)/FT/Tx>>]>>", ()),
        ("<</Fields[]>>", ()),
    ],
)
def test_a_form_that_only_its_program_shows_is_told(tmp_path: Path, form: str, flags: tuple[str, ...]) -> None:
    assert form_of(changed(make.write_pdf(tmp_path / "xfa.pdf", ["Please wait"]), "AcroForm", form)) == ([], flags)


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the checkout")
def test_texts_of_the_corpus_agree_with_pypdf() -> None:
    """By value, since programs join the parts of names in their own ways."""
    compared = 0
    for path in sorted(CORPUS.glob("*.pdf")):
        try:
            lines, _ = form_of(path)
            other = pypdf.PdfReader(path).get_form_text_fields() or {}
        except (ReviewerError, Exception):  # pypdf raises of all kinds on what is damaged
            continue
        values = {" ".join(str(value).split()) for value in other.values() if value and str(value).strip()}
        compared += bool(values)
        assert values <= {line.partition(": ")[2] for line in lines}, path.name
    assert compared >= 8
