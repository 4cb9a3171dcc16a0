"""The sources of the sample production: texts/*.md, one file for each custodian.

Each paper begins with a line `=== file name`, then `key: value` lines up to an empty line, then its body (blocks.py).
A name with a slash puts it into a folder below the custodian's. `body: path` takes the body of another paper.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from tests.sample.blocks import set_body
from tests.sample.layout import NAVY, Area, Flow, Mark, Run, Style, text_width

TEXTS = Path(__file__).parent / "texts"
LETTERHEADS: dict[str, list[str]] = json.loads((TEXTS / "letterheads.json").read_text("utf-8"))
STYLES = {
    "memo": Style(points=12, leading=1.7, foot="{page}"),
    "letter": Style(points=12, leading=1.55, foot="{page}"),
    "email": Style(family="he", points=10.5, leading=1.5, foot="{page}"),
    "release": Style(points=12, leading=1.75, foot="- {page} -"),
    "draft": Style(family="he", points=12, leading=1.75, foot="Page {page} of {pages}"),
    "minutes": Style(points=12, leading=1.65, foot="{page}"),
    "order": Style(points=13, leading=2, side=86, foot="{page}", ruled=True),
    "opinion": Style(points=13, leading=1.98, side=84, foot="{page}"),
    "transcript": Style(
        side=96,
        top=80,
        bottom=58,
        family="co",
        points=11.5,
        leading=2.25,
        foot="{page}",
        ruled=True,
        numbered=True,
        gap=0,
    ),
    "manual": Style(family="he", points=11.5, leading=1.65, side=84, top=92, foot="{page}"),
    "slides": Style(792, 612, 70, 150, 84, family="he", points=19, leading=1.4, foot="Slide {page}"),
    "news": Style(side=54, points=12.5, leading=1.42, columns=2, foot="{page}", hyphens=True),
    "note": Style(points=11.5, leading=1.4, foot="{page}", hyphens=True, ligatures=True),
    "sheet": Style(792, 612, 46, 60, 64, family="he", points=9.5, foot="Page {page} of {pages}"),
    "form": Style(family="he", points=11, leading=1.6, foot="Page {page} of {pages}"),
}


@dataclass(frozen=True)
class Paper:
    """One file of the production: where it stands, what is said about it, what it says."""

    path: str
    facts: dict[str, str]
    body: str

    @property
    def date(self) -> datetime:
        """The date on its face."""
        return datetime.fromisoformat(self.facts["date"])

    @property
    def style(self) -> Style:
        """The style of its kind, with its own running head."""
        return replace(STYLES[self.facts["kind"]], head=self.facts.get("head", ""))


def read_papers() -> list[Paper]:
    """All papers, in the order of their paths, part by part, which is the order of an import."""
    found = [paper for source in sorted(TEXTS.glob("[0-9]*.md")) for paper in read_source(source)]
    bodies = {paper.path: paper.body for paper in found}
    return sorted((complete(paper, bodies) for paper in found), key=lambda paper: paper.path.split("/"))


def complete(paper: Paper, bodies: dict[str, str]) -> Paper:
    """The paper with its own body, or with another's in which its `swap` facts (old => new) have been carried out."""
    body = bodies[paper.facts.get("body", paper.path)]
    for old, new in (fact.split(" => ") for key, fact in paper.facts.items() if key.startswith("swap")):
        if old not in body:
            raise ValueError(f"{paper.path}: nothing to swap: {old}")
        body = body.replace(old, new.replace("\\n", "\n"))
    return replace(paper, body=body)


def read_source(source: Path) -> Iterator[Paper]:
    for part in ("\n" + source.read_text("utf-8")).split("\n=== ")[1:]:
        top, _, body = part.partition("\n\n")
        name, *lines = top.strip().split("\n")
        yield Paper(f"{source.stem}/{name}", dict(line.split(": ", 1) for line in lines), body)


def set_paper(paper: Paper) -> list[list[Mark]]:
    """The pages of a paper, with letterhead, running heads and page numbers."""
    flow = Flow(paper.style)
    set_top(flow, paper)
    set_body(flow, paper.body, frozenset(paper.facts.get("withhold", "").split()))
    return [marks + running_marks(paper, number, len(flow.pages)) for number, marks in enumerate(flow.pages, 1)]


def set_top(flow: Flow, paper: Paper) -> None:
    kind = paper.facts["kind"]
    if kind == "news":
        set_masthead(flow, paper.facts)
    elif kind == "email":
        set_owner(flow, paper.facts["owner"])
    elif "letterhead" in paper.facts:
        set_letterhead(flow, LETTERHEADS[paper.facts["letterhead"]])


def set_letterhead(flow: Flow, lines: list[str]) -> None:
    """A name in capitals with a bar at its left, the office and its address under it, a double rule."""
    x, width = flow.x, flow.style.measure
    top = flow.take(66) - 22
    flow.put(Area(x, top + 3, x + 7, top + 46, NAVY), Run(x + 16, top + 18, lines[0], "tibo", 17, NAVY))
    flow.put(*(Run(x + 16, top + 33 + 12 * n, text, "helv", 8.5, (0.3, 0.3, 0.3)) for n, text in enumerate(lines[1:])))
    flow.put(Area(x, top + 54, x + width, top + 55.4, NAVY), Area(x, top + 57, x + width, top + 57.5, NAVY))


def set_owner(flow: Flow, owner: str) -> None:
    """The name of the mailbox over a thick rule, as mail programs print it."""
    top = flow.take(26)
    flow.put(Run(flow.x, top + 11, owner, "hebo", 12))
    flow.put(Area(flow.x, top + 17, flow.x + flow.style.measure, top + 19.4))


def set_masthead(flow: Flow, facts: dict[str, str]) -> None:
    style, top = flow.style, flow.take(78) - 26
    right = style.width - style.side
    flow.put(Area(style.side, top, right, top + 54, NAVY))
    flow.put(Run(style.side + 14, top + 36, facts["masthead"], "tibo", 30, (1, 1, 1)))
    flow.put(Run(right - text_width(facts["issue"], "helv", 10) - 12, top + 34, facts["issue"], "helv", 10, (1, 1, 1)))
    flow.put(Run(style.side, top + 70, facts["dateline"], "heit", 9.5))
    flow.start = flow.y = top + 86


def running_marks(paper: Paper, number: int, pages: int) -> list[Mark]:
    """Page number, running head from the second page on, and the frame of a slide."""
    style = paper.style
    label = number_label(paper, number)
    foot = style.foot.format(page=label, pages=pages)
    middle = (style.width - text_width(foot, "helv", 9)) / 2
    marks: list[Mark] = (
        [Run(middle, style.height - 40, foot, "helv", 9)] if number > 1 or "{pages}" in style.foot else []
    )
    if style.head and (number > 1 or paper.facts["kind"] in ("draft", "manual", "sheet", "slides")):
        marks += [Run(style.side, 44, style.head, "heit", 8.5, (0.35, 0.35, 0.35))]
    if paper.facts["kind"] == "slides":
        marks += [Area(0, 0, style.width, 22, NAVY), Area(0, style.height - 60, style.width, style.height - 58.5, NAVY)]
    if style.ruled:
        marks += [Area(64, 0, 64.5, style.height), Area(67, 0, 67.5, style.height)]
    if style.numbered:
        tops = [style.top + style.points + style.line * n for n in range(25)]
        marks += [Run(42, y, f"{n}", "cour", 10) for n, y in enumerate(tops, 1)]
    return marks


def number_label(paper: Paper, number: int) -> str:
    """The printed number: roman for the pages before the text, when the paper has such."""
    front = int(paper.facts.get("front", "0"))
    return ("i", "ii", "iii", "iv")[number - 1] if number <= front else str(number - front)
