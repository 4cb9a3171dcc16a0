"""Cheap signs that a text on a page may not be seen, from what is painted, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reviewer.pdf.corners import area, overlaps, shared, within
from reviewer.pdf.devices import Call, Colour, Painted
from reviewer.pdf.line import Corners

_PALE, _CLOSE, _FAINT = 0.8, 0.2, 0.2  # of 1: the darkest part of a colour, the difference of two, opacity
_MOST_PAIRS = 200_000  # beyond, all texts are in doubt, since comparing each with all that is painted takes too long
_MOST_LAYERS = 3

Placed = tuple[int, Painted]
"""What is painted, and its place in the order of painting."""


def is_plain(texts: Sequence[Painted], colours: Iterable[int], bounds: Corners) -> bool:
    """Whether texts that stand alone on a page are on it, and in colours (sRGB as integers) that paper shows."""
    return all(text.alpha > _FAINT and within(text.box, bounds) for text in texts) and not any(map(_is_pale, colours))


def doubted(calls: Sequence[Painted]) -> set[int]:
    """The texts, by number, that may not be seen for what is painted over them or under them."""
    texts = [(place, call) for place, call in enumerate(calls) if call.is_text]
    others = [(place, call) for place, call in enumerate(calls) if not call.is_text]
    if len(texts) * len(others) > _MOST_PAIRS:
        return set(range(len(texts)))
    return {number for number, text in enumerate(texts) if _is_doubted(*text, others)}


def layers(texts: Mapping[int, Corners]) -> list[set[int]]:
    """Texts, by number, in sets within which none lies over another; the last of a few sets takes what is left."""
    found: list[set[int]] = [set() for _ in range(_MOST_LAYERS)]
    for number, box in sorted(texts.items()):
        free = (layer for layer in found[:-1] if not any(overlaps(box, texts[other]) for other in layer))
        next(free, found[-1]).add(number)
    return [layer for layer in found if layer]


def _is_doubted(place: int, text: Painted, others: Sequence[Placed]) -> bool:
    near = [(there, call) for there, call in others if overlaps(call.box, text.box)]
    if text.call is Call.INKLESS:
        return not _is_on_scan(text, near)
    if text.alpha <= _FAINT or (text.colour and min(text.colour) > _PALE):
        return True
    return any(there > place or _are_close(call.colour, text.colour) for there, call in near)


def _is_on_scan(text: Painted, near: Sequence[Placed]) -> bool:
    """Whether an inkless text belongs to a picture, with nothing over it: the ordinary scan that can be searched."""
    pictures = [(there, call) for there, call in near if call.call is Call.IMAGE]
    covered = sum(shared(call.box, text.box) for _, call in pictures)
    last = max((there for there, _ in pictures), default=-1)
    return covered >= area(text.box) / 2 and not any(there > last for there, _ in near)


def _are_close(one: Colour | None, other: Colour | None) -> bool:
    return bool(one and other) and max(abs(a - b) for a, b in zip(one or (), other or (), strict=True)) < _CLOSE


def _is_pale(colour: int) -> bool:
    return min(colour >> 16, colour >> 8 & 255, colour & 255) > _PALE * 255
