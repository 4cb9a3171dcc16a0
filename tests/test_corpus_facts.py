"""Every kind of fact in the corpus's manifest has a test, or it is said why there is nothing to test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus_facts import CORPUS, facts

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the checkout"),
]
PDF, KINDS, OFFICE, LOADED = (f"tests/test_corpus_{name}.py" for name in ("import", "kinds", "office", "loadfiles"))
MAIL, DOCX = "tests/processing/mail/test_mail_corpus.py", "tests/processing/office/test_office_corpus.py"
READ = "tests/load_files/test_load_corpus.py"
HOW = "says how the bytes are written, which no document shows"
TOOL = "says what the other program did"
CHECKED = {
    "pdf": {
        **dict.fromkeys(("pages", "encrypted", "textchars", "rotation1", "error", "damaged", "password needed"), PDF),
        "attachments": "tests/pdf/test_attachments.py",
        "warnings": TOOL,
    },
    "images": {
        **dict.fromkeys(
            ("frames", "size", "orientation", "format", "pillow cannot read: UnidentifiedImageError"), KINDS
        ),
        **dict.fromkeys(("mode", "compression"), HOW),
        "by": TOOL,
    },
    "office": {
        **dict.fromkeys(("textchars", "footnotes", "sheets", "hidden", "slides", "notes", "members"), OFFICE),
        **dict.fromkeys(("ins", "del", "comments"), DOCX),
        "not a zip: File is not a zip file": OFFICE,
    },
    "email": {
        **dict.fromkeys(
            ("subject", "date", "from", "to", "sender", "message_id", "named_parts", "nested_messages"), MAIL
        ),
        **dict.fromkeys(("attachments", "attachment_names", "recipients", "bodies", "msgconvert", "text_parts"), MAIL),
        **dict.fromkeys(("from_lines", "items_by_readpst", "has_body", "has_rtf", "has_html", "html_parts"), MAIL),
        "msgconvert failed": MAIL,
        **dict.fromkeys(("ctype", "strings", "signature", "valid_signature", "other_parts", "message_class"), HOW),
    },
    "archives": {
        **dict.fromkeys(
            ("members", "names", "unpacked_bytes", "encrypted", "encrypted_members", "depth", "error"), KINDS
        ),
        **dict.fromkeys(("format", "sevenzip_rc"), TOOL),
    },
    "loadfiles": {
        **dict.fromkeys(("encoding", "delimiter", "columns", "header", "data_rows", "lines", "bom", "pages"), READ),
        **dict.fromkeys(("images_present", "documents_Y", "fields_per_row", "first"), LOADED),
        **dict.fromkeys(
            ("format", "chars", "first_bytes", "first_text", "text_chars_no_tags", "encoding_seen"), LOADED
        ),
        **dict.fromkeys(("meta_title", "meta_author", "meta_create_time", "core_creator", "core_created"), LOADED),
        **dict.fromkeys(("sheets", "sheet_count", "rows", "cells", "media_files", "catdoc_chars", "subject"), LOADED),
        **dict.fromkeys(("sender", "to", "attachments", "bodies", "msgconvert", "recipients"), LOADED),
        **dict.fromkeys(("slide_containers", "notes_containers", "catppt_chars", "meta_slides"), LOADED),
        **dict.fromkeys(("meta_num_pages", "meta_num_words"), "counts that the author's program wrote down"),
        **dict.fromkeys(("meta_last_saved_by", "meta_last_saved_time"), "a document has one author and one date"),
        **dict.fromkeys(("core_lastModifiedBy", "core_modified"), "a document has one author and one date"),
        **dict.fromkeys(("eol", "nFib", "strings", "message_class"), HOW),
    },
}


def test_every_kind_of_fact_is_checked_or_it_is_said_why_not() -> None:
    found: dict[str, set[str]] = {}
    for path, told in facts().items():
        found.setdefault(path.partition("/")[0], set()).update(told)
    assert {
        folder: names - set(CHECKED[folder]) for folder, names in found.items() if names - set(CHECKED[folder])
    } == {}
    assert {
        folder: set(CHECKED[folder]) - names for folder, names in found.items() if set(CHECKED[folder]) - names
    } == {}


def test_the_tests_that_are_named_name_the_facts() -> None:
    root = Path(__file__).parents[1]
    named = {(where, fact) for checked in CHECKED.values() for fact, where in checked.items() if where.endswith(".py")}
    assert {(where, fact) for where, fact in named if fact not in (root / where).read_text(encoding="utf-8")} == set()
