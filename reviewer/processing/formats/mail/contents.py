"""The page of a mailbox: how many messages lie in which of its folders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from pathlib import PurePosixPath

from reviewer.model import Item


def contents(name: str, items: Sequence[Item]) -> str:
    """HTML that says what the mailbox called `name` holds; subjects stand on the pages of the messages alone."""
    folders = Counter(item.name.rpartition("/")[0] for item in items)
    rows = "".join(
        f"<tr><td>{escape(folder) or '(in no folder)'}</td><td>{_messages(count)}</td></tr>"
        for folder, count in sorted(folders.items())
    )
    table = f"<table>{rows}</table>" if any(folders) else ""
    return f"<h1>{escape(PurePosixPath(name).name)}</h1><p>Mailbox of {_messages(len(items))}</p>{table}"


def _messages(count: int) -> str:
    return "1 message" if count == 1 else f"{count:,} messages"
