"""Numbers of spreadsheets as they are displayed: the format codes of ECMA-376 part 1, 18.8.30 and 18.8.31.

Dates count days from the end of 1899, or from 1904; February 29, 1900, which never was, is counted as in Excel. Names
of months and days are in English.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache

BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: "$#,##0_);($#,##0)",
    6: "$#,##0_);($#,##0)",
    7: "$#,##0.00_);($#,##0.00)",
    8: "$#,##0.00_);($#,##0.00)",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    14: "m/d/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yyyy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);(#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);(#,##0.00)",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "0.0E+0",
}
"""Codes that files name by number only; the rest of them is General or text."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<space>.)|\*.|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<half>AM/PM|A/P)|(?P<part>y+|m+|d+|h+|s+(?:\.0+)?|e+(?![+-]))|(?P<number>[0#?][0#?,./]*(?:E[+-]0+)?%?|\.[0#?]+)"
    r"|(?P<text>@)|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_ELAPSED = re.compile(r"[hms]+", re.IGNORECASE)
_LARGEST_DAY = 2_958_466  # the end of 9999


def display(value: float, code: str, from_1904: bool = False) -> str:
    """A number in a format; a format that is not understood gives the number itself."""
    section, number = _section(value, code)
    tokens = _tokens(section)
    if not section or section.lower() == "general" or any(kind == "text" for kind, _ in tokens):
        return general(value)
    if any(kind in ("part", "elapsed") for kind, _ in tokens):
        return _as_date(value, tokens, from_1904) or general(value)
    return "".join(_numeral(number, text) if kind == "number" else text for kind, text in tokens).strip()


def general(value: float) -> str:
    """A number as a person would type it: up to 15 digits, no trailing zeros."""
    return f"{int(value)}" if value == int(value) and abs(value) < 1e15 else f"{value:.15g}"


def _section(value: float, code: str) -> tuple[str, float]:
    """The part of a format that a number takes, and the number that it shows: for negatives without their sign."""
    sections = re.findall(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*', code)[::2] if ";" in code else [code]
    if len(sections) > 1 and value < 0 and sections[1]:
        return sections[1], -value
    if len(sections) > 2 and value == 0 and sections[2]:
        return sections[2], value
    return sections[0], value


@lru_cache(maxsize=512)
def _tokens(section: str) -> tuple[tuple[str, str], ...]:
    """Kinds and texts: part and elapsed (of a date), half, number, text, plain."""
    found = []
    for match in _TOKEN.finditer(section):
        kind, text = match.lastgroup or "", match[0]
        if kind == "bracket":
            elapsed = _ELAPSED.fullmatch(match["bracket"])
            currency = re.match(r"\$([^-]*)", match["bracket"])
            kind, text = ("elapsed", match["bracket"]) if elapsed else ("plain", currency[1] if currency else "")
        elif kind in ("quoted", "escaped"):
            kind, text = "plain", match[kind]
        elif kind in ("space", ""):
            kind, text = "plain", " " if kind else ""
        found.append((kind, text))
    return tuple(found)


def _numeral(value: float, pattern: str) -> str:
    if "/" in pattern:
        return general(value)
    if "E" in pattern.upper():
        mantissa = pattern.upper().split("E")[0]
        return f"{value:.{_decimals(mantissa)}E}"
    bare = pattern.rstrip("%")
    scaled = value * (100 if pattern.endswith("%") else 1) / 1000 ** (len(bare) - len(bare.rstrip(",")))
    grouped = "," if "," in bare.rstrip(",") else ""
    text = f"{scaled:{grouped}.{_decimals(bare)}f}"
    whole, dot, part = text.partition(".")
    least = sum(sign == "0" for sign in bare.partition(".")[0])
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    optional = len(bare.partition(".")[2]) - len(bare.partition(".")[2].rstrip("#"))
    for _ in range(optional):
        part = part[:-1] if part.endswith("0") else part
    return f"{sign}{digits.rjust(least, '0')}{dot if part else ''}{part}{'%' if pattern.endswith('%') else ''}"


def _decimals(pattern: str) -> int:
    return min(sum(sign in "0#?" for sign in pattern.partition(".")[2]), 30)


def _as_date(value: float, tokens: tuple[tuple[str, str], ...], from_1904: bool) -> str:
    """A date; "" where the number is none."""
    if not 0 <= value < _LARGEST_DAY:
        return ""
    digits = next((len(text.partition(".")[2]) for _, text in tokens if "." in text), 0)
    moment = _moment(value, from_1904, digits)
    halved = any(kind == "half" for kind, _ in tokens)
    shown = []
    for place, (kind, text) in enumerate(tokens):
        if kind == "elapsed":
            shown.append(_elapsed(value, text))
        elif kind == "half":
            shown.append("AM" if moment.hour < 12 else "PM")
        elif kind == "part":
            shown.append(_part(moment, text, halved, _is_minute(tokens, place)))
        else:
            shown.append(text)
    return "".join(shown).strip()


def _moment(value: float, from_1904: bool, digits: int) -> datetime:
    day = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 31) if value < 60 else datetime(1899, 12, 30)
    return day + timedelta(seconds=round(value * 86400, digits))


def _is_minute(tokens: tuple[tuple[str, str], ...], place: int) -> bool:
    """Whether an "m" says minutes: after hours, or before seconds."""
    before = next((text for kind, text in reversed(tokens[:place]) if kind in ("part", "elapsed")), "")
    after = next((text for kind, text in tokens[place + 1 :] if kind in ("part", "elapsed")), "")
    return before[:1].lower() == "h" or after[:1].lower() == "s"


def _part(moment: datetime, text: str, halved: bool, minute: bool) -> str:
    letter, size = text[0].lower(), len(text.partition(".")[0])
    match letter:
        case "y" | "e":
            return f"{moment.year % 100:02d}" if size <= 2 and letter == "y" else f"{moment.year:04d}"
        case "m" if minute:
            return f"{moment.minute:0{min(size, 2)}d}"
        case "m":
            return [f"{moment.month}", f"{moment.month:02d}", f"{moment:%b}", f"{moment:%B}", f"{moment:%b}"[:1]][
                min(size, 5) - 1
            ]
        case "d":
            return [f"{moment.day}", f"{moment.day:02d}", f"{moment:%a}", f"{moment:%A}"][min(size, 4) - 1]
        case "h":
            return f"{(moment.hour - 1) % 12 + 1 if halved else moment.hour:0{min(size, 2)}d}"
    digits = len(text.partition(".")[2])
    part = f".{round(moment.microsecond / 1e6 * 10**digits):0{digits}d}" if digits else ""
    return f"{moment.second:0{min(size, 2)}d}{part}"


def _elapsed(value: float, text: str) -> str:
    seconds = round(value * 86400)
    return f"{seconds // {'h': 3600, 'm': 60, 's': 1}[text[0].lower()]:0{len(text)}d}"
