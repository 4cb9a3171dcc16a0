"""Tells an index that this program built, and that is whole, from any other: only such a one is opened.

Opening a Whoosh index unpickles its files, so a foreign or damaged one must not be opened at all. A manifest names the
index's layout, the documents that it holds with the hashes of their texts, and the digest of each file; it is signed
with a key that lies beside the indexes, in the user's own cache.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
from hashlib import blake2b
from pathlib import Path

from reviewer.model import DocumentId
from reviewer.search.segments import LAYOUT

MANIFEST, SIGNATURE, KEY = "manifest.json", "manifest.signature", "index.key"

Hashes = dict[DocumentId, str]
"""The hash of the text of each document in an index."""


def seal(folder: Path, hashes: Hashes) -> None:
    """Sign the index as it is on the disk."""
    known = _files_of(_manifest(folder))
    names = sorted(path.name for path in folder.iterdir() if _counts(path))
    files = {name: known.get(name) or _digest(folder / name) for name in names}
    manifest = json.dumps({"layout": LAYOUT, "documents": hashes, "files": files}).encode()
    unseal(folder)
    (folder / MANIFEST).write_bytes(manifest)
    (folder / SIGNATURE).write_text(_sign(folder, manifest), encoding="ascii")


def unseal(folder: Path) -> None:
    """Mark the index as being written: if the program dies now, it is built anew."""
    (folder / SIGNATURE).unlink(missing_ok=True)


def signature(folder: Path) -> str:
    """The present signature; empty when there is none."""
    try:
        return (folder / SIGNATURE).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def sealed(folder: Path) -> Hashes | None:
    """What an index holds that this program built and that is whole; None of any other."""
    manifest = _manifest(folder)
    if not hmac.compare_digest(signature(folder).encode(), _sign(folder, manifest).encode()):
        return None
    content = json.loads(manifest)
    if content["layout"] != LAYOUT or content["files"] != _digests(folder):
        return None
    return {DocumentId(int(document)): digest for document, digest in content["documents"].items()}


def _counts(path: Path) -> bool:
    return path.suffix in (".toc", ".trm", ".pst")


def _digests(folder: Path) -> dict[str, str]:
    return {path.name: _digest(path) for path in folder.iterdir() if _counts(path)}


def _digest(path: Path) -> str:
    digest = blake2b(digest_size=32)
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _manifest(folder: Path) -> bytes:
    try:
        return (folder / MANIFEST).read_bytes()
    except OSError:
        return b""


def _files_of(manifest: bytes) -> dict[str, str]:
    return dict(json.loads(manifest)["files"]) if manifest else {}


def _sign(folder: Path, manifest: bytes) -> str:
    return hmac.new(_key(folder.parent / KEY), manifest, "blake2b").hexdigest()


def _key(path: Path) -> bytes:
    """The key in a file; made when there is none, readable by this user alone."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(32))
    except FileExistsError:
        pass
    return path.read_bytes()
