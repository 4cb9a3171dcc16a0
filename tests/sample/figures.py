"""The tables of the sample: counties, months, money. Invented, and the same at each run."""

import random
from collections.abc import Callable

Rows = list[list[str]]
STATES = {"TK": "Tamarack", "MW": "Merrow", "EL": "Ellisland"}
COUNTIES = (
    "Aldermoor Ashgate Barrowell Beckland Birchmere Brackenhall Calderby Carrowick Clayhurst Copperlea Cranwater Dellamar "
    "Dunmarsh Eastwold Elderbrook Fallowmere Farthingale Fennick Gallowden Garrimore Glasswater Greystoke-Lee Hallowby Harrow "
    "Hazelwick Highmere Holloway-Nye Inverbrook Ironwell Kestrelton Kingsmarsh Larkhollow Lindenby Longacre Lowfell Marrowdale "
    "Meadowick Millrace Mossgrove Netherby Oakhampton-Rye Ostrander Otterburn-Vale Pell Pinewater Quarrington Ravensby Redfield "
    "Rookwood Rushmere Saltergate Sedgewick-Orr Silverlode Stonecross Swanmere Tarrowby Thistledown Underfell Vantongeren "
    "Wexmoor Whitlow Winterbrook Yarrowby Yewdale"
).split()
MONTHS = "January February March April May June July August September October November December".split()


def activations() -> Rows:
    """Each county, the day it was switched on, and what followed to 30 September 2010."""
    dice = random.Random("activations")
    rows = [["County", "State", "Activated", "How told", "Prints sent", "Matches", "Holds placed", "No charge or minor charge"]]
    for number, county in enumerate(COUNTIES):
        month = 3 + number * 19 // len(COUNTIES)
        date = f"{month % 12 + 1:02}/{dice.randrange(1, 28):02}/{2009 + month // 12}"
        sent = dice.randrange(300, 9500)
        found = sent * dice.randrange(4, 13) // 100
        held = found * dice.randrange(25, 60) // 100
        told = dice.choice(["Letter", "Letter", "Telephone", "Not told", "State notice"])
        state = "TK" if county in ("Harrow", "Pell", "Ostrander") else dice.choice(list(STATES))
        rows.append([county, state, date, told, f"{sent:,}", f"{found:,}", f"{held:,}", f"{held * dice.randrange(35, 66) // 100:,}"])
    return rows


def schedule() -> Rows:
    """The plan of switching on, by wave."""
    dice = random.Random("schedule")
    rows = [["Wave", "Counties", "State", "Planned", "Target (all counties)", "Objection on file", "Action if county objects"]]
    for wave in range(1, 15):
        some = ", ".join(dice.sample(COUNTIES, 4))
        objection = {4: "Harrow (letter 2/23/10)", 9: "Pell (letter 9/2/10)"}.get(wave, "None")
        action = "Move to end of wave; do not remove" if objection != "None" else "n/a"
        year, month = divmod(3 + wave * 3, 12)
        rows.append([str(wave), some, list(STATES)[wave % 3], f"{MONTHS[month][:3]} {2009 + year}", "2013", objection, action])
    return rows


def monthly() -> Rows:
    """The Harrow County jail, month by month."""
    dice = random.Random("monthly")
    rows = [["Month", "Bookings", "Prints sent to bureau", "Matches returned", "Federal holds", "Held past release time", "Cost of beds ($)"]]
    for number in range(18):
        booked = dice.randrange(1050, 1490)
        matched = 0 if number < 7 else dice.randrange(31, 78)
        held = matched * dice.randrange(40, 70) // 100
        label = f"{MONTHS[(number + 6) % 12]} {2009 + (number + 6) // 12}"
        row = [booked, booked - dice.randrange(3, 20), matched, held, held * 8 // 10, held * 3 * 118]
        rows.append([label, *(f"{value:,}" for value in row)])
    return rows


def budget(year: int) -> Rows:
    """Money asked for and granted, in thousands of dollars."""
    dice = random.Random(year)
    lines = (
        "Print Exchange interface", "State bureau connections", "Field coordination", "Outreach and communications", "Training of local staff",
        "Holding space (contract beds)", "Transport", "Records and disclosure", "Counsel support", "Programme office staff", "Evaluation",
    )  # fmt: skip
    rows = [["Line", "Requested", "Granted", "Obligated", "Balance", "Remarks"]]
    for line in lines:
        asked = dice.randrange(300, 19000)
        granted = asked * dice.randrange(70, 101) // 100
        spent = granted * dice.randrange(60, 100) // 100
        remark = "Includes message testing" if "Outreach" in line else dice.choice(["", "", "See note 2", "Carried over"])
        rows.append([line, *(f"{v:,}" for v in (asked, granted, spent, granted - spent)), remark])
    return rows


def quarters() -> Rows:
    """The programme as a whole, by quarter."""
    dice = random.Random("quarters")
    rows = [["Quarter", "Counties on", "Prints sent", "Matches", "Holds", "Minor or no charge", "Counties that objected", "Counties removed"]]
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
    said = (
        "Asked how to decline. Told to write to state bureau.", "Asked for the rule that requires it. No answer given.",
        "Told that the date can be moved.", "Sheriff will not sign anything. Told no signature is needed.",
        "Wants it in writing. Referred to Communications.", "Board member asked whether jail can switch off. Told it is not in the jail's hands.",
        "State bureau says it only forwards. County says FRS says the same of the state.", "Left message.",
    )  # fmt: skip
    rows = [["Date", "County", "Spoke with", "By", "What was said"]]
    for number in range(26):
        month, day = 1 + number * 10 // 26, 1 + number * 9 % 27
        county = dice.choice(("Harrow", "Pell", "Ostrander", "Pell", "Harrow", "Wexmoor"))
        person = dice.choice(("Sheriff's office", "Board clerk", "County counsel", "Jail commander"))
        rows.append([f"{month:02}/{day:02}/2010", county, person, dice.choice(("RC", "NF")), dice.choice(said)])
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
    charges = {
        "1": ("Robbery", "Traffic in hard drugs"), "2": ("Burglary", "Fraud"), "0": ("Charge dropped", "Witness", "No charge"),
        "3": ("Driving without a license", "Broken tail light", "Trespass at a pond", "Unpaid fine"),
    }  # fmt: skip
    rows = [["No.", "Date", "Name", "Charge at booking", "Level", "Hold asked", "Judge's paper", "What the jail did", "Deputy"]]
    for number in range(1, 103):
        month, day = divmod(number * 118 // 103 + 4, 30)
        level = dice.choice("1233300")
        honored = number < 15 or level == "1"
        date = f"{(month + 9) % 12 + 1:02}/{min(day + 1, 28):02}/{2010 + (month + 9) // 12}"
        done = "Kept two days" if honored else "Let go at the ordinary hour"
        row = [str(number), date, "{{(b)(6)}}", dice.choice(charges[level]), level, f"{dice.randrange(24):02}:{dice.randrange(60):02}"]
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
