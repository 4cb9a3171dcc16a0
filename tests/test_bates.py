"""Bates numbers: reading, counting, ranges, and the numbers that are printed on pages."""

import random
from pathlib import Path

import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.bates import BatesNumber, BatesRange, candidates, parse, parse_range, run
from reviewer.model import Box, Direction, PageText, Word

IMAGES = Path(__file__).parent.parent.parent / "shared" / "corpus" / "VOL_HRC" / "IMAGES"

prefixes = st.from_regex(r"[A-Z]{1,4}([-_.]|-[A-Z]{2}-)?", fullmatch=True)
numbers = st.builds(
    lambda prefix, width, number, suffix: BatesNumber(prefix, number % 10**width, width, suffix),
    prefixes,
    st.integers(4, 10),
    st.integers(0, 10**10),
    st.sampled_from(["", "", ".001", ".A"]),
)


@given(numbers)
def test_a_number_is_read_as_it_is_written(number):
    assert parse(str(number)) == number


@given(st.text(alphabet="AB09-._ ", max_size=20))
def test_whatever_is_read_is_written_the_same(text):
    number = parse(text)
    assert number is None or str(number) == text.strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ABC-000000123", BatesNumber("ABC-", 123, 9)),
        ("ABC0001", BatesNumber("ABC", 1, 4)),
        ("ABC 0001234", BatesNumber("ABC ", 1234, 7)),
        ("ABC_0001234", BatesNumber("ABC_", 1234, 7)),
        ("abc0001234.0002", BatesNumber("abc", 1234, 7, ".0002")),
        ("ABC-2009.0001", BatesNumber("ABC-2009.", 1, 4)),
        ("02091-C-71", BatesNumber("02091-C-", 71, 2)),
        ("1234", BatesNumber("", 1234, 4)),
        ("", None),
        ("ABC-", None),
        ("ABC-000*", None),
        ("the 4 of July", None),
        ("№ 0001", None),
        ("ABC-٠٠٠١", None),
        ("A" * 60 + "0001", None),
    ],
)
def test_reading(text, expected):
    assert parse(text) == expected


@given(numbers, st.integers(0, 99))
def test_counting_on_adds_up(number, pages):
    counted = number
    for _ in range(pages):
        counted = counted.next
    assert counted == number + pages


def test_order_is_numeric_within_a_prefix():
    texts = ["B-0001", "A-0100", "A-0020", "A-0003"]
    assert [str(number) for number in sorted(map(parse, texts))] == ["A-0003", "A-0020", "A-0100", "B-0001"]


@pytest.mark.parametrize(
    ("text", "begin", "end", "length"),
    [
        ("ABC-0001234 – ABC-0001240", "ABC-0001234", "ABC-0001240", 7),
        ("ABC-0001234–36", "ABC-0001234", "ABC-0001236", 3),
        ("ABC-0001234—ABC-0001236", "ABC-0001234", "ABC-0001236", 3),
        ("ABC-0001234 - ABC-0001236", "ABC-0001234", "ABC-0001236", 3),
        ("ABC-0001234 to 1240", "ABC-0001234", "ABC-0001240", 7),
        ("TOM0001-TOM0022", "TOM0001", "TOM0022", 22),
        ("ABC-0001-ABC-0003", "ABC-0001", "ABC-0003", 3),
        ("ABC-0001234", "ABC-0001234", "ABC-0001234", 1),
        ("ABC0001.001 – ABC0001.004", "ABC0001.001", "ABC0001.004", 4),
    ],
)
def test_ranges(text, begin, end, length):
    found = parse_range(text)
    assert found == BatesRange(parse(begin), parse(end))
    assert len(found) == length
    assert parse_range(str(found)) == found
    assert parse_range(found.short) == found


@pytest.mark.parametrize(
    "text", ["", "ABC-0005 – ABC-0001", "ABC-0001 – XYZ-0002", "ABC-0001 – ", "a – b – c", "ABC-0009–01"]
)
def test_what_is_no_range(text):
    assert parse_range(text) is None


@given(numbers, st.integers(0, 2000), st.integers(-50, 2050))
def test_a_range_contains_what_lies_between(begin, more, place):
    begin = BatesNumber(begin.prefix, begin.number, 11)
    found = BatesRange(begin, begin + more)
    assert len(found) == more + 1
    assert found.contains(begin + place) == (0 <= place <= more)
    assert not found.contains(BatesNumber(begin.prefix + "X-", begin.number, 11))
    assert parse_range(str(found)) == parse_range(found.short) == found


def test_short_ranges_keep_two_digits():
    assert parse_range("ABC-0001234 – ABC-0001236").short == "ABC-0001234–36"
    assert parse_range("ABC-0001298 – ABC-0001301").short == "ABC-0001298–301"


def test_a_backward_range_is_refused():
    with pytest.raises(ValueError, match="not a range"):
        BatesRange(parse("A-0002"), parse("A-0001"))


def found_on(numbers_by_page):
    return run([[parse(text) for text in page] for page in numbers_by_page])


@pytest.mark.parametrize(
    "text",
    [
        "HRC-0000001",
        "SCP-0000001",
        "HRC-0004507",
        "ABC0001234",
        "ABC_000123",
        "ABC-AG-0000123",
        "USCIS 000123",
        "A-001234",
    ],
)
def test_a_single_page_takes_what_is_plainly_a_number(text):
    assert found_on([[text]]) == [text]


@pytest.mark.parametrize(
    "text",
    ["B-52", "20500", "0001", "MA 02139", "DC 20500", "555-0123", "2009", "F-2014-20439", "ISO-9001"],
)
def test_a_single_page_takes_nothing_else(text):
    assert found_on([[text]]) == [""]


def test_pages_between_two_members_are_numbered():
    assert found_on([["A-0001"], [], [], ["A-0004"], []]) == ["A-0001", "A-0002", "A-0003", "A-0004", ""]


def test_what_goes_up_wins_over_what_stays():
    pages = [["C05765907", f"HRC-{number:07d}"] for number in range(7, 12)]
    assert found_on(pages) == [f"HRC-{number:07d}" for number in range(7, 12)]


def test_the_longer_sequence_wins_and_gaps_in_numbering_are_kept():
    pages = [["X-0001", "A-0001"], ["A-0002"], ["A-0003"], ["A-0010"], ["A-0011"], ["A-0020"]]
    assert found_on(pages) == ["A-0001", "A-0002", "A-0003", "A-0010", "A-0011", "A-0020"]


def test_a_misread_page_is_numbered_by_its_neighbours():
    assert found_on([["A-0001"], ["A-0902"], ["A-0003"]]) == ["A-0001", "A-0002", "A-0003"]


def test_a_number_that_every_page_bears_is_no_page_number():
    assert found_on([["DOC-000123"], ["DOC-000123"], ["DOC-000123"]]) == ["", "", ""]


def test_pages_without_a_stamp_get_nothing():
    assert run([]) == []
    assert run([[], []]) == ["", ""]


@given(numbers.filter(lambda number: number.width >= 6 and not number.suffix), st.data())
def test_a_sequence_survives_lost_stamps(first, data):
    pages = data.draw(st.integers(2, 30))
    lost = data.draw(st.sets(st.integers(1, pages - 2))) if pages > 2 else set()
    stamps = [[] if page in lost else [first + page] for page in range(pages)]
    assert run(stamps) == [str(first + page) for page in range(pages)]


def stamped(*items, direction=Direction.RIGHT):
    """A page whose lines are words with their places: (text, x, y) of words 10 pt high, 6 pt a character."""
    text, words = "", []
    for line in items:
        for word, x, y in line:
            text += "" if not text or text.endswith("\n") else " "
            box = Box(x, y, x + 6 * len(word), y + 10)
            words.append(Word(len(text), len(text) + len(word), box, bytes(len(word)), direction))
            text += word
        text += "\n"
    return PageText(text, tuple(words))


def texts_on(content, width=612, height=792):
    return [str(number) for number in candidates(content, width, height)]


def test_only_the_margins_bear_stamps():
    page = stamped([("ABC-0000007", 72, 400)], [("ABC-0000001", 500, 770)], [("ABC-0000002", 40, 20)])
    assert texts_on(page) == ["ABC-0000001", "ABC-0000002"]


def test_a_stamp_stands_apart_or_beside_a_legend():
    running = [("Doc", 72, 770), ("C05765907", 94, 770), ("Date:", 152, 770)]
    assert texts_on(stamped([*running, ("ABC-0000001", 500, 770)])) == ["ABC-0000001"]
    assert texts_on(stamped([("CONFIDENTIAL", 72, 770), ("ABC-0000001", 148, 770)])) == ["ABC-0000001"]
    assert texts_on(stamped([("Bates", 72, 770), ("No.", 106, 770), ("ABC-0000001", 128, 770)])) == ["ABC-0000001"]
    assert texts_on(stamped([("ABC", 500, 770), ("0000001", 522, 770)])) == ["ABC 0000001"]


def test_page_numbers_are_no_candidates():
    assert texts_on(stamped([("Page", 300, 770), ("0012", 328, 770)], [("B-52", 300, 20)], [("7", 20, 770)])) == []


def test_a_stamp_that_runs_up_a_turned_page_counts():
    word = Word(0, 11, Box(590, 700, 600, 766), bytes(11), Direction.DOWN)
    assert texts_on(PageText("ABC-0000001", (word,))) == ["ABC-0000001"]


def text_of(page):
    """The page's words as PageText, straight from PyMuPDF, on the displayed page."""
    text, words, line = "", [], None
    for *corners, word, block, number, _ in page.get_text("words"):
        text += "" if not text else " " if (block, number) == line else "\n"
        rect = pymupdf.Rect(corners) * page.rotation_matrix
        words.append(Word(len(text), len(text) + len(word), Box(*rect), bytes(len(word))))
        text, line = text + word, (block, number)
    return PageText(text, tuple(words))


@pytest.mark.corpus
def test_every_stamp_of_the_volume_is_found():
    files = random.Random(28).sample(sorted(IMAGES.glob("*.pdf")), 400)
    wrong = []
    for path in files:
        with pymupdf.open(path) as pdf:
            found = run([candidates(text_of(page), page.rect.width, page.rect.height) for page in pdf])
        expected = [str(parse(path.stem) + page) for page in range(len(found))]
        wrong += [(path.name, found)] if found != expected else []
    assert not wrong
