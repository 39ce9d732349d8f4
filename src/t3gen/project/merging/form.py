"""The form of the user's file: what a merge of lines must not see, and must not lose."""

from __future__ import annotations

from dataclasses import dataclass

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Form:
    """How a text is written down.

    Args:
        bom: Whether it begins with a byte order mark.
        crlf: Whether every line ends as on Windows. Where only some do, each of these lines is
            an edit like any other.
        ended: Whether its last line ends.
    """

    bom: bool
    crlf: bool
    ended: bool

    @classmethod
    def of(cls, data: bytes) -> Form:
        """Look at a text."""
        crlf = data.count(b"\r\n")
        return cls(
            bom=data.startswith(_BOM),
            crlf=0 < crlf == data.count(b"\n"),
            ended=data.endswith(b"\n") or not data,
        )

    def plain(self, data: bytes) -> bytes:
        """Take the form off a text that has it."""
        data = data.removeprefix(_BOM) if self.bom else data
        data = data.replace(b"\r\n", b"\n") if self.crlf else data
        return data if self.ended else data + b"\n"

    def put_on(self, data: bytes) -> bytes:
        """Give the form to a plain text."""
        data = data if self.ended else data.removesuffix(b"\n")
        data = data.replace(b"\n", b"\r\n") if self.crlf else data
        return _BOM + data if self.bom else data


def plain(data: bytes) -> bytes:
    """Take off whatever form a text has."""
    return Form.of(data).plain(data)
