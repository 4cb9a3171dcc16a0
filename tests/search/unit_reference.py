"""Sentences and paragraphs once more, character by character: of the program only its lists of abbreviations."""

import re

from reviewer.text.sentences import ABBREVIATIONS, BEGINNERS, TITLES

CLOSING = "\"'”’)]»"
LABELS = re.findall(r"\S+", "From: Sent: To: Cc: CC: Bcc: BCC: Subject: Date: Attachment: Attachments: Importance:")
BULLETS = "•●▪◦‣*–-"


def unit_numbers(parts: list[str]) -> list[list[tuple[int, int]]]:
    """For each character of each part of a text the number of its sentence and of its paragraph."""
    stripped = [part.strip() for part in parts]
    text = "\n".join(stripped)
    starts = sentence_starts(text)
    numbers, sentence, paragraph = [], 0, 0
    for at in range(len(text)):
        if at in starts:
            sentence, paragraph = sentence + 1, paragraph + starts[at]
        numbers.append((sentence, paragraph))
    found, offset = [], 0
    for part, bare in zip(parts, stripped, strict=True):
        lead, rest = len(part) - len(part.lstrip()), numbers[offset : offset + len(bare)]
        found.append([rest[min(max(at - lead, 0), len(rest) - 1)] for at in range(len(part))])
        offset += len(bare) + 1
    return found


def sentence_starts(text: str) -> dict[int, bool]:
    """Where sentences begin in a stripped text, but for the first, and whether paragraphs do."""
    starts, at = {}, 0
    while at < len(text):
        following = after_stop(text, at) if text[at] in ".?!…" else after_line(text, at) if text[at] == "\n" else 0
        if following:
            decide(text, at, following, starts)
        at = following or at + 1
    return starts


def decide(text: str, at: int, following: int, starts: dict[int, bool]) -> None:
    lines = text[at:following].count("\n")
    stop = text[at] != "\n"
    ends = stop and is_end(text, at, following)
    listed = (ends or not stop) and (is_bullet(text, following) or is_item(text, following))
    if lines > 1 or (lines == 1 and listed):
        starts[following] = True
    elif ends:
        starts[following] = lines == 1 and has_room(text, at, following)
    elif lines == 1 and is_label(text, following):
        starts[following] = False


def after_stop(text: str, at: int) -> int:
    end = at + 1
    while end < len(text) and text[end] in CLOSING:
        end += 1
    return skip(text, end) if end < len(text) and text[end].isspace() else 0


def after_line(text: str, at: int) -> int:
    here = skip(text, at + 1, lines=False)
    if text[at - 1] in ":;" and is_item(text, here):
        return here
    if here < len(text) and text[here] == "\n":
        return skip(text, here)
    return here if is_label(text, here) or is_bullet(text, here) else 0


def skip(text: str, at: int, lines: bool = True) -> int:
    while at < len(text) and text[at].isspace() and (lines or text[at] != "\n"):
        at += 1
    return at


def is_end(text: str, at: int, following: int) -> bool:
    if text[following].islower():
        return False
    if text[at] != ".":
        return True
    line = text[max(0, at - 24) : at]
    head = line.rpartition("\n")[2].strip()
    if line[-1:].isalnum() and ((head.isdigit() and len(head) <= 3) or (len(head) == 1 and head.isalpha())):
        return False
    word = re.findall(r"[\w.]*", line[::-1])[0][::-1].lstrip("._").lower()
    if word in TITLES:
        return False
    initials = all(len(part) == 1 and part.isalpha() for part in word.split("."))
    if word and (word in ABBREVIATIONS or initials):
        return re.split(r"\W", text[following:], maxsplit=1)[0].lower() in BEGINNERS
    return True


def is_label(text: str, at: int) -> bool:
    return any(text.startswith(label, at) for label in LABELS)


def is_bullet(text: str, at: int) -> bool:
    return at + 1 < len(text) and text[at] in BULLETS and text[at + 1].isspace() and text[at + 1] != "\n"


def is_item(text: str, at: int) -> bool:
    word = re.split(r"\s", text[at:], maxsplit=1)[0]
    after = text[at + len(word) : at + len(word) + 1]
    if not after or after == "\n" or word[-1:] not in (".", ")"):
        return False
    inner = word[:-1]
    letters = inner[1:] if inner.startswith("(") and word.endswith(")") else ""
    if 1 <= len(letters) <= 4 and all("a" <= letter <= "z" for letter in letters):
        return True
    digits = inner.removeprefix("(")
    return (1 <= len(digits) <= 3 and digits.isdigit()) or (len(inner) == 1 and "a" <= inner.lower() <= "z")


def has_room(text: str, at: int, following: int) -> bool:
    lines = text.split("\n")
    number = text.count("\n", 0, at)
    longest = max(map(len, lines[max(0, number - 3) : number + 4]))
    word = text[following : following + 40].split()[0]
    return len(lines[number]) + 1 + len(word) < 0.85 * longest
