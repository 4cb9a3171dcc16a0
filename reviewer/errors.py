"""Errors that are the world's fault: shown to the user as one sentence, never as a traceback."""

from __future__ import annotations

from reviewer.words import local


class ReviewerError(Exception):
    """What happened, why, and what to do, in words a paralegal understands.

    Anything else that is raised is a fault of the program.
    """

    def __init__(self, what: str, why: str = "", do: str = "") -> None:
        self.what, self.why, self.do = what, why, do
        super().__init__(what, why, do)

    def __str__(self) -> str:
        what, why, do = local(self.what), local(self.why), local(self.do)
        sentence = f"{what}: {why}" if why else what
        return f"{sentence}. {do}." if do else f"{sentence}."


class MatterError(ReviewerError):
    """The matter can't be created, opened or written."""


class MatterLocked(MatterError):
    """Another process holds the matter."""


class ProcessingError(ReviewerError):
    """One file can't become a document; it is recorded as a processing exception."""


class PasswordNeeded(ProcessingError):
    """The file is encrypted and none of the given passwords opens it."""


class QueryError(ReviewerError):
    """A query can't be read; `position` is the code point where it goes wrong, `repair` the query mended, where that is
    certain."""

    def __init__(self, what: str, why: str = "", do: str = "", position: int = 0, repair: str = "") -> None:
        super().__init__(what, why, do)
        self.position, self.repair = position, repair


class NotFound(ReviewerError):
    """A document, page, quote, tag or kind that was named does not exist."""
