"""What is kept of a query in a matter is English; here it is said again in the user's language."""

from __future__ import annotations

import re

from reviewer.errors import QueryError
from reviewer.search.fields import Fields
from reviewer.search.parser import parse
from reviewer.search.wording import read_as
from reviewer.words import language, local, say

_SAMPLE = re.compile(r"a random sample \((?P<sample>.+?)\) of the (?P<n>[\d,]+) (?P<what>.+)", re.DOTALL)


def in_words(query: str, kept: str, fields: Fields) -> str:
    """How a query was read, or why it could not be, given what is kept of that.

    Where the query can't be read that was read once, it is as it is kept.
    """
    if language() == "en":
        return kept
    drawn = _SAMPLE.fullmatch(kept)
    words = _again(query, drawn["what"] if drawn else kept, fields)
    return sampled(drawn["sample"], drawn["n"], words) if drawn else words


def sampled(sample: str, count: str, what: str) -> str:
    """A sample in words, of so many documents that were read as `what`."""
    return say("a random sample ({sample}) of the {n} {what}", sample=local(sample), n=count, what=what)


def _again(query: str, kept: str, fields: Fields) -> str:
    if not query.strip():
        return local(kept)
    try:
        return read_as(parse(query, fields))
    except QueryError as error:
        return str(error) if kept.startswith(error.what) else kept
