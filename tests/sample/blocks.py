"""The kinds of blocks of the markup, each set onto a Flow.

In: a block (the lines between two blank lines). Out: marks on the pages of the Flow. Paragraphs that begin with ~b5~
are withheld under exemption (b)(5) when the paper's list of withheld codes has it: measured, never drawn.
"""

import re

from tests.sample.figures import TABLES
from tests.sample.layout import (
    FACES,
    GREY,
    NAVY,
    WHITE,
    Area,
    Flow,
    Pen,
    Run,
    Style,
    line_marks,
    text_width,
    word_width,
    words,
    wrap,
)

CODES = {"b5": "(b)(5)", "b5x": "(b)(5)", "b6": "(b)(6)", "b7e": "(b)(7)(E)"}


def set_body(flow: Flow, body: str, withheld: frozenset[str]) -> None:
    """Set all blocks of a body."""
    for block in re.split(r"\n\s*\n", body.strip("\n")):
        set_block(flow, block, withheld)


def set_block(flow: Flow, block: str, withheld: frozenset[str]) -> None:
    first = block.split("\n", 1)[0]
    if first == "+++":
        flow.new_page()
    elif first == "...":
        flow.y += flow.style.line
    elif first == "---":
        set_rule(flow)
    elif first.startswith("@"):
        set_table(flow, TABLES[first[1:].strip()]())
    elif first.startswith("|"):
        set_table(flow, [[c.strip() for c in row.strip("|").split("|")] for row in block.split("\n")])
    elif first.startswith(": "):
        set_header(flow, [line[2:].split(" | ", 1) for line in block.split("\n")])
    else:
        for line in join_lines(block):
            set_line(flow, line, withheld)
        flow.skip(flow.style.line * flow.style.gap)


def join_lines(block: str) -> list[str]:
    """Lines of a block; a line that begins with no sign goes on with the line before."""
    joined: list[str] = []
    for line in block.split("\n"):
        if joined and not re.match(r"(#+ |- |\d+\.\s|\([a-z]\) |= |> |!|~|/ |\$ )", line):
            joined[-1] += " " + line.strip()
        else:
            joined.append(line)
    return joined


def set_line(flow: Flow, line: str, withheld: frozenset[str]) -> None:
    style = flow.style
    if mark := re.match(r"~(\w+)~ ?", line):
        hidden = CODES[mark[1]] if mark[1] in withheld else ""
        set_paragraph(flow, line[mark.end() :], label=hidden)
    elif line.startswith("# "):
        set_centred(flow, line[2:], style.points * 1.25, face=1)
    elif line.startswith("## "):
        set_heading(flow, line[3:])
    elif line.startswith("= "):
        set_centred(flow, line[2:], style.points)
    elif line.startswith("$ "):
        set_signature(flow, line[2:])
    elif line.startswith("> "):
        set_paragraph(flow, line[2:], indent=30, narrow=30)
    elif mark := re.match(r"(-|\d+\.|\([a-z]\)) +", line):
        set_item(flow, "\u2022" if mark[1] == "-" else mark[1], line[mark.end() :])
    else:
        set_paragraph(flow, line.removeprefix("/ "))


def set_paragraph(flow: Flow, text: str, indent: float = 0, narrow: float = 0, label: str = "") -> None:
    """Lines of text, or one black box on each page that they would have stood on."""
    style = flow.style
    lines = wrap(words(text, style.family), style.measure - indent - narrow, style.points, style.hyphens)
    box: list[float] = []
    for number, line in enumerate(lines):
        pages = len(flow.pages)
        top = keep_two(flow, number, len(lines))
        if not label:
            flow.put(*line_marks(line, flow.x + indent, top + style.points, style.points))
        elif box and pages == len(flow.pages):
            box[1] = flow.y
        else:
            hide(flow, box, label, pages - 1)
            box = [top, flow.y]
    hide(flow, box, label, len(flow.pages) - 1)


def keep_two(flow: Flow, number: int, total: int) -> float:
    """The place of a line; no paragraph leaves its first line alone at the foot of a page."""
    line = flow.style.line
    if number == 0 and total > 2 and flow.y + 2 * line > flow.floor:
        flow.turn()
    return flow.take(line)


def hide(flow: Flow, box: list[float], label: str, page: int) -> None:
    if box:
        top, bottom = box[0] + 1, box[1] - flow.style.points * 0.1
        flow.pages[page].append(Area(flow.x - 2, top, flow.x + flow.style.measure + 2, bottom))
        wide = text_width(label, "hebo", 10)
        middle = (top + bottom) / 2 + 3.5
        flow.pages[page].append(Run(flow.x + (flow.style.measure - wide) / 2, middle, label, "hebo", 10, WHITE))


def set_item(flow: Flow, sign: str, text: str) -> None:
    """A point of a list, its text hanging beside the sign."""
    style = flow.style
    indent = 18 if style.columns == 1 else 10
    hang = indent + max(text_width(sign + " ", FACES[style.family][0], style.points) + 4, 12)
    lines = wrap(words(text, style.family), style.measure - hang, style.points, style.hyphens)
    for number, line in enumerate(lines):
        top = keep_two(flow, number, len(lines))
        if not number:
            flow.put(Run(flow.x + indent, top + style.points, sign, FACES[style.family][0], style.points))
        flow.put(*line_marks(line, flow.x + hang, top + style.points, style.points))
    flow.skip(style.line * 0.25)


def set_heading(flow: Flow, text: str) -> None:
    style = flow.style
    points = style.points * 1.08
    flow.skip(style.line * 0.35)
    lines = wrap(words(text, style.family, 1), style.measure, points)
    if flow.y + (len(lines) + 3) * style.line > flow.floor:
        flow.turn()
    for line in lines:
        flow.put(
            *line_marks(
                line, flow.x, flow.take(points * 1.3) + points, points, NAVY if style.family == "he" else (0, 0, 0)
            )
        )
    flow.skip(style.points * 0.35)


def set_centred(flow: Flow, text: str, points: float, face: int = 0) -> None:
    style = flow.style
    height = points * 1.3 if style.gap else style.line
    for line in wrap(words(text, style.family, face), style.measure, points):
        wide = sum(text_width(p.text, p.font, points) for w in line for p in w)
        wide += text_width(" ", line[0][0].font, points) * (len(line) - 1)
        flow.put(*line_marks(line, flow.x + (style.measure - wide) / 2, flow.take(height) + points, points))


def set_signature(flow: Flow, name: str) -> None:
    top = flow.take(40)
    flow.put(Pen(flow.x, top + 28, name))


def set_rule(flow: Flow) -> None:
    top = flow.take(9)
    flow.put(Area(flow.x, top + 2, flow.x + flow.style.measure, top + 2.8))


def set_header(flow: Flow, rows: list[list[str]]) -> None:
    """The head of a mail or memo: bold names at the left, values beside them."""
    style = flow.style
    bold = FACES[style.family][1]
    indent = max(text_width(row[0], bold, style.points) for row in rows) + 14
    for name, value in rows:
        lines = wrap(words(value, style.family), style.measure - indent, style.points)
        for number, line in enumerate(lines):
            y = flow.take(style.points * 1.36) + style.points
            flow.put(*([] if number else [Run(flow.x, y, name, bold, style.points)]))
            flow.put(*line_marks(line, flow.x + indent, y, style.points))
    flow.skip(4)
    set_rule(flow)
    flow.skip(6)


def column_widths(rows: list[list[str]], style: Style, points: float) -> list[float]:
    """Widths that share the measure by what the cells hold; no column is narrower than its longest word."""
    least = [longest_word(rows, column, style, points) for column in range(len(rows[0]))]
    wishes = [max(min(max(len(r[c]) for r in rows), 200) ** 0.8, 3) for c in range(len(rows[0]))]
    spare = style.measure - sum(least)
    return [low + spare * wish / sum(wishes) for low, wish in zip(least, wishes, strict=True)]


def longest_word(rows: list[list[str]], column: int, style: Style, points: float) -> float:
    found = [word_width(word, points) for row in rows for word in words(row[column], style.family)]
    heads = [word_width(word, points) for word in words(rows[0][column], style.family, 1)]
    return max([*found, *heads, 0]) + 9


def set_table(flow: Flow, rows: list[list[str]]) -> None:
    """A ruled table; its first row, if it says anything, is a heading and is repeated on each page."""
    points = flow.style.points * (0.86 if flow.style.columns == 1 else 0.9)
    widths = column_widths(rows, flow.style, points)
    flow.skip(3)
    set_heads(flow, rows[0], widths, points)
    for number, row in enumerate(rows[1:]):
        if flow.y + row_height(flow, row, widths, points) > flow.floor:
            flow.turn()
            set_heads(flow, rows[0], widths, points)
        set_row(flow, row, widths, points, header=False, shade=number % 2 == 1)
    flow.skip(flow.style.line * 0.7)


def set_heads(flow: Flow, heads: list[str], widths: list[float], points: float) -> None:
    if any(heads):
        set_row(flow, heads, widths, points, header=True)


def row_height(flow: Flow, row: list[str], widths: list[float], points: float) -> float:
    tallest = max(
        len(wrap(words(cell, flow.style.family), width - 8, points)) for cell, width in zip(row, widths, strict=True)
    )
    return tallest * points * 1.22 + 6


def set_row(flow: Flow, row: list[str], widths: list[float], points: float, header: bool, shade: bool = False) -> None:
    height = row_height(flow, ["**" + c + "**" for c in row] if header else row, widths, points)
    top, x = flow.take(height), flow.x
    fill = (0.86, 0.88, 0.92) if header else (0.965, 0.965, 0.965) if shade else None
    for cell, width in zip(row, widths, strict=True):
        flow.put(Area(x, top, x + width, top + height, fill, GREY))
        y = top + points + 2.5
        for line in wrap(words(cell, flow.style.family, int(header)), width - 8, points):
            flow.put(*line_marks(line, x + 4, y, points))
            y += points * 1.22
        x += width
