"""What is said of documents beside the text of their pages: their fields, dates and numbers, and what is coded.

A question names a document where only that one is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reviewer.bates import parse
from reviewer.model import DocumentId
from reviewer.store.coding_form import form
from reviewer.store.coding_rules import incomplete
from reviewer.store.document_tags import BORNE
from reviewer.store.matter import Store

_DIGITS = "0123456789"
_UNDATED = "9999-99"


@dataclass(frozen=True, slots=True)
class FieldText:
    """A value of a field, and the page that it belongs to, from 1."""

    name: str
    text: str
    page: int = 1


@dataclass(frozen=True, slots=True)
class Numbers:
    """Bates numbers `first` to `last` (None: open) of a prefix (None: of any), whatever the padding.

    Case and marks of the prefix do not count. Without a suffix, all suffixes of a number are meant.
    """

    prefix: str | None
    first: int
    last: int | None
    suffix: str = ""


def names(store: Store) -> list[str]:
    """The names of the fields that documents have beyond the columns of Document, in order."""
    rows = store.db.execute(  # from name to name along the index, which is far shorter than reading every row
        "WITH RECURSIVE found(name) AS (SELECT min(name) FROM field UNION ALL"
        " SELECT (SELECT min(field.name) FROM field WHERE field.name > found.name) FROM found WHERE name IS NOT NULL)"
        " SELECT name FROM found WHERE name IS NOT NULL"
    )
    return [str(row[0]) for row in rows]


_COLUMNS = ("from", "to", "cc", "bcc", "subject", "title", "author", "type", "file", "control", "custodian")


def texts(store: Store, document: DocumentId) -> list[FieldText]:
    """The fields of a document that are not empty: its columns, what its file says of itself, hidden text, comments."""
    columns = store.db.execute(
        'SELECT sender, "to", cc, bcc, subject, title, author, type, d.path, d.control_number,'
        " coalesce(nullif(intake.custodian, ''), production.custodian) FROM document d JOIN intake ON intake.id = d.id"
        " JOIN production ON production.id = intake.production_id WHERE d.id = ?",
        [document],
    ).fetchone()
    found = [FieldText(name, value) for name, value in zip(_COLUMNS, columns or (), strict=False) if value]
    rows = store.db.execute(
        "SELECT name, value, 1, 0 AS place, 0 AS id FROM field WHERE document_id = :document AND value <> ''"
        " UNION ALL SELECT 'hidden', text, page, 1, id FROM hidden WHERE document_id = :document"
        " UNION ALL SELECT 'comment', CASE author WHEN '' THEN comment ELSE author || ': ' || comment END, page, 2, id"
        " FROM annotation WHERE document_id = :document AND comment <> '' ORDER BY place, id, name",
        {"document": document},
    )
    return [*found, *(FieldText(name, text, page) for name, text, page, _, _ in rows)]


_VALUES = {
    "tag": "SELECT name AS value FROM tag",
    "custodian": "SELECT custodian AS value FROM intake UNION SELECT custodian FROM production",
    "from": "SELECT DISTINCT sender AS value FROM document",
    "author": "SELECT DISTINCT author AS value FROM document",
    "type": "SELECT DISTINCT type AS value FROM document",
}


def values(store: Store, name: str, begun: str, most: int) -> list[str]:
    """The values that a field has in the matter and of which a word begins so, at most so many, in order; none for
    fields whose values are not told."""
    if name not in _VALUES:
        return []
    escaped = begun.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    rows = store.db.execute(
        f"SELECT value FROM ({_VALUES[name]}) WHERE value <> ''"
        " AND (value LIKE ? ESCAPE '!' OR value LIKE ? ESCAPE '!') ORDER BY value COLLATE NOCASE LIMIT ?",
        [f"{escaped}%", f"% {escaped}%", most],
    )
    return [str(row[0]) for row in rows]


def hashes(store: Store) -> dict[DocumentId, str]:
    """A digest of the text and the fields of each document: what an index of the matter must hold."""
    return {DocumentId(row[0]): row[1] for row in store.db.execute("SELECT id, text_hash || described FROM document")}


def dated(store: Store, since: str, until: str, document: DocumentId | None = None) -> set[DocumentId]:
    """The documents of a time; `since` and `until` are days, months or years ("2009-03"), both included, or ""."""
    rows = store.db.execute(
        "SELECT id FROM document WHERE date_key >= :since AND date_key < :undated"
        f" AND (:until = '' OR substr(date_key, 1, length(:until)) <= :until){_only('id', document)}",
        {"since": since, "until": until, "undated": _UNDATED},
    )
    return _documents(rows)


def reviewed(store: Store, since: str, until: str, document: DocumentId | None = None) -> set[DocumentId]:
    """The documents that were marked reviewed in a time, which is given as in `dated`; it is counted in UTC."""
    rows = store.db.execute(
        "SELECT document_id FROM review WHERE at >= :since"
        f" AND (:until = '' OR substr(at, 1, length(:until)) <= :until){_only('document_id', document)}",
        {"since": since, "until": until},
    )
    return _documents(rows)


def review_of(store: Store, document: DocumentId) -> str:
    """When a document was marked reviewed, and by whom."""
    at, author = store.db.execute("SELECT at, author FROM review WHERE document_id = ?", [document]).fetchone()
    return f"{at[:10]}, {author}"


def counting(store: Store, first: int, last: int | None, document: DocumentId | None = None) -> set[DocumentId]:
    """The documents with so many pages, `first` to `last` (None: open)."""
    rows = store.db.execute(
        f"SELECT id FROM document WHERE pages >= :first AND (:last IS NULL OR pages <= :last){_only('id', document)}",
        {"first": first, "last": last},
    )
    return _documents(rows)


def hashed(store: Store, begun: str, document: DocumentId | None = None) -> set[DocumentId]:
    """The documents whose SHA-256 or MD5 begins with these digits, which are in small letters."""
    rows = store.db.execute(
        f"SELECT id FROM document WHERE (sha256 GLOB :begun OR md5 GLOB :begun){_only('id', document)}",
        {"begun": f"{begun}*"},
    )
    return _documents(rows)


_HAVING = {
    "attachment": "SELECT parent_id FROM intake WHERE parent_id IS NOT NULL AND family_id IS NOT NULL",
    "coding": "SELECT document_id FROM answer",
    "comment": "SELECT document_id FROM annotation WHERE comment <> ''",
    "date": f"SELECT id FROM document WHERE date_key < '{_UNDATED}'",
    "duplicate": "SELECT id FROM document WHERE sha256 IN"
    " (SELECT sha256 FROM document GROUP BY sha256 HAVING count(*) > 1)",
    "disputed": "SELECT document_id FROM passage JOIN disputed ON disputed.passage_id = passage.id",
    "exception": "SELECT parent_id FROM intake WHERE parent_id IS NOT NULL AND state = 'exception'",
    "flag": "SELECT id FROM document WHERE flags <> ''",
    "form": "SELECT document_id FROM field WHERE name = 'form' AND value <> ''",
    "hidden-text": "SELECT document_id FROM hidden",
    "missing-coding": incomplete(),
    "note": "SELECT document_id FROM passage WHERE note <> ''",
    "ocr": "SELECT id FROM document WHERE text_source LIKE '%ocr%'",
    "passage": "SELECT document_id FROM passage",
    "reply": "SELECT document_id FROM passage JOIN reply ON reply.passage_id = passage.id",
    "review": "SELECT document_id FROM review",
    "tag": f"SELECT document_id FROM {BORNE}",
}


def having(store: Store, thing: str, document: DocumentId | None = None) -> set[DocumentId]:
    """The documents that have a thing: one of the keys of `_HAVING`."""
    return _documents(
        store.db.execute(f"WITH found(id) AS ({_HAVING[thing]}) SELECT id FROM found WHERE 1{_only('id', document)}")
    )


_CODED = {
    "tag": "SELECT passage.document_id AS owner, tag.name, {page} FROM passage JOIN passage_tag"
    " ON passage_tag.passage_id = passage.id JOIN tag ON tag.id = passage_tag.tag_id"
    " UNION ALL SELECT document_id, name || '{whole}', 1 FROM document_tag JOIN tag ON tag.id = document_tag.tag_id",
    "note": "SELECT passage.document_id AS owner, passage.note, {page} FROM passage"
    " UNION ALL SELECT passage.document_id, reply.text, {page} FROM reply JOIN passage ON passage.id = passage_id",
    "coded": "SELECT document_id AS owner, question || ': ' || value, 1 FROM answer",
    **{
        question.name: f"SELECT document_id AS owner, value, 1 FROM answer WHERE question = '{question.name}'"
        for question in form().answered
    },
    "assigned": "SELECT document_id AS owner, reviewer, 1 FROM assignment",
    "reviewer": "SELECT passage.document_id AS owner, passage.author, {page} FROM passage"
    " UNION ALL SELECT document_id, author, 1 FROM review UNION ALL SELECT document_id, author, 1 FROM answer"
    " UNION ALL SELECT document_id, author, 1 FROM document_tag",
}
_WHOLE = " (on the document)"
_FIRST_PAGE = "(SELECT min(passage_mark.page) FROM passage_mark WHERE passage_mark.passage_id = passage.id)"


def coded(store: Store, name: str, document: DocumentId | None = None) -> dict[str, set[DocumentId]]:
    """The names of the tags in use ("tag"), the notes on passages ("note"), who tagged, coded or reviewed ("reviewer"),
    to whom documents are given ("assigned"), the answers to a question of the coding form, by its name, or to all
    ("coded"); each with its documents."""
    found: dict[str, set[DocumentId]] = {}
    for owner, text, _ in store.db.execute(
        f"SELECT * FROM ({_CODED[name].format(page=0, whole='')}) WHERE 1{_only('owner', document)}"
    ):
        found.setdefault(text, set()).add(DocumentId(owner))
    return found


def coded_in(store: Store, name: str, document: DocumentId) -> list[FieldText]:
    """What `coded` knows of one document, page by page."""
    rows = store.db.execute(
        f"SELECT DISTINCT * FROM ({_CODED[name].format(page=_FIRST_PAGE, whole=_WHOLE)}) WHERE owner = ? ORDER BY 3, 2",
        [document],
    )
    return [FieldText(name, text, page or 1) for _, text, page in rows]


def numbered(store: Store, sought: Numbers, document: DocumentId | None = None) -> list[tuple[DocumentId, int, str]]:
    """The pages that bear one of the numbers: document, page and number, in the order of the numbers."""
    if document is not None:
        return [row for row in _bates_rows(store, "1", [], document) if _is_meant(row[2], sought)]
    if sought.prefix is None:
        return [row for row in _bates_rows(store, "bates GLOB ?", [f"*{sought.first}*"]) if _is_meant(row[2], sought)]
    found = [row for prefix in _prefixes(store, sought.prefix) for row in _in_series(store, prefix, sought)]
    sure = (
        not sought.suffix
    )  # and then only a number with a dot need be looked at: of ABC-2009.0001 the counter is 0001
    return [row for row in found if (sure and "." not in row[2]) or _is_meant(row[2], sought)]


def numbered_like(store: Store, pattern: str, document: DocumentId | None = None) -> list[tuple[DocumentId, int, str]]:
    """The pages whose Bates number matches a pattern with `*` and `?`, case aside: document, page and number."""
    return _bates_rows(store, "upper(bates) GLOB ?", [pattern.upper().replace("[", "[[]")], document)


def date_of(store: Store, document: DocumentId) -> tuple[str, str]:
    """The date of a document, as in `dates.py`, and where it comes from."""
    date, source = store.db.execute("SELECT date, date_source FROM document WHERE id = ?", [document]).fetchone()
    return date, source


def _prefixes(store: Store, sought: str) -> list[str]:
    """The prefixes in the matter that are the sought one but for case and marks."""
    rows = store.db.execute(
        f"SELECT DISTINCT rtrim(bates, '{_DIGITS}') FROM page INDEXED BY page_bates WHERE bates <> ''"
    )
    heads = {head for row in rows for head in (row[0], row[0].rpartition(".")[0].rstrip(_DIGITS))}
    return sorted(head for head in heads if _plain(head) == _plain(sought))


def _in_series(store: Store, prefix: str, sought: Numbers) -> list[tuple[DocumentId, int, str]]:
    where = "bates >= ? AND bates < ? AND CAST(substr(bates, ?) AS INTEGER) BETWEEN ? AND ?"
    last = sought.last if sought.last is not None else 10**12
    return _bates_rows(store, where, [prefix + "0", prefix + ":", len(prefix) + 1, sought.first, last])


def _is_meant(text: str, sought: Numbers) -> bool:
    """Whether a number is one of those."""
    number = parse(text)
    if number is None or sought.suffix.casefold() not in ("", number.suffix.casefold()):
        return False
    in_range = sought.first <= number.number and (sought.last is None or number.number <= sought.last)
    return in_range and (sought.prefix is None or _plain(number.prefix) == _plain(sought.prefix))


def _plain(prefix: str) -> str:
    return "".join(filter(str.isalnum, prefix.casefold()))


def _bates_rows(
    store: Store, where: str, values: Sequence[object], document: DocumentId | None = None
) -> list[tuple[DocumentId, int, str]]:
    index = "" if document else "INDEXED BY page_bates"  # SQLite would rather read the pages with all their words
    rows = store.db.execute(
        f"SELECT document_id, number, bates FROM page {index}"
        f" WHERE bates <> '' AND {where}{_only('document_id', document)} ORDER BY bates",
        values,
    )
    return [(DocumentId(owner), number, bates) for owner, number, bates in rows]


def _only(column: str, document: DocumentId | None) -> str:
    return "" if document is None else f" AND {column} = {int(document)}"


def _documents(rows: Iterator[tuple[int]]) -> set[DocumentId]:
    return {DocumentId(row[0]) for row in rows}
