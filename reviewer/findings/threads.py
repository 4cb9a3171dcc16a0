"""Which messages belong to one conversation: by their ids, else by subject, people and time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from reviewer.dates import sort_key
from reviewer.model import DocumentId
from reviewer.store.related import Message

WINDOW = 60  # days that an answer may come after the message that it answers, where only the subject tells

_ID = re.compile(r"<([^<>\s]{1,998})>")
_ADDRESS = re.compile(r"[^\s<>\"',;:()\[\]]{1,64}@[^\s<>\"',;:()\[\]]{1,255}")
_ANSWER = re.compile(
    r"(?:(?:re|r|fw|fwd|aw|antw|antwort|wg|sv|vs|rép|tr|rv|res|enc|rif|odp) ?(?:\[\d+\] ?)?: ?|\[ext(?:ernal)?\] ?)+"
)


def threads(messages: Sequence[Message]) -> dict[DocumentId, int]:
    """The thread of each message that has company, named by the least id in it.

    Messages hang together by Message-ID, In-Reply-To and References (RFC 5322, 3.6.4), also over messages that were
    not produced. A message whose ids lead nowhere, and whose subject is that of an answer, joins the latest message of
    the same subject within `WINDOW` days before it, if the sender of the one is among the people of the other.
    """
    groups = _Groups()
    for message in messages:
        for name in _ids(message):
            groups.join(message.document, name)
    alone = groups.alone(message.document for message in messages)
    for subject in _by_subject(messages):
        for answer, answered in _answers(subject, alone):
            groups.join(answer, answered)
    return groups.named(message.document for message in messages)


def people(*fields: str) -> frozenset[str]:
    """Who is named in header fields: addresses, else names, whatever their case and the order of their parts."""
    found: set[str] = set()
    for entry in (entry for text in fields for entry in text.split(";")):
        addresses = _ADDRESS.findall(entry)
        names = [" ".join(sorted(re.findall(r"\w+", entry.casefold())))]
        found.update(address.casefold() for address in addresses or names)
    return frozenset(found - {""})


def base_subject(subject: str) -> tuple[str, bool]:
    """A subject without "Re:" and the like, in small letters, and whether there was such a thing."""
    squeezed = " ".join(subject.casefold().split())
    mark = _ANSWER.match(squeezed)
    return (squeezed[mark.end() :], True) if mark else (squeezed, False)


def _ids(message: Message) -> Iterator[str]:
    for text in (message.message_id, message.in_reply_to, message.references):
        yield from _ID.findall(text) or [word for word in text.split() if "@" in word]


@dataclass(frozen=True, slots=True)
class _Dated:
    """A message of some subject on a day (as `date.toordinal` counts)."""

    document: DocumentId
    day: int
    key: str  # sorts as the instants do
    answers: bool
    senders: frozenset[str]
    people: frozenset[str]


def _by_subject(messages: Iterable[Message]) -> Iterable[list[_Dated]]:
    """The dated messages of each subject, in the order of time."""
    found: dict[str, list[_Dated]] = defaultdict(list)
    for message in messages:
        subject, answers = base_subject(message.subject)
        day, senders = _day(message.date), people(message.sender)
        if subject and day:
            everybody = people(message.sender, message.to, message.cc)
            found[subject].append(_Dated(message.document, day, sort_key(message.date), answers, senders, everybody))
    return (
        sorted(group, key=lambda one: (one.key, one.answers, one.document))
        for group in found.values()
        if len(group) > 1
    )


def _day(written: str) -> int:
    """The day of a date that is wholly known, else 0."""
    try:
        return date.fromisoformat(written[:10]).toordinal()
    except ValueError:
        return 0


def _answers(group: Sequence[_Dated], alone: set[DocumentId]) -> Iterator[tuple[DocumentId, DocumentId]]:
    """The messages that are alone, each with the one that it answers. One walk, for a group may be large."""
    sent: dict[str, _Dated] = {}
    had: dict[str, _Dated] = {}
    for one in group:
        if one.answers and one.document in alone:
            before = [had[name] for name in one.senders if name in had]
            before += [sent[name] for name in one.people if name in sent]
            latest = max(before, key=lambda other: other.day, default=None)
            if latest and one.day - latest.day <= WINDOW:
                yield one.document, latest.document
        sent.update(dict.fromkeys(one.senders, one))
        had.update(dict.fromkeys(one.people, one))


@dataclass(slots=True)
class _Groups:
    """Things that hang together (union and find): documents by their ids, messages by their names."""

    _above: dict[object, object] = field(default_factory=dict)

    def join(self, one: object, other: object) -> None:
        self._above[self._top(one)] = self._top(other)

    def alone(self, documents: Iterable[DocumentId]) -> set[DocumentId]:
        return {group[0] for group in self._sorted(documents) if len(group) == 1}

    def named(self, documents: Iterable[DocumentId]) -> dict[DocumentId, int]:
        groups = (group for group in self._sorted(documents) if len(group) > 1)
        return {document: min(group) for group in groups for document in group}

    def _sorted(self, documents: Iterable[DocumentId]) -> Iterable[list[DocumentId]]:
        found: dict[object, list[DocumentId]] = defaultdict(list)
        for document in documents:
            found[self._top(document)].append(document)
        return found.values()

    def _top(self, one: object) -> object:
        top = self._above.setdefault(one, one)
        while top != self._above[top]:
            self._above[top] = top = self._above[self._above[top]]
        self._above[one] = top
        return top
