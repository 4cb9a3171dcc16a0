"""The privilege log: a row for each document that is claimed to be privileged, whether words of it are tagged or not.

What Rule 26(b)(5)(A) of the Federal Rules of Civil Procedure asks for: the claim, and a description from which others
can judge it. Notes and quotes of reviewers never stand in it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from reviewer.errors import ReviewerError
from reviewer.export import cite
from reviewer.export.lines import Record, line_table
from reviewer.export.table import Table
from reviewer.export.templates import Template
from reviewer.model import Document, DocumentId
from reviewer.store.claims import Claim, claims
from reviewer.store.coding_rules import lacking
from reviewer.store.documents import family, load_many
from reviewer.store.matter import Store

KEYS = (
    *("log_number", "control_number", "bates_begin", "bates_end", "parent", "date", "time", "type", "title", "author"),
    *("to", "cc", "bcc", "privilege", "description", "treatment", "claimed_pages", "custodian", "page_count"),
    *("attachments", "confidentiality", "blank"),
)
"""The columns that a template of the log may have."""


def table(store: Store, template: Template, zone: str, documents: Collection[DocumentId] | None = None) -> Table:
    """The log in the order of the production; with `documents`, of those alone. Dates are shown in `zone`.

    Raises ReviewerError for an unknown column and where nothing is claimed.
    """
    found = chosen(store, documents)
    if not found:
        do = "Code documents as privileged, or tag words with a tag of privilege"
        raise ReviewerError("Nothing was exported", "no document is claimed to be privileged", do)
    papers = load_many(store, [claim.document for claim in found])
    numbers = {paper.control_number: str(place) for place, paper in enumerate(papers, start=1)}
    records = [_record(store, claim, paper, numbers, zone) for claim, paper in zip(found, papers, strict=True)]
    return line_table(store.name, template, KEYS, records, ())


def chosen(store: Store, documents: Collection[DocumentId] | None = None) -> list[Claim]:
    """The claims that the log lists."""
    return [claim for claim in claims(store) if documents is None or claim.document in documents]


def warnings(store: Store, documents: Collection[DocumentId] | None = None) -> tuple[str, ...]:
    """What to do before the log is served: claims of which the coding lacks something."""
    count = len(lacking(store, [claim.document for claim in chosen(store, documents)]))
    if not count:
        return ()
    many = "1 claim is" if count == 1 else f"{count:,} claims are"
    return (f"{many} incomplete: search for has:missing-coding to see what is missing.",)


def _record(store: Store, claim: Claim, paper: Document, numbers: Mapping[str, str], zone: str) -> Record:
    return {
        "log_number": numbers[paper.control_number],
        "control_number": paper.control_number,
        "bates_begin": paper.bates_begin,
        "bates_end": paper.bates_end,
        "parent": _parent(paper, numbers),
        "date": cite.day(paper, zone),
        "time": cite.time(paper, zone),
        "type": paper.type,
        "title": cite.title_of(paper),
        "author": paper.sender or paper.author,
        "to": paper.to,
        "cc": paper.cc,
        "bcc": paper.bcc,
        "privilege": "; ".join(claim.basis),
        "description": claim.answers.get("description", ""),
        "treatment": claim.treatment,
        "claimed_pages": ", ".join(map(str, claim.pages)),
        "custodian": paper.custodian,
        "page_count": str(paper.pages),
        "attachments": str(len(family(store, paper.id)) - 1) if paper.family == paper.control_number else "",
        "confidentiality": claim.answers.get("confidentiality", ""),
        "blank": "",
    }


def _parent(paper: Document, numbers: Mapping[str, str]) -> str:
    """The number that the parent has in the log, else its control number."""
    return f"no. {numbers[paper.parent]}" if paper.parent in numbers else paper.parent
