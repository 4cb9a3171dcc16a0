"""The tables, columns and triggers that were added to the first ones; never edited once shipped."""

from __future__ import annotations

IN_PDFS = """
-- Words that a PDF holds but does not show, by kind; they are no part of the text of its pages. The box is in points
-- of the page as displayed.
CREATE TABLE hidden (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
    page INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    x0 REAL NOT NULL,
    y0 REAL NOT NULL,
    x1 REAL NOT NULL,
    y1 REAL NOT NULL
) STRICT;
CREATE INDEX hidden_document ON hidden(document_id);

-- Marks and comments that a PDF came with; start and end are offsets in the page's text, NULL where no words are meant.
-- `boxes`: where it stands on the page as displayed, as a JSON list of [x0, y0, x1, y1].
CREATE TABLE annotation (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
    page INTEGER NOT NULL,
    kind TEXT NOT NULL,
    author TEXT NOT NULL,
    date TEXT NOT NULL,
    comment TEXT NOT NULL,
    start INTEGER,
    "end" INTEGER,
    boxes TEXT NOT NULL
) STRICT;
CREATE INDEX annotation_document ON annotation(document_id);
"""

OCR = """
-- How certain OCR is of the words of a page that it read: one byte a word, 0 to 100, and their mean.
CREATE TABLE ocr (
    document_id INTEGER NOT NULL,
    page INTEGER NOT NULL,
    certainty BLOB NOT NULL,
    mean REAL NOT NULL,
    PRIMARY KEY (document_id, page),
    FOREIGN KEY (document_id, page) REFERENCES page(document_id, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX ocr_mean ON ocr(mean);

-- Documents whose pages were read again, by OCR or by their text layer: what placed passages before has no use then.
CREATE TABLE reread (
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    document_id INTEGER NOT NULL REFERENCES document(id),
    PRIMARY KEY (operation_id, document_id)
) STRICT, WITHOUT ROWID;

-- Passages that were not found again then; their marks say where they stood.
CREATE TABLE unanchored (
    id INTEGER PRIMARY KEY,
    passage_id INTEGER NOT NULL UNIQUE REFERENCES passage(id)
) STRICT;
"""

CORRECTED = """
-- Bates numbers of pages as a reviewer corrected them, and as they were found; page and document follow by triggers,
-- so that undoing a row undoes it all.
CREATE TABLE numbering (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES document(id),
    page INTEGER NOT NULL,
    bates TEXT NOT NULL,
    found TEXT NOT NULL,
    UNIQUE (document_id, page)
) STRICT;

CREATE INDEX page_bates ON page(bates) WHERE bates <> '';

CREATE TRIGGER numbering_added AFTER INSERT ON numbering BEGIN
    UPDATE page SET bates = NEW.bates WHERE document_id = NEW.document_id AND number = NEW.page;
END;

CREATE TRIGGER numbering_changed AFTER UPDATE ON numbering BEGIN
    UPDATE page SET bates = OLD.found WHERE document_id = OLD.document_id AND number = OLD.page
        AND (OLD.document_id, OLD.page) <> (NEW.document_id, NEW.page);
    UPDATE page SET bates = NEW.bates WHERE document_id = NEW.document_id AND number = NEW.page;
END;

CREATE TRIGGER numbering_removed AFTER DELETE ON numbering BEGIN
    UPDATE page SET bates = OLD.found WHERE document_id = OLD.document_id AND number = OLD.page;
END;

CREATE TRIGGER page_numbered AFTER UPDATE OF bates ON page BEGIN
    UPDATE document SET
        bates_begin = coalesce((SELECT bates FROM page WHERE document_id = NEW.document_id AND bates <> ''
            ORDER BY number LIMIT 1), ''),
        bates_end = coalesce((SELECT bates FROM page WHERE document_id = NEW.document_id AND bates <> ''
            ORDER BY number DESC LIMIT 1), '')
    WHERE id = NEW.document_id;
END;

-- The time zone in which lists show dates, as in the IANA database; empty: each date stands in its own.
ALTER TABLE matter ADD COLUMN zone TEXT NOT NULL DEFAULT '';
"""

FIELDS = """
-- Changes whenever what is said of a document changes, whoever changes it, so that the index reads it again.
ALTER TABLE document ADD COLUMN described TEXT NOT NULL DEFAULT '';

CREATE INDEX document_date ON document(date_key);
CREATE INDEX field_name ON field(name);

CREATE TRIGGER document_described AFTER UPDATE OF
    control_number, type, title, author, sender, "to", cc, bcc, subject, path ON document BEGIN
    UPDATE document SET described = hex(randomblob(8)) WHERE id = NEW.id;
END;

CREATE TRIGGER intake_described AFTER UPDATE OF custodian ON intake WHEN NEW.custodian <> OLD.custodian BEGIN
    UPDATE document SET described = hex(randomblob(8)) WHERE id = NEW.id;
END;

CREATE TRIGGER production_described AFTER UPDATE OF custodian ON production WHEN NEW.custodian <> OLD.custodian BEGIN
    UPDATE document SET described = hex(randomblob(8))
    WHERE id IN (SELECT id FROM intake WHERE production_id = NEW.id AND custodian = '');
END;
"""

DESCRIBED = """
CREATE TRIGGER {table}_described_{event} AFTER {event} ON {table} BEGIN
    UPDATE document SET described = hex(randomblob(8)) WHERE id = {row}.{document};
END;
"""
"""Triggers for a table whose rows say something of a document: `event`, NEW or OLD `row`, its column `document`."""

SEARCHES = """
-- Counts what changes documents, their text, what is said of them, or their families: what a search looks at.
CREATE TABLE held (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    revision INTEGER NOT NULL
) STRICT;
INSERT INTO held (id, revision) VALUES (1, 0);

CREATE TRIGGER held_added AFTER INSERT ON document BEGIN UPDATE held SET revision = revision + 1; END;
CREATE TRIGGER held_removed AFTER DELETE ON document BEGIN UPDATE held SET revision = revision + 1; END;
CREATE TRIGGER held_changed AFTER UPDATE OF text_hash, described, date, text_source ON document
    BEGIN UPDATE held SET revision = revision + 1; END;
CREATE TRIGGER held_families AFTER UPDATE OF family_id, parent_id ON intake
    BEGIN UPDATE held SET revision = revision + 1; END;

-- Term reports, and what the matter held when they were made. `by_coding`: a term asks for what reviewers change.
CREATE TABLE term_report (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    version TEXT NOT NULL,
    held INTEGER NOT NULL,
    digest TEXT NOT NULL,
    revision INTEGER NOT NULL,
    operation INTEGER NOT NULL,
    by_coding INTEGER NOT NULL
) STRICT;

-- The terms of a report. `found` and `family` are sets of documents, packed; `error` is empty for a term that was read.
CREATE TABLE term (
    report_id INTEGER NOT NULL REFERENCES term_report(id),
    line INTEGER NOT NULL,
    query TEXT NOT NULL,
    read_as TEXT NOT NULL,
    hits INTEGER NOT NULL,
    found BLOB NOT NULL,
    family BLOB NOT NULL,
    error TEXT NOT NULL,
    position INTEGER NOT NULL,
    counted INTEGER NOT NULL,
    PRIMARY KEY (report_id, line)
) STRICT;

-- Every search of a reviewer; `held` and `digest` say what the matter held then, `searched` how many documents of it
-- the index had. One that made a term report names it. None is ever changed or taken out.
CREATE TABLE search_diary (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    query TEXT NOT NULL,
    read_as TEXT NOT NULL,
    documents INTEGER NOT NULL,
    hits INTEGER NOT NULL,
    held INTEGER NOT NULL,
    searched INTEGER NOT NULL,
    digest TEXT NOT NULL,
    version TEXT NOT NULL,
    report_id INTEGER REFERENCES term_report(id)
) STRICT;
CREATE TRIGGER search_diary_unchanged BEFORE UPDATE ON search_diary
    BEGIN SELECT RAISE(ABORT, 'the search diary is only added to'); END;
CREATE TRIGGER search_diary_whole BEFORE DELETE ON search_diary
    BEGIN SELECT RAISE(ABORT, 'the search diary is only added to'); END;
"""

KEPT_SEARCHES = """
-- Searches that are kept, as they were written. With a size it is a random sample of what they find: so many documents,
-- or so many percent.
CREATE TABLE saved_search (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    query TEXT NOT NULL,
    size INTEGER NOT NULL,
    percent INTEGER NOT NULL,
    seed INTEGER NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

-- Terms that are lit on every page: queries, one a line.
CREATE TABLE highlight_set (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    colour TEXT NOT NULL,
    terms TEXT NOT NULL
) STRICT;
"""

FOLDERS = """
-- The folder that a search stands in; "" for none. A folder is there as long as a search is in it.
ALTER TABLE saved_search ADD COLUMN folder TEXT NOT NULL DEFAULT '';
"""

CODING = """
-- Tags on documents as a whole.
CREATE TABLE document_tag (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES document(id),
    tag_id INTEGER NOT NULL REFERENCES tag(id),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (document_id, tag_id)
) STRICT;
CREATE INDEX document_tag_tag ON document_tag(tag_id);

-- Answers to the questions of the coding form, one for each question of a document.
CREATE TABLE answer (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES document(id),
    question TEXT NOT NULL,
    value TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (document_id, question)
) STRICT;
CREATE INDEX answer_value ON answer(question, value);

-- What colleagues answer to the note of a passage.
CREATE TABLE reply (
    id INTEGER PRIMARY KEY,
    passage_id INTEGER NOT NULL REFERENCES passage(id),
    text TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX reply_passage ON reply(passage_id);

-- Passages of which a reviewer says that the coding is disputed.
CREATE TABLE disputed (
    id INTEGER PRIMARY KEY,
    passage_id INTEGER NOT NULL UNIQUE REFERENCES passage(id),
    author TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
"""

ASSIGNMENTS = """
-- To whom a document is given for review.
CREATE TABLE assignment (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL UNIQUE REFERENCES document(id),
    reviewer TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX assignment_reviewer ON assignment(reviewer);
"""
