"""Files whose scanned pages are with OCR, in small lots: every core helps, and a lot can fail without the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from reviewer.model import Annotation, PageContent
from reviewer.processing.reading import ReadFile, ReadPage
from reviewer.processing.tasks import Read
from reviewer.text.marked import on_words

LOT = 4  # pages


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
        pages = tuple(_merge(page, self.pages.get(page.content.page.number)) for page in self.read.file.pages)
        file = replace(self.read.file, pages=pages, flags=(*self.read.file.flags, *flags))
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


def _merge(layer: ReadPage, scan: ReadPage | None) -> ReadPage:
    """A page as OCR read it, with the stamps of both readings; the layer's page when OCR found nothing."""
    if scan is None or not scan.content.content.text:
        return layer
    page = replace(scan.content.page, label=layer.content.page.label)
    return ReadPage(PageContent(page, scan.content.content), (*layer.stamps, *scan.stamps))
