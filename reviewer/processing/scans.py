"""Files whose scanned pages are with OCR, in small lots: every core helps, and a lot can fail without the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from reviewer.model import Annotation, PageContent, TextSource
from reviewer.pdf.garbage import is_garbage
from reviewer.processing.reading import ReadFile, ReadPage
from reviewer.processing.tasks import Read
from reviewer.text.marked import on_words

LOT = 4  # pages
GARBAGE = "the text layer looks like garbage: read it by OCR"
_GUESSED = 40  # mean certainty under which hardly a word in five is right


@dataclass(slots=True)
class Pending:
    """A file as read, the lots of its scanned pages that are still out, and what came back."""

    read: Read
    lots: dict[int, tuple[int, ...]]
    pages: dict[int, ReadPage] = field(default_factory=dict)
    failed: list[int] = field(default_factory=list)

    @property
    def progress(self) -> str:
        """How far OCR is, in words."""
        return f"{len(self.pages)} of {len(self.read.file.scanned)} pages read by OCR"

    def take(self, lot: int, pages: Sequence[ReadPage] | None) -> None:
        """Take a lot back, None when it failed."""
        numbers = self.lots.pop(lot)
        if pages is None:
            self.failed.extend(numbers)
        else:
            self.pages.update(zip(numbers, pages, strict=True))

    def merged(self) -> Read:
        """The file with what OCR read in place of what the text layer held; failed pages keep what they had."""
        flags = tuple(f"page {number} could not be read by OCR" for number in sorted(self.failed))
        pairs = [(page, self.pages.get(page.content.page.number)) for page in self.read.file.pages]
        pages = tuple(_merge(layer, scan) for layer, scan in pairs)
        garbage = garbage_flags(page.content for page in pages if page.content.page.number in self.read.file.scanned)
        file = replace(self.read.file, pages=pages, flags=(*self.read.file.flags, *flags, *garbage))
        return replace(self.read, file=replace(file, annotations=tuple(self._marked(file))))

    def _marked(self, file: ReadFile) -> Iterator[Annotation]:
        """The marks that the file came with, on the words that OCR read where it read the page."""
        for mark in file.annotations:
            content = file.pages[mark.page - 1].content.content
            yield from on_words(mark, content) if mark.page in self.pages else [mark]


def pending(read: Read) -> Pending:
    """A file whose scanned pages go out to OCR."""
    numbers = read.file.scanned
    return Pending(read, {start: numbers[start : start + LOT] for start in range(0, len(numbers), LOT)})


def garbage_flags(pages: Iterable[PageContent]) -> tuple[str, ...]:
    """The flag of a document whose pages have a text layer that looks like garbage."""
    layers = (content.content.text for content in pages if content.page.text_source is TextSource.LAYER)
    return (GARBAGE,) if any(map(is_garbage, layers)) else ()


def is_worse(scan: PageContent, layer: PageContent) -> bool:
    """Whether what OCR read of a page is of less use than its text layer: nothing, or guesses or garbage itself."""
    if not scan.content.text:
        return True
    guessed = sum(scan.certainty) < _GUESSED * len(scan.certainty)
    return is_garbage(layer.content.text) and (guessed or is_garbage(scan.content.text))


def _merge(layer: ReadPage, scan: ReadPage | None) -> ReadPage:
    """A page as OCR read it, with the stamps of both readings; the layer's page when OCR is worse."""
    if scan is None or is_worse(scan.content, layer.content):
        return layer
    page = replace(scan.content.page, label=layer.content.page.label)
    return ReadPage(replace(scan.content, page=page), (*layer.stamps, *scan.stamps))
