"""Files inside files: families, limits, hostile names, and nothing lost when an import is stopped."""

from __future__ import annotations

import io
import os
import tarfile
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from reviewer.processing import inside
from reviewer.processing.formats import archive
from reviewer.processing.intake import Import, Options
from reviewer.store import documents, matter
from reviewer.store.matter import STAGING
from tests.make import write_pdf
from tests.processing.importing import AUTHOR, bring_in, holding


def zipped(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return held.getvalue()


def letter(subject: str, body: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "ana@example.org", "ben@example.org", subject
    mail["Date"] = "Wed, 4 Mar 2009 23:30:00 -0500"
    mail["Message-ID"] = f"<{subject.lower()}@example.org>"
    mail.set_content(body)
    return mail


def test_a_pdf_in_a_zip_in_a_mail_in_a_mail_is_one_family(source: Path, tmp_path: Path) -> None:
    pdf = write_pdf(tmp_path / "paper.pdf", ["The word is quince."]).read_bytes()
    inner = letter("Inner", "The word is medlar.")
    inner.add_attachment(zipped({"bergamot/paper.pdf": pdf}), maintype="application", subtype="zip", filename="a.zip")
    outer = letter("Outer", "The word is loquat.")
    outer.add_attachment(inner)
    (source / "outer.eml").write_bytes(bytes(outer))
    report, held = bring_in(tmp_path / "Case.matter", source)
    assert (report.seen, report.imported, report.exceptions) == (4, 4, 0)
    numbers = [document.control_number for document in held.documents]
    assert numbers == ["DOC-000001", "DOC-000001.0001", "DOC-000001.0001.0001", "DOC-000001.0001.0001.0001"]
    assert [document.parent for document in held.documents] == ["", *numbers[:3]]
    assert {document.family for document in held.documents} == {"DOC-000001"}
    words = ["loquat", "medlar", "bergamot", "quince"]
    for word, document in zip(words, held.documents, strict=True):
        assert word in " ".join(held.texts[document.id].values())
    assert held.documents[0].date == "2009-03-04T23:30-05:00"


def test_files_that_an_archive_only_holds_together_are_no_family(source: Path, tmp_path: Path) -> None:
    (source / "all.zip").write_bytes(zipped({"one.txt": b"one", "more.zip": zipped({"two.txt": b"two"})}))
    _, held = bring_in(tmp_path / "Case.matter", source)
    families = {document.path: document.family for document in held.documents}
    assert len(set(families.values())) == 4
    assert held.by_path["all.zip/more.zip/two.txt"].parent == "DOC-000001.0002"


def test_names_that_lead_elsewhere_are_shown_and_never_used(source: Path, tmp_path: Path) -> None:
    names = ["../../x.txt", "C:\\x.txt", "\\\\h\\s\\x.txt", "/etc/x.txt", "a\nb.txt"]
    (source / "names.zip").write_bytes(zipped(dict.fromkeys(names, b"text")))
    with tarfile.open(source / "links.tar", "w") as made:
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        made.addfile(link)
    before = set(tmp_path.rglob("*"))
    report, held = bring_in(tmp_path / "Case.matter", source)
    assert (report.imported, report.exceptions) == (7, 1)
    assert held.reasons == {"links.tar/link": "it is a link or a device, not a file"}
    assert "names.zip/../../x.txt" in held.by_path and "names.zip/a b.txt" in held.by_path
    made_there = {path for path in set(tmp_path.rglob("*")) - before if tmp_path / "Case.matter" not in path.parents}
    assert made_there == {tmp_path / "Case.matter"}


def test_an_archive_nested_forty_deep_is_stopped(source: Path, tmp_path: Path) -> None:
    data = b"the core"
    for _ in range(40):
        data = zipped({"inner.zip" if data[:2] == b"PK" else "core.txt": data})
    (source / "deep.zip").write_bytes(data)
    report, held = bring_in(tmp_path / "Case.matter", source)
    assert report.imported == inside.DEEPEST + 1 and report.exceptions == 1
    assert list(held.reasons.values()) == [f"it is nested more than {inside.DEEPEST} deep"]


def test_an_archive_that_inflates_beyond_bounds_is_stopped(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inside, "FREE_BYTES", 1 << 20)  # a bomb of 8 MB does for one of 10 GB
    path = source / "bomb.zip"
    path.write_bytes(zipped({"small.txt": b"small", "zeros.txt": b"0" * (8 << 20)}))
    staging = tmp_path / "staging"
    staging.mkdir()
    small, bomb = archive.unpack(path, "bomb.zip", staging).items
    assert small.reason == "" and "far larger than it should be" in bomb.reason
    assert sum(entry.stat().st_size for entry in staging.iterdir()) == 5


def test_members_that_are_locked_or_damaged_are_listed(source: Path, tmp_path: Path) -> None:
    data = bytearray(zipped({"good.txt": b"good words", "bad.txt": os.urandom(4000)}))
    data[data.index(b"bad.txt") + 2000] ^= 0xFF
    (source / "half.zip").write_bytes(data)
    report, held = bring_in(tmp_path / "Case.matter", source)
    assert (report.seen, report.imported, report.exceptions) == (3, 2, 1)
    assert held.reasons == {"half.zip/bad.txt": "it is damaged in the archive"}


def test_the_same_attachment_on_two_mails_is_two_documents(source: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        mail = letter(name, f"Mail {name}")
        mail.add_attachment(b"The same paper.", maintype="text", subtype="plain", filename="paper.txt")
        (source / f"{name}.eml").write_bytes(bytes(mail))
    report, held = bring_in(tmp_path / "Case.matter", source)
    papers = [document for document in held.documents if document.path.endswith("paper.txt")]
    assert [paper.parent for paper in papers] == ["DOC-000001", "DOC-000002"]
    assert [paper.duplicate_of for paper in papers] == ["", "DOC-000001.0001"]
    assert report.duplicates == 1


def test_an_import_that_was_stopped_goes_on_inside(source: Path, tmp_path: Path) -> None:
    files = {f"{number:03d}.txt": f"paper number {number}".encode() for number in range(150)}
    (source / "all.zip").write_bytes(zipped(files))
    folder = tmp_path / "Case.matter"
    matter.close(matter.create(folder))
    with matter.opened(folder) as store:
        running = Import(store, [source], AUTHOR, Options())
        while documents.count(store) < 20:
            running.poll(wait=0.01)
        running.cancel()
        assert documents.count(store) < 151
    report, held = bring_in(folder, source)
    assert (report.seen, report.imported) == (151, 151)
    assert len({document.path for document in held.documents}) == 151
    assert not any((folder / STAGING).iterdir()), "what was unpacked is taken away"
    assert held.documents == holding(folder).documents
