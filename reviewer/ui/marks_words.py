"""Marks and comments that a PDF came with, in words: what they are, how many, whose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from reviewer.model import Annotation, AnnotationKind
from reviewer.ui.by_locale import number


def _tr(text: str) -> str:
    return QCoreApplication.translate("Marks", text)


def kind_words(kind: AnnotationKind) -> str:
    """What one such mark is called."""
    return {
        AnnotationKind.HIGHLIGHT: _tr("Highlight"),
        AnnotationKind.UNDERLINE: _tr("Underline"),
        AnnotationKind.STRIKEOUT: _tr("Strikeout"),
        AnnotationKind.NOTE: _tr("Note"),
        AnnotationKind.SHAPE: _tr("Drawing"),
    }[kind]


def summary(marks: Sequence[Annotation]) -> str:
    """The marks of a document in a few words: "3 highlights, 2 notes by R. Roe"."""
    counts = Counter(mark.kind for mark in marks)
    said = ", ".join(_counted(kind, counts[kind]) for kind in AnnotationKind if counts[kind])
    people = list(dict.fromkeys(mark.author for mark in marks if mark.author))
    if not people:
        return said
    others = _tr("{first} and {second}") if len(people) == 2 else _tr("{first} and {count} others")
    by = people[0] if len(people) == 1 else others.format(first=people[0], second=people[1], count=len(people) - 1)
    return _tr("{marks} by {people}").format(marks=said, people=by)


def _counted(kind: AnnotationKind, count: int) -> str:
    if count == 1:
        return f"1 {kind_words(kind).lower()}"
    many = {
        AnnotationKind.HIGHLIGHT: _tr("{n} highlights"),
        AnnotationKind.UNDERLINE: _tr("{n} underlines"),
        AnnotationKind.STRIKEOUT: _tr("{n} strikeouts"),
        AnnotationKind.NOTE: _tr("{n} notes"),
        AnnotationKind.SHAPE: _tr("{n} drawings"),
    }
    return many[kind].format(n=number(count))
