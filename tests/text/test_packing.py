"""Words in small form: what goes in comes out, and damage is told."""

from __future__ import annotations

import pickle
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import ReviewerError
from reviewer.model import Box, Direction, Word
from reviewer.text import PackedWords, pack_words, unpack_words

_POINTS = st.integers(-2_000_000, 2_000_000).map(lambda hundredths: hundredths / 100)
_BOXES = st.builds(Box, _POINTS, _POINTS, _POINTS, _POINTS)


@st.composite
def pages(draw: st.DrawFn) -> tuple[Word, ...]:
    words, end = [], 0
    for gap, edges in draw(st.lists(st.tuples(st.integers(0, 3), st.binary(min_size=1, max_size=40)), max_size=30)):
        start, end = end + gap, end + gap + len(edges)
        words.append(Word(start, end, draw(_BOXES), edges, draw(st.sampled_from(Direction))))
    return tuple(words)


@given(pages())
def test_words_come_back_as_they_were(words: tuple[Word, ...]) -> None:
    packed = pack_words(words)
    assert unpack_words(packed) == words
    lazy = PackedWords(packed)
    assert pack_words(lazy) is packed
    assert (tuple(lazy), len(lazy)) == (words, len(words))
    assert pickle.loads(pickle.dumps(lazy)) == words


@given(pages(), _POINTS, _POINTS)
def test_words_at_the_margins_are_those_outside(words: tuple[Word, ...], top: float, bottom: float) -> None:
    found = PackedWords(pack_words(words)).outside(top, bottom)
    turned = (Direction.UP, Direction.DOWN)
    middles = {word: (word.box.y0 + word.box.y1) / 2 for word in words}
    clear = [word for word in words if min(abs(middles[word] - top), abs(middles[word] - bottom)) > 0.001]
    wanted = [word for word in clear if word.direction in turned or not top < middles[word] < bottom]
    assert [word for word in found if word in clear] == wanted


@given(pages(), st.data())
def test_damage_never_gives_other_words(words: tuple[Word, ...], data: st.DataObject) -> None:
    packed = bytearray(pack_words(words))
    place = data.draw(st.integers(0, len(packed) - 1))
    packed[place] ^= data.draw(st.integers(1, 255))
    try:
        read = unpack_words(bytes(packed))
    except ReviewerError:
        return
    assert read == words  # a bit that holds nothing: how hard the packer tried, or the padding at the end


@given(pages(), st.integers(0, 400))
def test_what_is_cut_off_is_told(words: tuple[Word, ...], length: int) -> None:
    packed = pack_words(words)
    with pytest.raises(ReviewerError):
        unpack_words(packed[: min(length, len(packed) - 1)])


@pytest.mark.parametrize("content", [b"", b"\x00\x00\x00\x80", b"\x02\x00\x00\x00", b"\x01\x00\x00\x00" + bytes(30)])
def test_a_stream_that_inflates_but_holds_no_words_is_told(content: bytes) -> None:
    with pytest.raises(ReviewerError):
        unpack_words(b"\x01" + zlib.compress(content))


def test_a_stream_that_inflates_without_end_is_stopped() -> None:
    with pytest.raises(ReviewerError):
        unpack_words(b"\x01" + zlib.compress(bytes(80 << 20), 9))
