"""Dates in the time zone of a matter (field case 20)."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.dates import check_zone, display, in_zone, parse, zone_unknown
from reviewer.errors import ReviewerError

NEW_YORK = "America/New_York"


def test_field_case_20_a_day_stays_the_writers_unless_a_zone_is_asked_for() -> None:
    late = "2009-03-04T23:30-05:00"
    assert display(in_zone(late, "")) == "Mar. 4, 2009"
    assert in_zone(late, NEW_YORK) == late
    assert in_zone(late, "Europe/Berlin") == "2009-03-05T05:30+01:00"
    assert in_zone(late, "UTC") == "2009-03-05T04:30+00:00"
    assert in_zone("2009-03-05T01:30+01:00", NEW_YORK) == "2009-03-04T19:30-05:00"


@pytest.mark.parametrize(
    "text", ["", "2009-03-04", "2009-03-04T23:30", "2009-03-??", "<2009-03-04", "~2009", "no date", "31/02/2011"]
)
def test_what_has_no_zone_is_never_moved(text: str) -> None:
    assert in_zone(text, NEW_YORK) == text
    assert zone_unknown(text) == ("T" in text)


def test_summer_time_seconds_and_the_ends_of_the_calendar() -> None:
    assert in_zone("2009-07-04T12:00:09+00:00", NEW_YORK) == "2009-07-04T08:00:09-04:00"
    assert in_zone("~2009-07-04T12:00+00:00", NEW_YORK) == "~2009-07-04T08:00-04:00"
    assert in_zone("2016-12-31T23:59:60+00:00", NEW_YORK) == "2016-12-31T18:59:60-05:00"
    assert in_zone("0001-01-01T00:10+01:00", NEW_YORK) == "0001-01-01T00:10+01:00"


@given(
    st.datetimes(datetime(1970, 1, 2), datetime(2037, 1, 1)),
    st.integers(-12 * 60, 14 * 60),
    st.sampled_from([NEW_YORK, "Asia/Kolkata", "Pacific/Chatham", "UTC"]),
)
def test_it_is_the_same_moment_and_the_day_of_that_zone(day: datetime, offset: int, zone: str) -> None:
    moment = day.replace(second=0, microsecond=0, tzinfo=timezone(timedelta(minutes=offset)))
    shown = in_zone(moment.isoformat(timespec="minutes"), zone)
    assert parse(shown) and datetime.fromisoformat(shown) == moment
    assert datetime.fromisoformat(shown).date() == moment.astimezone(ZoneInfo(zone)).date()


def test_names_of_zones() -> None:
    assert check_zone(" america/new york ") == NEW_YORK
    with pytest.raises(ReviewerError, match=r"“Amerika/New_York” is not a time zone.*America/New_York"):
        check_zone("Amerika/New_York")
    with pytest.raises(ReviewerError, match="Choose one of: America/Puerto_Rico"):
        check_zone("Puerto Rico")
    with pytest.raises(ReviewerError, match="Choose one of: America/New_York, America/Chicago"):
        check_zone("Kestrel")
    with pytest.raises(ReviewerError, match="is not a time zone"):
        check_zone("../../etc/passwd")
