"""Searches and sets of terms that are kept in the matter: as written, each a step that can be undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.errors import NotFound, ReviewerError
from reviewer.review import searches as verbs
from reviewer.store import history, matter, searches
from reviewer.store.matter import Store
from reviewer.store.searches import HighlightSet, SetId

ANA = "Ana Ruiz"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = matter.create(tmp_path / "Case.matter")
    yield store
    matter.close(store)


def names(store: Store) -> list[str]:
    return [one.name for one in searches.saved(store)]


def test_a_search_is_kept_as_written_and_comes_back_by_undo(store: Store) -> None:
    for name, query in ((" Opt out ", '"opt out" w/5 ('), ("counsel", "tag:hot")):
        verbs.save_search(store, ANA, name, query)
    assert names(store) == ["counsel", "Opt out"]
    kept = searches.saved_search(store, "OPT OUT")
    assert (kept.query, kept.author) == ('"opt out" w/5 (', ANA)
    verbs.rename_search(store, ANA, kept, "No thanks")
    verbs.remove_search(store, ANA, searches.saved_search(store, "no thanks"))
    assert names(store) == ["counsel"]
    history.undo(store, ANA)
    history.undo(store, ANA)
    assert searches.saved_search(store, "Opt out") == kept
    history.redo(store, ANA)
    assert names(store) == ["counsel", "No thanks"]
    assert history.broken_link(store) is None


def test_a_sample_keeps_its_size_and_seed(store: Store) -> None:
    made = verbs.save_search(store, ANA, "Check", "memo", 5, True, 471)
    assert searches.saved(store) == [made] and (made.size, made.percent, made.seed) == (5, True, 471)


@pytest.mark.parametrize("name", ["", "  ", "COUNSEL"])
def test_a_name_is_needed_and_stands_for_one_search(store: Store, name: str) -> None:
    verbs.save_search(store, ANA, "Counsel", "renn")
    with pytest.raises(ReviewerError):
        verbs.save_search(store, ANA, name, "varga")
    with pytest.raises(NotFound, match="There are: Counsel"):
        searches.saved_search(store, "Varga")
    assert names(store) == ["Counsel"]


def test_sets_of_terms_are_kept_without_empty_lines(store: Store) -> None:
    people = verbs.save_set(store, ANA, HighlightSet(SetId(0), "People", "#2b6cb0", ("renn", " ", '"helen varga" ')))
    assert searches.highlight_sets(store) == [people] and people.terms == ("renn", '"helen varga"')
    verbs.save_set(store, ANA, HighlightSet(people.id, "Counsel", "#b3404a", ()))
    assert [(one.name, one.terms) for one in searches.highlight_sets(store)] == [("Counsel", ())]
    history.undo(store, ANA)
    assert searches.highlight_sets(store) == [people]
    with pytest.raises(ReviewerError):
        verbs.save_set(store, ANA, HighlightSet(SetId(0), "people", "#b3404a"))
    verbs.remove_set(store, ANA, people)
    assert searches.highlight_sets(store) == []


def test_folders_are_names_that_searches_bear(store: Store) -> None:
    first, second = (verbs.save_search(store, ANA, name, "memo") for name in ("One", "Two"))
    verbs.move_search(store, ANA, first, " Kept ")
    verbs.move_search(store, ANA, second, "KEPT")
    assert [(one.name, one.folder) for one in searches.saved(store)] == [("One", "Kept"), ("Two", "Kept")]
    verbs.rename_folder(store, ANA, "Kept", "kept")
    verbs.rename_folder(store, ANA, "kept", "Put away")
    assert {one.folder for one in searches.saved(store)} == {"Put away"}
    verbs.rename_folder(store, ANA, "Put away", "")
    assert {one.folder for one in searches.saved(store)} == {""}
    assert [history.undo(store, ANA) for _ in range(2)] and {one.folder for one in searches.saved(store)} == {"kept"}
