"""A mailbox made from a seed, so that every run of the bench reads the same mails.

Words are made of syllables and drawn by Zipf's law, as in natural language; the lengths of texts are log-normal. Of the
mails half answer another one and quote it, a third have an HTML form too, a tenth carry a file.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from email.utils import format_datetime
from itertools import accumulate
from pathlib import Path
from textwrap import fill

VOCABULARY = 20_000
SYLLABLES = [
    "ba",
    "co",
    "de",
    "fi",
    "ga",
    "ho",
    "in",
    "ja",
    "ke",
    "lu",
    "mo",
    "ne",
    "or",
    "pa",
    "qui",
    "re",
    "si",
    "ta",
    "un",
    "ve",
    "wo",
    "xi",
    "yo",
    "za",
    "ster",
    "tion",
    "ment",
    "ing",
]
_PEOPLE = 60
_START = datetime(2010, 3, 1, 9, 0, tzinfo=timezone(timedelta(hours=-5)))
_QUOTED = 12  # lines


@dataclass
class Writer:
    """Writes mails, always the same from the same seed. `sent`: those that later ones may answer."""

    seed: int
    sent: list[EmailMessage] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)
        self._words = [self._word() for _ in range(VOCABULARY)]
        self._shares = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
        self._people = [f"{self._word().title()} {self._word().title()}" for _ in range(_PEOPLE)]

    def mail(self, number: int) -> EmailMessage:
        """The mail of that number, from 1."""
        answered = self._dice.choice(self.sent[-200:]) if self.sent and self._dice.random() < 0.5 else None
        made = EmailMessage()
        made["Message-ID"] = f"<{number}.{self.seed}@example.org>"
        made["From"], made["To"] = (
            self._address(),
            ", ".join(self._address() for _ in range(self._dice.choice((1, 1, 3)))),
        )
        made["Date"] = format_datetime(_START + timedelta(minutes=7 * number))
        made["Subject"] = f"Re: {_plain_subject(answered)}" if answered else self._text(6).capitalize()
        if answered:
            made["In-Reply-To"] = answered["Message-ID"]
            made["References"] = f"{answered['References'] or ''} {answered['Message-ID']}".strip()[-400:]
        text = self._body(answered)
        made.set_content(text)
        if self._dice.random() < 1 / 3:
            made.add_alternative("".join(f"<p>{line}</p>" for line in text.split("\n\n")), subtype="html")
        if self._dice.random() < 1 / 10:
            self._attach(made, number)
        self.sent = [*self.sent[-200:], made]
        return made

    def _word(self) -> str:
        return "".join(self._dice.choice(SYLLABLES) for _ in range(self._dice.randint(1, 4)))

    def _text(self, count: int) -> str:
        return " ".join(self._dice.choices(self._words, cum_weights=self._shares, k=count))

    def _body(self, answered: EmailMessage | None) -> str:
        lengths = (int(self._dice.lognormvariate(3.5, 0.8)) + 1 for _ in range(self._dice.randint(1, 5)))
        text = "\n\n".join(fill(f"{self._text(length).capitalize()}.", 76) for length in lengths)
        if answered is None:
            return text
        before = answered.get_body(("plain",))
        quoted = before.get_content().splitlines()[:_QUOTED] if before else []
        return f"{text}\n\n{answered['From']} wrote:\n" + "\n".join(f"> {line}" for line in quoted)

    def _address(self) -> str:
        name = self._people[min(int(self._dice.expovariate(0.1)), _PEOPLE - 1)]
        return f"{name} <{name.lower().replace(' ', '.')}@example.org>"

    def _attach(self, mail: EmailMessage, number: int) -> None:
        if number % 2:
            rows = "\n".join(f"{self._text(1)},{self._dice.randint(1, 9999)}" for _ in range(30))
            mail.add_attachment(f"name,amount\n{rows}\n", subtype="csv", filename=f"{self._text(1)} {number}.csv")
        else:
            mail.add_attachment(fill(self._text(800), 76), filename=f"{self._text(2)} {number}.txt")


def _plain_subject(mail: EmailMessage) -> str:
    return str(mail["Subject"]).removeprefix("Re: ")


def write_mailbox(path: Path, count: int, seed: int = 7) -> Path:
    """An MBOX (RFC 4155, lines that begin "From " marked) of so many mails."""
    writer = Writer(seed)
    with path.open("wb") as file:
        for number in range(1, count + 1):
            data = writer.mail(number).as_bytes(unixfrom=False)
            file.write(b"From - Mon Mar 01 09:00:00 2010\n" + data.replace(b"\nFrom ", b"\n>From ") + b"\n")
    return path
