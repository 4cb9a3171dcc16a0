"""Marks onto PDF pages, and what an office does to pages afterwards: stamp, scan, turn, crop.

In: marks in points from the upper left corner of the page as seen. Out: pages of a pymupdf document.
"""

import random
from collections import defaultdict

import pymupdf

from tests.sample.layout import Area, Color, Mark, Pen, Run, Style, font, text_width

LIGATURES = (("fi", "\ufb01"), ("fl", "\ufb02"))


def draw_page(doc: pymupdf.Document, marks: list[Mark], style: Style) -> pymupdf.Page:
    """A new last page with the marks on it."""
    page = doc.new_page(width=style.width, height=style.height)
    for mark in marks:
        if isinstance(mark, Area):
            page.draw_rect((mark.x0, mark.y0, mark.x1, mark.y1), color=mark.stroke, fill=mark.fill, width=0.5)
        elif isinstance(mark, Pen):
            draw_signature(page, mark)
    draw_text(page, [m for m in marks if isinstance(m, Run)], style.ligatures)
    return page


def draw_text(page: pymupdf.Page, runs: list[Run], ligatures: bool = False) -> None:
    """All text of a page, one colour after the other."""
    writers: defaultdict[Color, pymupdf.TextWriter] = defaultdict(lambda: pymupdf.TextWriter(page.rect))
    for run in runs:
        text = run.text
        for plain, joined in LIGATURES if ligatures else ():
            text = text.replace(plain, joined)
        writers[run.color].append((run.x, run.y), text, font=font(run.font), fontsize=run.points)
    for color, writer in writers.items():
        writer.write_text(page, color=color)


def draw_signature(page: pymupdf.Page, pen: Pen) -> None:
    """A scribble that is always the same for one name."""
    dice = random.Random(pen.name)
    shape, x, y = page.new_shape(), pen.x + 4, pen.y
    for _ in range(max(5, len(pen.name) // 2)):
        tall, step = dice.choice((5, 7, 11, 26)) * dice.uniform(0.8, 1.2), dice.uniform(7, 15)
        bend = (x + step * 0.2, y - tall), (x + step * 1.1, y - tall * 0.7)
        shape.draw_bezier((x, y), *bend, (x + step, y + dice.uniform(-3, 5)))
        x += step * 0.85
    shape.draw_bezier((x, y), (x + 15, y - 4), (x - 30, y + 9), (x + 38, y + 1))
    shape.finish(color=(0.08, 0.12, 0.42), width=1.1, closePath=False)
    shape.commit()


def bates_run(text: str, style: Style) -> Run:
    """A Bates number in the lower right corner."""
    return Run(style.width - 34 - text_width(text, "hebo", 9), style.height - 22, text, "hebo", 9)


def ink_stamp(page: pymupdf.Page, text: str, at: tuple[float, float], degrees: float) -> None:
    """A rubber stamp of one or more lines (parted by /), a little askew."""
    lines = [line.strip() for line in text.split("/")]
    wide = max(text_width(line, "hebo", 13) for line in lines) + 16
    box = pymupdf.Rect(at[0], at[1], at[0] + wide, at[1] + 17 * len(lines) + 8)
    turn, blue = (pymupdf.Point(box.tl), pymupdf.Matrix(degrees)), (0.15, 0.18, 0.45)
    shape = page.new_shape()
    shape.draw_rect(box)
    shape.finish(color=blue, width=1.8, morph=turn)
    shape.commit()
    writer = pymupdf.TextWriter(page.rect, color=blue)
    for number, line in enumerate(lines):
        middle = box.x0 + (wide - text_width(line, "hebo", 13)) / 2
        writer.append((middle, box.y0 + 17 * (number + 1)), line, font=font("hebo"), fontsize=13)
    writer.write_text(page, morph=turn)


def scanned(doc: pymupdf.Document, degrees: float, dpi: int, two_tone: bool, bates: list[Run]) -> pymupdf.Document:
    """The document as a copier hands it back: images alone, askew, with specks; then stamped by another machine."""
    result = pymupdf.open()
    for page, stamp in zip(doc, bates, strict=True):
        askew = degrees if page.number % 2 == 0 else -degrees * 0.6
        first = pymupdf.open()
        sheet = first.new_page(width=page.rect.width, height=page.rect.height)
        sheet.insert_image(sheet.rect, pixmap=page_image(page, askew, dpi, seed=page.number))
        draw_text(sheet, [stamp])
        image = sheet.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
        levels = (
            bytes(255 if v > 140 else 0 for v in range(256)) if two_tone else bytes(v & 0xF0 | 0xF for v in range(256))
        )
        image = pymupdf.Pixmap(pymupdf.csGRAY, image.width, image.height, image.samples.translate(levels), False)
        target = result.new_page(width=page.rect.width, height=page.rect.height)
        target.insert_image(target.rect, pixmap=image)
    return result


def page_image(page: pymupdf.Page, degrees: float, dpi: int, seed: int) -> pymupdf.Pixmap:
    """The page as grey pixels, turned about its middle by degrees, with specks of dust."""
    middle, zoom = page.rect.br / 2, dpi / 72
    turn = pymupdf.Matrix(1, 0, 0, 1, -middle.x, -middle.y) * pymupdf.Matrix(degrees)
    turn *= pymupdf.Matrix(1, 0, 0, 1, middle.x, middle.y) * pymupdf.Matrix(zoom, zoom)
    clip = page.rect * pymupdf.Matrix(zoom, zoom)
    image = pymupdf.Pixmap(pymupdf.csGRAY, clip.irect, False)
    image.clear_with(250)
    layer = page.get_displaylist().get_pixmap(matrix=turn, colorspace=pymupdf.csGRAY, alpha=False)
    image.copy(layer, pymupdf.IRect(layer.irect) & pymupdf.IRect(image.irect))
    return dusty(image, seed)


def dusty(image: pymupdf.Pixmap, seed: int) -> pymupdf.Pixmap:
    dice, dots = random.Random(seed), bytearray(image.samples)
    for _ in range(len(dots) // 3000):
        dots[dice.randrange(len(dots))] = dice.randrange(40, 170)
    return pymupdf.Pixmap(pymupdf.csGRAY, image.width, image.height, bytes(dots), False)


def turned(doc: pymupdf.Document, page: pymupdf.Page) -> None:
    """Store a landscape page as a portrait one with /Rotate 90: it looks the same."""
    width, height = page.rect.width, page.rect.height
    wrap_content(doc, page, f"0 1 -1 0 {height:g} 0 cm")
    page.set_mediabox(pymupdf.Rect(0, 0, height, width))
    page.set_rotation(90)


def cropped(doc: pymupdf.Document, page: pymupdf.Page, edge: float = 36) -> None:
    """Store a page as a printer's sheet: larger, with crop marks, and a CropBox around what is to be seen."""
    seen = page.rect * pymupdf.Matrix(1, 0, 0, 1, edge, edge)
    wrap_content(doc, page, f"1 0 0 1 {edge:g} {edge:g} cm")
    page.set_mediabox(pymupdf.Rect(0, 0, seen.x1 + edge, seen.y1 + edge))
    for x in (seen.x0, seen.x1):
        for y0, y1 in ((6, edge - 8), (seen.y1 + 8, seen.y1 + edge - 6)):
            page.draw_line((x, y0), (x, y1), width=0.4)
    page.set_cropbox(seen)


def wrap_content(doc: pymupdf.Document, page: pymupdf.Page, transform: str) -> None:
    page.clean_contents()
    xref = page.get_contents()[0]
    doc.update_stream(xref, b"q " + transform.encode() + b"\n" + doc.xref_stream(xref) + b"\nQ")
