"""A passage found again in a new text of its pages: by position, then by quote, then by what is most alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from reviewer.model import Quote, Span
from reviewer.text.quotes import find_quote, normalise, quote_of

_ALIKE = 0.75  # share of the quote's characters that must be found again


def reanchor(spans: Sequence[Span], quote: Quote, texts: Mapping[int, str]) -> tuple[Span, ...] | None:
    """Where a passage stands in new texts, given where it stood and its quote; None when it is not to be found.

    Every page of `texts` is looked through, the old pages first.
    """
    if not quote.exact.strip():
        return None
    if all(span.end <= len(texts.get(span.page, "")) for span in spans) and _agrees(quote_of(texts, spans), quote):
        return tuple(spans)
    anchored = []
    for span, part in _parts(spans, quote):
        found = _nearest(span, part, texts) or _most_alike(span, part.exact, texts)
        if found is None:
            return None
        anchored.append(found)
    return tuple(anchored) or None


def _agrees(one: Quote, other: Quote) -> bool:
    return _plain(one.exact) == _plain(other.exact)


def _plain(text: str) -> str:
    return normalise(text)[0].strip()


def _parts(spans: Sequence[Span], quote: Quote) -> list[tuple[Span, Quote]]:
    """The quote cut where its pages were joined."""
    parts, start = [], 0
    for number, span in enumerate(spans):
        last = number == len(spans) - 1
        end = len(quote.exact) if last else _joint(quote.exact, start + span.end - span.start)
        exact = quote.exact[start:end]
        parts.append((span, Quote(exact, "" if number else quote.prefix, quote.suffix if last else "")))
        start = end + 1
    return parts


def _joint(exact: str, at: int) -> int:
    """The line feed nearest to where two pages should be joined: the spans of a new text may be longer or shorter."""
    return min((place for place, letter in enumerate(exact) if letter == "\n"), key=lambda p: abs(p - at), default=at)


def _nearest(span: Span, quote: Quote, texts: Mapping[int, str]) -> Span | None:
    """Among the places where the words stand, the one with the most of the old context, then the least moved."""
    places = [Span(page, *place) for page, text in texts.items() for place in find_quote(text, quote.exact)]

    def fit(place: Span) -> tuple[int, int, int]:
        moved = (abs(place.page - span.page), abs(place.start - span.start))
        return (-_context(texts[place.page], place, quote), *moved)

    return min(places, key=fit, default=None)


def _context(text: str, place: Span, quote: Quote) -> int:
    """How many characters of the old context stand around a place."""
    before, after = _plain(text[: place.start][-64:]), _plain(text[place.end : place.end + 64])
    return _common(before[::-1], _plain(quote.prefix)[::-1]) + _common(after, _plain(quote.suffix))


def _common(one: str, other: str) -> int:
    """The length of the common beginning."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _most_alike(span: Span, exact: str, texts: Mapping[int, str]) -> Span | None:
    """The place whose characters are most like the quote's, when enough of them are there."""
    best, found = _ALIKE, None
    for page in sorted(texts, key=lambda page: abs(page - span.page)):
        start, end, share = _closest(texts[page], exact)
        if share > best:
            best, found = share, Span(page, start, end)
    return found


def _closest(text: str, exact: str) -> tuple[int, int, float]:
    """The stretch of a text that is nearest to a quote, around the longest run that both share; and how near it is."""
    matcher = SequenceMatcher(None, text, exact, autojunk=False)
    longest = matcher.find_longest_match()
    slack = len(exact) // 4 + 1
    low = max(0, longest.a - longest.b - slack)
    high = min(len(text), longest.a - longest.b + len(exact) + slack)
    matcher.set_seq1(text[low:high])
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return 0, 0, 0.0
    start = max(low, low + blocks[0].a - blocks[0].b)
    end = min(high, low + blocks[-1].a + len(exact) - blocks[-1].b)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end, 2 * sum(block.size for block in blocks) / (len(exact) + end - start or 1)
