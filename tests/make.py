"""Small inputs for tests: matters and documents made without a file, and files made from scratch."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pymupdf

from reviewer.model import (
    Box,
    DocumentId,
    Extraction,
    FileType,
    HiddenKind,
    Page,
    PageContent,
    PageText,
    TextSource,
    Word,
)
from reviewer.review import coding as verbs
from reviewer.store import documents, intake, matter
from reviewer.store.intake import Found, SeenFile, StoredFile, Waiting
from reviewer.store.matter import Store


def page_text(text: str) -> PageText:
    """A page's text with each character 6 points wide, each line 12 points high, from (72, 72)."""
    words = []
    for number, line in enumerate(text.split("\n")):
        begin = sum(len(before) + 1 for before in text.split("\n")[:number])
        for match in re.finditer(r"\S+", line):
            box = Box(72 + 6 * match.start(), 72 + 12 * number, 72 + 6 * match.end(), 84 + 12 * number)
            size = match.end() - match.start()
            edges = bytes(round(255 * (place + 1) / size) for place in range(size))
            words.append(Word(begin + match.start(), begin + match.end(), box, edges))
    return PageText(text, tuple(words))


def extraction(pages: Sequence[str], bates: str = "", **fields: object) -> Extraction:
    """An extraction with the given page texts; `bates` is a prefix ("ABC-") for numbers from 1."""
    made = []
    for number, text in enumerate(pages, 1):
        stamped = f"{bates}{number:07d}" if bates else ""
        page = Page(number, 612, 792, 0, str(number), stamped, TextSource.LAYER)
        made.append(PageContent(page, page_text(text)))
    return Extraction(FileType.PDF, pages=tuple(made), **fields)  # type: ignore[arg-type]


def add_document(store: Store, found: Extraction, path: str = "paper.pdf", sha256: str = "") -> str:
    """Put a document without a file into a matter; hand back its control number."""
    production = intake.add_production(store, Path("/production"), "Custodian")
    ids = intake.add_seen(store, production, [SeenFile(path, f"/production/{path}", 1, 1)])
    entry = intake.waiting(store, ids)[0]
    intake.add_document(store, entry, StoredFile(f"originals/{path}", sha256 or path, path), found)
    return entry.control_number


def coded_matter(folder: Path, pages: Sequence[str], bates: str = "ABC-") -> Store:
    """A new matter with the codebook and one document of the given page texts."""
    store = matter.create(folder)
    verbs.seed_codebook(store, "Reviewer")
    add_document(store, extraction(pages, bates))
    return store


def write_pdf(path: Path, pages: Sequence[str], size: tuple[float, float] = (612, 792)) -> Path:
    """A PDF whose pages hold the given lines, in 12-point Helvetica from (72, 72) on; sizes in points."""
    with pymupdf.open() as made:
        for text in pages:
            made.new_page(width=size[0], height=size[1]).insert_text((72, 84), text, fontsize=12, lineheight=1.5)
        made.save(path)
    return path


def lines_pdf(path: Path, pages: Sequence[Sequence[tuple[float, float, str]]], font: str = "helv") -> Path:
    """A PDF with lines of text at given places: base line begin in points from the upper left corner; 11 points."""
    face = pymupdf.Font(font)
    with pymupdf.open() as made:
        for lines in pages:
            page = made.new_page(width=612, height=792)
            writer = pymupdf.TextWriter(page.rect)
            for x, y, text in lines:
                writer.append((x, y), text, font=face, fontsize=11)
            writer.write_text(page)
        made.save(path)
    return path


def two_columns(path: Path) -> Path:
    """Field case 1: two columns of four lines, drawn row by row; left they begin with L0 to L3, right with R0 to R3."""
    left = ("waiver of the attorney", "client privilege was not", "found in any of the", "letters of that year")
    right = ("the county joined the", "programme in spring and", "was told that it could", "leave at any time")
    rows = enumerate(zip(left, right, strict=True))
    drawn = [
        place
        for n, (one, other) in rows
        for place in ((72, 100 + 14 * n, f"L{n} {one}"), (320, 100 + 14 * n, f"R{n} {other}"))
    ]
    return lines_pdf(path, [drawn])


def one_word(path: Path, rotation: int, cropped: bool, word: str = "Witness") -> Path:
    """Field case 2: one word at (72, 100) of a page that is rotated, and cropped away from the origin."""
    with pymupdf.open() as made:
        page = made.new_page(width=400, height=300)
        page.insert_text((72, 100), word, fontsize=14)
        if cropped:
            page.set_cropbox(pymupdf.Rect(30, 40, 380, 290))
        page.set_rotation(rotation)
        made.save(path)
    return path


def ligatures(path: Path) -> Path:
    """Field case 3: office, file and scientific, drawn and encoded with ligature characters."""
    return lines_pdf(path, [[(72, 100, "The o\ufb03ce kept the \ufb01le of scienti\ufb01c papers.")]])


def hyphens(path: Path) -> Path:
    """Field case 4: words parted by a hyphen at the end of a line, and a compound whose own hyphen stands there."""
    text = ("The witness was driving cli-", "mate change and the attor-", "ney work product of the cross-", "claim.")
    return lines_pdf(path, [[(72, 100 + 14 * n, line) for n, line in enumerate(text)]])


def line_end(path: Path) -> Path:
    """Field case 5: "dynamic languages" on two lines."""
    return lines_pdf(path, [[(72, 100, "a study of dynamic"), (72, 114, "languages in use")]])


def page_break(path: Path) -> Path:
    """Field case 6: page 4 ends "waiver of the attorney", page 5 begins "client privilege".

    A header, a footer and a stamp stand between: ABC-0000001 to ABC-0000006. The other pages hold other text.
    """
    bodies = [["Nothing of note is said here.", "Nor here, to be honest."]] * 6
    bodies[3] = ["The memo was released after a", "waiver of the attorney"]
    bodies[4] = ["client privilege by the agency,", "as the court had ordered."]
    pages = []
    for number, body in enumerate(bodies, 1):
        lines = [(72.0, 700.0 - 14 * (len(body) - 1 - n), line) for n, line in enumerate(body)]
        header, footer = (230.0, 40.0, "In re Secure Programme"), (290.0, 760.0, f"Page {number}")
        pages.append([header, *lines, footer, (480.0, 775.0, f"ABC-{number:07d}")])
    return lines_pdf(path, pages)


def locked_pdf(path: Path, pages: Sequence[str], user: str, owner: str = "") -> Path:
    """A PDF as by `write_pdf`, encrypted; with an empty `user` password anybody may read it."""
    write_pdf(path, pages)
    with pymupdf.open(path) as made:
        locked = made.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=user, owner_pw=owner or user)
    path.write_bytes(locked)
    return path


def cut(path: Path, source: Path, share: float) -> Path:
    """The first `share` of a file's bytes."""
    data = source.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    return path


def scan(path: Path, pages: Sequence[str]) -> Path:
    """A PDF as by `write_pdf`, each page an image without a text layer."""
    with pymupdf.open() as made, pymupdf.open(write_pdf(path, pages)) as source:
        for page in source:
            image = page.get_pixmap(dpi=150).tobytes("jpeg")
            made.new_page(width=page.rect.width, height=page.rect.height).insert_image(page.rect, stream=image)
        data = made.tobytes()
    path.write_bytes(data)
    return path


def bare_pdf(path: Path, contents: bytes, objects: Sequence[bytes], resources: bytes) -> Path:
    """A PDF of one page written by hand; `objects` are numbered from 5, `resources` is the page's dictionary."""
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources" + resources + b">>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(contents), contents),
        *objects,
    ]
    data, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(bodies) + 1, len(data))
    path.write_bytes(data + b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1) + table + trailer)
    return path


def huge_image(path: Path, side: int = 30_000) -> Path:
    """Field case 32: under a megabyte of PDF with a grey image of `side` times `side` pixels."""
    packer = zlib.compressobj(9)
    row = bytes(side)
    stream = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    image = (
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8"
        b"/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (side, side, len(stream), stream)
    )
    return bare_pdf(path, b"q 400 0 0 400 100 200 cm /Im Do Q", [image], b"<</XObject<</Im 5 0 R>>>>")


def endless_forms(path: Path, deep: int = 12) -> Path:
    """A page that draws a form that draws the next ten times, `deep` forms in all: 10 ** `deep` words to read."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    forms = []
    for number in range(deep):
        body = b"/F Do " * 10 if number < deep - 1 else b"BT /T 9 Tf (word) Tj ET"
        inside = b"<</XObject<</F %d 0 R>>/Font<</T 5 0 R>>>>" % (number + 7)
        forms.append(
            b"<</Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources%s/Length %d>>stream\n%s\nendstream"
            % (inside, len(body), body)
        )
    return bare_pdf(path, b"/F Do", [font, *forms], b"<</XObject<</F 6 0 R>>>>")


def hungry_text(path: Path, words: int = 300_000) -> Path:
    """A page of so many words one over the other, that its text takes gigabytes once it is read; a small file."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    drawn = b"".join(b"1 0 0 1 %d %d Tm (word) Tj " % (72 + 40 * (n % 10), 80 + n % 640) for n in range(words))
    body = zlib.compress(b"BT /T 9 Tf " + drawn + b"ET", 9)
    form = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</Font<</T 5 0 R>>>>/Filter/FlateDecode"
        b"/Length %d>>stream\n%s\nendstream" % (len(body), body)
    )
    return bare_pdf(path, b"/F Do", [font, form], b"<</XObject<</F 6 0 R>>>>")


def add_mail(store: Store, path: str, text: str, fields: Mapping[str, str] | None = None, **said: str) -> DocumentId:
    """Put a mail of one page into a matter: header block and text; `said` and `fields` as in an Extraction."""
    shown = "\n".join(f"{name.capitalize()}: {said[name]}" for name in ("to", "date", "subject") if name in said)
    made = extraction([f"{shown}\n{text}"], title=said.get("subject", ""), **said)
    found = replace(made, type=FileType.EMAIL, fields=fields or {})
    number = add_document(store, found, path)
    return documents.by_control_number(store, number).id


def add_child(store: Store, parent: DocumentId, name: str, found: Extraction, sha256: str = "") -> DocumentId:
    """Put a document into a matter that was found inside another one, and is of its family."""
    above = documents.load(store, parent)
    holder = Waiting(parent, above.path, above.control_number, "", False)
    ids = intake.add_inside(store, holder, [Found(name, f"staging/{name}")], apart=False)
    entry = intake.waiting(store, ids)[0]
    intake.add_document(store, entry, StoredFile(f"originals/{name}", sha256 or name, name), found)
    return entry.id


def add_marks(path: Path, *marks: str, page: int = 1) -> Path:
    """Put annotations into the PDF at `path`: the inside of their dictionaries, in the space of the page (from 1)."""
    with pymupdf.open(path) as made:
        numbers = []
        for mark in marks:
            numbers.append(made.get_new_xref())
            made.update_object(numbers[-1], f"<</Type/Annot{mark}>>")
        made.xref_set_key(made[page - 1].xref, "Annots", f"[{' '.join(f'{number} 0 R' for number in numbers)}]")
        data = made.tobytes()
    path.write_bytes(data)
    return path


def quad(x0: float, y0: float, x1: float, y1: float) -> str:
    """A highlight's quadrilateral as Acrobat writes it; points from the lower left corner of the page."""
    return f"{x0} {y1} {x1} {y1} {x0} {y0} {x1} {y0}"


def highlighted(path: Path, rotation: int = 0, cropped: bool = False) -> Path:
    """Field case 2 with a highlight on its word, and a second word beside it that has none."""
    one_word(path, rotation, cropped, "Witness stand")
    width = pymupdf.get_text_length("Witness", fontsize=14)
    place = f"/Rect[70 196 130 214]/QuadPoints[{quad(72, 197, 72 + width, 211)}]/C[1 1 0]"
    return add_marks(path, f"/Subtype/Highlight/T(R. Roe)/M(D:20090303140500-05'00')/Contents(See memo){place}")


def commented(path: Path) -> Path:
    """Two lines with comments of every kind; three more entries that are no comments."""
    write_pdf(path, ["The programme is voluntary.\nIt will become mandatory.", "The end."])
    word = f"/Rect[72 700 200 720]/QuadPoints[{quad(72, 704, 225, 720)}]/C[1 1 0]"
    return add_marks(
        path,
        f"/Subtype/Highlight/T(R. Roe)/CreationDate(D:20090301)/Contents(Not true){word}",
        f"/Subtype/Squiggly/T(J. Doe)/M(last week)/RC(<p>Is &quot;this&quot; so?</p>){word}",
        f"/Subtype/StrikeOut{word}",
        "/Subtype/Text/T(R. Roe)/Contents(Ask\rhim)/Rect[300 600 320 620]/M(D:2009)",
        "/Subtype/Text/T(J. Doe)/Contents(Done)/IRT 5 0 R/Rect[300 600 320 620]",
        "/Subtype/FreeText/Contents(In the margin)/DA(/Helv 12 Tf)/Rect[400 600 500 620]",
        "/Subtype/Square/Contents(Look here)/Rect[72 500 200 520]",
        "/Subtype/Stamp/Name/Confidential/Rect[72 400 200 420]",
        "/Subtype/Circle/Rect[72 300 200 320]",  # says nothing
        "/Subtype/Popup/Contents(Not true)/Rect[72 300 200 320]",
        "/Subtype/Link/Contents(a link)/Rect[72 300 200 320]/A<</S/URI/URI(https://example.org)>>",
        "/Subtype/Widget/FT/Tx/T(county)/V(Kestrel)/DA(/Helv 12 Tf)/Rect[72 200 200 220]",
    )


def with_files(path: Path, files: Mapping[str, bytes], pages: Sequence[str] = ("The cover page.",)) -> Path:
    """A PDF with files attached to the document."""
    with pymupdf.open(write_pdf(path, pages)) as made:
        for name, data in files.items():
            made.embfile_add(name, data, filename=name)
        whole = made.tobytes(deflate=True)
    path.write_bytes(whole)
    return path


def with_pinned_file(path: Path, name: str, data: bytes, pins: int = 1) -> Path:
    """A PDF with one file pinned to its page, in so many places."""
    with pymupdf.open(write_pdf(path, ["A page with a pin."])) as made:
        pinned = [made[0].add_file_annot((72, 200 + 30 * place), data, name) for place in range(pins)]
        first = made.xref_get_key(pinned[0].xref, "FS/EF/F")[1]
        for pin in pinned[1:]:
            made.xref_set_key(pin.xref, "FS/EF/F", first)
        whole = made.tobytes()
    path.write_bytes(whole)
    return path


def filled_form(path: Path) -> Path:
    """A form as its program leaves it, for viewers to draw: texts, a password, a list, a box, a group, a button."""
    fields = (
        "/FT/Tx/T(county)/V(Kestrel\rCounty)/Rect[72 700 300 720]",
        "/FT/Tx/T(empty)/V()/Rect[72 670 300 690]",
        "/FT/Tx/T(secret)/Ff 8192/V(hunter2)/Rect[72 640 300 660]",
        "/FT/Ch/T(state)/Opt[[(NY)(New York)][(TX)(Texas)]]/V(TX)/Rect[72 610 300 630]",
        "/FT/Btn/T(agreed)/V/Yes/AS/Yes/Rect[72 580 90 598]",
        "/FT/Btn/T(refused)/V/Off/AS/Off/Rect[72 550 90 568]",
        "/FT/Btn/T(print)/Ff 65536/V(go)/AA<</U<</S/JavaScript/JS(app.alert\\(1\\))>>>>/Rect[72 520 90 538]",
    )
    write_pdf(path, ["Declaration"])
    add_marks(path, *(f"/Subtype/Widget/DA(/Helv 12 Tf 0 g){field}" for field in fields))
    with pymupdf.open(path) as made:
        listed = made.xref_get_key(made[0].xref, "Annots")[1]
        made.xref_set_key(made.pdf_catalog(), "AcroForm", f"<</NeedAppearances true/Fields{listed}>>")
        data = made.tobytes()
    path.write_bytes(data)
    return path


def page_labels(path: Path) -> Path:
    """Field case 29: a PDF of six pages labelled i, ii, ABC-1 to ABC-4; none bears a stamp."""
    write_pdf(path, [f"The words of sheet {sheet}." for sheet in "abcdef"])
    with pymupdf.open(path) as made:
        made.set_page_labels(
            [{"startpage": 0, "style": "r", "firstpagenum": 1}, {"startpage": 2, "prefix": "ABC-", "style": "D"}]
        )
        labelled = made.tobytes()
    path.write_bytes(labelled)
    return path


def with_hidden_words(path: Path, kind: HiddenKind, rotation: int = 0) -> Path:
    """Field case 8: a page that says openly "The programme is voluntary.", and out of sight "withheld memo"."""
    place, box = (72, 200), pymupdf.Rect(60, 180, 200, 210)
    with pymupdf.open(write_pdf(path, ["The programme is voluntary."])) as made:
        page = made[0]
        where = (700, 200) if kind is HiddenKind.OUTSIDE else place
        page.insert_text(
            where,
            "withheld memo",
            fontsize=0.5 if kind is HiddenKind.TINY else 12,
            color=(1, 1, 1) if kind is HiddenKind.PAPER else (0, 0, 0),
            render_mode=3 if kind is HiddenKind.INKLESS else 0,
        )
        if kind is HiddenKind.BOX:
            page.draw_rect(box, fill=(0, 0, 0))
        elif kind is HiddenKind.IMAGE:
            page.insert_image(box, pixmap=_picture(0x20))
        elif kind is HiddenKind.REDACTION:
            page.add_redact_annot(box)
        page.set_rotation(rotation)
        data = made.tobytes()
    path.write_bytes(data)
    return path


def with_open_words(path: Path, how: str) -> Path:
    """A page whose "open memo" is seen, though something about it looks as if it were not; `how` names it."""
    place, box = (72, 200), pymupdf.Rect(60, 180, 200, 210)
    with pymupdf.open(write_pdf(path, ["The programme is voluntary."])) as made:
        page = made[0]
        if how in ("white on black", "box before"):
            page.draw_rect(box, fill=(0, 0, 0) if how == "white on black" else (1, 1, 0.6))
        if how == "drawn again":
            page.insert_text(place, "open memo", fontsize=12)
            page.draw_rect(box, fill=(1, 1, 1))
        page.insert_text(place, "open memo", fontsize=12, color=(1, 1, 1) if how == "white on black" else (0, 0, 0))
        if how == "highlight":
            page.add_highlight_annot(pymupdf.Rect(70, 188, 135, 204))
        elif how == "pale box":
            page.draw_rect(box, fill=(0, 0, 0), fill_opacity=0.15)
        elif how == "frame":
            page.draw_rect(box, width=4)
        elif how == "white cells":
            page.draw_rect(pymupdf.Rect(60, 300, 200, 330), color=(0, 0, 0), fill=(1, 1, 1))
            page.insert_text((72, 320), " ", fontsize=12, color=(1, 1, 1))
        data = made.tobytes()
    path.write_bytes(data)
    return path


def searchable_scan(
    path: Path, words: str = "The programme is voluntary.", shift: float = 0, turned: bool = False, over: bool = True
) -> Path:
    """A picture of lines of text with an inkless layer `over` or under it, `shift` points too low, or upside down."""
    lines = words.split("\n")
    with pymupdf.open() as drawing:
        drawing.new_page(width=612, height=792).insert_text((72, 84), lines, fontsize=12, lineheight=1.5)
        picture = drawing[0].get_pixmap(dpi=150)
    with pymupdf.open() as made:
        page = made.new_page(width=612, height=792)
        if over:
            page.insert_image(page.rect, pixmap=picture)
        morph = (pymupdf.Point(306, 396), pymupdf.Matrix(180)) if turned else None
        page.insert_text((72, 84 + shift), lines, fontsize=12, lineheight=1.5, render_mode=3, morph=morph)
        if not over:
            page.insert_image(page.rect, pixmap=picture)
        made.save(path)
    return path


def _picture(grey: int) -> pymupdf.Pixmap:
    """A small picture of one grey, with some grain, so that it is no filled box."""
    pixmap = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 32, 32))
    pixmap.clear_with(grey)
    for place in range(0, 32, 3):
        pixmap.set_pixel(place, place, (grey + 0x30,))
    return pixmap
