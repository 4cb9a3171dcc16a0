"""What can stand in a column: one function for each column key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from reviewer.dates import in_zone
from reviewer.export import cite
from reviewer.export.quotes import QuoteCheck
from reviewer.model import Document, Page, Passage


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage with the pages that it stands on, and what reading its words again showed."""

    passage: Passage
    document: Document
    pages: tuple[Page, ...]
    check: QuoteCheck

    @property
    def citation(self) -> str:
        """The passage's short citation."""
        return cite.citation(self.document, self.pages)

    @property
    def quote(self) -> str:
        """The passage's words on one line; of an area, in brackets, that it has none."""
        return cite.without_words(self.citation) if self.passage.area else folded(self.passage.quote.exact)


@dataclass(frozen=True, slots=True)
class Item:
    """What one row is about: passages of one document, and the exhibit number and party in an exhibit list.

    `warning` says who may see the list; `zone` is the time zone of dates, "" where each stands in its own.
    """

    document: Document
    cited: tuple[Cited, ...]
    exhibit: str = ""
    party: str = ""
    warning: str = ""
    zone: str = ""


INTERNAL = frozenset({"tags", "note", "reviewer", "tagged_at", "quote_check", "quote_now", "file_check", "handling"})
"""Columns that show the reviewers' thinking: never in a list for filing."""

CELLS: dict[str, Callable[[Item], str]] = {
    "blank": lambda item: "",
    "exhibit": lambda item: item.exhibit,
    "party": lambda item: item.party,
    "description": lambda item: cite.description(item.document, item.zone),
    "description_with_pins": lambda item: f"{cite.description(item.document, item.zone)}; see {_pins(item)}",
    "document": lambda item: cite.title_of(item.document),
    "type": lambda item: item.document.type,
    "date": lambda item: cite.day(item.document, item.zone),
    "time": lambda item: cite.time(item.document, item.zone),
    "date_iso": lambda item: in_zone(item.document.date, item.zone),
    "date_source": lambda item: item.document.date_source,
    "author": lambda item: item.document.author or item.document.sender,
    "custodian": lambda item: item.document.custodian,
    "control_number": lambda item: item.document.control_number,
    "bates_begin": lambda item: item.document.bates_begin,
    "bates_end": lambda item: item.document.bates_end,
    "page_count": lambda item: str(item.document.pages),
    "citation": lambda item: _listed(cited.citation for cited in item.cited),
    "full_citation": lambda item: _listed(
        cite.full_citation(item.document, cited.pages, item.zone) for cited in item.cited
    ),
    "pin": lambda item: _listed(cite.pin(item.exhibit, item.document, cited.pages) for cited in item.cited),
    "quote": lambda item: "\n\n".join(cited.quote for cited in item.cited),
    "file_page": lambda item: _listed(cite.file_pages(cited.pages) for cited in item.cited),
    "page_label": lambda item: _listed(page.label for cited in item.cited for page in cited.pages),
    "page_bates": lambda item: _listed(page.bates for cited in item.cited for page in cited.pages),
    "tags": lambda item: _listed(tag for cited in item.cited for tag in cited.passage.tags),
    "note": lambda item: "\n\n".join(cited.passage.note for cited in item.cited),
    "reviewer": lambda item: _listed(cited.passage.author for cited in item.cited),
    "tagged_at": lambda item: _listed(moment(cited.passage.at) for cited in item.cited),
    "quote_check": lambda item: _listed(cited.check.verdict for cited in item.cited),
    "quote_now": lambda item: "\n\n".join(folded(cited.check.reads) for cited in item.cited),
    "file_check": lambda item: _listed(cited.check.file for cited in item.cited),
    "handling": lambda item: item.warning,
}


def folded(quote: str) -> str:
    """A quote on one line: line breaks become spaces, save after a hyphen, where the page has none either."""
    joined = "\n".join(line.strip() for line in quote.split("\n"))
    return " ".join(joined.replace("-\n", "-").split())


def moment(at: str) -> str:
    """A stored moment as "2026-03-03 14:05 UTC"."""
    return datetime.fromisoformat(at).astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


def _pins(item: Item) -> str:
    return _listed(cite.citation(item.document, cited.pages) for cited in item.cited)


def _listed(values: Iterable[str]) -> str:
    """Each value once, in order."""
    return "; ".join(dict.fromkeys(value for value in values if value))
