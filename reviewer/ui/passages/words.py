"""A filter of passages in words: one sentence, and its parts one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from reviewer.model import DocumentId, TagKind
from reviewer.store.filters import choosing
from reviewer.store.passage_filters import PassageFilter
from reviewer.ui.by_locale import number
from reviewer.ui.histogram import span

Names = Mapping[DocumentId, str]
"""What documents are called."""


def sentence(chosen: PassageFilter, passing: int, total: int, names: Names) -> str:
    """What is shown: "12 of 340 passages: Admission and not Work product, tagged by Ana Ruiz"."""
    counted = _tr("1 passage") if total == 1 else _tr("{n} passages").format(n=number(total))
    if passing != total:
        counted = _tr("{some} of {all}").format(some=number(passing), all=counted)
    asked = [part for part in (tagged(chosen), *(words for words, _ in besides(chosen, names))) if part]
    if chosen.containing:
        asked.append(_tr("with “{words}” in quote or note").format(words=chosen.containing))
    return f"{counted}: {', '.join(asked)}" if asked else counted


def tagged(chosen: PassageFilter) -> str:
    """What is asked of tags: "(Admission or Hot) and Responsive and not Work product"."""
    either = _joined(chosen.any_of, _tr("or"))
    must = sorted(chosen.all_of, key=str.casefold)
    never = [_tr("not {tag}").format(tag=name) for name in sorted(chosen.none_of, key=str.casefold)]
    if len(chosen.any_of) > 1 and (must or never):
        either = f"({either})"
    return f" {_tr('and')} ".join(part for part in (either, *must, *never) if part)


def besides(chosen: PassageFilter, names: Names) -> Iterator[tuple[str, PassageFilter]]:
    """Each part that is not of tags or of words, with the filter that is left without it."""
    if chosen.kinds:
        kinds = _joined(map(kind_name, chosen.kinds), _tr("or"))
        yield _tr("of the kind {kinds}").format(kinds=kinds), choosing(chosen, "kinds", ())
    if chosen.reviewers:
        yield (
            _tr("tagged by {reviewers}").format(reviewers=_joined(chosen.reviewers, _tr("or"))),
            choosing(chosen, "reviewers", ()),
        )
    if chosen.since or chosen.until:
        yield _tr("dated {range}").format(range=dated(chosen)), replace(chosen, since="", until="")
    if chosen.documents:
        papers = _joined((names.get(one, "?") for one in chosen.documents), _tr("or"))
        yield _tr("in {documents}").format(documents=papers), choosing(chosen, "documents", ())


def dated(chosen: PassageFilter) -> str:
    """The range of dates, "" where any date will do."""
    return span(chosen.since or chosen.until, chosen.until or chosen.since)


def heading(part: str) -> str:
    """What a part of the filter is called."""
    return {"kinds": _tr("Kind of tag"), "reviewers": _tr("Tagged by"), "documents": _tr("Document")}[part]


def kind_name(kind: str) -> str:
    """What a kind of tag is called."""
    return {
        TagKind.PRIVILEGE: _tr("privilege claim"),
        TagKind.ADMISSION: _tr("admission"),
        TagKind.ISSUE: _tr("issue"),
        TagKind.HOT: _tr("hot"),
        TagKind.RESPONSIVE: _tr("responsive"),
        TagKind.CONFIDENTIALITY: _tr("confidentiality"),
    }[TagKind(kind)]


def _joined(names: Collection[str] | Iterator[str], word: str) -> str:
    return f" {word} ".join(sorted(names, key=str.casefold))


def _tr(text: str) -> str:
    return QCoreApplication.translate("PassageFilter", text)
