"""The tables of the sample: counties, months, money. Invented, and the same at each run."""

import calendar
import json
import random
from collections.abc import Callable
from pathlib import Path

Rows = list[list[str]]
STATES = {"TK": "Tamarack", "MW": "Merrow", "EL": "Ellisland"}
LISTS = json.loads((Path(__file__).parent / "texts" / "figures.json").read_text("utf-8"))
COUNTIES: list[str] = LISTS["counties"]
FIXED_DAYS = {"Ostrander": "2009/03/16", "Pell": "2010/05/17", "Harrow": "2010/10/05"}
MONTHS = calendar.month_name[1:]


def activations() -> Rows:
    """Each county, the day it was switched on, and what followed to 30 September 2010."""
    dice = random.Random("activations")
    rows = [
        [
            "County",
            "State",
            "Activated",
            "How told",
            "Prints sent",
            "Matches",
            "Holds placed",
            "No charge or minor charge",
        ]
    ]
    for number, county in enumerate(COUNTIES):
        year, month = divmod(3 + number * 24 // len(COUNTIES), 12)
        date = FIXED_DAYS.get(county, f"{2009 + year}/{month + 1:02}/{dice.randrange(1, 28):02}")
        sent = dice.randrange(300, 9500)
        found = sent * dice.randrange(4, 13) // 100
        held = found * dice.randrange(25, 60) // 100
        figures = [f"{value:,}" for value in (sent, found, held, held * dice.randrange(35, 66) // 100)]
        told = "Not told" if county == "Pell" else dice.choice(["Letter", "Letter", "Telephone", "State notice"])
        state = "TK" if county in FIXED_DAYS else dice.choice(list(STATES))
        shown = f"{date[5:]}/{date[:4]}" + ("" if date < "2010/10" else " (planned)")
        rows.append([county, state, shown, told, *(figures if date < "2010/10" else ["-"] * 4)])
    return rows


def schedule() -> Rows:
    """The plan of switching on, by wave."""
    others = random.Random("schedule").sample([c for c in COUNTIES if c not in FIXED_DAYS], 54)
    rows = [
        [
            "Wave",
            "Counties",
            "State",
            "Planned",
            "Target (all counties)",
            "Objection on file",
            "Action if county objects",
        ]
    ]
    for wave in range(1, 15):
        some = [*(["Harrow", "Pell"] if wave == 7 else []), *others[wave * 4 - 4 : wave * 4 - (2 if wave == 7 else 0)]]
        objection = "Harrow (letter 2/23/10)" if wave == 7 else "None"
        action = "Adjust date; do not remove" if wave == 7 else "Adjust date"
        year, month = divmod(wave * 3, 12)
        planned = f"{MONTHS[month][:3]} {2009 + year}"
        rows.append([str(wave), ", ".join(some), list(STATES)[(wave - 1) % 3], planned, "2013", objection, action])
    return rows


def monthly() -> Rows:
    """The Harrow County jail, month by month."""
    dice = random.Random("monthly")
    rows = [
        [
            "Month",
            "Bookings",
            "Prints sent to bureau",
            "Matches returned",
            "Federal holds",
            "Held past release time",
            "Cost of beds ($)",
        ]
    ]
    for number in range(18):
        booked = dice.randrange(1050, 1490)
        matched = 0 if number < 8 else dice.randrange(31, 78)
        held = matched * dice.randrange(40, 70) // 100
        label = f"{MONTHS[(number + 6) % 12]} {2009 + (number + 6) // 12}"
        row = [booked, booked - dice.randrange(3, 20), matched, held, held * 8 // 10, held * 3 * 118]
        rows.append([label, *(f"{value:,}" for value in row)])
    return rows


def budget(year: int) -> Rows:
    """Money asked for and granted, in thousands of dollars."""
    dice = random.Random(year)
    rows = [["Line", "Requested", "Granted", "Obligated", "Balance", "Remarks"]]
    for line in LISTS["budget lines"]:
        asked = dice.randrange(300, 19000)
        granted = asked * dice.randrange(70, 101) // 100
        spent = granted * dice.randrange(60, 100) // 100
        remark = (
            "Includes message testing" if "Outreach" in line else dice.choice(["", "", "See note 2", "Carried over"])
        )
        rows.append([line, *(f"{v:,}" for v in (asked, granted, spent, granted - spent)), remark])
    return rows


def quarters() -> Rows:
    """The program as a whole, by quarter."""
    dice = random.Random("quarters")
    rows = [
        [
            "Quarter",
            "Counties on",
            "Prints sent",
            "Matches",
            "Holds",
            "Minor or no charge",
            "Counties that objected",
            "Counties removed",
        ]
    ]
    for number in range(9):
        on, sent = 3 + number * 8, 21_000 + number * dice.randrange(26_000, 31_000)
        found = sent * 8 // 100
        label = f"Q{(number + 1) % 4 + 1} {2009 + (number + 1) // 4}"
        values = (on, sent, found, found * 45 // 100, found * 22 // 100, max(0, number * 2 - 5), 0)
        rows.append([label, *(f"{value:,}" for value in values)])
    return rows


def contacts() -> Rows:
    """Log of contacts with counties that asked to stay out."""
    dice = random.Random("contacts")
    rows = [["Date", "County", "Spoke with", "By", "What was said"]]
    for number in range(26):
        month, day = 1 + number * 10 // 26, 1 + number * 9 % 27
        county = dice.choice(("Harrow", "Pell", "Ostrander", "Pell", "Harrow", "Wexmoor"))
        person = dice.choice(("Sheriff's office", "Board clerk", "County counsel", "Jail commander"))
        rows.append(
            [f"{month:02}/{day:02}/2010", county, person, dice.choice(("RC", "NF")), dice.choice(LISTS["said"])]
        )
    return rows


def results() -> Rows:
    """Each county and quarter, with holds at each level of gravity."""
    dice = random.Random("results")
    rows = [["County", "Quarter", "Prints sent", "Matches", "Holds", "Level 1", "Level 2", "Level 3", "Level 0"]]
    for number, county in enumerate(COUNTIES):
        for quarter in range(max(0, number // 11), 6):
            sent = dice.randrange(250, 3200)
            found = sent * dice.randrange(5, 11) // 100
            held = found * dice.randrange(30, 60) // 100
            grave, other, minor = held * 18 // 100, held * 30 // 100, held * dice.randrange(28, 40) // 100
            values = (sent, found, held, grave, other, minor, held - grave - other - minor)
            label = f"Q{(quarter + 3) % 4 + 1} {2009 + (quarter + 3) // 4}"
            rows.append([county, label, *(f"{value:,}" for value in values)])
    return rows


def holds() -> Rows:
    """The log of holds of one jail, without names."""
    dice = random.Random("holds")
    charges = LISTS["charges"]
    rows = [
        [
            "No.",
            "Date",
            "Name",
            "Charge at booking",
            "Level",
            "Hold asked",
            "Judge's paper",
            "What the jail did",
            "Deputy",
        ]
    ]
    for number in range(1, 103):
        month, day = divmod(number * 118 // 103 + 4, 30)
        level = dice.choice("1233300")
        honored = number < 15 or level == "1"
        date = f"{(month + 9) % 12 + 1:02}/{min(day + 1, 28):02}/{2010 + (month + 9) // 12}"
        done = "Kept two days" if honored else "Let go at the ordinary hour"
        row = [
            str(number),
            date,
            "{{(b)(6)}}",
            dice.choice(charges[level]),
            level,
            f"{dice.randrange(24):02}:{dice.randrange(60):02}",
        ]
        rows.append([*row, "No", done, "{{(b)(6)}}"])
    return rows


TABLES: dict[str, Callable[[], Rows]] = {
    "activations": activations,
    "schedule": schedule,
    "monthly": monthly,
    "budget 2010": lambda: budget(2010),
    "budget 2011": lambda: budget(2011),
    "quarters": quarters,
    "contacts": contacts,
    "results": results,
    "holds": holds,
}
