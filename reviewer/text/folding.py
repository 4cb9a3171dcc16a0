"""Text as it is compared when nobody means capitals, accents, kinds of quotation marks or line ends."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_QUOTES = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")


def folded(text: str) -> str:
    """The text without accents and differences of case, with straight quotation marks."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.translate(_QUOTES))
    return "".join(character for character in apart if not unicodedata.combining(character)).casefold()


@lru_cache(maxsize=1 << 16)  # a filter looks at the same quotes and notes again and again while one types
def folded_line(text: str) -> str:
    """As `folded`, on one line: all white space is single spaces, none at the ends."""
    return " ".join(folded(text).split())
