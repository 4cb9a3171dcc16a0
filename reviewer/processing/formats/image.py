"""Images: TIFF of many pages, JPEG, PNG, GIF, BMP, WebP, HEIC; turned as their camera says, one page a frame."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pillow_heif
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from reviewer.errors import ProcessingError
from reviewer.model import FileType
from reviewer.pdf.images import Picture, images_to_pdf
from reviewer.pdf.read import read_pdf
from reviewer.processing.formats.pdf import with_stamps
from reviewer.processing.reading import ReadFile, Reading

MOST_PIXELS = 200_000_000  # 600 MB in memory; a sheet of A0 at 300 dots an inch has 140 million
MOST_FRAMES = 5_000
_ORIENTATION = 0x0112  # of EXIF
_USUAL = 96.0  # dots an inch where the file does not say
_PLAUSIBLE = (50.0, 2400.0)

Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # Pillow refuses above twice this
pillow_heif.register_heif_opener()


def extract(reading: Reading) -> ReadFile:
    """Read an image. Raises ProcessingError."""
    with _opened(reading.path) as image:
        frames = getattr(image, "n_frames", 1)
        images_to_pdf(_pictures(image, reading.path), reading.rendition)
    found = read_pdf(reading.rendition, reading.ocr)
    pages = tuple(map(with_stamps, found.pages))
    return ReadFile(FileType.IMAGE, pages, found.scanned, rendition=True, flags=_left_out(frames, len(pages)))


def _left_out(frames: int, pages: int) -> tuple[str, ...]:
    """What is told of an image of which not all frames became pages."""
    if frames == pages:
        return ()
    return (
        f"an animation: its first picture of {frames} is shown" if pages == 1 else f"{pages} of {frames} pages read",
    )


def pictures(path: Path) -> Iterator[Picture]:
    """The frames of an image as pictures, upright. Raises ProcessingError."""
    with _opened(path) as image:
        yield from _pictures(image, path)


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path) as image:
                yield image
    except Image.DecompressionBombError as error:
        raise ProcessingError("The image was not read", "it has more than 200 million pixels", "") from error
    except UnidentifiedImageError as error:
        raise ProcessingError("The image was not read", "it is damaged, or of a kind not read", "") from error
    except (OSError, ValueError, SyntaxError, EOFError, TypeError, IndexError) as error:
        raise ProcessingError("The image was not read", "it is damaged", "Ask for it again") from error


def _pictures(image: Image.Image, path: Path) -> Iterator[Picture]:
    """The frames of an image as pictures; of an animation only the first, since the others are the same scene."""
    if _is_upright_jpeg(image):
        image.load()  # a damaged one fails here
        across, down = _resolution(image)
        yield Picture(path.read_bytes(), image.width * 72 / across, image.height * 72 / down)
        return
    animated = image.format in ("GIF", "WEBP", "PNG")
    for number, frame in enumerate(ImageSequence.Iterator(image)):
        if number >= (1 if animated else MOST_FRAMES):
            return
        yield _picture(frame, _resolution(image))


def _picture(frame: Image.Image, resolution: tuple[float, float]) -> Picture:
    upright = ImageOps.exif_transpose(frame)
    across, down = resolution if upright.size == frame.size else resolution[::-1]
    data = BytesIO()
    _drawable(upright).save(data, "PNG", compress_level=1)
    return Picture(data.getvalue(), upright.width * 72 / across, upright.height * 72 / down)


def _is_upright_jpeg(image: Image.Image) -> bool:
    """Whether its bytes can stand in a PDF as they are: drawn anew they would be ten times as many."""
    return image.format == "JPEG" and image.mode in ("L", "RGB") and image.getexif().get(_ORIENTATION, 1) == 1


def _drawable(image: Image.Image) -> Image.Image:
    """The image in a mode that PNG holds; what is transparent becomes white paper."""
    if image.mode in ("1", "L", "RGB"):
        return image
    if image.mode in ("I", "I;16", "F"):
        return ImageOps.autocontrast(image.convert("F").convert("L"))
    if "A" in image.getbands() or "transparency" in image.info:
        paper = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(paper, image.convert("RGBA")).convert("RGB")
    return image.convert("RGB")


def _resolution(image: Image.Image) -> tuple[float, float]:
    across, down = (float(value) for value in image.info.get("dpi", (0, 0))[:2])
    low, high = _PLAUSIBLE
    return (across, down) if low <= across <= high and low <= down <= high else (_USUAL, _USUAL)
