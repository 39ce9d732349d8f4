"""Read a Prisma schema without loss: tokens, lines and blocks whose texts add up to the file.

Everything else in this package that reads or edits Prisma text starts from these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<string>"(?:\\[^\n]|[^"\\\n])*")
    | (?P<comment>//[^\r\n]*|/\*.*?(?:\*/|\Z))
    | (?P<newline>\r?\n)
    | (?P<space>(?:(?!\r\n)[^\S\n])+)
    | (?P<symbol>[\[\](){}:,])
    | (?P<word>[^\s"/\[\](){}:,]+)
    | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_HEADER = re.compile(r"\s*(model|view|enum|type|datasource|generator)\s+(\w+)\s*\{$")
_FIELD = re.compile(
    r"(?P<indent>\s*)(?P<name>\w+)\s+(?P<type>Unsupported\(\"[^\"]*\"\)|\w+)(?P<arity>\[\]|\?)?"
    r"\s*(?P<attributes>\S.*)?$"
)


class Kind(Enum):
    """The kind of a token."""

    STRING = auto()
    COMMENT = auto()
    NEWLINE = auto()
    SPACE = auto()
    SYMBOL = auto()
    WORD = auto()
    OTHER = auto()


_KINDS = {kind.name.lower(): kind for kind in Kind}


class Token(NamedTuple):  # not a dataclass: a schema has hundreds of thousands
    """The smallest unit of a schema, with its text as written."""

    kind: Kind
    text: str

    @property
    def nesting(self) -> int:
        """The change of the bracket depth: 1 for an opening bracket, -1 for a closing one."""
        if self.kind is not Kind.SYMBOL:
            return 0
        return (self.text in "([") - (self.text in ")]")


@dataclass(frozen=True)
class FieldLayout:
    """The position of the parts of a field in its line.

    Args:
        indent: The spaces before the name.
        name: The name of the field.
        type: A scalar, an enum or a model.
        arity: "" for one, "?" for optional, "[]" for a list.
        type_column: The column in which the type begins, from 0.
        type_end: The column after the type and its arity.
        attributes_column: The column in which the attributes begin; None without any.
    """

    indent: str
    name: str
    type: str
    arity: str
    type_column: int
    type_end: int
    attributes_column: int | None

    @property
    def whole_type(self) -> str:
        """The type with its arity, such as `Order[]`."""
        return f"{self.type}{self.arity}"


@dataclass(frozen=True)
class Line:
    """One line of a file, with its line break."""

    tokens: tuple[Token, ...]

    @cached_property
    def text(self) -> str:
        """The line as written."""
        return "".join(token.text for token in self.tokens)

    @cached_property
    def code(self) -> str:
        """The line with spaces in place of comments, without trailing spaces."""
        parts = (" " * len(it.text) if it.kind is Kind.COMMENT else it.text for it in self.tokens)
        return "".join(parts).rstrip()

    @property
    def comment(self) -> str:
        """The comments of a line of code; empty for a line that is nothing but a comment."""
        comments = [token.text for token in self.tokens if token.kind is Kind.COMMENT]
        return " ".join(comments) if self.code else ""

    @property
    def indent(self) -> str:
        """The spaces at the beginning."""
        return self.text[: len(self.text) - len(self.text.lstrip())]

    @property
    def is_blank(self) -> bool:
        """Return whether there is neither code nor a comment."""
        return not self.text.strip()

    @cached_property
    def field(self) -> FieldLayout | None:
        """The layout of the field that the line declares, or None."""
        return field_layout(self.code)

    def with_arity(self, arity: str) -> Line:
        """Return the line of a field with another arity."""
        assert self.field
        end = self.field.type_end
        start = end - len(self.field.arity)
        return line(f"{self.text[:start]}{arity}{self.text[end:]}")

    def without_attribute(self, name: str) -> Line:
        """Return the line without its first attribute of a name, arguments included."""
        names = [token.text for token in self.tokens]
        start = names.index(f"@{name}")
        end = start + 1
        if names[end : end + 1] == ["("]:
            end += len(list(bracketed(self.tokens[end:])))
        is_spaced = self.tokens[start - 1].kind is Kind.SPACE
        return Line((*self.tokens[: start - is_spaced], *self.tokens[end:]))


@dataclass(frozen=True)
class Block:
    """A top-level block, such as a model.

    Args:
        kind: `model`, `view`, `enum`, `type`, `datasource` or `generator`.
        name: The name after the keyword.
        start: The index of the first line between its braces.
        end: The index of the line with its closing brace.
    """

    kind: str
    name: str
    start: int
    end: int


def field_layout(code: str) -> FieldLayout | None:
    """Return the layout of a field that a line of code declares, or None."""
    match = _FIELD.match(code)
    if match is None:
        return None
    arity = match["arity"] or ""
    return FieldLayout(
        indent=match["indent"],
        name=match["name"],
        type=match["type"],
        arity=arity,
        type_column=match.start("type"),
        type_end=match.end("type") + len(arity),
        attributes_column=match.start("attributes") if match["attributes"] else None,
    )


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text; their texts add up to it.

    A block comment over several lines is one token for each of them.
    """
    for match in _TOKEN.finditer(text):
        token = Token(_KINDS[str(match.lastgroup)], match[0])
        if token.kind is Kind.COMMENT:
            yield from _comment_lines(token)
        else:
            yield token


def lines(text: str) -> list[Line]:
    """Return the lines of a text; their texts add up to it."""
    return list(iter_lines(text))


def iter_lines(text: str) -> Iterator[Line]:
    """Yield the lines of a text: the tokens of a large schema need not be held all at once."""
    pending: list[Token] = []
    for token in tokens(text):
        pending.append(token)
        if token.kind is Kind.NEWLINE:
            yield Line(tuple(pending))
            pending = []
    if pending:
        yield Line(tuple(pending))


def line(text: str) -> Line:
    """Return a text without line breaks, or with one at its end, as a line."""
    return Line(tuple(tokens(text)))


def join(parts: Iterable[Line]) -> str:
    """Return the text of lines."""
    return "".join(part.text for part in parts)


def blocks(source: Sequence[Line]) -> Iterator[Block]:
    """Yield the top-level blocks of a schema."""
    header, start = None, 0
    for index, each in enumerate(source):
        if header is None:
            header, start = _HEADER.match(each.code), index + 1
        elif each.code.strip() == "}":
            yield Block(header[1], header[2], start, index)
            header = None


def block_contents(source: Iterable[Line]) -> Iterator[tuple[str, str, list[Line]]]:
    """Yield kind, name and lines between the braces of each top-level block."""
    header: re.Match[str] | None = None
    inside: list[Line] = []
    for each in source:
        if header is None:
            header, inside = _HEADER.match(each.code), []
        elif each.code.strip() == "}":
            yield header[1], header[2], inside
            header = None
        else:
            inside.append(each)


def declarations(source: Iterable[Line]) -> Iterator[str]:
    """Yield the code of each declaration in one line; brackets may go on over several."""
    code, depth = "", 0
    for each in source:
        depth += sum(token.nesting for token in each.tokens)
        code += f"{each.code} "
        if depth <= 0:
            if code.strip():
                yield code.strip()
            code, depth = "", 0


def bracketed(source: Iterable[Token]) -> Iterator[Token]:
    """Yield the tokens from an opening bracket to the one that closes it, both included."""
    depth = 0
    for token in source:
        depth += token.nesting
        yield token
        if depth == 0:
            return


def _comment_lines(comment: Token) -> Iterator[Token]:
    for part in re.split(r"(\r?\n)", comment.text):
        if part:
            yield Token(Kind.NEWLINE if part.endswith("\n") else Kind.COMMENT, part)
