"""Charts and diagrams as the text that they show: ECMA-376 part 1, 21.2 and 21.4."""

from __future__ import annotations

from html import escape

from reviewer.processing.formats.office.parts import Element, Parts, every, local
from reviewer.processing.formats.office.writing import paragraph, text_of

_MOST_VALUES = 20_000


def graphics(parts: Parts, name: str) -> str:
    """The words of a chart or a diagram: titles, names of series and categories, values as they are kept."""
    root = parts.xml_if_any(name)
    if root is None:
        return ""
    texts = [text_of(found, "t") for found in every(root, "p")]
    texts += [_values(found) for found in every(root, "tx", "cat", "val", "xVal", "yVal")]
    return "".join(paragraph(escape(text)) for text in dict.fromkeys(texts) if text.strip())


def _values(found: Element) -> str:
    values = [value.text or "" for value in every(found, "v") if local(value.getparent()) == "pt"]
    return " ".join(values[:_MOST_VALUES])
