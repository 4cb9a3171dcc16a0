"""Mails whose text or files are wrapped in older ways: signed as a whole, encrypted, uuencoded."""

from __future__ import annotations

import binascii
import shutil
import subprocess
from email.message import EmailMessage
from pathlib import Path

import pytest
from asn1crypto import cms
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import ProcessingError
from reviewer.processing.detect import detect
from reviewer.processing.formats.mail import message, smime, uu
from reviewer.processing.formats.mail.letter import ENCRYPTED, SIGNED

INSIDE = (
    b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nThe quillwort memo.\n"
    b'--b\nContent-Disposition: attachment; filename="list.txt"\n\nfern\n--b--\n'
)


def signed(content: bytes | None) -> bytes:
    """A message in a signature by nobody."""
    inside = {"content_type": "data"} | ({} if content is None else {"content": content})
    data = {"version": "v1", "digest_algorithms": [], "encap_content_info": inside, "signer_infos": []}
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(data)}).dump())


def wrapped(data: bytes, purpose: str) -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"] = "ana@example.com", "Ferns"
    made.set_content(data, "application", "pkcs7-mime", filename="smime.p7m", params={"smime-type": purpose})
    return made.as_bytes()


@pytest.mark.parametrize("purpose", ["signed-data", "enveloped-data", ""])
def test_a_mail_signed_as_a_whole_is_read(purpose: str) -> None:
    """Whatever its header says of what it is."""
    read = message.read_letter(wrapped(signed(INSIDE), purpose))
    assert [body.plain.strip() for body in read.bodies] == ["The quillwort memo."]
    assert [(one.name, one.load()) for one in read.attachments] == [("list.txt", b"fern")]
    assert read.flags == (SIGNED,)


@pytest.mark.parametrize("data", [signed(INSIDE)[:40], b"", b"not of that form"])
def test_a_signature_that_is_damaged_is_told_and_attached(data: bytes) -> None:
    read = message.read_letter(wrapped(data, "signed-data"))
    assert read.flags == ("signed as a whole; the text of the message is in its attachment",)
    assert [(one.name, one.load()) for one in read.attachments] == [("smime.p7m", data)]


def test_certificates_alone_are_a_file_like_others() -> None:
    read = message.read_letter(wrapped(signed(None), "certs-only"))
    assert (read.flags, [one.name for one in read.attachments]) == ((), ["smime.p7m"])


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")
@pytest.mark.parametrize("how", [["-sign", "-nodetach"], ["-sign", "-nodetach", "-stream"], ["-encrypt", "-aes256"]])
def test_what_openssl_wraps(tmp_path: Path, how: list[str]) -> None:
    (tmp_path / "in").write_bytes(INSIDE)
    new = ["-newkey", "rsa:2048", "-nodes", "-keyout", tmp_path / "key", "-out", tmp_path / "cert", "-subj", "/CN=Ana"]
    subprocess.run(["openssl", "req", "-x509", *new], check=True, capture_output=True)
    signer = ["-signer", tmp_path / "cert", "-inkey", tmp_path / "key"] if "-sign" in how else [tmp_path / "cert"]
    command = ["openssl", "cms", *how, "-in", tmp_path / "in", "-out", tmp_path / "out", "-subject", "Ferns", *signer]
    subprocess.run(command, check=True, capture_output=True)
    read = message.read_letter((tmp_path / "out").read_bytes())
    if "-sign" in how:
        assert "The quillwort memo." in read.bodies[0].plain and read.flags == (SIGNED,)
    else:
        assert "This message is encrypted" in read.bodies[0].note and read.flags == (ENCRYPTED,)
        (tmp_path / "smime.p7m").write_bytes(read.attachments[0].load())
        with pytest.raises(ProcessingError, match="a part of a mail that is encrypted; ask for the mail without"):
            detect(tmp_path / "smime.p7m", "smime.p7m")


@given(st.binary(max_size=60), st.integers(0, 200))
def test_no_structure_is_too_odd(noise: bytes, cut: int) -> None:
    whole = signed(INSIDE)
    for data in (noise, whole[:cut] + noise + whole[cut + len(noise) :]):
        assert isinstance(smime.unwrap(data), bytes | None)


def encoded(name: str, data: bytes, blank: str = " ") -> str:
    lines = [binascii.b2a_uu(data[start : start + 45]).decode() for start in range(0, len(data), 45)]
    return f"begin 644 {name}\n{''.join(lines)}`\nend\n".replace(" ", blank).replace(
        f"begin{blank}644{blank}", "begin 644 "
    )


@given(st.binary(min_size=1, max_size=300), st.sampled_from(" `"))
def test_a_uuencoded_file_is_found_whole(data: bytes, blank: str) -> None:
    text, files = uu.parted(f"See below.\n\n{encoded('map.bin', data, blank)}\nRegards\n")
    assert files == [("map.bin", data)]
    assert text == "See below.\n\n[map.bin]\n\nRegards\n"


def test_spaces_that_were_lost_at_the_end_of_lines_do_no_harm() -> None:
    data = b"ab" + bytes(43) + b"cd"
    bare = "\r\n".join(line.rstrip() for line in encoded("a.bin", data).split("\n"))
    assert uu.parted(bare) == ("[a.bin]\r\n", [("a.bin", data)])


@pytest.mark.parametrize(
    "text",
    ["begin 644 words\nof a poem\nend\n", "begin 12 weeks\n", "We begin 644 x\nend", "begin 644 cut.bin\n#0V%T\n"],
)
def test_words_are_no_file(text: str) -> None:
    assert uu.parted(text) == (text, [])


def test_a_mail_with_uuencoded_files_has_them_attached() -> None:
    text = f"Two maps.\n{encoded('one.txt', b'first')}and\n{encoded('two.txt', b'second')}"
    read = message.read_letter(f"From: a@example.com\nSubject: Maps\n\n{text}".encode())
    assert [(one.name, one.load()) for one in read.attachments] == [("one.txt", b"first"), ("two.txt", b"second")]
    assert read.bodies[0].plain == "Two maps.\n[one.txt]\nand\n[two.txt]\n"
