"""Whether the dates of a load file are written month first, as in the US, or day first: shown by days above 12.

A column that does not show it follows the others of its file; where none does, its dates are read month first, and
those that read either way are told to be in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from reviewer.load_files.produced import DATE_FIELDS, TIME_FIELDS, ProducedDocument, read_date

_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([/-])(\d{1,2})(?=[/-]\d{4})")


class Order(StrEnum):
    """How day and month stand in the dates of a column."""

    MONTH_FIRST = "month first"
    DAY_FIRST = "day first"
    BOTH = "both"
    NOT_SHOWN = "not shown"


def order(values: Iterable[str]) -> Order:
    """The order that dates show."""
    pairs = [_pair(value) for value in values]
    day_first = any(pair and pair[0] > 12 for pair in pairs)
    month_first = any(pair and pair[1] > 12 for pair in pairs)
    if day_first and month_first:
        return Order.BOTH
    return Order.DAY_FIRST if day_first else Order.MONTH_FIRST if month_first else Order.NOT_SHOWN


def reads_either_way(value: str) -> bool:
    """Whether day and month of a date could be exchanged, and it would be another."""
    pair = _pair(value)
    return bool(pair and 1 <= pair[0] <= 12 and 1 <= pair[1] <= 12 and pair[0] != pair[1])


def orders(documents: Sequence[ProducedDocument]) -> dict[str, Order]:
    """The order of each field that holds dates; one that does not show it has that of all together."""
    columns = {name: [one.field(name) for one in documents if one.field(name)] for name in DATE_FIELDS}
    own = {name: order(values) for name, values in columns.items() if values}
    common = order(value for values in columns.values() for value in values)
    return {name: common if shown is Order.NOT_SHOWN else shown for name, shown in own.items()}


def in_order(document: ProducedDocument, found: Mapping[str, Order]) -> ProducedDocument:
    """A document with its dates read in the order of their columns, and those that are in doubt named."""
    day_first = {name for name, shown in found.items() if shown is Order.DAY_FIRST and document.field(name)}
    unsure = {name for name, shown in found.items() if shown in (Order.BOTH, Order.NOT_SHOWN)}
    doubtful = frozenset(name for name in unsure if reads_either_way(document.field(name)))
    if not day_first and not doubtful:
        return document
    turned = {
        name: read_date(_turned(document.field(name)), document.field(TIME_FIELDS.get(name, ""))) for name in day_first
    }
    dates = {name: date for name, date in {**document.dates, **turned}.items() if date}
    return replace(document, dates=dates, doubtful=doubtful)


def told(documents: Sequence[ProducedDocument], found: Mapping[str, Order]) -> Iterator[str]:
    """A sentence on each field that is written day first, or whose dates are in doubt."""
    for name, shown in found.items():
        either = [one.field(name) for one in documents if name in one.doubtful]
        if shown is Order.DAY_FIRST:
            yield f"Dates in {name} are written day first, and were read so"
        elif either:
            why = "nothing shows" if shown is Order.NOT_SHOWN else "the others show both, not"
            dates = f"{len(either)} dates like “{either[0]}”" if len(either) > 1 else f"“{either[0]}”"
            yield f"{dates} in {name} may be written month first or day first; {why} which. Month first was taken"


def _pair(value: str) -> tuple[int, int] | None:
    numbers = _NUMBERS.search(value)
    return (int(numbers[1]), int(numbers[3])) if numbers else None


def _turned(value: str) -> str:
    return _NUMBERS.sub(r"\3\2\1", value, count=1)
