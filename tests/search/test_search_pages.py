"""Field cases 3 to 6 from PDF to box: words are found in what the page shows, and their marks are where they stand."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.model import OcrMode
from reviewer.pdf.read import read_pdf
from reviewer.search.hits import hits_in
from reviewer.search.parser import parse
from reviewer.text import boxes_of
from tests import make

CASES = [
    (make.ligatures, "office file scientific", [[("oﬃce", 1)], [("ﬁle", 1)], [("scientiﬁc", 1)]]),
    (make.hyphens, "climate", [[("cli-\nmate", 2)]]),
    (make.hyphens, "attorney", [[("attor-\nney", 2)]]),
    (make.hyphens, '"attorney work product"', [[("attor-\nney work product", 2)]]),
    (make.hyphens, "cross-claim", [[("cross-\nclaim", 2)]]),
    (make.hyphens, "crossclaim", [[("cross-\nclaim", 2)]]),
    (make.line_end, '"dynamic languages"', [[("dynamic\nlanguages", 2)]]),
    (make.line_end, "dynamiclanguages", []),
    (make.page_break, '"attorney client privilege"', [[("attorney", 1), ("client privilege", 1)]]),
    (make.page_break, "ABC-0000004", [[("ABC-0000004", 1)]]),
]


@pytest.mark.parametrize(("builder", "query", "expected"), CASES)
def test_hits_have_boxes(builder: Callable[[Path], Path], query: str, expected: list, tmp_path: Path) -> None:
    pages = read_pdf(builder(tmp_path / "made.pdf"), OcrMode.OFF).pages
    contents = {page.page.number: page.content for page in pages}
    hits = hits_in(parse(query), {number: content.text for number, content in contents.items()})
    shown = [
        [(contents[span.page].text[span.start : span.end], len(boxes_of(contents[span.page], span.start, span.end)))
         for span in hit] for hit in hits
    ]  # fmt: skip
    assert shown == expected
