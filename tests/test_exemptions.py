"""What counts as an exemption mark on a page, and what does not."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.exemptions import CODES, marks, meant, written
from tests.corpus_facts import CORPUS

WHOLE = re.compile(r"(?<=[ ,])B[1-9](?=,|$)")
MARKED = {
    "The name is (b)(6); the rest (b)(7)(C).": ["b6", "b7c"],
    "(b) (5) DPP": ["b5"],
    "b(5)": ["b5"],
    "(b)(5),(b)(6)": ["b5", "b6"],
    "(k)(2) and (j)(2), (d)(5)": ["k2", "j2", "d5"],
    "RELEASE IN PART B5, B6": ["b5", "b6"],
    "08/31/2015\nRELEASE IN PART\nB1,1.4(B),1.4(D),B6\nFrom: A": ["b1", "1.4b", "1.4d", "b6"],
    "DENIED IN FULL B1": ["b1"],
    "release of names\nPART B6": ["b6"],
    "RELEASE IN PART B3\nDIA/NRO/NGA,B6": ["b3", "b6"],
    "B3 CIA PERS/ORG": ["b3"],
    "B7(C)": ["b7c"],
    "b6\nb7C": ["b6", "b7c"],
    "To: H\nB5\nI told him B5\nand room B6\n": ["b5", "b5"],
    "Reason: 1.4(D) – Declassify on: 2026": ["1.4d"],
}
UNMARKED = [
    "vitamin B5 and room B6",
    "We met in room B6",
    "b6",
    "a2 + b2 = c2",
    "B52\nb10",
    "5 U.S.C. 552(b)(5)",
    "Rule 26(b)(5)(A)",
    "under section (b)(5) and paragraph (b) (1)",
    "§ (b)(1)",
    "(b)(1) of the Compact",
    "(b)(10)",
    "Ex. 5",
    "",
]


@pytest.mark.parametrize(("text", "codes"), MARKED.items())
def test_marks_are_found(text: str, codes: list[str]) -> None:
    assert [mark.code for mark in marks(text)] == codes


@pytest.mark.parametrize("text", UNMARKED)
def test_what_only_looks_like_a_mark_is_none(text: str) -> None:
    assert marks(text) == []


@pytest.mark.parametrize("text", ["b7c", "B7C", "(b)(7)(C)", "b7(c)", "(b) (7) (C)"])
def test_a_code_is_read_however_it_is_written(text: str) -> None:
    assert meant(text) == ("b7c",)
    assert written("b7c") == "(b)(7)(C)"


def test_a_code_stands_for_its_parts() -> None:
    assert meant("b7") == ("b7", "b7a", "b7b", "b7c", "b7d", "b7e", "b7f")
    assert meant("1.4")[3] == "1.4d"
    assert written("1.4d") == "1.4(d)"


@pytest.mark.parametrize("text", ["", "b", "b10", "5", "b5a", "attorney", "1"])
def test_what_is_no_code_is_none(text: str) -> None:
    assert meant(text) == ()


@given(st.lists(st.sampled_from(["B5", "b6", "(b)", "(7)", "(C)", "\n", " ", ",", "RELEASE IN PART", "x", "1.4(D)"])))
def test_marks_stand_one_after_the_other_and_read_as_their_code(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = marks(text)
    assert all(meant(text[mark.start : mark.end])[0] == mark.code in CODES for mark in found)
    assert all(mark.end <= following.start for mark, following in pairwise(found))


@pytest.mark.corpus
def test_the_released_mails_bear_marks() -> None:
    """Each stamp of a partial release that names a code is found, as another pattern counts them."""
    for path in sorted((CORPUS / "VOL_HRC" / "TEXT").iterdir())[::5]:
        text = path.read_text(encoding="utf-8", errors="replace")
        stamped = {code.lower() for line in text.splitlines() if " PART B" in line for code in WHOLE.findall(line)}
        assert stamped <= {mark.code for page in text.split("\f") for mark in marks(page)}, path.name
