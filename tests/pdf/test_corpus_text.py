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

FORMULAS = "indices, exponents and signs of formulas stand over and between one another"
NO_WIDTH = "the second letter of a ligature has no width, or all letters are thinner than half a point"
CAUSES = {
    "aleph_106972554.pdf": "the stamp of a digital signature is drawn over the page number",
    "courtlistener_Diaz_v._Create_and_Construct__LLC_Appeals_Board_Opinion.pdf": "a name is drawn twice",
    "doctor_gov.uscourts.cand.203070.27.0.pdf": "the header of one filing is drawn over that of another",
    "doctor_cafc_3.pdf": "the words of a form stand on blanks that are made of underscores",
    "opf_427669.pdf": "the labels of a chart are drawn twelve times",
    "opf_507618.pdf": "the file is damaged: text is drawn some hundred points high over the page",
    "opf_507676.pdf": "the file is damaged: words are drawn over one another",
    "pdfjs_basicapi.pdf": NO_WIDTH,
    "pdfjs_bug1937438_from_word.pdf": FORMULAS,
    "pdfplumber_annotations.pdf": "a word is drawn in large letters over the line before",
    "pypdf_GeoTopo-komprimiert.pdf": FORMULAS,
    "pypdf_google-doc-document.pdf": "a flag is one glyph and two characters",
    "tabula_labor.pdf": NO_WIDTH,
    "tabula_us-020.pdf": "titles are drawn twice, and over others",
    "tabula_us-021.pdf": "titles are drawn twice, and over others",
    "tika_testJournalParser.pdf": FORMULAS,
    "tika_testOverlappingText.pdf": "made to overlap",
    "unst_chevron-page.pdf": NO_WIDTH,
    "unst_failure-after-repair.pdf": "small lines run aslant, so that their upright boxes overlap",
    "unst_multi-column.pdf": FORMULAS,
    "xray_hidden_text_on_visible_text.pdf": "made to overlap",
    "xray_partial_intersections_ok.pdf": "OCR of a filled form: words overlap",
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
