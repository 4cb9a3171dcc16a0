# ruff: noqa: D102 - the methods of a device are named and told by MuPDF
"""Devices that MuPDF runs a page into: one notes what is painted, others pass a part of it on to MuPDF's own devices.

MuPDF calls those methods of a device that it names in `calls`; their first argument is MuPDF's context, the others are
MuPDF's own structures, which live no longer than the call. Lengths are points of the page before rotation.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import Any, NamedTuple

from pymupdf import mupdf

from reviewer.pdf.line import Corners

Colour = tuple[float, float, float]
"""Red, green and blue, 0 to 1."""

RGB, _GREY = mupdf.FzColorspace(mupdf.FzColorspace.Fixed_RGB), mupdf.FzColorspace(mupdf.FzColorspace.Fixed_GRAY)
_PARAMS = mupdf.FzColorParams()
_UNIT = mupdf.FzRect(mupdf.FzRect.Fixed_UNIT)
_THIN = 3.0  # points: a line or a ruling, which covers no word
_MOST_COLOURED = 5000  # calls: colours beyond take too long
_raw = mupdf._mupdf  # takes colours as devices get them, as pointers
_SHAPES = ("fill_path", "stroke_path", "fill_image", "fill_image_mask", "fill_shade")
_TEXTS = ("fill_text", "stroke_text", "ignore_text")
_CLIPS = (
    *("clip_text", "clip_stroke_text", "clip_path", "clip_stroke_path", "clip_image_mask", "pop_clip"),
    *("begin_mask", "end_mask", "begin_group", "end_group", "begin_tile", "end_tile"),
)
_SAME = {"begin_tile": "begin_tile_tid", "end_mask": "end_mask_tr"}  # what they are called with all their arguments


class Call(Enum):
    """What a page is painted with. TEXT has ink, INKLESS has none; OTHER is what has no single colour."""

    TEXT = auto()
    INKLESS = auto()
    FILL = auto()
    IMAGE = auto()
    OTHER = auto()


class Painted(NamedTuple):
    """One call: where it paints, how opaque it is, and its colour, None where it has no single one or is not known."""

    call: Call
    box: Corners
    alpha: float = 1.0
    colour: Colour | None = None

    @property
    def is_text(self) -> bool:
        """Whether it draws characters."""
        return self.call in (Call.TEXT, Call.INKLESS)


class _Device(mupdf.FzDevice2):  # type: ignore[misc]
    calls: tuple[str, ...] = ()

    def __init__(self) -> None:
        super().__init__()
        for name in self.calls:
            getattr(self, f"use_virtual_{name}")()


class Lister(_Device):
    """Notes what may matter to words, in `found`: lines and rulings are left out."""

    calls = (*_TEXTS, *_SHAPES, "begin_tile")

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Painted] = []

    def fill_text(self, _: Any, text: Any, ctm: Any, *given: Any) -> None:
        self.note(Call.TEXT, _raw.ll_fz_bound_text(text, None, ctm), *given[:3])

    def stroke_text(self, context: Any, text: Any, _: Any, *given: Any) -> None:
        self.fill_text(context, text, *given)

    def ignore_text(self, _: Any, text: Any, ctm: Any) -> None:
        self.note(Call.INKLESS, _raw.ll_fz_bound_text(text, None, ctm), None, None, 0.0)

    def fill_path(self, _: Any, path: Any, __: Any, ctm: Any, *given: Any) -> None:
        self._note_shape(Call.FILL, _raw.ll_fz_bound_path(path, None, ctm), *given[:3])

    def stroke_path(self, _: Any, path: Any, stroke: Any, ctm: Any, *given: Any) -> None:
        if stroke.linewidth * _raw.ll_fz_matrix_expansion(ctm) >= _THIN:
            self._note_shape(Call.FILL, _raw.ll_fz_bound_path(path, stroke, ctm), *given[:3])

    def fill_image(self, _: Any, __: Any, ctm: Any, alpha: float, *_more: Any) -> None:
        self._note_shape(Call.IMAGE, _raw.ll_fz_transform_rect(_UNIT.internal(), ctm), None, None, alpha)

    def fill_image_mask(self, context: Any, image: Any, ctm: Any, *given: Any) -> None:
        self.fill_image(context, image, ctm, given[2])

    def fill_shade(self, _: Any, shade: Any, ctm: Any, alpha: float, *_more: Any) -> None:
        self._note_shape(Call.OTHER, _raw.ll_fz_bound_shade(shade, ctm), None, None, alpha)

    def begin_tile(self, _: Any, area: Any, *given: Any) -> int:
        self._note_shape(Call.OTHER, _raw.ll_fz_transform_rect(area, given[3]), None, None, 1.0)
        return 0

    def note(self, call: Call, rect: Any, space: Any, values: Any, alpha: float) -> None:
        """Keep a call; its colour as MuPDF gives it."""
        colour = _colour(space, values) if space and len(self.found) < _MOST_COLOURED else None
        self.found.append(Painted(call, corners_of(rect), alpha, colour))

    def _note_shape(self, call: Call, rect: Any, *given: Any) -> None:
        if rect.x1 - rect.x0 >= _THIN and rect.y1 - rect.y0 >= _THIN:
            self.note(call, rect, *given)


class TextLister(Lister):
    """Notes texts, without their colours, and ends the run as soon as something else is painted that may matter."""

    def __init__(self, cookie: mupdf.FzCookie) -> None:
        super().__init__()
        self._cookie = cookie

    def note(self, call: Call, rect: Any, space: Any, values: Any, alpha: float) -> None:
        """Keep a text."""
        if call is not Call.TEXT:
            self._cookie.set_abort()
        self.found.append(Painted(call, corners_of(rect), alpha))


class Part(_Device):
    """Passes what is painted on to another device, but of the texts only those of some numbers."""

    calls: tuple[str, ...] = ("close_device", *_TEXTS, *_CLIPS, *_SHAPES)

    def __init__(self, device: mupdf.FzDevice, texts: Callable[[int], bool]) -> None:
        super().__init__()
        self._device, self._wanted, self._number = device, texts, -1
        self.out = device.m_internal

    def close_device(self, _: Any) -> None:
        """End what the other device does."""
        mupdf.fz_close_device(self._device)

    def passes(self) -> bool:
        """Whether the next text is one of those."""
        self._number += 1
        return self._wanted(self._number)


def _passing(name: str, is_text: bool) -> Callable[..., Any]:
    call = getattr(_raw, f"ll_fz_{_SAME.get(name, name)}")

    def passed(self: Part, _: Any, *given: Any) -> Any:
        return call(self.out, *given) if not is_text or self.passes() else None

    return passed


for _name in (*_TEXTS, *_CLIPS, *_SHAPES, "begin_metatext", "end_metatext"):
    setattr(Part, _name, _passing(_name, _name in _TEXTS))


class Texts(Part):
    """Passes on texts only, for reading."""

    calls = ("close_device", *_TEXTS, "begin_metatext", "end_metatext")


class Ink(Part):
    """Passes on texts only, in black, with what they are clipped by."""

    calls = ("close_device", *_TEXTS, *_CLIPS)

    def fill_text(self, _: Any, text: Any, ctm: Any, *given: Any) -> None:
        if self.passes():
            _raw.ll_fz_fill_text2(self.out, text, ctm, _GREY.m_internal, 0, 0, 0, 0, 1.0, given[-1])

    def stroke_text(self, context: Any, text: Any, _: Any, *given: Any) -> None:
        self.fill_text(context, text, *given)


def corners_of(rect: Any) -> Corners:
    """The corners of a rectangle of MuPDF's."""
    return rect.x0, rect.y0, rect.x1, rect.y1


def _colour(space: Any, values: Any) -> Colour:
    found = mupdf.ll_fz_convert_color(space, values, RGB.m_internal, None, _PARAMS.internal())
    return found[0], found[1], found[2]
