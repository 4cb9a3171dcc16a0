"""The index: what it holds, how it follows the matter, and that it opens nothing that it did not build."""

import json
import multiprocessing
import pickle
from pathlib import Path
from uuid import uuid4

import pytest

from reviewer.errors import QueryError, ReviewerError
from reviewer.model import DocumentId
from reviewer.search import index as indexes
from reviewer.search.index import Index, index_folder, open_index, search, update


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return index_folder(tmp_path, str(uuid4()))


def text(number: int, *pages: str) -> indexes.Text:
    return indexes.Text(DocumentId(number), f"hash of {pages}", list(pages))


def counts(index: Index, query: str) -> dict[int, int]:
    return dict(search(index, query).counts)


def test_documents_come_in_the_order_of_the_production(folder: Path) -> None:
    index = open_index(folder)
    update(index, [text(3, "b a"), text(1, "a"), text(2, "c")])
    update(index, [text(0, "a a")])
    assert list(search(index, "a").counts.items()) == [(0, 2), (1, 1), (3, 1)]
    assert search(index, "a").hits == 4
    assert counts(index, "NOT a") == {2: 0}
    assert counts(index, "zebra") == {}


def test_a_text_that_is_added_again_replaces_the_former(folder: Path) -> None:
    index = open_index(folder)
    update(index, [text(1, "old words"), text(2, "other")])
    update(index, [text(1, "new words")], [DocumentId(2)])
    assert counts(index, "old") == counts(index, "other") == {}
    assert counts(index, "words") == {1: 1}
    assert index.hashes == {1: "hash of ('new words',)"}


def test_an_index_that_was_closed_is_opened_as_it_was(folder: Path) -> None:
    index = open_index(folder)
    update(index, [text(1, "attorney", "client")])
    index.close()
    again = open_index(folder)
    assert again.hashes == index.hashes
    assert counts(again, '"attorney client"') == {1: 1}


def test_many_small_updates_are_merged(folder: Path) -> None:
    index = open_index(folder)
    for number in range(1, 41):
        update(index, [text(number, f"word{number} attor-\nney", f"common word{number % 2}")])
    assert len(index.segments) < 16
    assert len(counts(index, "attorney")) == len(counts(index, "common")) == 40
    update(index, [], [DocumentId(number) for number in range(2, 41)])
    assert counts(index, "attorney") == {1: 1}
    assert sum(len(segment.documents) for segment in index.segments) == 1, "what was removed is gone from the disk"


def test_documents_without_words_are_documents(folder: Path) -> None:
    index = open_index(folder)
    update(index, [text(1), text(2, ""), text(3, "", "a")])
    assert counts(index, "NOT a") == {1: 0, 2: 0}
    assert counts(index, "a") == {3: 1}


@pytest.mark.parametrize("suffix", [".toc", ".trm", ".pst", ".json", ".signature"])
def test_a_damaged_index_is_built_anew(folder: Path, suffix: str) -> None:
    index = open_index(folder)
    update(index, [text(1, "attorney client")])
    index.close()
    for path in folder.glob(f"*{suffix}"):
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
    again = open_index(folder)
    assert again.hashes == {} and not again.segments
    update(again, [text(1, "attorney client")])
    assert counts(again, "attorney") == {1: 1}


class Trap:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> object:
        return Path.touch, (self.path,)


def test_a_foreign_index_is_never_unpickled(folder: Path, tmp_path: Path) -> None:
    trap = pickle.dumps(Trap(tmp_path / "sprung"))
    other = open_index(tmp_path / "elsewhere" / folder.name)
    update(other, [text(1, "attorney")])
    other.close()
    folder.mkdir(parents=True)
    for path in (tmp_path / "elsewhere" / folder.name).iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "_MAIN_9.toc").write_bytes(trap)
    index = open_index(folder)
    assert index.hashes == {} and not (tmp_path / "sprung").exists()
    assert not list(folder.glob("*.toc"))


def test_an_index_of_another_version_is_built_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = open_index(folder)
    update(index, [text(1, "attorney")])
    index.close()
    monkeypatch.setattr("reviewer.search.seal.LAYOUT", "0")
    assert open_index(folder).hashes == {}


def test_an_index_that_was_being_written_when_the_program_died_is_built_anew(folder: Path) -> None:
    index = open_index(folder)
    update(index, [text(1, "attorney")])

    def dying() -> object:
        yield text(2, "client")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        update(index, dying())
    assert open_index(folder).hashes == {}


@pytest.mark.parametrize("uuid", ["../../evil", "/etc", "", "C:\\x", "e669c986-9866-47da-8490-a0cc6fa92cf7/../x"])
def test_the_id_of_a_matter_does_not_lead_out_of_the_cache(tmp_path: Path, uuid: str) -> None:
    with pytest.raises(ReviewerError, match="its id is damaged"):
        index_folder(tmp_path, uuid)


def add_in_another_process(folder: Path, number: int) -> None:
    index = open_index(folder)
    for step in range(3):
        update(index, [text(number + step, "common words")])
    index.close()


def test_processes_take_turns(folder: Path) -> None:
    mine = open_index(folder)
    update(mine, [text(1, "common words")])
    context = multiprocessing.get_context("spawn")
    others = [context.Process(target=add_in_another_process, args=(folder, number)) for number in (10, 20)]
    for process in others:
        process.start()
    for process in others:
        process.join(60)
    update(mine, [text(2, "common words")])
    assert list(counts(mine, "common")) == [1, 2, 10, 11, 12, 20, 21, 22]


def test_a_pattern_that_stands_for_too_many_words_is_refused(folder: Path) -> None:
    index = open_index(folder)
    for part in range(2):
        words = " ".join(f"t{number}" for number in range(part * 15_000, (part + 1) * 15_000))
        update(index, [text(part, words)])
    with pytest.raises(QueryError, match="too broad: it stands for 30,000 words") as refused:
        search(index, "attorney OR t*")
    assert refused.value.position == 12
    assert counts(index, "t1999*") == {0: 1, 1: 10}
    assert counts(index, "?12") == {0: 1}


def test_the_manifest_names_no_text(folder: Path) -> None:
    index = open_index(folder)
    update(index, [text(1, "attorney")])
    manifest = json.loads((folder / "manifest.json").read_text())
    assert sorted(manifest) == ["documents", "files", "layout"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ReviewerError, match="The index can't be used"):
        open_index(tmp_path / "file" / "index")
