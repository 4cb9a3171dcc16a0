"""`reviewer passages`: the same filter as in the window, by options."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.cli.commands import run
from reviewer.model import Span
from reviewer.review import coding as verbs
from reviewer.store import documents, matter
from tests.make import add_document, coded_matter, extraction

TEXT = "The résumé says voluntary. It is mandatory. Counsel agreed."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Two documents with three passages of two reviewers."""
    made = tmp_path_factory.mktemp("cli") / "Case.matter"
    store = coded_matter(made, [TEXT])
    add_document(store, extraction([TEXT], "DEF-", date="2010-05-06"), "later.pdf")
    first, second = documents.ids(store)
    verbs.tag_spans(store, "Ana", first, [Span(1, 0, 25)], ["Admission", "Hot"])
    verbs.tag_spans(store, "Ben", second, [Span(1, 27, 42)], ["Hot"], "Ask Ana")
    verbs.tag_spans(store, "Ana", second, [Span(1, 44, 58)], ["Attorney-client"])
    matter.close(store)
    yield made


def listed(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    assert run(["passages", str(folder), *options, "--json"]) == 0
    return [json.loads(line)["exact"][:4] for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ([], ["The ", "It i", "Coun"]),
        (["--tag", "hot"], ["The ", "It i"]),
        (["--tag", "Admission", "--tag", "Attorney-client"], ["The ", "Coun"]),
        (["--tag", "Hot", "--and", "Admission"], ["The "]),
        (["--not", "Admission", "--not", "Attorney-client"], ["It i"]),
        (["--reviewer", "Ana", "--kind", "privilege"], ["Coun"]),
        (["--text", "RESUME"], ["The "]),
        (["--text", "ask ana"], ["It i"]),
        (["--from", "2010", "--to", "2010-05"], ["It i", "Coun"]),
        (["--document", "DOC-000001"], ["The "]),
    ],
)
def test_all_options_hold_at_once(
    folder: Path, capsys: pytest.CaptureFixture[str], options: list[str], found: list[str]
) -> None:
    assert listed(folder, capsys, *options) == found


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--tag", "Cold"], "The tag “Cold” was not found"),
        (["--not", "Cold"], "The tag “Cold” was not found"),
        (["--from", "2010-13"], "“2010-13” is not a day, month or year"),
        (["--to", "<2010"], "“<2010” is not a day, month or year"),
        (["--document", "DOC-9"], "DOC-9"),
    ],
)
def test_what_can_not_be_meant_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    assert run(["passages", str(folder), *options]) == 1
    assert said in capsys.readouterr().err
