"""Plain text in any encoding and shape: every word of it stands on a page again."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.processing.detect import Format
from reviewer.processing.formats import reader
from reviewer.processing.formats.text import decode
from reviewer.processing.reading import ReadFile, Reading
from reviewer.search.worker import search_matter
from reviewer.store import matter
from tests.make import write_pdf
from tests.processing.importing import bring_in

SCRIPTS = {
    "Latin": "Die Behörde übergab façade naïve œuvre Žižek łódź",
    "Greek": "Πρακτικά της συνεδρίασης",
    "Cyrillic": "Протокол заседания ещё",
    "Chinese": "會議記錄 第五號 简体中文",
    "Japanese": "漢字 かな交じり文 カタカナ",
    "Korean": "회의록 한국어",
    "Hebrew": "שלום לכל העולם",
    "Arabic": "مرحبا بكل العالم",
    "Devanagari": "नमस्ते दुनिया",
    "Thai": "สวัสดี ชาวโลก",
    "Armenian": "Բարեւ աշխարհ",
    "Georgian": "გამარჯობა მსოფლიო",
    "Signs": "№ § € ½ – — “quoted” ’s … → ★ ✓",
}
BLANKS = st.sampled_from([" ", "\t", "  "])
BREAKS = st.sampled_from(["\n", "\r\n", "\f", "\n\n"])


def texts_of(scripts: set[str]) -> st.SearchStrategy[str]:
    words = st.sampled_from([word for script in sorted(scripts) for word in SCRIPTS[script].split()])
    return st.lists(st.tuples(words, BLANKS | BREAKS).map("".join), max_size=80).map("".join)


def read(data: bytes) -> ReadFile:
    with TemporaryDirectory() as folder:
        path = Path(folder, "note.txt")
        path.write_bytes(data)
        return reader(Format.TEXT)(Reading(path, path.name, Path(folder, "note.pdf"), Path(folder)))


def flags_of(found: ReadFile) -> tuple[str, ...]:
    assert found.paper
    return (*found.paper.flags, *found.flags)


def text_of(found: ReadFile) -> str:
    return unicodedata.normalize("NFKC", "\f".join(page.content.content.text for page in found.pages))


def normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


@settings(max_examples=40, deadline=None)
@given(texts_of(set(SCRIPTS)))
def test_all_words_of_all_scripts_are_found_again(text: str) -> None:
    found = read(text.encode())
    assert sorted(re.findall(r"\w+", text_of(found))) == sorted(re.findall(r"\w+", normal(text)))
    assert flags_of(found) == ()


@pytest.mark.parametrize("script", SCRIPTS)
def test_words_of_a_line_keep_their_order(script: str) -> None:
    assert text_of(read(SCRIPTS[script].encode())) == normal(SCRIPTS[script])


@pytest.mark.parametrize(
    ("encoding", "flags"),
    [
        ("utf-8", ()),
        ("utf-8-sig", ()),
        ("utf-16", ()),
        ("utf-16-be", ()),
        ("cp1252", ("encoding guessed: Windows-1252",)),
    ],
)
def test_encodings(encoding: str, flags: tuple[str, ...]) -> None:
    text = "Bénard’s “résumé” – 5 €"
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    found = read((mark + text).encode(encoding))
    assert (text_of(found), flags_of(found)) == (text, flags)


def test_what_is_lost_is_told() -> None:
    assert decode(b"fine\x81 \xe9")[1] == (
        "encoding guessed: Windows-1252",
        "some bytes are no text and were left out",
    )
    assert flags_of(read("no glyph \U0001fae8".encode())) == ("some characters or pictures can't be shown",)


def test_a_form_feed_ends_a_page() -> None:
    assert text_of(read(b"one\ftwo\n\fthree")).split("\f") == ["one", "two", "three"]


def test_pages_are_as_long_as_the_paper() -> None:
    found = read("\n".join(f"line {number}" for number in range(120)).encode())
    assert len(found.pages) == 3
    assert text_of(found).split() == [word for number in range(120) for word in ("line", str(number))]


@pytest.mark.parametrize("line", ["x" * 60_000, "word " * 12_000, "漢字" * 6_000, "a" * 79 + " " + "b" * 200])
def test_very_long_lines(line: str) -> None:
    found = read(line.encode())
    assert "".join(text_of(found).split()) == "".join(line.split())
    right = max(word.box.x1 for page in found.pages for word in page.content.content.words)
    assert right <= 612 - 50


def test_an_empty_line_or_blanks_are_one_page() -> None:
    for data in (b"\n", b"   ", b"\xef\xbb\xbf"):
        assert len(read(data).pages) == 1


def test_words_of_all_scripts_are_found_by_search(source: Path, matter_folder: Path) -> None:
    for script, text in SCRIPTS.items():
        (source / f"{script}.txt").write_text(text, encoding="utf-16")
    bring_in(matter_folder, source)
    with matter.opened(matter_folder, read_only=True) as store:
        for script, text in SCRIPTS.items():
            if script not in ("Signs", "Thai", "Devanagari"):
                word = text.split()[1]
                assert len(search_matter(store, word).documents) == 1, script


MEMO = ["To: County clerks", "From: H. Varga", "Re: Opting out", "May 3, 2011", "Participation is not optional."]


def test_a_memo_says_who_wrote_it_and_when_whatever_program_wrote_it(source: Path, matter_folder: Path) -> None:
    """What stands on its face comes before what its file says of the day on which it was made."""
    (source / "memo.txt").write_text("\n".join(MEMO))
    word = docx.Document()
    for line in MEMO:
        word.add_paragraph(line)
    word.core_properties.created = datetime(2015, 1, 2)
    word.core_properties.title = "Document1"
    word.save(str(source / "memo.docx"))
    write_pdf(source / "memo.pdf", ["\n".join(MEMO)])
    _, held = bring_in(matter_folder, source)
    for document in held.documents:
        said = (document.sender, document.to, document.title, document.date, document.date_source)
        assert said == ("H. Varga", "County clerks", "Opting out", "2011-05-03", "on its face"), document.path
