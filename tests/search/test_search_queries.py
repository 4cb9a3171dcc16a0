"""Ten thousand queries over real texts: the program finds the documents and the hits that the reference finds."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from reviewer.model import DocumentId
from reviewer.search.fields import Fields, prefix
from reviewer.search.hits import hits_in
from reviewer.search.index import Index, Text, open_index, search, update
from reviewer.search.parser import parse
from tests.corpus_facts import CORPUS
from tests.processing.importing import bring_in
from tests.sample.build import SAMPLE
from tests.search import search_reference as reference

QUERIES = 10_000
SETS = 50
IN_A_SET = 14  # documents
LONGEST = 1500  # words of a document
FIELDS = ["subject", "from", "file"]

pytestmark = pytest.mark.corpus
Pages = list[str]


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> list[Pages]:
    """Of the released e-mails, and of a matter with the sample production and the mail of the corpus."""
    released = [
        path.read_text(encoding="utf-8", errors="replace").split("\f")
        for path in sorted((CORPUS / "VOL_HRC" / "TEXT").iterdir())
    ]
    _, held = bring_in(tmp_path_factory.mktemp("queries") / "Case.matter", SAMPLE, CORPUS / "email")
    imported = [list(pages.values()) for pages in held.texts.values()]
    return [pages for pages in released + imported if 0 < sum(len(page.split()) for page in pages) < LONGEST]


@pytest.mark.parametrize("number", range(SETS))
def test_random_queries_agree_with_the_reference(number: int, texts: list[Pages], tmp_path: Path) -> None:
    random = Random(number)
    chosen = {DocumentId(place): pages for place, pages in enumerate(random.sample(texts, IN_A_SET), 1)}
    said = {document: described(random, pages) for document, pages in chosen.items()}
    read = {document: reference.Text(pages, said[document]) for document, pages in chosen.items()}
    index = indexed(tmp_path / "index", chosen, said)
    for place in range(QUERIES // SETS):
        compare(
            Maker(random, [text for text in read.values() if text.tokens]).query(2), index, chosen, read, place % 10
        )
    index.close()


def described(random: Random, pages: Pages) -> list[tuple[str, str]]:
    """Fields of a document, with words of its first page in them."""
    lines = [line for line in pages[0].splitlines() if line.strip()][:20] or ["nothing"]
    return [(random.choice(FIELDS), random.choice(lines)) for _ in range(3)]


def indexed(folder: Path, texts: dict[DocumentId, Pages], said: dict[DocumentId, list[tuple[str, str]]]) -> Index:
    """The texts in two segments, some written anew."""
    index, numbers = open_index(folder), list(texts)
    for some in (numbers[:9], numbers[6:]):
        fields = {number: [(prefix(name), value) for name, value in said[number]] for number in some}
        update(index, [Text(number, "hash", texts[number], fields[number]) for number in some])
    return index


def compare(query: tuple, index: Index, texts: dict[DocumentId, Pages], read: dict, place: int) -> None:
    written = reference.written(query)
    found = search(index, written)
    expected = {document: text.hits(query) for document, text in read.items() if text.finds(query)}
    assert found.counts == {document: len(hits) for document, hits in expected.items()}, written
    for document, hits in expected.items():
        shown = found.first_hits(document, len(hits) + 1, lambda page, pages=texts[document]: pages[page - 1])
        assert spans(shown) == hits, written
    if place == 0:
        for document, hits in list(expected.items())[:2]:
            fields = [(prefix(name), value.source) for name, value in read[document].fields]
            marked = hits_in(parse(written, Fields()), dict(enumerate(texts[document], 1)), fields)
            assert spans(marked) == hits, written


def spans(hits: list) -> list:
    return [tuple((span.page, span.start, span.end) for span in hit) for hit in hits]


class Maker:
    """Makes queries whose words stand in some texts, mostly near one another."""

    def __init__(self, random: Random, read: list[reference.Text]) -> None:
        self._random, self._read = random, read
        self._choose = random.choice

    def query(self, depth: int) -> tuple:
        """Any query."""
        more = ["not", "and", "or", "in", "both"] if depth else []
        kind = self._choose(["leaf", "leaf", "near", "near", "window", *more])
        if kind in ("and", "or"):
            return (kind, *(self.query(depth - 1) for _ in range(self._choose([2, 3]))))
        if kind == "not":
            return ("not", self.query(depth - 1))
        if kind == "in":
            ways = [self.word, self.pattern, self.phrase, self.alike, self.near_in_field]
            return ("in", self._choose(FIELDS), self._choose(ways)())
        if kind == "both":
            return ("both", self.leaf(), self.word(), self.leaf(), self.apart(), self._choose(["w", "pre"]))
        if kind == "window":
            return ("window", self._random.randint(1, 9), *self.scattered())
        return self.near(depth) if kind == "near" else self.leaf()

    def leaf(self) -> tuple:
        ways: list[Callable[[], tuple]] = [self.word, self.phrase, self.phrase, self.pattern]
        return self._choose([*ways, self.alike, self.shape, self.stem, self.exact, self.mark])()

    def near(self, depth: int) -> tuple:
        """Two parts of which single words stand close to one another somewhere."""
        found = self._choose(self._read)
        words = found.phrase(self._random, 12)
        left, right = (("word", self._choose(words)) for _ in range(2))
        if self._choose([True, False, False]):
            right = self._choose([self.leaf, lambda: ("or", right, self.leaf()), lambda: self.near(0)])()
        elif depth and self._choose([True, False, False]):
            left = ("or", left, self.leaf())
        without = self._choose([True, False, False, False])
        return ("near", left, right, self.apart(), self._choose(["w", "w", "pre"]), without)

    def apart(self) -> int | str:
        """So many words, or a sentence or paragraph."""
        return self._choose([self._random.randint(1, 15), self._random.randint(1, 15), "s", "p"])

    def near_in_field(self) -> tuple:
        left, right = (("word", self._choose(self.words(4))) for _ in range(2))
        return ("near", left, right, self.apart(), self._choose(["w", "pre"]), self._choose([True, False, False]))

    def scattered(self) -> list[str]:
        """Some words that stand close to one another somewhere, in any order; twice the same now and then."""
        words = self.words(9)
        return [self._choose(words) for _ in range(self._choose([3, 3, 4]))]

    def mark(self) -> tuple:
        return ("mark", self._choose(["b5", "b6", "b1", "b7", "1.4", "1.4d", "*"]))

    def words(self, many: int) -> list[str]:
        return self._choose(self._read).phrase(self._random, many)

    def word(self) -> tuple:
        return ("word", self.words(1)[0])

    def phrase(self) -> tuple:
        words = self.words(self._choose([2, 2, 3, 5]))
        return ("phrase" if len(words) > 1 else "word", *words)

    def pattern(self) -> tuple:
        word = self.words(1)[0]
        at = self._random.randrange(len(word))
        ways = [
            word[: at + 1] + "*",
            "*" + word[at:],
            word[:at] + "?" + word[at + 1 :] + "*x",
            word[:at] + "?" + word[at + 1 :],
        ]
        found = self._choose(ways)
        return ("word", found if found.strip("*?") else word)

    def alike(self) -> tuple:
        word, edits = self.words(1)[0], self._choose([1, 1, 2])
        if len(word) <= edits + 1:
            return ("word", word)
        at = self._random.randrange(len(word))
        kept = self._choose([0, 0, 2]) if word.isascii() and word.isalpha() and len(word) > 3 else 0
        changed = word[:at] + self._choose("aeionrst") + word[at + 1 :]
        return ("alike", changed, edits, kept if changed.isalpha() else 0)

    def shape(self) -> tuple:
        word = self.words(1)[0]
        at = self._random.randrange(len(word))
        rest = self._choose([".*", "(ing|ed|s)?", "[a-m]+", "\\d{2,4}", "."])
        return ("shape", self._choose([word[:at] + rest, word[:at] + "." + word[at + 1 :], f"({word}|{rest})"]))

    def stem(self) -> tuple:
        return ("stem", *self.words(self._choose([1, 1, 2])))

    def exact(self) -> tuple:
        """A word or two as they are written, mostly with capitals."""
        text = self._choose(self._read)
        capitals = [at for at, form in enumerate(text.written) if form != text.tokens[at][3]] or [0]
        at = self._choose(capitals)
        return ("exact", *text.written[at : at + self._choose([1, 1, 2, 3])])
