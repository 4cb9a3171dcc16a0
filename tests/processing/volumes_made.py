"""Volumes built for tests: page images as faxed TIFF, natives, TEXT files, a DAT and an OPT."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pymupdf
from PIL import Image

from tests.load_files.load_files_made import dat, write
from tests.make import write_pdf

NAMES = ("BEGBATES", "ENDBATES", "PARENTID", "CUSTODIAN", "FROM", "SUBJECT", "DATESENT", "Matter Note", "NATIVELINK")


def page_tiff(path: Path, text: str) -> Path:
    """A page as a single-page TIFF, Group 4, 200 dots an inch."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with pymupdf.open() as made:
        page = made.new_page(width=612, height=792)
        page.insert_text((72, 84), text, fontsize=14)
        pixels = page.get_pixmap(dpi=200, colorspace=pymupdf.csGRAY)
    image = Image.frombytes("L", (pixels.width, pixels.height), pixels.samples)
    image.point(lambda value: 255 if value > 127 else 0).convert("1").save(path, compression="group4", dpi=(200, 200))
    return path


def row(begin: str, end: str = "", **others: str) -> tuple[str, ...]:
    """A row of `NAMES`, by their names in small letters without blanks."""
    values = {"BEGBATES": begin, "ENDBATES": end or begin}
    values |= {name: others.get(name.lower().replace(" ", ""), values.get(name, "")) for name in NAMES[2:]}
    return tuple(values[name] for name in NAMES)


def volume(root: Path, rows: Sequence[Sequence[str]], opt: str = "", names: Sequence[str] = NAMES) -> Path:
    """A DAT of rows, with an OPT, in the DATA folder of the volume at `root`; hands back the DAT's path."""
    if opt:
        write(root / "DATA" / "vol.opt", opt, "UTF-8")
    return dat(root / "DATA" / "vol.dat", names, *rows)


def images(root: Path, pages: Mapping[str, Sequence[str]]) -> str:
    """PDFs of page images by Bates number, and the OPT that lists them."""
    (root / "IMAGES").mkdir(parents=True, exist_ok=True)
    for number, texts in pages.items():
        write_pdf(root / "IMAGES" / f"{number}.pdf", texts)
    return "".join(f"{number},VOL,IMAGES\\{number}.pdf,Y,,,{len(texts)}\r\n" for number, texts in pages.items())


def family(root: Path) -> Path:
    """A volume of a mail of two pages and its attachment, and a letter that stands alone."""
    opt = images(
        root,
        {"ABC0001": ["The mail begins", "and ends"], "ABC0003": ["The attachment"], "ABC0004": ["A letter"]},
    )
    return volume(
        root,
        [
            row("ABC0001", "ABC0002", custodian="Li, Bo", **{"from": "Bo Li"}, subject="Prints", datesent="03/04/2011"),
            row("ABC0003", parentid="ABC0001", custodian="Li, Bo", matternote="see tab 4; § 12"),
            row("ABC0004", custodian="Ruiz, Ana"),
        ],
        opt,
    )
