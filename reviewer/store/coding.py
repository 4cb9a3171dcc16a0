"""Questions about tags, passages and reviewed documents, and the rows that make them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from reviewer.errors import NotFound
from reviewer.model import Box, DocumentId, Mark, Passage, PassageId, Quote, Reply, Span, Tag, TagId, TagKind
from reviewer.store.history import Recorder, Row
from reviewer.store.matter import Store

_PASSAGE = """
SELECT p.id, p.document_id, EXISTS (SELECT 1 FROM unanchored WHERE passage_id = p.id),
    EXISTS (SELECT 1 FROM disputed WHERE passage_id = p.id), d.control_number,
    p.exact, p.prefix, p.suffix,
    coalesce((SELECT group_concat(name, char(10)) FROM (SELECT tag.name AS name FROM passage_tag
        JOIN tag ON tag.id = passage_tag.tag_id WHERE passage_tag.passage_id = p.id ORDER BY tag.position)), ''),
    p.note, p.author, p.at, p.bates, p.sha256, p.extractor
FROM passage p JOIN document d ON d.id = p.document_id
"""
_IN_ORDER = """
ORDER BY d.control_number, (SELECT min(page * 1000000000 + start) FROM passage_mark WHERE passage_id = p.id), p.id
"""
_TAG = "SELECT id, name, kind, colour, key, parent, description, default_note FROM tag"


def tags(store: Store) -> list[Tag]:
    """The codebook, in its order."""
    return [_tag(row) for row in store.db.execute(f"{_TAG} ORDER BY position, id")]


def tag_by_name(store: Store, name: str) -> Tag:
    """The tag with a name, whatever its case. Raises NotFound, naming the nearest tags."""
    row = store.db.execute(f"{_TAG} WHERE name = ?", [name]).fetchone()
    if row is None:
        known = ", ".join(tag.name for tag in tags(store))
        raise NotFound(f"The tag “{name}” was not found", "the codebook has no such tag", f"Choose one of: {known}")
    return _tag(row)


def tag_use(store: Store) -> dict[TagId, int]:
    """How many passages bear each tag."""
    return {TagId(row[0]): row[1] for row in store.db.execute("SELECT tag_id, count(*) FROM passage_tag GROUP BY 1")}


def tags_recent_first(store: Store) -> list[Tag]:
    """The codebook: the tags put on last come first, those on no passage last in their order."""
    latest = "coalesce((SELECT max(id) FROM passage_tag WHERE tag_id = tag.id), 0)"
    return [_tag(row) for row in store.db.execute(f"{_TAG} ORDER BY {latest} DESC, position, id")]


def bearers(store: Store) -> list[tuple[PassageId, DocumentId, TagId | None]]:
    """Which passage of which document bears which tag: a row for each tag, one with None where there is none."""
    rows = store.db.execute(
        "SELECT passage.id, document_id, tag_id FROM passage LEFT JOIN passage_tag ON passage_id = passage.id"
    )
    return [(PassageId(row[0]), DocumentId(row[1]), TagId(row[2]) if row[2] else None) for row in rows]


def passage(store: Store, passage_id: PassageId) -> Passage:
    """One passage. Raises NotFound."""
    found = _passages(store, f"{_PASSAGE} WHERE p.id = ?", [passage_id])
    if not found:
        raise NotFound("The passage was not found", "it was removed")
    return found[0]


def passages(store: Store, tag_names: Sequence[str] = ()) -> list[Passage]:
    """All passages in the order of the production, or those that bear any of the given tags. Raises NotFound."""
    if not tag_names:
        return _passages(store, _PASSAGE + _IN_ORDER, [])
    ids = [tag_by_name(store, name).id for name in tag_names]
    where = f"WHERE p.id IN (SELECT passage_id FROM passage_tag WHERE tag_id IN ({', '.join('?' * len(ids))}))"
    return _passages(store, f"{_PASSAGE} {where} {_IN_ORDER}", list(ids))


def passages_by_id(store: Store, ids: Sequence[PassageId]) -> list[Passage]:
    """The given passages, in the given order; unknown ids are left out."""
    rows = _passages(store, f"{_PASSAGE} WHERE p.id IN (SELECT value FROM json_each(?))", [json.dumps(list(ids))])
    found = {one.id: one for one in rows}
    return [found[one] for one in ids if one in found]


def bearing(store: Store, tag_id: TagId) -> set[PassageId]:
    """The passages that bear a tag."""
    rows = store.db.execute("SELECT passage_id FROM passage_tag WHERE tag_id = ?", [tag_id])
    return {PassageId(row[0]) for row in rows}


def passages_of(store: Store, document: DocumentId) -> list[Passage]:
    """The passages of a document, in page order."""
    return _passages(store, f"{_PASSAGE} WHERE p.document_id = ? {_IN_ORDER}", [document])


def last_tagged(store: Store, author: str) -> Passage | None:
    """The passage with tags that a reviewer made last."""
    found = _passages(
        store,
        f"{_PASSAGE} WHERE p.id = (SELECT max(id) FROM passage WHERE author = ?"
        " AND EXISTS (SELECT 1 FROM passage_tag WHERE passage_id = passage.id))",
        [author],
    )
    return found[0] if found else None


def disputed_row(store: Store, passage_id: PassageId) -> int | None:
    """The id of the row that says that a passage is disputed."""
    row = store.db.execute("SELECT id FROM disputed WHERE passage_id = ?", [passage_id]).fetchone()
    return int(row[0]) if row else None


def reviewed(store: Store) -> set[DocumentId]:
    """The documents that are marked reviewed."""
    return {DocumentId(row[0]) for row in store.db.execute("SELECT document_id FROM review")}


def count_reviewed(store: Store) -> int:
    """How many documents are marked reviewed."""
    return int(store.db.execute("SELECT count(*) FROM review").fetchone()[0])


def review_row(store: Store, document: DocumentId) -> int | None:
    """The id of the row that marks a document reviewed."""
    row = store.db.execute("SELECT id FROM review WHERE document_id = ?", [document]).fetchone()
    return int(row[0]) if row else None


def add_passage(recorder: Recorder, new: Passage) -> PassageId:
    """Write a passage with its marks (its id and tags are not looked at)."""
    passage_id = PassageId(recorder.insert("passage", _passage_row(new)))
    for mark in new.marks:
        recorder.insert("passage_mark", _mark_row(passage_id, mark))
    return passage_id


def add_passages(recorder: Recorder, new: Sequence[Passage]) -> list[PassageId]:
    """Write many passages with their marks at once, in their order."""
    ids = [PassageId(number) for number in recorder.insert_many("passage", [_passage_row(one) for one in new])]
    marks = [_mark_row(passage_id, mark) for passage_id, one in zip(ids, new, strict=True) for mark in one.marks]
    recorder.insert_many("passage_mark", marks)
    return ids


def put_tag(recorder: Recorder, passages: Sequence[PassageId], tag_id: TagId) -> int:
    """Put a tag on passages, at once; hand back how many did not bear it."""
    rows = recorder.db.execute("SELECT passage_id FROM passage_tag WHERE tag_id = ?", [tag_id])
    known = {row[0] for row in rows}
    bare = [one for one in dict.fromkeys(passages) if one not in known]
    recorder.insert_many("passage_tag", [{"passage_id": one, "tag_id": tag_id} for one in bare])
    return len(bare)


def take_tag(recorder: Recorder, passages: Sequence[PassageId], tag_id: TagId) -> int:
    """Take a tag off passages, at once; hand back how many bore it."""
    wanted = json.dumps(list(passages))
    rows = recorder.db.execute(
        "SELECT id FROM passage_tag WHERE tag_id = ? AND passage_id IN (SELECT value FROM json_each(?))",
        [tag_id, wanted],
    ).fetchall()
    recorder.restore_all("passage_tag", [(int(row[0]), None) for row in rows])
    return len(rows)


def places(store: Store, chosen: Iterable[DocumentId]) -> dict[tuple[DocumentId, tuple[Span, ...]], PassageId]:
    """The passages of documents, by where they stand."""
    rows = store.db.execute(
        'SELECT passage.document_id, passage.id, page, start, "end" FROM passage JOIN passage_mark'
        " ON passage_mark.passage_id = passage.id WHERE passage.document_id IN (SELECT value FROM json_each(?))"
        " ORDER BY passage.id, page, start",
        [json.dumps(list(chosen))],
    )
    found: dict[tuple[DocumentId, PassageId], tuple[Span, ...]] = {}
    for document, passage_id, *place in rows:
        owner = DocumentId(document), PassageId(passage_id)
        found[owner] = (*found.get(owner, ()), Span(*place))
    return {(document, spans): passage_id for (document, passage_id), spans in found.items()}


def remove_passage(recorder: Recorder, passage_id: PassageId) -> None:
    """Take a passage out, with its marks, tags and replies."""
    for table in ("passage_tag", "passage_mark", "unanchored", "reply", "disputed"):
        for row_id in _row_ids(recorder, f"SELECT id FROM {table} WHERE passage_id = ?", passage_id):
            recorder.delete(table, row_id)
    recorder.delete("passage", passage_id)


def move_passage(recorder: Recorder, passage_id: PassageId, marks: Sequence[Mark] | None) -> None:
    """Note where a passage was found again, or with None that it was not: then it keeps the marks that it had."""
    lost = _row_ids(recorder, "SELECT id FROM unanchored WHERE passage_id = ?", passage_id)
    if marks is None:
        if not lost:
            recorder.insert("unanchored", {"passage_id": passage_id})
        return
    for row_id in lost:
        recorder.delete("unanchored", row_id)
    for row_id in _row_ids(recorder, "SELECT id FROM passage_mark WHERE passage_id = ?", passage_id):
        recorder.delete("passage_mark", row_id)
    for mark in marks:
        recorder.insert("passage_mark", _mark_row(passage_id, mark))


def put_tags(recorder: Recorder, passage_id: PassageId, wanted: Iterable[TagId]) -> None:
    """Make the passage bear the wanted tags and no other."""
    present = dict(
        recorder.db.execute("SELECT tag_id, id FROM passage_tag WHERE passage_id = ?", [passage_id]).fetchall()
    )
    wanted = set(wanted)
    for tag_id in sorted(wanted - present.keys()):
        recorder.insert("passage_tag", {"passage_id": passage_id, "tag_id": tag_id})
    for tag_id in sorted(present.keys() - wanted):
        recorder.delete("passage_tag", present[tag_id])


def add_tag(recorder: Recorder, tag: Tag) -> TagId:
    """Write a tag at the end of the codebook (its id is not looked at)."""
    last = recorder.db.execute("SELECT coalesce(max(position), 0) FROM tag").fetchone()[0]
    return TagId(recorder.insert("tag", {**tag_row(tag), "position": last + 1}))


def remove_tag(recorder: Recorder, tag_id: TagId) -> None:
    """Take a tag out of the codebook, off every passage and every document."""
    for table in ("passage_tag", "document_tag"):
        for row_id in _row_ids(recorder, f"SELECT id FROM {table} WHERE tag_id = ?", tag_id):
            recorder.delete(table, row_id)
    recorder.delete("tag", tag_id)


def tag_row(tag: Tag) -> Row:
    """The columns of a tag, without its id and position."""
    return {
        "name": tag.name,
        "kind": tag.kind,
        "colour": tag.colour,
        "key": tag.key,
        "parent": tag.parent,
        "description": tag.description,
        "default_note": tag.default_note,
    }


def _tag(row: Sequence[object]) -> Tag:
    tag_id, name, kind, *rest = row
    return Tag(TagId(int(str(tag_id))), str(name), TagKind(str(kind)), *map(str, rest))


def _passages(store: Store, query: str, values: Sequence[object]) -> list[Passage]:
    rows = store.db.execute(query, list(values)).fetchall()
    ids = [row[0] for row in rows]
    marks, replies = _marks(store, ids), _replies(store, ids)
    return [_passage(row, marks.get(row[0], ()), replies.get(row[0], ())) for row in rows]


def _passage(row: Sequence[Any], marks: tuple[Mark, ...], replies: tuple[Reply, ...]) -> Passage:
    passage_id, document, lost, disputed, number, exact, prefix, suffix, names, *made = row
    ids, quote = (PassageId(passage_id), DocumentId(document)), Quote(exact, prefix, suffix)
    bearing = tuple(names.split("\n")) if names else ()
    state = {"unanchored": bool(lost), "disputed": bool(disputed), "replies": replies}
    return Passage(*ids, number, marks, quote, bearing, *made, **state)  # type: ignore[arg-type]


def _replies(store: Store, passage_ids: Sequence[int]) -> dict[int, tuple[Reply, ...]]:
    rows = store.db.execute(
        "SELECT passage_id, author, at, text FROM reply WHERE passage_id IN (SELECT value FROM json_each(?))"
        " ORDER BY id",
        [json.dumps(list(passage_ids))],
    )
    found: dict[int, tuple[Reply, ...]] = {}
    for passage_id, *said in rows:
        found[passage_id] = (*found.get(passage_id, ()), Reply(*said))
    return found


def _marks(store: Store, passage_ids: Sequence[int]) -> dict[int, tuple[Mark, ...]]:
    found: dict[int, tuple[Mark, ...]] = {}
    for start in range(0, len(passage_ids), 500):
        block = passage_ids[start : start + 500]
        rows = store.db.execute(
            'SELECT passage_id, page, start, "end", boxes, width, height, rotation FROM passage_mark'
            f" WHERE passage_id IN ({', '.join('?' * len(block))}) ORDER BY passage_id, page, start",
            list(block),
        )
        for row in rows:
            found[row[0]] = (*found.get(row[0], ()), _mark(row[1:]))
    return found


def _mark(row: Sequence[Any]) -> Mark:
    page, start, end, boxes, width, height, rotation = row
    return Mark(Span(page, start, end), tuple([Box(*box) for box in json.loads(boxes)]), width, height, rotation)


def _passage_row(new: Passage) -> Row:
    return {
        "document_id": new.document,
        "exact": new.quote.exact,
        "prefix": new.quote.prefix,
        "suffix": new.quote.suffix,
        "note": new.note,
        "author": new.author,
        "at": new.at,
        "bates": new.bates,
        "sha256": new.sha256,
        "extractor": new.extractor,
    }


def _mark_row(passage_id: PassageId, mark: Mark) -> Row:
    boxes = [[box.x0, box.y0, box.x1, box.y1] for box in mark.boxes]
    return {
        "passage_id": passage_id,
        "page": mark.span.page,
        "start": mark.span.start,
        "end": mark.span.end,
        "boxes": json.dumps(boxes),
        "width": mark.width,
        "height": mark.height,
        "rotation": mark.rotation,
    }


def _row_ids(recorder: Recorder, query: str, value: int) -> list[int]:
    return [row[0] for row in recorder.db.execute(query, [value]).fetchall()]
