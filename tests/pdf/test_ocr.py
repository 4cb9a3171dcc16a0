"""Scanned pages: which need OCR, and where its words stand on the displayed page."""

from __future__ import annotations

import io
from pathlib import Path
from random import Random

import pymupdf
import pytest
from PIL import Image, ImageFilter

from reviewer.model import TextSource
from reviewer.pdf.ocr import needs_ocr, read_scan
from reviewer.pdf.words import page_content
from reviewer.text import boxes_of, find_quote
from tests.make import two_columns

WORDS = "counties were told that joining the programme is voluntary and may be declined"
TEXT = "The internal memo said that joining would become mandatory."


def scan(path: Path, rotation: int = 0, stamp: str = "", turned: int = 0) -> Path:
    """A page that shows an image of `TEXT`, which reads upright when the page is rotated."""
    with pymupdf.open() as drawn, pymupdf.open() as made:
        drawn.new_page(width=612, height=396).insert_text((72, 144), TEXT, fontsize=16)
        image = drawn[0].get_pixmap(dpi=150).tobytes("png")
        sides = (612, 396) if rotation in (0, 180) else (396, 612)
        page = made.new_page(width=sides[0], height=sides[1])
        page.insert_image(page.rect, stream=image, rotate=rotation)
        if stamp:
            page.insert_text((400, 380), stamp, fontsize=9)
        page.set_rotation(rotation)
        made.save(path)
    return path


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_words_of_a_scan_stand_where_they_are_displayed(tmp_path: Path, rotation: int) -> None:
    with pymupdf.open(scan(tmp_path / "scan.pdf", rotation)) as document:
        page = document[0]
        before = page_content(page, 1)
        assert needs_ocr(page, before.content.text)
        read = read_scan(page, before)
    assert read.page.text_source is TextSource.OCR
    assert (read.page.width, read.page.height) == (612, 396)
    assert TEXT in " ".join(read.content.text.split())
    (box,) = boxes_of(read.content, *find_quote(read.content.text, "internal memo")[0])
    font = pymupdf.Font("helv")
    left, right = (72 + font.text_length(part, 16) for part in ("The ", "The internal memo"))
    assert abs(box.x0 - left) < 3 and abs(box.x1 - right) < 3
    assert box.y0 < 140 < box.y1 and box.y1 - box.y0 < 30


def test_a_stamp_on_a_scan_does_not_pass_for_its_text(tmp_path: Path) -> None:
    with pymupdf.open(scan(tmp_path / "scan.pdf", stamp="ABC-0000001")) as document:
        assert needs_ocr(document[0], page_content(document[0], 1).content.text)


def test_pages_with_text_and_blank_pages_need_no_ocr(tmp_path: Path) -> None:
    with pymupdf.open() as made:
        made.new_page().insert_text((72, 100), [TEXT] * 3)
        made.new_page()
        assert not needs_ocr(made[0], TEXT * 3)
        assert not needs_ocr(made[1], "")


def noisy(path: Path) -> Path:
    """Lines of known words as an image that gets worse from line to line."""
    with pymupdf.open() as drawn, pymupdf.open() as made:
        page = drawn.new_page(width=540, height=300)
        for row in range(10):
            page.insert_text((30, 40 + 26 * row), WORDS, fontsize=12)
        pixels = page.get_pixmap(dpi=90, colorspace="gray")
        image = Image.frombytes("L", (pixels.width, pixels.height), pixels.samples)
        dirt = Image.frombytes("L", image.size, Random(7).randbytes(image.width * image.height))
        worse = Image.linear_gradient("L").resize(image.size).point([value * 3 // 5 for value in range(256)])
        held = io.BytesIO()
        Image.composite(dirt, image.filter(ImageFilter.GaussianBlur(0.9)), worse).save(held, "PNG")
        made.new_page(width=540, height=300).insert_image(page.rect, stream=held.getvalue())
        made.save(path)
    return path


def test_certainty_tells_right_words_from_wrong_ones(tmp_path: Path) -> None:
    with pymupdf.open(noisy(tmp_path / "noisy.pdf")) as document:
        read = read_scan(document[0], page_content(document[0], 1))
    words = [read.content.text[word.start : word.end] for word in read.content.words]
    assert len(read.certainty) == len(words)
    right = [certain for word, certain in zip(words, read.certainty, strict=True) if word in WORDS.split()]
    wrong = [certain for word, certain in zip(words, read.certainty, strict=True) if word not in WORDS.split()]
    assert len(right) > 20 and len(wrong) > 8
    higher = sum(one > other for one in right for other in wrong)
    assert higher > 0.8 * len(right) * len(wrong)


@pytest.mark.parametrize("drawn", ["rule", "dot", "nothing"])
def test_pages_without_words_are_read_as_such(drawn: str) -> None:
    with pymupdf.open() as made:
        page = made.new_page(width=300, height=200)
        if drawn == "rule":
            page.draw_line((20, 100), (280, 100), width=2)
        elif drawn == "dot":
            page.draw_circle((150, 100), 3, fill=(0, 0, 0))
        read = read_scan(page, page_content(page, 1))
    assert len(read.certainty) == len(read.content.words)
    assert len(read.content.text) < 4 and (read.page.text_source is TextSource.NONE) == (not read.content.text)


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    with pymupdf.open(two_columns(tmp_path / "columns.pdf")) as drawn, pymupdf.open() as made:
        drawn[0].set_cropbox(pymupdf.Rect(40, 70, 572, 190))
        page = made.new_page(width=532, height=120)
        page.insert_image(page.rect, stream=drawn[0].get_pixmap(dpi=200).tobytes("png"))
        words = read_scan(page, page_content(page, 1)).content.text.split()
    assert words.index("attorney") < words.index("letters") < words.index("county") < words.index("leave")
