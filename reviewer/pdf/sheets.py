"""A PDF under way: pages from operators that name faces and images, which are put into the file when first used.

Writing operators ourselves takes a hundredth of the time of `pymupdf.TextWriter`, and each glyph stays one character.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pymupdf

from reviewer.pdf.faces import named
from reviewer.pdf.open import ERRORS

_NAMES = re.compile(r"/([FI]\d+) ")
_SHOWN = re.compile(r"/(F\d+) [^<]*<([0-9a-f]*)> Tj")
_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{}endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""  # ISO 32000-1, 9.10.3
_PIXEL_LIMIT = 50_000_000  # an image of more takes over 150 MB to draw
_PIXELS_A_POINT = 96 / 72  # how large an image is that does not say it


class Sheets:
    """Pages are added one after the other. `missing`: whether an image could not be drawn."""

    def __init__(self, document: pymupdf.Document, size: pymupdf.Rect, images: Mapping[str, bytes]) -> None:
        self._document, self._size, self._images = document, size, images
        document.new_page()  # a desk where fonts and images are put first; deleted at the end
        self._places: dict[str, int] = {}
        self._known: dict[str, tuple[str, float, float] | None] = {}
        self._used: dict[str, set[str]] = {}
        self.missing = False

    def size(self, name: str) -> tuple[str, float, float] | None:
        """An image's name for operators, its width and height in points; None where it can't be drawn."""
        if name not in self._known:
            self._known[name] = self._taken(name)
            self.missing |= self._known[name] is None
        return self._known[name]

    def add_page(self, operators: str) -> None:
        """A page that shows what `operators` draw, in points from its lower left corner."""
        for name, glyphs in _SHOWN.findall(operators):
            self._used.setdefault(name, set()).update(map("".join, zip(*[iter(glyphs)] * 4, strict=True)))
        names = sorted(set(_NAMES.findall(operators)))
        fonts, pictures = (
            "".join(f"/{name} {self._place(name)} 0 R" for name in names if name[0] == kind) for kind in "FI"
        )
        page = self._document.new_page(width=self._size.width, height=self._size.height)
        resources = f"<</Font<<{fonts}>>/XObject<<{pictures}>>>>"
        self._document.xref_set_key(page.xref, "Resources", resources)
        contents = self._document.get_new_xref()
        self._document.update_object(contents, "<<>>")
        self._document.update_stream(contents, operators.encode("ascii"))
        page.set_contents(contents)

    def close(self) -> None:
        """Say which character each glyph is, and clear up; no page can be added any more."""
        for name, glyphs in self._used.items():
            self._name_characters(name, glyphs)
        self._document.delete_page(0)

    def _place(self, name: str) -> int:
        if name not in self._places:  # images have theirs already
            self._places[name] = self._font(named(name).font)
        return self._places[name]

    def _font(self, font: pymupdf.Font) -> int:
        """Put a font into the file; its number there. `insert_font` would measure all glyphs, for nothing."""
        mupdf = pymupdf.mupdf
        return int(
            mupdf.pdf_to_num(
                mupdf.pdf_add_cid_font(mupdf.pdf_document_from_fz_document(self._document.this), font.this)
            )
        )

    def _name_characters(self, name: str, glyphs: set[str]) -> None:
        """MuPDF's own list errs on characters beyond U+FFFF, and where several have one glyph."""
        characters = named(name).characters
        lines = [f"<{glyph}> <{characters[glyph].encode('utf-16-be').hex()}>" for glyph in sorted(glyphs)]
        parts = (
            lines[start : start + 100] for start in range(0, len(lines), 100)
        )  # as many as a CMap may list at once
        lists = "".join(f"{len(part)} beginbfchar\n{chr(10).join(part)}\nendbfchar\n" for part in parts)
        where = self._document.xref_get_key(self._places[name], "ToUnicode")[1]
        self._document.update_stream(int(where.split()[0]), _CMAP.format(lists).encode("ascii"))

    def _taken(self, name: str) -> tuple[str, float, float] | None:
        """Put an image into the file. What MuPDF can't read, or what is too large for the memory, is left out."""
        data = self._images.get(name, b"")
        try:
            size = _pixels(data)
            if not 0 < size[0] * size[1] <= _PIXEL_LIMIT:
                return None
            place = self._document[0].insert_image(self._size, stream=data)
        except ERRORS:
            return None
        short = f"I{len(self._places)}"
        self._places[short] = place
        return short, size[0] / _PIXELS_A_POINT, size[1] / _PIXELS_A_POINT


def _pixels(data: bytes) -> tuple[int, int]:
    """Width and height of an image, from its header alone: nothing is decoded. Raises FzErrorBase."""
    mupdf = pymupdf.mupdf
    image = mupdf.fz_new_image_from_buffer(mupdf.fz_new_buffer_from_copied_data(data))
    return int(image.w()), int(image.h())
