"""Dates of load files: month first or day first as the file shows, and told where it does not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.load_files.date_order import Order, in_order, order, orders, told
from reviewer.load_files.produced import ProducedDocument, read_date


def documents(*rows: dict[str, str]) -> list[ProducedDocument]:
    """Rows with these fields, their dates read month first as they are from the file."""
    return [
        ProducedDocument(
            line, row, {}, {name: day for name, raw in row.items() if (day := read_date(raw)) and "Time" not in name}
        )
        for line, row in enumerate(rows, 2)
    ]


def read(*rows: dict[str, str]) -> tuple[list[ProducedDocument], list[str]]:
    found = documents(*rows)
    shown = orders(found)
    settled = [in_order(one, shown) for one in found]
    return settled, list(told(settled, shown))


def test_a_day_above_twelve_settles_its_column() -> None:
    us, sentences = read({"DateSent": "03/04/2011"}, {"DateSent": "03/25/2011"})
    assert [one.dates["DateSent"] for one in us] == ["2011-03-04", "2011-03-25"] and not sentences
    others, sentences = read({"DateSent": "03/04/2011 3:48 PM"}, {"DateSent": "25/03/2011"}, {"DateSent": ""})
    assert [one.dates.get("DateSent") for one in others] == ["2011-04-03T15:48", "2011-03-25", None]
    assert sentences == ["Dates in DateSent are written day first, and were read so"]


def test_a_time_of_its_own_is_kept() -> None:
    found, _ = read({"DateSent": "03/04/2011", "TimeSent": "14:05"}, {"DateSent": "25/03/2011"})
    assert found[0].dates["DateSent"] == "2011-04-03T14:05"


def test_a_column_that_shows_nothing_follows_the_others_of_the_file() -> None:
    found, _ = read({"DateSent": "25/03/2011", "DateCreated": "03/04/2011"})
    assert found[0].dates["DateCreated"] == "2011-04-03" and not found[0].doubtful


def test_what_nothing_shows_is_told_and_in_doubt() -> None:
    found, sentences = read({"DocDate": "03/04/2011"}, {"DocDate": "05-06-2011"}, {"DocDate": "07/07/2011"})
    assert [one.dates["DocDate"] for one in found] == ["2011-03-04", "2011-05-06", "2011-07-07"]
    assert [sorted(one.doubtful) for one in found] == [["DocDate"], ["DocDate"], []]
    assert sentences == [
        "2 dates like “03/04/2011” in DocDate may be written month first or day first;"
        " nothing shows which. Month first was taken"
    ]


def test_a_column_that_shows_both_is_in_doubt_where_it_can_be_read_either_way() -> None:
    found, sentences = read({"DocDate": "03/04/2011"}, {"DocDate": "13/04/2011"}, {"DocDate": "04/13/2011"})
    assert [one.dates["DocDate"] for one in found] == ["2011-03-04", "2011-04-13", "2011-04-13"]
    assert [bool(one.doubtful) for one in found] == [True, False, False]
    assert sentences[0].startswith("“03/04/2011” in DocDate may be written month first or day first")


@pytest.mark.parametrize("value", ["2011-03-04", "March 4, 2011", "20110304", "", "n/a", "4.3.2011"])
def test_other_forms_show_nothing_and_are_not_in_doubt(value: str) -> None:
    found, sentences = read({"DocDate": value})
    assert not found[0].doubtful and not sentences


@given(st.lists(st.dates(date(1990, 1, 1), date(2030, 12, 31)), min_size=1), st.booleans())
def test_a_file_of_one_order_is_read_in_it_or_in_doubt(days: list[date], day_first: bool) -> None:
    form = "%d/%m/%Y" if day_first else "%m/%d/%Y"
    found, _ = read(*({"DateSent": day.strftime(form)} for day in days))
    shown = order(day.strftime(form) for day in days)
    assert shown in (Order.NOT_SHOWN, Order.DAY_FIRST if day_first else Order.MONTH_FIRST)
    for one, day in zip(found, days, strict=True):
        assert one.dates["DateSent"] == day.isoformat() or one.doubtful
