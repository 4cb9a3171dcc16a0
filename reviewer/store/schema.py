"""The tables of the matter file, as numbered migrations that are never edited once shipped."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from reviewer.store.added_tables import (
    ASSIGNMENTS,
    CODING,
    CORRECTED,
    DESCRIBED,
    FIELDS,
    FOLDERS,
    IN_PDFS,
    KEPT_SEARCHES,
    OCR,
    SEARCHES,
)

migrations = Migrations("reviewer")

CODED_TABLES = (
    *("tag", "passage", "passage_mark", "passage_tag", "review", "numbering", "matter", "unanchored"),
    *("saved_search", "highlight_set", "document_tag", "answer", "reply", "disputed", "assignment"),
)
"""The tables that reviewers change; only these are journaled row by row and can be undone."""

_M001 = """
CREATE TABLE matter (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    uuid TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE production (
    id INTEGER PRIMARY KEY,
    root TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    custodian TEXT NOT NULL DEFAULT ''
) STRICT;

-- Every file that was seen in a production, imported or not: the ledger adds up over this table.
CREATE TABLE intake (
    id INTEGER PRIMARY KEY,
    production_id INTEGER NOT NULL REFERENCES production(id),
    path TEXT NOT NULL,
    source TEXT NOT NULL,
    size INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    control_number TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'imported', 'exception')),
    stage TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    detail TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX intake_source ON intake(source);
CREATE INDEX intake_state ON intake(state);

CREATE TABLE document (
    id INTEGER PRIMARY KEY REFERENCES intake(id),
    control_number TEXT NOT NULL UNIQUE,
    parent_id INTEGER REFERENCES document(id),
    type TEXT NOT NULL,
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    sender TEXT NOT NULL,
    "to" TEXT NOT NULL,
    cc TEXT NOT NULL,
    bcc TEXT NOT NULL,
    subject TEXT NOT NULL,
    date TEXT NOT NULL,
    date_key TEXT NOT NULL,
    date_source TEXT NOT NULL,
    pages INTEGER NOT NULL,
    bates_begin TEXT NOT NULL,
    bates_end TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    md5 TEXT NOT NULL,
    path TEXT NOT NULL,
    original TEXT NOT NULL,
    rendition TEXT NOT NULL,
    text_source TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    flags TEXT NOT NULL
) STRICT;
CREATE INDEX document_sha256 ON document(sha256);
CREATE INDEX document_bates ON document(bates_begin);

CREATE TABLE page (
    document_id INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    width REAL NOT NULL,
    height REAL NOT NULL,
    rotation INTEGER NOT NULL,
    label TEXT NOT NULL,
    bates TEXT NOT NULL,
    text_source TEXT NOT NULL,
    text TEXT NOT NULL,
    words BLOB NOT NULL,
    PRIMARY KEY (document_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE tag (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    kind TEXT NOT NULL,
    colour TEXT NOT NULL,
    key TEXT NOT NULL,
    parent TEXT NOT NULL,
    description TEXT NOT NULL,
    default_note TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE passage (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES document(id),
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    note TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    bates TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    extractor TEXT NOT NULL
) STRICT;
CREATE INDEX passage_document ON passage(document_id);

CREATE TABLE passage_mark (
    id INTEGER PRIMARY KEY,
    passage_id INTEGER NOT NULL REFERENCES passage(id),
    page INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    boxes TEXT NOT NULL,
    width REAL NOT NULL,
    height REAL NOT NULL,
    rotation INTEGER NOT NULL
) STRICT;
CREATE INDEX passage_mark_passage ON passage_mark(passage_id);

CREATE TABLE passage_tag (
    id INTEGER PRIMARY KEY,
    passage_id INTEGER NOT NULL REFERENCES passage(id),
    tag_id INTEGER NOT NULL REFERENCES tag(id),
    UNIQUE (passage_id, tag_id)
) STRICT;
CREATE INDEX passage_tag_tag ON passage_tag(tag_id);

-- One row for each document that is marked reviewed.
CREATE TABLE review (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL UNIQUE REFERENCES document(id),
    author TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE TABLE operation (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    undoes INTEGER REFERENCES operation(id),
    undoable INTEGER NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    "table" TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    before TEXT,
    after TEXT
) STRICT;
CREATE INDEX change_operation ON change(operation_id);
"""


@migrations(name="001_matter", transactional=True)
def _001(db: Database) -> None:
    _run(db, _M001)


_M002 = """
-- A file found inside another: its parent, the file of the production that holds it all, and the head of its family.
ALTER TABLE intake ADD COLUMN parent_id INTEGER REFERENCES intake(id);
ALTER TABLE intake ADD COLUMN root_id INTEGER REFERENCES intake(id);
ALTER TABLE intake ADD COLUMN family_id INTEGER REFERENCES intake(id);
ALTER TABLE intake ADD COLUMN declared INTEGER;
CREATE INDEX intake_root ON intake(root_id);
CREATE INDEX intake_family ON intake(family_id);

-- What a file says of itself beyond the columns of document: message ids, load-file columns.
CREATE TABLE field (
    document_id INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (document_id, name)
) STRICT, WITHOUT ROWID;
"""


@migrations(name="002_families", transactional=True)
def _002(db: Database) -> None:
    _run(db, _M002)


_M003 = """
-- What findings noticed of each document: derived, and made again when the text of a document changes. `mail` is a
-- digest of a mail's normalised content, `content` one of its sketch, `sketch` a sample of its words; empty where
-- there is none.
CREATE TABLE noticed (
    document_id INTEGER PRIMARY KEY REFERENCES document(id) ON DELETE CASCADE,
    text_hash TEXT NOT NULL,
    mail TEXT NOT NULL,
    content TEXT NOT NULL,
    sketch BLOB NOT NULL
) STRICT;
CREATE INDEX noticed_mail ON noticed(mail);
CREATE INDEX noticed_content ON noticed(content);

-- Contents that are nearly the same, each pair in both directions; `score` is 0 to 1.
CREATE TABLE alike (
    content TEXT NOT NULL,
    other TEXT NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (content, other)
) STRICT, WITHOUT ROWID;

CREATE TABLE thread (
    document_id INTEGER PRIMARY KEY REFERENCES document(id) ON DELETE CASCADE,
    thread INTEGER NOT NULL
) STRICT;
CREATE INDEX thread_thread ON thread(thread);
"""


@migrations(name="003_findings", transactional=True)
def _003(db: Database) -> None:
    _run(db, _M003)


_M004 = """
-- Whose papers a document is, where that differs within a production: rows of load files say so.
ALTER TABLE intake ADD COLUMN custodian TEXT NOT NULL DEFAULT '';

-- How a load file was read, so that it is read the same way again. `dialect` and `columns` are JSON.
CREATE TABLE load_file (
    id INTEGER PRIMARY KEY,
    production_id INTEGER NOT NULL REFERENCES production(id),
    path TEXT NOT NULL UNIQUE,
    dialect TEXT NOT NULL,
    columns TEXT NOT NULL,
    use_text INTEGER NOT NULL
) STRICT;

-- What does not add up in a volume; line 0 and no document where it is of the volume as a whole.
CREATE TABLE finding (
    id INTEGER PRIMARY KEY,
    load_file_id INTEGER NOT NULL REFERENCES load_file(id),
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    line INTEGER NOT NULL,
    document TEXT NOT NULL
) STRICT;
CREATE INDEX finding_load_file ON finding(load_file_id);
"""


@migrations(name="004_load_files", transactional=True)
def _004(db: Database) -> None:
    _run(db, _M004)


@migrations(name="005_in_pdfs", transactional=True)
def _005(db: Database) -> None:
    _run(db, IN_PDFS)


@migrations(name="006_ocr", transactional=True)
def _006(db: Database) -> None:
    _run(db, OCR)


@migrations(name="007_corrected", transactional=True)
def _007(db: Database) -> None:
    _run(db, CORRECTED)


@migrations(name="008_fields", transactional=True)
def _008(db: Database) -> None:
    _run(db, FIELDS)
    _run(db, DESCRIBED.format(table="document", event="INSERT", row="NEW", document="id"))
    for table in ("field", "hidden", "annotation"):
        for event, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
            _run(db, DESCRIBED.format(table=table, event=event, row=row, document="document_id"))


@migrations(name="009_searches", transactional=True)
def _009(db: Database) -> None:
    _run(db, SEARCHES)


@migrations(name="010_kept_searches", transactional=True)
def _010(db: Database) -> None:
    _run(db, KEPT_SEARCHES)


@migrations(name="011_folders", transactional=True)
def _011(db: Database) -> None:
    _run(db, FOLDERS)


@migrations(name="012_coding", transactional=True)
def _012(db: Database) -> None:
    _run(db, CODING)


@migrations(name="013_assignments", transactional=True)
def _013(db: Database) -> None:
    _run(db, ASSIGNMENTS)


def _run(db: Database, script: str) -> None:
    """Run statements one by one: `executescript` would commit the migration's transaction."""
    bare = "\n".join(line for line in script.splitlines() if not line.lstrip().startswith("--"))
    statement = ""
    for piece in bare.split(";"):
        statement += piece + ";"
        if statement.strip(" \n;") and sqlite3.complete_statement(statement):  # a trigger holds semicolons
            db.execute(statement)
            statement = ""
