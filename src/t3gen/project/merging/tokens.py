"""Code as tokens: whether two texts differ in form alone, and which names changed between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
    | (?P<comment>//[^\n]*|/\*.*?\*/)
    | (?P<text>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)
    | (?P<name>[\w$]+)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_EXPRESSION = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*")
_ENDS_A_VALUE = re.compile(r"[\w$)\]}\"'`]")
_BEFORE_EXPRESSION = frozenset({"return", "typeof", "case", "in", "of", "await"})
_CLOSING = frozenset(")]}>")


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str


@dataclass(frozen=True)
class Renaming:
    """Which tokens one generation has where the other has different ones, each for one other."""

    names: Mapping[str, str]

    @classmethod
    def between(cls, before: bytes, after: bytes) -> Renaming:
        """Compare two generations of a file; where they differ in more than names, there is none.

        Tokens are names, quoted texts and comments as a whole, so that a word in the user's own
        sentence is not taken for the name of a resource.
        """
        old, new = _significant(before), _significant(after)
        if [token.kind for token in old] != [token.kind for token in new]:
            return cls({})
        names: dict[str, str] = {}
        for was, now in zip(old, new, strict=True):
            if names.setdefault(was.text, now.text) != now.text:
                names[was.text] = was.text
        return cls({was: now for was, now in names.items() if was != now})

    def apply(self, data: bytes) -> bytes:
        """Rename in a text of the user's."""
        if not self.names:
            return data
        tokens = _tokens(_decoded(data))
        renamed = "".join(self.names.get(token.text, token.text) for token in tokens)
        return renamed.encode(errors="surrogateescape")


def same_code(one: bytes, other: bytes) -> bool:
    """Tell whether two texts of TypeScript differ in nothing but what formatters decide.

    That is spaces, line breaks, quotes, semicolons and trailing commas. In doubt they differ.
    """
    return _signature(one) == _signature(other)


def _signature(data: bytes) -> list[str]:
    return [_unquoted(token) for token in _significant(data) if token.text != ";"]


def _significant(data: bytes) -> list[_Token]:
    """Return the tokens but for spaces, and for commas that close a list."""
    tokens = [token for token in _tokens(_decoded(data)) if token.kind != "space"]
    following = [*tokens[1:], _Token("end", "")]
    return [
        token
        for token, then in zip(tokens, following, strict=True)
        if not (token.text == "," and then.text in _CLOSING)
    ]


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    last = ""
    while at < len(text):
        found = _TOKEN.match(text, at)
        kind = found.lastgroup if found else None
        is_slash = kind == "mark" and text[at] == "/" and _may_begin_expression(last)
        if is_slash and (expression := _EXPRESSION.match(text, at)):
            found, kind = expression, "text"
        if found is None or kind is None:
            raise AssertionError("every character is a token")
        if kind not in {"space", "comment"}:
            last = found.group()
        yield _Token(kind, found.group())
        at = found.end()


def _may_begin_expression(last: str) -> bool:
    return last in _BEFORE_EXPRESSION or not _ENDS_A_VALUE.fullmatch(last[-1:])


def _unquoted(token: _Token) -> str:
    """Return a quoted text as it is with double quotes, where that is plain to see."""
    if token.kind == "text" and token.text[0] == "'" and not set(token.text[1:-1]) & set('"\\'):
        return f'"{token.text[1:-1]}"'
    return token.text


def _decoded(data: bytes) -> str:
    return data.decode(errors="surrogateescape")
