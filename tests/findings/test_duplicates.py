"""Likeness against the exact share of common runs of words, and mails that are one mail."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.findings.duplicates import ALIKE, alike, digest, likeness, mail, sketch
from reviewer.model import DocumentId
from reviewer.store.related import Message

WORDS = [f"{one}{two}" for one in ("vol", "man", "cou", "fin", "ger") for two in range(400)]


def exact(one: str, other: str) -> float:
    """The share of common runs of three words, counted."""
    ours, theirs = (set(zip(w, w[1:], w[2:], strict=False)) for w in (one.split(), other.split()))
    return len(ours & theirs) / len(ours | theirs)


def paper(chance: random.Random, length: int) -> list[str]:
    return [chance.choice(WORDS) for _ in range(length)]


def edited(chance: random.Random, words: list[str], changes: int) -> list[str]:
    made = list(words)
    for _ in range(changes):
        made[chance.randrange(len(made))] = chance.choice(WORDS)
    return made


def numbers(sketched: bytes) -> list[int]:
    return [int.from_bytes(sketched[at : at + 4], "little") for at in range(0, len(sketched), 4)]


@pytest.mark.parametrize(("length", "tolerance"), [(40, 0.0001), (200, 0.0001), (3000, 0.12)])
def test_the_score_is_the_share_of_common_shingles(length: int, tolerance: float) -> None:
    chance = random.Random(length)
    for changes in (0, length // 40, length // 10):
        one = paper(chance, length)
        one, other = " ".join(one), " ".join(edited(chance, one, changes))
        if changes and length == 200:
            tolerance = 0.12  # beyond 256 shingles in both together, a sample speaks for all
        assert likeness(numbers(sketch(one)), numbers(sketch(other))) == pytest.approx(exact(one, other), abs=tolerance)


def test_every_pair_above_the_bound_is_found_and_no_other() -> None:
    chance = random.Random(7)
    papers = [paper(chance, 150) for _ in range(150)]
    papers += [edited(chance, papers[place], place % 12) for place in range(60)]
    texts = {f"{place}": " ".join(words) for place, words in enumerate(papers)}
    sketches = {name: sketch(text) for name, text in texts.items()}
    found = {frozenset(pair[:2]): pair[2] for pair in alike(sketches, sketches)}
    near = {
        frozenset((f"{place}", f"{150 + place}")): exact(texts[f"{place}"], texts[f"{150 + place}"])
        for place in range(60)
    }
    assert {pair for pair, share in near.items() if share >= ALIKE + 0.1} <= set(found)
    assert set(found) <= set(near)
    assert all(abs(found[pair] - near[pair]) < 0.12 for pair in found)


def test_only_pairs_with_a_new_content_are_compared() -> None:
    chance = random.Random(3)
    first = paper(chance, 100)
    sketches = {name: sketch(" ".join(edited(chance, first, 2))) for name in ("a", "b", "c")}
    assert {frozenset(pair[:2]) for pair in alike(sketches, ["c"])} == {frozenset("ac"), frozenset("bc")}
    assert not list(alike(sketches, []))


@given(st.text(max_size=200))
def test_case_and_white_space_make_no_difference(text: str) -> None:
    assert sketch(text.upper().lower()) == sketch("  " + "\n".join(text.upper().lower().split()))
    assert bool(sketch(text)) == any(c.isalnum() or c == "_" for c in text.casefold())


def test_short_texts_have_a_sketch_too() -> None:
    assert sketch("Thank you") == sketch("thank  YOU") != sketch("Thank them")
    assert digest(sketch("")) == ""


BODY = "It will become mandatory."


def letter(**changed: str) -> Message:
    said = {
        "sender": '"Ruiz, Ana" <ana@clinic.org>',
        "to": "ben@agency.gov, Eve <eve@press.org>",
        "cc": "",
        "subject": "Opting out",
        "date": "2012-03-04T23:30-05:00",
        "message_id": "<a@x>",
        "in_reply_to": "",
        "references": "",
    }
    return Message(DocumentId(1), changed.pop("type", "Email"), **{**said, **changed})


def printed(head: str, body: str = BODY) -> str:
    return f"{head}\nSubject: Opting out\n{body}"


@pytest.mark.parametrize(
    ("other", "head"),
    [
        ({"message_id": ""}, "From: ana@clinic.org"),
        ({"date": "2012-03-05T04:30Z"}, "From: ana@clinic.org\nDate: Mar. 5, 2012"),
        ({"to": "EVE@press.org; Ben <Ben@Agency.gov>"}, "From: Ana\nBcc: chief@agency.gov"),
    ],
)
def test_copies_of_one_mail_are_the_same(other: dict[str, str], head: str) -> None:
    assert mail(letter(), printed("From: Ana Ruiz")) == mail(letter(**other), printed(head)) != ""


@pytest.mark.parametrize(
    "other",
    [{"date": "2012-03-04T23:31-05:00"}, {"to": "ben@agency.gov"}, {"sender": "eve@press.org"}, {"cc": "x@y.org"}],
)
def test_mails_that_differ_are_not_the_same(other: dict[str, str]) -> None:
    assert mail(letter(), printed("From")) != mail(letter(**other), printed("From"))


def test_other_words_or_no_mail_at_all() -> None:
    assert mail(letter(), printed("From")) != mail(letter(), printed("From", "It will stay voluntary."))
    assert mail(letter(type="PDF"), printed("From")) == ""
    assert mail(letter(date=""), printed("From")) == ""
