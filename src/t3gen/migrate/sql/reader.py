"""Reading SQL scripts as far as judging them needs: words, names, strings, and where they stand.

Parsers of SQL drop what matters here (`NOT VALID`, `CONCURRENTLY`) or stop at what they do not
know. So statements are kept whole, as tokens, and patterns look at their canonical shape.
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
"""A name in a shape."""

TABLE = rf"(?:{NAME} \. )?(?P<table>{NAME})"
"""The name of a table in a shape, with or without its schema."""


def name_of(shape: str) -> str:
    """Return the name that a piece of a shape stands for."""
    return shape[1:-1] if shape.startswith('"') else shape.lower()


class Kind(Enum):
    """What a token is."""

    COMMENT = auto()
    STRING = auto()
    NAME = auto()
    WORD = auto()
    NUMBER = auto()
    SYMBOL = auto()


@dataclass(frozen=True)
class Token:
    """The smallest piece of a script.

    Args:
        kind: What it is.
        text: As it stands in the script.
        line: The one that it starts on, from 1.
        start: Where in the script it starts.
    """

    kind: Kind
    text: str
    line: int
    start: int = 0

    @property
    def shape(self) -> str:
        """The piece in canonical form: nothing within quotes looks like a word outside."""
        if self.kind is Kind.STRING:
            return "'?'"
        if self.kind is Kind.NAME:
            return '"' + re.sub(r"\W", "·", self.identifier) + '"'
        return self.text.upper() if self.kind is Kind.WORD else self.text

    @property
    def identifier(self) -> str:
        """The name as the database stores it: without quotes, or in lower case."""
        if self.kind is Kind.NAME:
            quote = self.text[-1]
            inside = self.text[self.text.index(quote) + 1 : -1]
            return inside.replace(quote * 2, quote)
        return self.text.lower()


@dataclass(frozen=True)
class Clause:
    """A run of tokens: a statement, or a part of one between two commas."""

    tokens: tuple[Token, ...]

    @property
    def line(self) -> int:
        """The line of its first token."""
        return self.tokens[0].line if self.tokens else 0

    @cached_property
    def shape(self) -> str:
        """All of it in canonical form: words in capitals, strings as `'?'`, single spaces."""
        return " ".join(token.shape for token in self.tokens)

    @cached_property
    def outline(self) -> str:
        """The shape without what is in parentheses."""
        depth = 0
        found = []
        for token in self.tokens:
            depth -= token.text == ")" and token.kind is Kind.SYMBOL
            if depth == 0:
                found.append(token.shape)
            depth += token.text == "(" and token.kind is Kind.SYMBOL
        return " ".join(found)

    def split(self) -> Iterator[Clause]:
        """Yield what is between the commas that no parenthesis holds."""
        depth = 0
        part: list[Token] = []
        for token in self.tokens:
            depth += _step(token)
            if token.text == "," and depth == 0:
                yield Clause(tuple(part))
                part = []
            else:
                part.append(token)
        yield Clause(tuple(part))

    def after(self, words: int) -> Clause:
        """Return the clause without its first tokens."""
        return Clause(self.tokens[words:])


@dataclass(frozen=True)
class Statement(Clause):
    """A statement without its semicolon.

    Args:
        comments: Those that stand before it, in it, or behind it on its last line.
    """

    comments: tuple[Token, ...] = ()

    @property
    def text(self) -> str:
        """The statement in one line, as it was written."""
        return "".join(_spaced(self.tokens))

    def folded(self) -> Statement:
        """Return it with names in lower case, as SQLite compares them even within quotes."""
        tokens = (
            replace(it, text=it.text.lower()) if it.kind is Kind.NAME else it for it in self.tokens
        )
        return replace(self, tokens=tuple(tokens))

    def source(self, script: str) -> str:
        """Return the statement as its script has it, with the comments before it."""
        before = [one.start for one in self.comments if one.start < self.tokens[0].start]
        last = self.tokens[-1]
        return script[min([*before, self.tokens[0].start]) : last.start + len(last.text)]


def _spaced(tokens: Iterable[Token]) -> Iterator[str]:
    """Yield tokens, with a space where there was one."""
    end = None
    for token in tokens:
        yield token.text if end in (None, token.start) else f" {token.text}"
        end = token.start + len(token.text)


def statements(script: str) -> tuple[Statement, ...]:
    """Split a script; a body of a function or trigger belongs to its statement."""
    found: list[Statement] = []
    tokens: list[Token] = []
    comments: list[Token] = []
    for token in _tokens(script):
        if token.kind is Kind.COMMENT:
            if not tokens and found and found[-1].tokens[-1].line == token.line:
                last = found[-1]
                found[-1] = Statement(last.tokens, (*last.comments, token))
            else:
                comments.append(token)
        elif token.text == ";" and _depth(tokens) == 0:
            found += [Statement(tuple(tokens), tuple(comments))] if tokens else []
            tokens, comments = [], []
        else:
            tokens.append(token)
    if tokens:
        found.append(Statement(tuple(tokens), tuple(comments)))
    return tuple(found)


def _tokens(script: str) -> Iterator[Token]:
    position, line = 0, 1
    while piece := _TOKEN.search(script, position):
        line += script.count("\n", position, piece.start())
        kind = Kind[str(piece.lastgroup).upper()]
        position = _end_of_comment(script, piece.start()) if piece[0] == "/*" else piece.end()
        text = script[piece.start() : position]
        yield Token(kind, text, line, piece.start())
        line += text.count("\n")


def _end_of_comment(script: str, start: int) -> int:
    """Find the end of a block comment; they nest."""
    depth = 0
    for edge in _EDGE.finditer(script, start):
        depth += 1 if edge[0] == "/*" else -1
        if depth == 0:
            return edge.end()
    return len(script)


def _depth(tokens: list[Token]) -> int:
    """Tell how many bodies and parentheses are open at the end of a statement's tokens."""
    words = [token.shape for token in tokens if token.kind is Kind.WORD]
    depth = sum(map(_step, tokens))
    if _has_body(words):
        depth += sum((word in ("BEGIN", "CASE")) - (word == "END") for word in words)
    return depth


def _has_body(words: Iterable[str]) -> bool:
    """Tell whether a statement may hold others: a trigger of SQLite, a function in standard SQL."""
    text = " ".join(words)
    return bool(re.match(r"CREATE (TEMP |TEMPORARY )?TRIGGER\b", text)) or "BEGIN ATOMIC" in text


def _step(token: Token) -> int:
    return (token.kind is Kind.SYMBOL) * ((token.text in "([") - (token.text in ")]"))
