"""The coding form: what is asked of each document, as data in resources/coding.json, and the answers given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from resources import folder
from reviewer.errors import NotFound, ReviewerError
from reviewer.model import DocumentId, TagKind
from reviewer.store.history import Recorder
from reviewer.store.matter import Store, now
from reviewer.words import say


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the form. It is answered by one of `choices`, or by tags of a kind, or else in words."""

    name: str
    title: str
    choices: tuple[str, ...] = ()
    tags: TagKind | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """What must not be: of each group of `when` some fact holds, and none of `needs`; `say` tells so in a sentence.

    Facts are written "responsive" (it is answered), "responsive: yes", "tag of privilege" (on the document or on a
    passage of it), "passage of privilege" (a passage bears such a tag).
    """

    when: tuple[tuple[str, ...], ...]
    say: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """The questions in their order, and the rules."""

    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]

    @property
    def answered(self) -> tuple[Question, ...]:
        """The questions whose answers are kept as such; the others are answered by tags."""
        return tuple(question for question in self.questions if question.tags is None)


@cache
def form() -> Form:
    """The form, read once."""
    entry = json.loads((folder() / "coding.json").read_text(encoding="utf-8"))
    return Form(tuple(map(_question, entry["questions"])), tuple(map(_rule, entry["rules"])))


def question_named(name: str) -> Question:
    """The question of a name whose answers are kept as such. Raises NotFound."""
    for question in form().answered:
        if question.name == name.strip().casefold():
            return question
    known = ", ".join(question.name for question in form().answered)
    raise NotFound(f"“{name}” was not answered", "the form has no such question", f"Choose one of: {known}")


def read_answer(question: Question, text: str) -> str:
    """An answer as it is kept, "" for none: a choice, by its beginning, or words on one line. Raises ReviewerError."""
    wanted = " ".join(text.replace("’", "'").split())
    if not question.choices or not wanted:
        return wanted
    exact = [choice for choice in question.choices if choice == wanted.casefold()]
    fitting = exact or [choice for choice in question.choices if choice.startswith(wanted.casefold())]
    if len(fitting) == 1:
        return fitting[0]
    why = f"“{wanted}” may mean several of its answers" if fitting else f"“{wanted}” is none of its answers"
    do = f"Choose one of: {', '.join(question.choices)}"
    raise ReviewerError(f"“{question.title}” was not answered", why, do)


def in_words(given: Mapping[str, str]) -> list[str]:
    """Answers as they are told, in the user's language: "Responsive: yes"."""
    asked = {question.name: question for question in form().questions}
    return [f"{say(asked[name].title if name in asked else name)}: {_told(value)}" for name, value in given.items()]


def answers(store: Store, document: DocumentId) -> dict[str, str]:
    """The answers of a document by the names of the questions, in the order of the form."""
    return answers_of(store, [document]).get(document, {})


def answers_of(store: Store, documents: Sequence[DocumentId]) -> dict[DocumentId, dict[str, str]]:
    """The answers of documents that have some."""
    rows = store.db.execute(
        "SELECT document_id, question, value FROM answer WHERE document_id IN (SELECT value FROM json_each(?))",
        [json.dumps(list(documents))],
    )
    found: dict[DocumentId, dict[str, str]] = {}
    for document, question, value in rows:
        found.setdefault(DocumentId(document), {})[question] = value
    return {document: _in_order(given) for document, given in found.items()}


def last_coded(store: Store, author: str, but: DocumentId | None) -> DocumentId | None:
    """The document of which a reviewer answered a question, or that they tagged as a whole, last; not `but`."""
    row = store.db.execute(
        "SELECT document_id FROM (SELECT document_id, at, id FROM answer WHERE author = :author"
        " UNION ALL SELECT document_id, at, id FROM document_tag WHERE author = :author)"
        " WHERE document_id IS NOT :but ORDER BY at DESC, id DESC LIMIT 1",
        {"author": author, "but": but},
    ).fetchone()
    return DocumentId(row[0]) if row else None


def put_answer(recorder: Recorder, author: str, documents: Iterable[DocumentId], question: str, value: str) -> None:
    """Make `value` the answer of documents to a question; "" takes their answer away."""
    for document in documents:
        row = recorder.db.execute(
            "SELECT id, value FROM answer WHERE document_id = ? AND question = ?", [document, question]
        ).fetchone()
        said = {"value": value, "author": author, "at": now()}
        if row is None and value:
            recorder.insert("answer", {"document_id": document, "question": question, **said})
        elif row is not None and not value:
            recorder.delete("answer", row[0])
        elif row is not None and row[1] != value:
            recorder.update("answer", row[0], said)


def _told(value: str) -> str:
    """An answer in the user's language; what a reviewer wrote stays."""
    return say(value) if any(value in question.choices for question in form().questions) else value


def _in_order(given: dict[str, str]) -> dict[str, str]:
    known = [question.name for question in form().questions]
    return {name: given[name] for name in (*known, *sorted(given.keys() - set(known))) if name in given}


def _question(entry: dict[str, Any]) -> Question:
    tags = TagKind(entry["tags"]) if "tags" in entry else None
    return Question(entry["name"], entry["title"], tuple(entry.get("choices", ())), tags)


def _rule(entry: dict[str, Any]) -> Rule:
    return Rule(tuple(map(tuple, entry["when"])), entry["say"], tuple(entry.get("needs", ())))
