"""The text of pages without any PDF: words in small form, spans to boxes and back, quotes and how they are found again.

`packing` stores words, `boxes` goes from offsets to places on the page and back, `quotes` names a passage by its
words, `anchors` finds a passage again in a new text. Offsets are code points, lengths points, pages count from 1.
"""

from reviewer.text.anchors import reanchor
from reviewer.text.boxes import boxes_of, offset_at, text_in, word_at
from reviewer.text.packing import PackedWords, pack_columns, pack_words, unpack_words
from reviewer.text.quotes import find_quote, normalise, quote_of

EXTRACTOR = "2"
"""The version of the rules that make a page's text; a passage keeps it, so that one knows when to anchor anew."""

__all__ = [
    "EXTRACTOR",
    "PackedWords",
    "boxes_of",
    "find_quote",
    "normalise",
    "offset_at",
    "pack_columns",
    "pack_words",
    "quote_of",
    "reanchor",
    "text_in",
    "unpack_words",
    "word_at",
]
