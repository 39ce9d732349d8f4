"""Read SQL scripts as statements of tokens, with their positions.

SQL parsers drop details that matter here (`NOT VALID`, `CONCURRENTLY`) or fail on statements that
they do not support. So statements are kept as tokens, and patterns are matched against a canonical
form of them, their shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cached_property

_TOKEN = re.compile(
    r"""(?P<comment>--[^\n]*|/\*)
    | (?P<string>[eE]'(?:\\.|''|[^'\\])*'
        | (?:[uU]&|[nNbBxX])?'(?:''|[^'])*'
        | \$(?P<tag>(?:[^\W\d]\w*)?)\$.*?\$(?P=tag)\$)
    | (?P<name>(?:[uU]&)?"(?:""|[^"])*"|`(?:``|[^`])*`)
    | (?P<word>[^\W\d][\w$]*)
    | (?P<number>\d[\w.]*)
    | (?P<symbol>::|\S)""",
    re.VERBOSE | re.DOTALL,
)
_EDGE = re.compile(r"/\*|\*/")

NAME = r'(?:"[^"]*"|\w+)'
"""The pattern of a name in a shape."""

TABLE = rf"(?:{NAME} \. )?(?P<table>{NAME})"
"""The pattern of a table in a shape, with or without its schema."""

_ALTER_TABLE = re.compile(
    rf"ALTER (?:FOREIGN )?TABLE (?:IF EXISTS )?(?:ONLY )?(?P<name>{TABLE}) (?:\* )?"
)


def identifier(shape: str) -> str:
    """Return the name of a table, column or index in a shape, as PostgreSQL stores it."""
    return shape[1:-1] if shape.startswith('"') else shape.lower()


class Kind(Enum):
    """The kind of a token."""

    COMMENT = auto()
    STRING = auto()
    NAME = auto()
    WORD = auto()
    NUMBER = auto()
    SYMBOL = auto()


@dataclass(frozen=True)
class Token:
    """The smallest unit of a script.

    Args:
        kind: Its kind.
        text: The text as written.
        line: The line of its start, from 1.
        start: The offset of its start in the script.
    """

    kind: Kind
    text: str
    line: int
    start: int = 0

    @property
    def shape(self) -> str:
        """The canonical form: words in capitals, and quoted text without special characters."""
        if self.kind is Kind.STRING:
            return "'?'"
        if self.kind is Kind.NAME:
            return '"' + re.sub(r"\W", "·", self.identifier) + '"'
        return self.text.upper() if self.kind is Kind.WORD else self.text

    @property
    def end(self) -> int:
        """The offset of its end in the script."""
        return self.start + len(self.text)

    @property
    def identifier(self) -> str:
        """The name as PostgreSQL stores it: without quotes, or in lower case."""
        if self.kind is Kind.NAME:
            quote = self.text[-1]
            inside = self.text[self.text.index(quote) + 1 : -1]
            return inside.replace(quote * 2, quote)
        return self.text.lower()


@dataclass(frozen=True)
class Clause:
    """A sequence of tokens: a statement, or an item of a list in one."""

    tokens: tuple[Token, ...]

    @property
    def line(self) -> int:
        """The line of its first token, from 1; 0 when it is empty."""
        return self.tokens[0].line if self.tokens else 0

    @property
    def text(self) -> str:
        """The text in one line, without comments."""
        return "".join(_spaced(self.tokens))

    @cached_property
    def shape(self) -> str:
        """The canonical form: words in capitals, strings as `'?'`, single spaces."""
        return " ".join(token.shape for token in self.tokens)

    @cached_property
    def outline(self) -> str:
        """The shape without the contents of parentheses."""
        depth = 0
        shapes = []
        for token in self.tokens:
            depth -= token.text == ")" and token.kind is Kind.SYMBOL
            if depth == 0:
                shapes.append(token.shape)
            depth += token.text == "(" and token.kind is Kind.SYMBOL
        return " ".join(shapes)

    def split(self) -> Iterator[Clause]:
        """Yield the items between commas outside parentheses."""
        depth = 0
        part: list[Token] = []
        for token in self.tokens:
            depth += _nesting(token)
            if token.text == "," and depth == 0:
                yield Clause(tuple(part))
                part = []
            else:
                part.append(token)
        yield Clause(tuple(part))

    def after(self, count: int) -> Clause:
        """Return the clause without a number of tokens at its beginning."""
        return Clause(self.tokens[count:])


@dataclass(frozen=True)
class Statement(Clause):
    """A statement without its semicolon.

    Args:
        comments: The comments before it, in it, or after it on its last line.
    """

    comments: tuple[Token, ...] = ()

    def folded(self) -> Statement:
        """Return the statement with quoted names in lower case, as SQLite compares them."""
        tokens = (
            replace(it, text=it.text.lower()) if it.kind is Kind.NAME else it for it in self.tokens
        )
        return replace(self, tokens=tuple(tokens))

    def source(self, script: str) -> str:
        """Return the statement as written in its script, with the comments before it."""
        before = [it.start for it in self.comments if it.start < self.tokens[0].start]
        return script[min([*before, self.tokens[0].start]) : self.tokens[-1].end]


@dataclass(frozen=True)
class AlterTable:
    """The parts of an ALTER TABLE.

    Args:
        table: The name of the table in the shape, without its schema.
        name: The tokens of the name, with its schema.
        actions: The actions.
    """

    table: str
    name: tuple[Token, ...]
    actions: tuple[Clause, ...]


def alter_table(statement: Statement) -> AlterTable | None:
    """Return the parts of an ALTER TABLE, or None for another statement."""
    match = _ALTER_TABLE.match(statement.shape)
    if match is None:
        return None
    # In a shape, there is one space after each token.
    start = match.string.count(" ", 0, match.start("name"))
    end = match.string.count(" ", 0, match.end("name")) + 1
    actions = statement.after(match[0].count(" ")).split()
    return AlterTable(match["table"], statement.tokens[start:end], tuple(actions))


def statements(script: str) -> tuple[Statement, ...]:
    """Split a script; the body of a function or trigger belongs to its statement."""
    result: list[Statement] = []
    tokens: list[Token] = []
    comments: list[Token] = []
    for token in _tokens(script):
        if token.kind is Kind.COMMENT:
            if not tokens and result and result[-1].tokens[-1].line == token.line:
                last = result[-1]
                result[-1] = Statement(last.tokens, (*last.comments, token))
            else:
                comments.append(token)
        elif token.text == ";" and _depth(tokens) == 0:
            result += [Statement(tuple(tokens), tuple(comments))] if tokens else []
            tokens, comments = [], []
        else:
            tokens.append(token)
    if tokens:
        result.append(Statement(tuple(tokens), tuple(comments)))
    return tuple(result)


def _spaced(tokens: Iterable[Token]) -> Iterator[str]:
    """Yield the texts of tokens, with a space where they are not adjacent."""
    end = None
    for token in tokens:
        yield token.text if end in (None, token.start) else f" {token.text}"
        end = token.end


def _tokens(script: str) -> Iterator[Token]:
    position, line = 0, 1
    while match := _TOKEN.search(script, position):
        line += script.count("\n", position, match.start())
        kind = Kind[str(match.lastgroup).upper()]
        position = _end_of_comment(script, match.start()) if match[0] == "/*" else match.end()
        text = script[match.start() : position]
        yield Token(kind, text, line, match.start())
        line += text.count("\n")


def _end_of_comment(script: str, start: int) -> int:
    """Return the offset of the end of a block comment, which may contain others."""
    depth = 0
    for edge in _EDGE.finditer(script, start):
        depth += 1 if edge[0] == "/*" else -1
        if depth == 0:
            return edge.end()
    return len(script)


def _depth(tokens: list[Token]) -> int:
    """Return how many bodies and parentheses are open after the tokens of a statement."""
    words = [token.shape for token in tokens if token.kind is Kind.WORD]
    depth = sum(map(_nesting, tokens))
    if _has_body(words):
        depth += sum((word in ("BEGIN", "CASE")) - (word == "END") for word in words)
    return depth


def _has_body(words: Iterable[str]) -> bool:
    """Return whether a statement may contain others: an SQLite trigger, a standard SQL function."""
    text = " ".join(words)
    return bool(re.match(r"CREATE (TEMP |TEMPORARY )?TRIGGER\b", text)) or "BEGIN ATOMIC" in text


def _nesting(token: Token) -> int:
    return (token.kind is Kind.SYMBOL) * ((token.text in "([") - (token.text in ")]"))
