"""The three names of a page: its number in the file, its printed label, its Bates number; and the page of a name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from reviewer import bates
from reviewer.model import Page


def words_of(page: Page) -> str:
    """The names that a page has: "Page 3 · label iii · SCP-0000003"."""
    parts = [_tr("Page {0}").format(page.number)]
    if page.label and page.label != str(page.number):
        parts.append(_tr("label {0}").format(page.label))
    return " · ".join([*parts, page.bates] if page.bates else parts)


def page_named(pages: Sequence[Page], name: str) -> int | None:
    """The page with this number, else with this printed label or Bates number; None where there is none.

    A Bates number is the same without its leading zeros, in small letters, and with another mark before its digits.
    """
    wanted = name.strip().casefold()
    names = (lambda page: str(page.number), lambda page: page.label, lambda page: page.bates)
    found = (page.number for of in names for page in pages if wanted and of(page).casefold() == wanted)
    return next(found, None) or _page_numbered(pages, wanted)


def _page_numbered(pages: Sequence[Page], name: str) -> int | None:
    wanted = _plain(name)
    return next((page.number for page in pages if wanted and _plain(page.bates.casefold()) == wanted), None)


def _plain(text: str) -> tuple[str, int, str] | None:
    """A Bates number with letters in it, so written that two are equal when the same page is meant."""
    number = bates.parse(text)
    prefix = "".join(filter(str.isalnum, number.prefix)) if number else ""
    return (prefix, number.number, number.suffix) if number and prefix else None


def _tr(text: str) -> str:
    return QCoreApplication.translate("Pages", text)
