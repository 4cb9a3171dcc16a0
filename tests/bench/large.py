"""200 queries of all kinds to a matter of 100,000 pages, beside SQLite's FTS5 over the same texts.

The texts of the corpus come first, then made ones (see `prose.py`); all are put into the store as texts, without PDFs.
Each answer is that of the index worker: all documents in order, the count of all hits, the first 50 with snippets.
FTS5 gives its documents in order and snippets of the first 50; it counts no hits. Where both read a query alike, they
must find the same of the documents that both read alike: those of ASCII in which our words run over no running line and
no hyphen at the end of a line.
"""

from __future__ import annotations

import os
import platform
import random
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence, Set
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from time import process_time
from typing import NamedTuple

from reviewer.model import Extraction, FileType, Page, PageContent, PageText, TextSource
from reviewer.search import running
from reviewer.search.requests import Search
from reviewer.search.worker import answer, sync_matter
from reviewer.store import intake, matter
from reviewer.store.intake import SeenFile, StoredFile
from reviewer.store.matter import Store
from tests.bench.figures import line, spread, timed
from tests.bench.prose import corpus_texts, made_texts

PAGES = int(os.environ.get("REVIEWER_BENCH_PAGES", "100000"))
SHOWN = 50
STEP = 2_000  # documents
NAMES = ("Abedin, Huma", "Mills, Cheryl", "Sullivan, Jacob", "Blumenthal, Sidney", "Slaughter, Anne-Marie")
COMMON = (
    "the", "of", "to", "and", "in", "a", "that", "for", "is", "on", "it", "be", "with", "as", "not", "you", "this",
    "we", "are", "i", "by", "at", "will", "have", "from", "or",
)  # fmt: skip
PHRASES = (
    "of the", "is not", "in the", "to the", "to be", "it is", "on the", "for the", "will be", "that the", "at the",
    "and the", "with the", "this is", "it was", "i am", "we are", "as a", "not be", "is a", "by the", "of a",
    "one of the", "to be a", "it is not", "as well as", "in order to", "to be or not to be", "of the united states",
    "u s department of state",
)  # fmt: skip
PATTERNS = (
    "alloc*", "privileg*", "t*ment", "*tion", "con*", "pre*", "wom?n", "*ing", "ba*ba", "quiz*", "confiden*", "inter*",
    "comm*", "a*", "kejaga*", "*burg", "co?pa*", "un*ster", "for*", "s?n*", "state*", "depart*", "?he", "to*", "xi*",
)  # fmt: skip


class Asked(NamedTuple):
    """A query as both are asked; FTS5 not at all where it has none like it."""

    kind: str
    ours: str
    theirs: str = ""


def main(corpus: Path) -> None:
    folder = Path(os.environ["REVIEWER_HOME"]) / "Large.matter"
    written = corpus_texts(corpus)
    texts = [*written, *made_texts(written, PAGES - sum(map(len, written)))]
    pages = sum(map(len, texts))
    print(f"  Python {platform.python_version()}, Whoosh {version('Whoosh-Reloaded')}, SQLite {sqlite3.sqlite_version}")
    print(
        f"  {len(texts)} documents, {pages} pages, {sum(len(p.split()) for t in texts for p in t)} words between spaces"
    )
    store = matter.create(folder)
    line("texts into the store", timed(lambda: put_in(store, texts))[0])
    seconds, _ = timed(lambda: sync_matter(store))
    line(f"index, {pages / seconds:.0f} pages a second", seconds)
    seconds, lite = timed(lambda: full_text_table(folder.with_name("large.sqlite"), texts))
    line(f"FTS5, {pages / seconds:.0f} pages a second", seconds)
    queries = list(asked(texts))
    alike = {number for number, pages in enumerate(texts) if reads_alike(pages)}
    print(f"  {len(alike)} documents are read alike by both")
    compare(folder, lite, queries, alike)
    matter.close(store)


def put_in(store: Store, texts: Sequence[Sequence[str]]) -> None:
    """Documents of these pages, without files."""
    production = intake.add_production(store, Path("/production"), "Custodian")
    numbered = enumerate(texts)
    while some := list(islice(numbered, STEP)):
        with matter.writing(store.db):
            seen = [SeenFile(f"{number}.pdf", f"/production/{number}.pdf", 1, 1) for number, _ in some]
            entries = intake.waiting(store, intake.add_seen(store, production, seen))
            for entry, (number, pages) in zip(entries, some, strict=True):
                intake.add_document(store, entry, StoredFile(entry.path, entry.path, entry.path), made(number, pages))


def made(number: int, pages: Sequence[str]) -> Extraction:
    found = (
        PageContent(Page(place, 612, 792, 0, str(place), "", TextSource.LAYER), PageText(text, ()))
        for place, text in enumerate(pages, 1)
    )
    return Extraction(FileType.PDF, pages=tuple(found), sender=sender(number), subject=subject(pages))


def sender(number: int) -> str:
    return NAMES[number % len(NAMES)]


def subject(pages: Sequence[str]) -> str:
    return " ".join(pages[0].split()[-6:])


def reads_alike(pages: Sequence[str]) -> bool:
    """Whether FTS5 sees the same words in the same order as we do."""
    text = "\n".join(pages)
    whole = all(body == (0, len(page)) for body, page in zip(running.bodies(pages), pages, strict=True))
    return text.isascii() and whole and not re.search(r"-\s*\n", text)


def full_text_table(path: Path, texts: Sequence[Sequence[str]]) -> sqlite3.Connection:
    """An FTS5 table on the disk, with a row for each document, accents folded as ours are."""
    lite = sqlite3.connect(path)
    lite.execute(
        "CREATE VIRTUAL TABLE found USING fts5(body, sender, subject, tokenize = 'unicode61 remove_diacritics 2')"
    )
    rows = ((number, "\n".join(pages), sender(number), subject(pages)) for number, pages in enumerate(texts))
    lite.executemany("INSERT INTO found (rowid, body, sender, subject) VALUES (?, ?, ?, ?)", rows)
    lite.commit()
    return lite


def asked(texts: Sequence[Sequence[str]], seed: int = 11) -> Iterator[Asked]:
    """The 200 queries, in no order."""
    dice = random.Random(seed)
    found = [
        *_words(dice, texts),
        *_phrases(dice, texts),
        *_patterns(),
        *_fields(dice, texts),
        *_joined(dice, texts),
        *_near(dice, texts),
    ]
    dice.shuffle(found)
    return iter(found)


def _word(dice: random.Random, texts: Sequence[Sequence[str]]) -> str:
    """Some word of the made texts that is all letters; the common ones come often, as in all texts."""
    while True:
        words = [word for word in dice.choice(texts[len(texts) // 2 :])[0].split() if word.isalpha()]
        if words:
            return dice.choice(words).lower()


def _words(dice: random.Random, texts: Sequence[Sequence[str]]) -> Iterator[Asked]:
    yield from (Asked("common word", word, f"body: {word}") for word in COMMON)
    yield from (Asked("any word", word, f"body: {word}") for word in (_word(dice, texts) for _ in range(24)))


def _phrases(dice: random.Random, texts: Sequence[Sequence[str]]) -> Iterator[Asked]:
    for phrase in PHRASES:
        yield Asked("phrase of common words", f'"{phrase}"', f'body: "{phrase}"')
    for _ in range(20):
        words = dice.choice(texts[len(texts) // 2 :])[0].split()
        start = dice.randrange(len(words) - 5)
        phrase = " ".join(words[start : start + dice.randint(2, 5)])
        yield Asked("any phrase", f'"{phrase}"', f'body: "{phrase}"')


def _patterns() -> Iterator[Asked]:
    for pattern in PATTERNS:
        plain = pattern.endswith("*") and not set("*?") & set(pattern[:-1])
        yield Asked("pattern", pattern, f"body: {pattern}" if plain else "")


def _fields(dice: random.Random, texts: Sequence[Sequence[str]]) -> Iterator[Asked]:
    for _ in range(8):
        word = _word(dice, texts)
        yield Asked("field", f"subject:{word}", f"subject: {word}")
        yield Asked("field", f"from:mills AND {word}", f"sender: mills AND body: {word}")
    yield from (Asked("field", f"subject:{start}*", f"subject: {start}*") for start in ("co", "ba", "s", "in"))
    yield from (Asked("field", f"from:{name}", f"sender: {name}") for name in ("mills", "sidney", "anne", "huma"))


def _joined(dice: random.Random, texts: Sequence[Sequence[str]]) -> Iterator[Asked]:
    for word in COMMON[:10]:
        other, third = _word(dice, texts), _word(dice, texts)
        yield Asked("boolean", f"{word} AND {other}", f"body: ({word} AND {other})")
        yield Asked("boolean", f"{other} OR {third}", f"body: ({other} OR {third})")
        yield Asked("boolean", f"{word} NOT {other}", f"body: ({word} NOT {other})")


def _near(dice: random.Random, texts: Sequence[Sequence[str]]) -> Iterator[Asked]:
    """Words at most five positions apart, between which FTS5 counts four."""
    pairs = [("is", "not"), ("of", "state"), ("secretary", "the"), ("will", "be"), ("department", "state")]
    pairs += [(_word(dice, texts), word) for word in COMMON[::2]]
    pairs += [(_word(dice, texts), _word(dice, texts)) for _ in range(3)]
    pairs = [(one, two if two != one else "court") for one, two in pairs]  # a word near itself is read otherwise
    yield from (Asked("near", f"{one} w/5 {two}", f"body: NEAR({one} {two}, 4)") for one, two in pairs)


class Taken(NamedTuple):
    """Seconds that a query took by the clock, and of this process's work, which others on the machine disturb less."""

    query: Asked
    clock: float
    work: float
    found: Sequence[int]


def taken(query: Asked, work: Callable[[], Sequence[int]]) -> Taken:
    worked = process_time()
    clock, found = timed(work)
    return Taken(query, clock, process_time() - worked, found)


def compare(folder: Path, lite: sqlite3.Connection, queries: Sequence[Asked], alike: Set[int]) -> None:
    """Ask both; of the documents that are `alike` to both they must find the same ones."""
    answer(Search(str(folder), "warm", SHOWN))
    ours: list[Taken] = []
    theirs: list[Taken] = []
    for query in queries:
        ours.append(taken(query, lambda query=query: answer(Search(str(folder), query.ours, SHOWN)).documents))
        if query.theirs:
            theirs.append(taken(query, lambda query=query: search(lite, query.theirs)))
            mine = alike.intersection(number - 1 for number in ours[-1].found)
            assert mine == alike.intersection(theirs[-1].found), query
    for kind in dict.fromkeys(query.kind for query in queries):
        report(kind, [one for one in ours if one.query.kind == kind], [one for one in theirs if one.query.kind == kind])
    report("all", ours, theirs)
    for one in sorted(ours, key=lambda one: -one.work)[:8]:
        line(f"the most work: {one.query.ours}, {len(one.found)} documents", one.work)


def report(kind: str, ours: Sequence[Taken], theirs: Sequence[Taken]) -> None:
    for who, some in (("Reviewer", ours), ("FTS5", theirs)):
        if some:
            clock, work = figures([one.clock for one in some]), figures([one.work for one in some])
            print(f"  {f'{len(some)} {kind}':<28}{who:<10}{clock} ms; of work {work} ms", flush=True)


def figures(seconds: Sequence[float]) -> str:
    middle, most, worst = (1000 * share for share in (spread(seconds, 0.5), spread(seconds, 0.95), max(seconds)))
    return f"p50 {middle:6.1f}  p95 {most:6.1f}  worst {worst:6.1f}"


def search(lite: sqlite3.Connection, query: str) -> list[int]:
    """All documents in order, and snippets of the first."""
    found = [row[0] for row in lite.execute("SELECT rowid FROM found WHERE found MATCH ? ORDER BY rowid", [query])]
    snippets = "SELECT snippet(found, 0, '[', ']', '...', 32) FROM found WHERE found MATCH ? ORDER BY rowid LIMIT ?"
    lite.execute(snippets, [query, SHOWN]).fetchall()
    return found
