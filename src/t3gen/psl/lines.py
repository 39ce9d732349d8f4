"""Lines of a Prisma file, each with its spaces and its comment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_COMMENT = re.compile(r'"(?:\\.|[^"\\])*"|(//.*)|(/\*.*?(?:\*/|$))')
_FIELD = re.compile(r"(\s*)(\w+)(\s+)(\w+)(\[\]|\?)?(\s*)(\S.*)?$")
_RELATION = re.compile(r'@relation\(\s*(?:name:\s*)?"([^"]*)"')


@dataclass(frozen=True)
class Line:
    """A line of a file, with its end."""

    text: str

    @property
    def code(self) -> str:
        """The line without its comment, and without spaces behind."""
        bare = _COMMENT.sub(lambda one: "" if one[1] or one[2] else one[0], self.text)
        return bare.rstrip()

    @property
    def comment(self) -> str:
        """The comment behind the code, if there is one."""
        found = [one[1] for one in _COMMENT.finditer(self.text.rstrip()) if one[1]]
        return found[0] if found and self.code.strip() else ""

    @property
    def indent(self) -> str:
        """The spaces that it begins with."""
        return self.text[: len(self.text) - len(self.text.lstrip())]

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.text.strip()

    @property
    def field(self) -> Field | None:
        """The field that it is; None for another line."""
        found = _FIELD.match(self.code)
        if found is None:
            return None
        link = _RELATION.search(self.code)
        types = len(found[1]) + len(found[2]) + len(found[3])
        rest = found.start(7) if found[7] else None
        return Field(found[2], found[4], found[5] or "", link[1] if link else "", types, rest)


@dataclass(frozen=True)
class Field:
    """A field of a model.

    Args:
        arity: "[]" for many, "?" for one or none.
        link: The name of its relation, if it says one.
        types: The column that its type begins in.
        rest: The column that its attributes begin in; None when it has none.
    """

    name: str
    type: str
    arity: str
    link: str
    types: int
    rest: int | None

    @property
    def whole_type(self) -> str:
        """The type with what stands behind it."""
        return f"{self.type}{self.arity}"


def block(lines: Sequence[Line], model: str) -> tuple[int, int] | None:
    """Return where the lines of a model begin, and where they end."""
    header = re.compile(rf"\s*model\s+{re.escape(model)}\s*\{{$")
    start = None
    for at, line in enumerate(lines):
        if start is None and header.match(line.code):
            start = at + 1
        elif start is not None and line.code.strip() == "}":
            return start, at
    return None
