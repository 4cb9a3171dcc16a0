"""How documents and passages are cited, as lawyers do: by the Bates number of the page that holds the words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from reviewer.bates import first_to_last
from reviewer.dates import display, display_time, in_zone, zone_unknown
from reviewer.model import Document, Page


def title_of(document: Document) -> str:
    """What a document is called in a list: its title, subject or file name, else its number."""
    return document.title or document.subject or PurePath(document.path).name or document.name


def citation(document: Document, pages: Sequence[Page]) -> str:
    """The short form for words on `pages`: "ABC-0001234", "ABC-0001234 – ABC-0001235", or "DOC-000012 at 3".

    A page without a Bates number is cited with its printed label where it has another: "DOC-000012 at 3 (ABC-1)".
    Where only some of the pages bear a Bates number, both forms are given.
    """
    numbers = [page.bates for page in pages if page.bates]
    by_page = f"{document.control_number} at {_labelled(pages)}"
    if not numbers:
        return by_page
    return first_to_last(numbers) if len(numbers) == len(pages) else f"{first_to_last(numbers)}, {by_page}"


def full_citation(document: Document, pages: Sequence[Page], zone: str = "") -> str:
    """The form for the first cite: "Title (Mar. 3, 2009), ABC-0001234"."""
    return f"{dated_title(document, zone)}, {citation(document, pages)}"


def pin(exhibit: str, document: Document, pages: Sequence[Page]) -> str:
    """The form for words in an exhibit: "PX-5 at ABC-0001236", or "PX-5 at 3" without a Bates number."""
    numbers = [page.bates for page in pages]
    return f"{exhibit} at {first_to_last(numbers) if all(numbers) else _labelled(pages)}"


def without_words(citation: str) -> str:
    """What stands in a list for an area without words: the brackets say that it is no quote."""
    return f"[area without text, e.g. a redaction, on {citation}]"


def description(document: Document, zone: str = "") -> str:
    """One line for an exhibit: title, date, Bates range or control number, and how many pages."""
    span = first_to_last([document.bates_begin, document.bates_end]) or document.control_number
    count = "1 page" if document.pages == 1 else f"{document.pages} pages"
    return f"{dated_title(document, zone)}, {span} ({count})"


def day(document: Document, zone: str = "") -> str:
    """The day of a document, in the matter's time zone if it has one: "Mar. 3, 2009", "Mar. 3, 2009, zone unknown"."""
    shown = display(in_zone(document.date, zone))
    return f"{shown}, zone unknown" if zone and zone_unknown(document.date) else shown


def time(document: Document, zone: str = "") -> str:
    """The time of day with its zone: "11:30 PM (UTC-05:00)", "11:30 PM (America/New_York, UTC-05:00)"."""
    shown = display_time(in_zone(document.date, zone))
    return shown.replace("(UTC", f"({zone}, UTC") if zone else shown


def dated_title(document: Document, zone: str = "") -> str:
    """Title and date: "Title (Mar. 3, 2009)"."""
    date = day(document, zone)
    return f"{title_of(document)} ({date})" if date else title_of(document)


def _labelled(pages: Sequence[Page]) -> str:
    labels = first_to_last([page.label for page in pages])
    return (
        file_pages(pages)
        if labels in ("", file_pages(pages).replace("–", " – "))
        else f"{file_pages(pages)} ({labels})"
    )


def file_pages(pages: Sequence[Page]) -> str:
    """The pages of the file: "3", or "3–4"."""
    return "–".join(dict.fromkeys([str(pages[0].number), str(pages[-1].number)]))
