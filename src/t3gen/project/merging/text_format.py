"""Byte order mark and line endings of a file: removed before a merge, restored after it."""

from __future__ import annotations

from dataclasses import dataclass

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class TextFormat:
    """The format of a text, apart from its lines.

    Args:
        bom: Whether it starts with a byte order mark.
        crlf: Whether every line ends with CRLF. If only some do, each of these lines is an edit
            like any other.
        ended: Whether its last line ends with a line break.
    """

    bom: bool
    crlf: bool
    ended: bool

    @classmethod
    def of(cls, data: bytes) -> TextFormat:
        """Return the format of a text."""
        crlf = data.count(b"\r\n")
        return cls(
            bom=data.startswith(_BOM),
            crlf=0 < crlf == data.count(b"\n"),
            ended=data.endswith(b"\n") or not data,
        )

    def normalize(self, data: bytes) -> bytes:
        """Return a text of this format without BOM, with LF, and with a final line break."""
        data = data.removeprefix(_BOM) if self.bom else data
        data = data.replace(b"\r\n", b"\n") if self.crlf else data
        return data if self.ended else data + b"\n"

    def restore(self, data: bytes) -> bytes:
        """Return a normalized text in this format."""
        data = data if self.ended else data.removesuffix(b"\n")
        data = data.replace(b"\n", b"\r\n") if self.crlf else data
        return _BOM + data if self.bom else data


def normalize(data: bytes) -> bytes:
    """Return a text without BOM, with LF, and with a final line break."""
    return TextFormat.of(data).normalize(data)
