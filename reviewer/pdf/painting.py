"""What a page paints: listed in the order of painting, and drawn or read again with some texts left out.

Lengths are points of the page before rotation, origin top left; texts count from 0 in the order of painting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pymupdf
from PIL import Image
from pymupdf import mupdf

from reviewer.pdf.devices import RGB, Ink, Lister, Painted, Part, TextLister, Texts

_EVERYWHERE = mupdf.FzRect(mupdf.FzRect.Fixed_INFINITE)
Chosen = Callable[[int], bool]
"""Whether the text of a number is one of those that are meant."""


@contextmanager
def painting(page: pymupdf.Page) -> Iterator[mupdf.FzDisplayList]:
    """All that a page paints, before rotation, to be run again and again. Errors of MuPDF are RuntimeErrors."""
    rotation = page.rotation
    if rotation:
        page.set_rotation(0)
    try:
        yield mupdf.fz_new_display_list_from_page(page.this)
    except mupdf.FzErrorBase as error:
        raise RuntimeError(str(error)) from error
    finally:
        if rotation:
            page.set_rotation(rotation)


def texts_alone(painted: mupdf.FzDisplayList) -> list[Painted] | None:
    """The inked texts, without their colours; None where something else is painted that may matter to words."""
    cookie = mupdf.FzCookie()
    lister = TextLister(cookie)
    _run(painted, lister, cookie)
    return None if cookie.m_internal.abort else lister.found


def listed(painted: mupdf.FzDisplayList) -> list[Painted]:
    """All that may matter to words, in the order of painting."""
    lister = Lister()
    _run(painted, lister)
    return lister.found


def drawn(painted: mupdf.FzDisplayList, zoom: float, texts: Chosen | None = None) -> Image.Image:
    """The page as an image of `zoom` pixels a point, with all texts or but some."""
    return _image(painted, zoom, lambda device: Part(device, texts) if texts else device)


def ink(painted: mupdf.FzDisplayList, zoom: float, texts: Chosen) -> Image.Image:
    """Some texts and nothing else, in black on white, as an image of `zoom` pixels a point."""
    return _image(painted, zoom, lambda device: Ink(device, texts))


def read(painted: mupdf.FzDisplayList, flags: int, texts: Chosen | None = None) -> pymupdf.TextPage:
    """What MuPDF reads of all texts on the page, or of some texts, on the page and beside it."""
    options = mupdf.FzStextOptions(flags)
    if texts is None:
        return pymupdf.TextPage(mupdf.FzStextPage(painted, options))
    page = mupdf.FzStextPage(_EVERYWHERE)
    _run(painted, Texts(mupdf.fz_new_stext_device(page, options), texts))
    return pymupdf.TextPage(page)


def _image(
    painted: mupdf.FzDisplayList, zoom: float, through: Callable[[mupdf.FzDevice], mupdf.FzDevice]
) -> Image.Image:
    scale = mupdf.FzMatrix(zoom, 0, 0, zoom, 0, 0)
    box = mupdf.fz_round_rect(mupdf.fz_transform_rect(mupdf.fz_bound_display_list(painted), scale))
    pixmap = mupdf.fz_new_pixmap_with_bbox(RGB, box, mupdf.FzSeparations(), 0)
    mupdf.fz_clear_pixmap_with_value(pixmap, 255)
    _run(painted, through(mupdf.fz_new_draw_device(scale, pixmap)))
    found = pymupdf.Pixmap("raw", pixmap)
    return Image.frombytes("RGB", (found.width, found.height), found.samples, "raw", "RGB", found.stride)


def _run(painted: mupdf.FzDisplayList, device: mupdf.FzDevice, cookie: mupdf.FzCookie | None = None) -> None:
    mupdf.fz_run_display_list(painted, device, mupdf.FzMatrix(), _EVERYWHERE, cookie or mupdf.FzCookie())
    mupdf.fz_close_device(device)
