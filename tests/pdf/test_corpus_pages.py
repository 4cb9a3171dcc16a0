"""Every PDF of the corpus opens with the pages that poppler counts, or says why not; none hangs or takes us along."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.jobs import Pool
from tests.pdf.read_back import open_or_reason

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
DIFFER = {
    "pdfjs_poppler-742-0-fuzzed.pdf": "fuzzed: poppler counts a page without a character, MuPDF finds no object at all",
    "opf_T02-01_005_document-catalog-type-key-missing.pdf": "the catalog's dictionary is broken: MuPDF loses the pages",
    "tika_testPDFFileEmbInAnnotation_noContents.pdf": "poppler finds no trailer, MuPDF repairs the page",
    "qpdf_shared-unnamed-field.pdf": "poppler ran out of time",
}

pytestmark = pytest.mark.corpus


def facts() -> dict[str, str]:
    rows = (line.split("\t") for line in (CORPUS / "MANIFEST.tsv").read_text(encoding="utf-8").splitlines()[1:])
    return {row[0]: row[7] for row in rows if row[1] == "pdf"}


def opened(paths: list[str]) -> Iterator[tuple[str, object]]:
    with Pool(open_or_reason, workers=2, time_limit=60, memory_limit=2 << 30) as pool:
        for path in paths:
            pool.submit(path, CORPUS / path)
        while pool.pending:
            yield from ((outcome.key, outcome.value) for outcome in pool.results(1))


def agrees(known: str, found: object) -> bool:
    pages = re.search(r"pages=(\d+)", known)
    if pages:
        return found == int(pages[1])
    return isinstance(found, str) and ("password" in found) == ("password needed" in known)


def test_page_counts_are_those_of_the_manifest() -> None:
    known = facts()
    found = dict(opened(list(known)))
    assert len(found) == len(known) > 400
    differing = {Path(path).name: value for path, value in found.items() if not agrees(known[path], value)}
    assert differing.keys() == DIFFER.keys(), differing
    assert all(isinstance(value, int | str) for value in found.values()), "a child crashed or hung"
