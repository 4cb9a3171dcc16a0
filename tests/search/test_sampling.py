"""Random samples: drawn by seed, the same everywhere."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from reviewer.model import DocumentId
from reviewer.search.sampling import Sample, drawn

NUMBERS = st.dictionaries(st.integers(1, 500).map(DocumentId), st.text("ABC-0123456789", min_size=1, max_size=8))


@given(NUMBERS, st.integers(0, 200), st.integers(0, 10**9), st.booleans())
def test_a_sample_has_its_size_and_is_drawn_from_all(
    numbers: dict[DocumentId, str], size: int, seed: int, percent: bool
) -> None:
    found = drawn(Sample(size, seed, percent), numbers)
    assert found <= numbers.keys()
    assert len(found) == min(len(numbers), -(-len(numbers) * size // 100) if percent else size)
    assert found <= drawn(Sample(size + 1, seed, percent), numbers)


def test_the_same_seed_draws_the_same_documents_whatever_their_ids() -> None:
    names = [f"ABC-{number:04d}" for number in range(200)]
    one = {DocumentId(number): name for number, name in enumerate(names)}
    other = {DocumentId(999 - number): name for number, name in enumerate(names)}
    drawn_one = {one[document] for document in drawn(Sample(20, 7), one)}
    assert drawn_one == {other[document] for document in drawn(Sample(20, 7), other)}
    assert drawn_one == set(sorted(names, key=lambda name: hashlib.sha256(f"7:{name}".encode()).hexdigest())[:20])
    assert drawn_one != {one[document] for document in drawn(Sample(20, 8), one)}


def test_every_document_has_the_same_chance() -> None:
    numbers = {DocumentId(number): f"D-{number}" for number in range(20)}
    times = [sum(document in drawn(Sample(5, seed), numbers) for seed in range(2000)) for document in numbers]
    assert all(420 < count < 580 for count in times), "500 expected, standard deviation 19"
