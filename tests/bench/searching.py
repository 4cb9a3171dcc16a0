"""Answers of the index worker, with hits and snippets for a window's list, beside SQLite's FTS5 over the same texts.

The matter holds the load-file volume, so that fields can be asked; FTS5 has a column for each field that is.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from reviewer.processing.volumes import VolumeChoice
from reviewer.search.requests import Search
from reviewer.search.worker import answer
from reviewer.store import documents, matter
from tests.bench.figures import import_into, line, spread, timed

SHOWN = 200  # documents with snippets, as the window asks for
TIMES = 20


def main(corpus: Path) -> None:
    folder = Path(os.environ["REVIEWER_HOME"]) / "Volume.matter"
    import_into(folder, corpus / "VOL_HRC", volume=VolumeChoice())
    lite = full_text_table(folder)
    queries = {"common word": "the", "rare word": rare_word(lite), "phrase": '"of the"', "and": "libya AND benghazi"}
    asked = {kind: (query, f"body: ({query})") for kind, query in queries.items()}
    asked["two fields"] = ("from:abedin subject:call*", "sender: abedin subject: call*")
    asked["field and word"] = ("from:mills AND libya", "sender: mills AND body: libya")
    for kind, (query, in_columns) in asked.items():
        ours = times(lambda query=query: answer(Search(str(folder), query, SHOWN)).documents)
        theirs = times(lambda query=in_columns: search(lite, query))
        what = f"{kind}: {query}, {ours[2]} documents"
        line(f"{what}, Reviewer, middle", ours[0], theirs[0])
        line(f"{what}, Reviewer, worst of {TIMES}", ours[1], theirs[1])
        line(f"{what}, FTS5, middle", theirs[0])
        print(f"    documents by FTS5: {theirs[2]}")


def times(work: Callable[[], object]) -> tuple[float, float, int]:
    """Seconds in the middle and at worst, warm, and the number of documents found."""
    found = len(work())
    taken = [timed(work)[0] for _ in range(TIMES)]
    return spread(taken, 0.5), max(taken), found


def full_text_table(folder: Path) -> sqlite3.Connection:
    """An FTS5 table on the disk, with a row for each document and a column for a field, accents folded as ours are."""
    store = matter.open_matter(folder, read_only=True)
    lite = sqlite3.connect(folder.parent / "fts5.sqlite")
    lite.execute(
        "CREATE VIRTUAL TABLE found USING fts5(body, sender, subject, tokenize = 'unicode61 remove_diacritics 2')"
    )
    for document in documents.ids(store):
        text = "\n".join(documents.page_texts(store, document).values())
        said = documents.load(store, document)
        lite.execute(
            "INSERT INTO found (rowid, body, sender, subject) VALUES (?, ?, ?, ?)",
            [document, text, said.sender, said.subject],
        )
    lite.execute("CREATE VIRTUAL TABLE words USING fts5vocab('found', 'col')")
    lite.commit()
    matter.close(store)
    return lite


def rare_word(lite: sqlite3.Connection) -> str:
    """A word of letters that one document holds once."""
    row = lite.execute(
        "SELECT term FROM words WHERE col = 'body' AND cnt = 1 AND term GLOB '[a-z][a-z][a-z][a-z][a-z]*' ORDER BY term"
    )
    return str(row.fetchall()[1000][0])


def search(lite: sqlite3.Connection, query: str) -> list[int]:
    """All documents, and snippets of the first."""
    found = [row[0] for row in lite.execute("SELECT rowid FROM found WHERE found MATCH ? ORDER BY rowid", [query])]
    snippets = "SELECT snippet(found, 0, '[', ']', '...', 32) FROM found WHERE found MATCH ? ORDER BY rowid LIMIT ?"
    lite.execute(snippets, [query, SHOWN]).fetchall()
    return found
