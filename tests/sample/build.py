"""Builds the sample production anew: `python -m tests.sample.build [FOLDER]`, by default into resources/sample.

Same sources, same PyMuPDF: same bytes. Bates numbers run over all pages of all PDFs in the order of the paths.
"""

import re
import shutil
import sys
from pathlib import Path

import pymupdf

from tests.sample.draw import bates_run, cropped, draw_page, draw_text, ink_stamp, scanned, turned
from tests.sample.layout import Run
from tests.sample.papers import Paper, read_papers, set_paper

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
PREFIX, DIGITS = "SCP-", 7


def build(folder: Path) -> int:
    """Write all papers below folder, which is emptied first; hand back how many pages were stamped."""
    shutil.rmtree(folder, ignore_errors=True)
    count = 0
    for paper in read_papers():
        target = folder / paper.path
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.suffix == ".txt":
            target.write_bytes((paper.body.strip("\n") + "\n").encode())
        else:
            count += write_pdf(paper, target, count + 1)
    return count


def write_pdf(paper: Paper, target: Path, first: int) -> int:
    """Write one PDF whose first page has the Bates number first; hand back its number of pages."""
    doc = pymupdf.open()
    style = paper.style
    for marks in set_paper(paper):
        draw_page(doc, marks, style)
    numbers = [bates_run(f"{PREFIX}{first + page:0{DIGITS}}", style) for page in range(len(doc))]
    doc = finish(doc, paper, numbers)
    add_facts(doc, paper)
    doc.subset_fonts()
    doc.save(target, garbage=4, deflate=True, deflate_images=True, deflate_fonts=True, no_new_id=True, use_objstms=1)
    return len(doc)


def finish(doc: pymupdf.Document, paper: Paper, numbers: list[Run]) -> pymupdf.Document:
    """What is done to the pages after they are drawn: stamps, scanning, turning, cropping."""
    facts = paper.facts
    if "stamp" in facts:
        across, down = map(float, facts.get("stamp-at", "390 118").split())
        ink_stamp(doc[0], facts["stamp"], (across, down), -6)
    if "scan" in facts:
        degrees, dpi, tone = facts["scan"].split()
        return scanned(doc, float(degrees), int(dpi), tone == "fax", numbers)
    for page, number in zip(doc, numbers, strict=True):
        draw_text(page, [number])
        if str(page.number + 1) in facts.get("turn", "").split():
            turned(doc, page)
        if str(page.number + 1) in facts.get("crop", "").split():
            cropped(doc, page)
    return doc


def add_facts(doc: pymupdf.Document, paper: Paper) -> None:
    """Title, author, dates; outline and page labels where the paper has them."""
    stamp = f"D:{paper.date:%Y%m%d%H%M%S}-05'00'"
    facts = {"title": paper.facts["title"], "author": paper.facts["author"], "creationDate": stamp, "modDate": stamp}
    doc.set_metadata(facts | {"producer": "FRS Document Services 4.1", "creator": paper.facts.get("creator", "")})
    if "front" in paper.facts:
        front = int(paper.facts["front"])
        doc.set_page_labels([{"startpage": 0, "style": "r"}, {"startpage": front, "style": "D"}])
        doc.set_toc(outline(doc))


def outline(doc: pymupdf.Document) -> list[list[int | str]]:
    """The numbered headings that stand alone on a line, each at its page."""
    found = [(m[0], page.number + 1) for page in doc for m in re.finditer(r"^\d+\. {2}.+$", page.get_text(), re.M)]
    return [[1, " ".join(title.split()), page] for title, page in found]


if __name__ == "__main__":
    print(build(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE), "pages")
