"""Which documents break a rule of the coding form, and what they lack: asked of one document or of all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reviewer.model import DocumentId
from reviewer.store.coding_form import Rule, form
from reviewer.store.matter import Store
from reviewer.words import say

_FACTS = """
SELECT document_id AS owner, question AS fact FROM answer WHERE {those}
UNION ALL SELECT document_id, question || ': ' || value FROM answer WHERE {those}
UNION ALL SELECT document_id, 'tag of ' || kind FROM document_tag JOIN tag ON tag.id = tag_id WHERE {those}
UNION ALL SELECT document_id, word.value || kind FROM (SELECT DISTINCT document_id, tag.kind FROM passage
    JOIN passage_tag ON passage_tag.passage_id = passage.id JOIN tag ON tag.id = passage_tag.tag_id WHERE {those})
    JOIN json_each('["tag of ", "passage of "]') word
"""


def missing(store: Store, document: DocumentId) -> list[str]:
    """What a document lacks, or where its coding contradicts itself: for each rule that it breaks a sentence in the
    user's language."""
    facts = _facts([document])
    asked = (f"SELECT {place} WHERE EXISTS ({_breaking(rule)})" for place, rule in enumerate(form().rules))
    rows = store.db.execute(f"WITH fact AS MATERIALIZED ({facts}) {' UNION ALL '.join(asked)}")
    return [say(form().rules[row[0]].say) for row in rows]


def lacking(store: Store, documents: Sequence[DocumentId]) -> set[DocumentId]:
    """Of these documents, those that break some rule."""
    return {DocumentId(row[0]) for row in store.db.execute(incomplete(documents))}


def incomplete(documents: Sequence[DocumentId] | None = None) -> str:
    """The SQL for the ids of the documents that break some rule: of all, or of these."""
    asked = (f"SELECT owner FROM ({_breaking(rule)})" for rule in form().rules)
    return f"WITH fact AS MATERIALIZED ({_facts(documents)}) {' UNION '.join(asked)}"


def _facts(documents: Sequence[DocumentId] | None) -> str:
    those = "1" if documents is None else f"document_id IN ({', '.join(str(int(one)) for one in documents)})"
    return _FACTS.format(those=those)


def _breaking(rule: Rule) -> str:
    """The SQL for the documents that break a rule."""
    parts = [_holding(group) for group in rule.when]
    lacking = f" EXCEPT {_holding(rule.needs)}" if rule.needs else ""
    return " INTERSECT ".join(parts) + lacking


def _holding(facts: Iterable[str]) -> str:
    quoted = ", ".join("'{}'".format(fact.replace("'", "''")) for fact in facts)
    return f"SELECT owner FROM fact WHERE fact IN ({quoted})"
