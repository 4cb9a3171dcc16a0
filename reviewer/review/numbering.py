"""The user corrects a run of Bates numbers: what it would make of a document, and the verb that does it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from reviewer import bates
from reviewer.bates import BatesNumber, BatesRange, first_to_last
from reviewer.errors import NotFound, ReviewerError
from reviewer.model import DocumentId
from reviewer.store import coding, documents, history, numbering
from reviewer.store.bates_runs import BatesRun, follows, runs
from reviewer.store.matter import Store


@dataclass(frozen=True, slots=True)
class NumberedPage:
    """A page with its Bates number before and after, "" for none, and what is odd about the latter, "" for nothing."""

    page: int
    before: str
    after: str
    odd: str = ""


def plan_bates(
    store: Store, document: DocumentId, first_page: int, last_page: int, first_number: str
) -> tuple[NumberedPage, ...]:
    """All pages of a document, as they would be numbered if `first_page` to `last_page` counted from `first_number`.

    "" takes the numbers of these pages away. What is odd: a gap, a step back or another prefix after the page before,
    a number that stands on another document too. Raises NotFound for a page that is not there, ReviewerError for what
    is no Bates number.
    """
    before = {page.number: page.bates for page in documents.pages(store, document)}
    _refuse_pages(before, first_page, last_page)
    run = _counted(first_number.strip(), last_page - first_page + 1)
    after = before | dict(zip(range(first_page, last_page + 1), run, strict=True))
    odd = _breaks(after) | _doubles(store, document, {page: after[page] for page in range(first_page, last_page + 1)})
    return tuple(NumberedPage(page, before[page], after[page], odd.get(page, "")) for page in before)


def correct_bates(
    store: Store, author: str, document: DocumentId, first_page: int, last_page: int, first_number: str
) -> tuple[NumberedPage, ...]:
    """Number pages of a document from `first_number` on, one each; "" takes their numbers away. One undoable step.

    The citations of its passages follow. Hands back all pages of the document as `plan_bates`, and raises as it does.
    """
    planned = plan_bates(store, document, first_page, last_page, first_number)
    changed = {one.page: one.after for one in planned if one.before != one.after}
    if not changed:
        return planned
    name = documents.load(store, document).control_number
    span = f"page {first_page}" if first_page == last_page else f"pages {first_page}–{last_page}"
    with history.operation(store, f"Correct Bates numbers of {name}, {span}", author) as recorder:
        numbering.renumber(recorder, document, changed)
        numbers = {one.page: one.after for one in planned}
        for passage in coding.passages_of(store, document):
            cited = first_to_last([numbers[page] for page in passage.pages])
            if cited != passage.bates:
                recorder.update("passage", passage.id, {"bates": cited})
    return planned


def _refuse_pages(pages: Mapping[int, str], first: int, last: int) -> None:
    if missing := [page for page in (first, last) if page not in pages]:
        raise NotFound(f"Page {missing[0]} was not found", f"the document has {len(pages)} pages", "Name pages from 1")
    if first > last:
        raise ReviewerError("Nothing was numbered", f"page {last} stands before page {first}", "Turn them round")


def _counted(first_number: str, count: int) -> list[str]:
    if not first_number:
        return [""] * count
    number = bates.parse(first_number)
    if number is None:
        why = "a prefix and digits are wanted, and a suffix at most"
        raise ReviewerError(f"“{first_number}” is not a Bates number", why, "Write it like ABC-0001234")
    return [first_number, *(str(number + place) for place in range(1, count))]


def _breaks(numbers: Mapping[int, str]) -> dict[int, str]:
    """What is odd about the first number of each run of a document, by its page."""
    found = runs((0, page, number) for page, number in numbers.items())
    return {int(other.first): _step(one, other) for one, other in pairwise(found)}


def _step(one: BatesRun, other: BatesRun) -> str:
    before, after = one.range.end, other.range.begin
    if (before.prefix, before.width) != (after.prefix, after.width):
        return f"another prefix or width than {before}"
    if not follows(before, after):
        return f"goes back, after {before}"
    return _gap(before, after) or f"does not follow {before}"


def _gap(before: BatesNumber, after: BatesNumber) -> str:
    if before.suffix or after.suffix or after.number <= before.number + 1:
        return ""
    gap = BatesRange(before.next, after + -1)
    if len(gap) == 1:
        return f"gap: {gap} is on no page of this document"
    return f"gap: {gap} are on no page of this document"


def _doubles(store: Store, document: DocumentId, run: Mapping[int, str]) -> dict[int, str]:
    others = numbering.elsewhere(store, document, filter(None, run.values()))
    return {page: f"stands on {others[number]} too" for page, number in run.items() if number in others}
