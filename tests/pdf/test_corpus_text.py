"""For every page of the corpus: random spans become boxes, and PyMuPDF reads the text of the span back from them.

All pages of all files, each file in a child with limits on time and memory: some were made to break readers.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.errors import ProcessingError
from reviewer.jobs import Pool
from tests.pdf.read_back import NO_CAUSE, ReadBack, read_back

FILES = sorted((Path(__file__).parents[3] / "shared" / "corpus" / "pdf").glob("*.pdf"))

MATHEMATICS = "indices, exponents and signs of formulas stand over and between one another"
STAMPED_TWICE = "a header or a stamp is drawn over another"
OVERPRINT = "words are drawn over one another"
NO_WIDTH = "the font gives a glyph no width, or one glyph is several characters"
CAUSES = {
    "aleph_106972554.pdf": OVERPRINT,
    "courtlistener_Diaz_v._Create_and_Construct__LLC_Appeals_Board_Opinion.pdf": "a signature is set twice",
    "doctor_gov.uscourts.cand.203070.27.0.pdf": STAMPED_TWICE,
    "doctor_cafc_3.pdf": "the line under a title is made of characters that run into it",
    "opf_427669.pdf": "the labels of charts are drawn eleven times",
    "opf_507618.pdf": OVERPRINT,
    "opf_507676.pdf": OVERPRINT,
    "pdfjs_basicapi.pdf": NO_WIDTH,
    "pdfjs_bug1937438_from_word.pdf": MATHEMATICS,
    "pdfplumber_annotations.pdf": OVERPRINT,
    "pypdf_GeoTopo-komprimiert.pdf": MATHEMATICS,
    "pypdf_google-doc-document.pdf": NO_WIDTH,
    "tabula_labor.pdf": NO_WIDTH,
    "tabula_us-020.pdf": "a title is drawn twice for its shadow",
    "tabula_us-021.pdf": "a title is drawn twice for its shadow",
    "tika_testJournalParser.pdf": MATHEMATICS,
    "tika_testOverlappingText.pdf": OVERPRINT,
    "unst_chevron-page.pdf": NO_WIDTH,
    "unst_failure-after-repair.pdf": OVERPRINT,
    "unst_multi-column.pdf": MATHEMATICS,
    "unst_reliance.pdf": OVERPRINT,
    "xray_hidden_text_on_visible_text.pdf": OVERPRINT,
    "xray_partial_intersections_ok.pdf": OVERPRINT,
}
"""Why some spans of a file read back more than themselves. Besides, the OCR layers of jfk_* hold words that overlap."""

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool[Path, Path, ReadBack]]:
    with Pool(read_back, workers=1, time_limit=300, memory_limit=2 << 30) as made:
        yield made


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_spans_are_read_back_from_their_boxes(path: Path, pool: Pool[Path, Path, ReadBack]) -> None:
    pool.submit(path, path)
    while not (outcomes := pool.results(1)):
        pass
    found = outcomes[0].value
    if isinstance(found, ProcessingError):
        return  # test_corpus_pages.py looks after these
    assert isinstance(found, ReadBack), found
    assert not [cause for cause in found.causes if NO_CAUSE in cause]
    if found.causes:
        assert path.name in CAUSES or path.name.startswith("jfk_"), found.causes
