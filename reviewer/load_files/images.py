"""The page images of documents: as an image list names them, or found by their names where there is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reviewer.load_files import opticon
from reviewer.load_files.opticon import Image, ImageSet
from reviewer.load_files.paths import Named, SourceFolder
from reviewer.load_files.produced import PageImage, ProducedDocument

ImageFinder = Callable[[ProducedDocument], tuple[PageImage, ...]]

_SUFFIXES = {".tif", ".tiff", ".jpg", ".jpeg", ".png", ".pdf"}
_OTHER_FOLDERS = ("native", "text", "ocr")
_MOST_PAGES = 100_000  # of one document


def image_sets(opt: Path) -> dict[str, ImageSet]:
    """The page images of an image list by the key of the first page; of two with one key the first."""
    sets: dict[str, ImageSet] = {}
    for item in opticon.documents(opticon.read_images(opt)):
        if isinstance(item, ImageSet):
            sets.setdefault(item.key, item)
    return sets


def listed(opt: Path, source: SourceFolder) -> ImageFinder:
    """Finds the images of the set whose key is the first Bates number, or the control number."""
    sets = image_sets(opt)

    def find(document: ProducedDocument) -> tuple[PageImage, ...]:
        found = sets.get(document.begin) or sets.get(document.control_number)
        images = found.images if found else ()
        return tuple(PageImage(image, source.find(image.path, opt.parent, image.volume)) for image in images)

    return find


def by_name(source: SourceFolder) -> ImageFinder:
    """Finds the images that are named by Bates numbers: one for each page, or one for the document."""
    files = _image_files(source)

    def find(document: ProducedDocument) -> tuple[PageImage, ...]:
        pages = document.range
        numbers = [document.begin] if not pages else [str(pages.begin + n) for n in range(min(len(pages), _MOST_PAGES))]
        held = [(number, files[number.casefold()]) for number in numbers if number.casefold() in files]
        return tuple(_page_image(key, path, source, place == 0) for place, (key, path) in enumerate(held))

    return find


def _page_image(key: str, path: Path, source: SourceFolder, first: bool) -> PageImage:
    name = source.relative(path)
    return PageImage(Image(0, key, "", name, first), Named(name, path))


def _image_files(source: SourceFolder) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in source.files():
        folders = Path(source.relative(path)).parts[:-1]
        if path.suffix.lower() in _SUFFIXES and not any(name.lower().startswith(_OTHER_FOLDERS) for name in folders):
            found.setdefault(path.stem.casefold(), path)
    return found
