"""What was filled into the form of a PDF: its fields with their values (ISO 32000-1, 12.7).

Scripts are not looked at, nor is what a field for a password holds.
"""

from __future__ import annotations

from collections.abc import Iterator

import pymupdf

from reviewer.pdf import objects
from reviewer.pdf.objects import Object, entry
from reviewer.pdf.open import ERRORS

XFA_ALONE = "a form that only Adobe Reader shows whole (XFA): what is filled in may be missing here"
DAMAGED = "the form is damaged: some of its fields may be missing"
MORE = "the form has more fields than are read"
MOST_FIELDS = 20_000
MOST_TEXT = 1_000_000  # characters of all values
LONGEST = 20_000  # characters of a value
_LONGEST_NAME = 500
_MOST_CHOICES = 2_000
_WIDEST = 1 << 17  # entries of one list
_DEEPEST = 50
_PUSH_BUTTON, _PASSWORD = 1 << 16, 1 << 13  # bits of Ff: tables 226 and 228


def read_form(document: pymupdf.Document) -> tuple[str, tuple[str, ...]]:
    """The filled fields of an open PDF, a line `name: value` each, and what is to be told of the form."""
    file, lines, flags = objects.file_of(document), list[str](), list[str]()
    root = objects.catalog(file)
    count, room = 0, MOST_TEXT
    try:
        for named, field in _fields(file, entry(root, "AcroForm", "Fields")):
            count += 1
            value = _value(field)
            room -= len(value)
            if count > MOST_FIELDS or room < 0:
                flags.append(MORE)
                break
            if value:
                lines.append(f"{named}: {value}" if named else value)
    except ERRORS:
        flags.append(DAMAGED)
    if objects.there(entry(root, "AcroForm", "XFA")) and (not count or objects.is_true(entry(root, "NeedsRendering"))):
        flags.append(XFA_ALONE)
    return "\n".join(lines), tuple(flags)


def _fields(file: Object, listed: Object) -> Iterator[tuple[str, Object]]:
    """All fields that hold a value of their own, with their full names; also those that only a page knows of."""
    met: set[int] = set()
    for field in objects.items(listed, _WIDEST):
        yield from _under(field, "", met, _DEEPEST)
    for page in range(1, objects.page_count(file) + 1):
        for mark in objects.marks(file, page, _WIDEST):
            if objects.name(entry(mark, "Subtype")) == "Widget":
                yield from _under(_top(mark), "", met, _DEEPEST)


def _top(field: Object) -> Object:
    for _ in range(_DEEPEST):
        above = entry(field, "Parent")
        if not objects.there(above):
            break
        field = above
    return field


def _under(field: Object, above: str, met: set[int], deep: int) -> Iterator[tuple[str, Object]]:
    """A field, or the fields below it; what was met already, and what lies too deep, is left out."""
    if not deep or objects.number(field) in met - {0}:
        return
    met.add(objects.number(field))
    named = ".".join(filter(None, (above, objects.line(entry(field, "T"), _LONGEST_NAME))))[:_LONGEST_NAME]
    below = [kid for kid in objects.items(entry(field, "Kids"), _WIDEST) if objects.there(entry(kid, "T"))]
    if not below:
        yield named, field
    for kid in below:
        yield from _under(kid, named, met, deep - 1)


def _value(field: Object) -> str:
    """What a field holds, on one line; "" for nothing, for buttons that are not pressed, for passwords."""
    kind, bits = objects.name(objects.inherited(field, "FT")), objects.whole(objects.inherited(field, "Ff"))
    held = objects.inherited(field, "V")
    if kind == "Tx" and not bits & _PASSWORD:
        return objects.line(held, LONGEST)
    if kind == "Ch":
        return _chosen(field, held)
    return _pressed(field, held) if kind == "Btn" and not bits & _PUSH_BUTTON else ""


def _chosen(field: Object, held: Object) -> str:
    """The choices as they are shown; the field holds what they stand for."""
    shown = {}
    for choice in objects.items(objects.inherited(field, "Opt"), _MOST_CHOICES):
        pair = [objects.line(part, LONGEST) for part in objects.items(choice, 2)] or [objects.line(choice, LONGEST)]
        shown[pair[0]] = pair[-1]
    chosen = [objects.line(one, LONGEST) for one in objects.items(held, _MOST_CHOICES)] or [objects.line(held, LONGEST)]
    return ", ".join(shown.get(one, one) for one in chosen)[:LONGEST]


def _pressed(field: Object, held: Object) -> str:
    """The name of the state that a box or a group of them is in; where these are numbers, what they stand for."""
    widgets = [field, *objects.items(entry(field, "Kids"), _MOST_CHOICES)]
    states = [objects.name(held), *(objects.name(entry(widget, "AS")) for widget in widgets)]
    state = next((one for one in states if one not in ("", "Off")), "") if states[0] != "Off" else ""
    meant = list(objects.items(objects.inherited(field, "Opt"), _MOST_CHOICES))
    if state.isascii() and state.isdigit() and len(state) < 5 and int(state) < len(meant):
        return objects.line(meant[int(state)], LONGEST) or state
    return state
