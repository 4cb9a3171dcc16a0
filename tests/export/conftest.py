from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.store.matter import Store, close
from tests.export import export_matter


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = export_matter.build(tmp_path)
    yield made
    close(made)
