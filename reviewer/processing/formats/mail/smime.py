"""Mails that are signed as a whole: the message stands inside the signature (RFC 8551, 3.5.2)."""

from __future__ import annotations

from asn1crypto import cms


def unwrap(data: bytes) -> bytes | None:
    """The message inside a signature; None where it is encrypted, holds none, or can't be taken apart."""
    try:
        info = cms.ContentInfo.load(data)
        if info["content_type"].native != "signed_data":
            return None
        content = info["content"]["encap_content_info"]["content"].native
    except Exception:  # what a damaged or hostile structure makes the library raise is of any kind
        return None
    return content if isinstance(content, bytes) else None
