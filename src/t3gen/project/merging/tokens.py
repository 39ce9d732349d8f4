"""A tokenizer for TypeScript that ignores formatting and tells the context of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

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
_EMBEDDED = re.compile(r"(?<!\\)\$\{([^{}`]*)\}")
"""Code within a template literal."""
_INDENT = re.compile(r"\r?\n[ \t]*")
_ENDS_A_VALUE = re.compile(r"[\w$)\]}\"'`]")
_BEFORE_EXPRESSION = frozenset({"return", "typeof", "case", "in", "of", "await"})
_CLOSING = frozenset(")]}>")
_OPENERS = {")": "(", "]": "[", "}": "{"}
_NEVER_KEYS = frozenset({"?", "case"})
_LOADERS = frozenset({"import", "require", "mock", "doMock", "unmock", "importActual"})


class Context(StrEnum):
    """The role of a name or string, judged by the tokens around it."""

    MEMBER = "member"
    CALL = "call"
    KEY = "key"
    SHORTHAND = "shorthand"
    IMPORT = "import"
    MODULE = "module"
    OTHER = "other"


@dataclass(frozen=True)
class Token:
    """A token.

    Args:
        kind: space, comment, text, name or mark.
        text: Its source text.
    """

    kind: str
    text: str

    @cached_property
    def normalized(self) -> str:
        """The token without formatting: double quotes, comments without indentation."""
        if self.text.startswith("`"):
            return _EMBEDDED.sub(lambda code: f"${{{_normalized(code[1])}}}", self.text)
        if self.kind == "text":
            return _unquoted(self.text)
        if self.kind == "comment":
            return _INDENT.sub("\n", self.text).removesuffix("\r")
        return self.text


def same_code(one: bytes, other: bytes) -> bool:
    """Return whether two TypeScript texts differ in formatting only.

    Formatting is spaces, line breaks, quotes, semicolons and trailing commas. In doubt the
    result is False.
    """
    return _signature(one) == _signature(other)


def _normalized(code: str) -> str:
    return " ".join(token.normalized for _, token in significant(list(tokens(code))))


def _signature(data: bytes) -> list[str]:
    numbered = significant(list(tokens(decoded(data))))
    return [token.normalized for _, token in numbered if token.text != ";"]


def significant(tokens_: Sequence[Token]) -> list[tuple[int, Token]]:
    """Return tokens with their numbers, without spaces and trailing commas."""
    kept = [(number, token) for number, token in enumerate(tokens_) if token.kind != "space"]
    following = [*(token for _, token in kept), Token("end", "")][1:]
    return [
        one
        for one, then in zip(kept, following, strict=True)
        if not (one[1].text == "," and then.text in _CLOSING)
    ]


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text; joined they are the text."""
    at = 0
    last = ""
    while at < len(text):
        match = _TOKEN.match(text, at)
        kind = match.lastgroup if match else None
        is_slash = kind == "mark" and text[at] == "/" and _may_begin_expression(last)
        if is_slash and (expression := _EXPRESSION.match(text, at)):
            match, kind = expression, "text"
        if match is None or kind is None:
            raise AssertionError("every character is a token")
        if kind not in {"space", "comment"}:
            last = match.group()
        yield Token(kind, match.group())
        at = match.end()


def contexts(tokens_: Sequence[Token]) -> list[Context]:
    """Return the context of each significant token; OTHER for marks and comments."""
    code = [number for number, token in enumerate(tokens_) if token.kind != "comment"]
    words = ["", "", *(tokens_[number].text for number in code), "", ""]
    result = [Context.OTHER] * len(tokens_)
    stack: list[str] = []
    imports = False
    for place, number in enumerate(code):
        token, (before2, before, _, after, after2) = tokens_[number], words[place : place + 5]
        if token.kind == "mark":
            _nest(stack, token.text, "import" if imports or before == "export" else token.text)
        elif token.kind == "text":
            imports = False
            result[number] = _of_text(stack, (before2, before, after))
        else:
            imports = imports or (token.text == "import" and not stack and after not in "(.")
            result[number] = _of_name(stack, (before2, before, after, after2))
    return result


def _nest(stack: list[str], mark: str, opener: str) -> None:
    """Update the stack of open brackets."""
    if mark in _OPENERS.values():
        stack.append(opener if mark == "{" else mark)
    elif mark in _OPENERS and stack:
        stack.pop()


def _of_text(stack: Sequence[str], around: tuple[str, str, str]) -> Context:
    before2, before, after = around
    if before in {"from", "import"} or (before == "(" and before2 in _LOADERS):
        return Context.MODULE
    if before == "[" and after == "]" and _ENDS_A_VALUE.fullmatch(before2[-1:]):
        return Context.MEMBER
    return Context.KEY if stack[-1:] == ["{"] and after == ":" else Context.OTHER


def _of_name(stack: Sequence[str], around: tuple[str, str, str, str]) -> Context:
    before2, before, after, after2 = around
    if before == "." and before2 != ".":
        return Context.CALL if after == "(" else Context.MEMBER
    if stack[-1:] == ["import"]:
        return Context.IMPORT
    if stack[-1:] != ["{"] or before in _NEVER_KEYS:
        return Context.OTHER
    if after == ":" or (after == "?" and after2 == ":"):
        return Context.KEY
    is_alone = after in {",", "}"} or (after == "=" and after2 not in {"=", ">"})
    return Context.SHORTHAND if before in {"{", ","} and is_alone else Context.OTHER


def _may_begin_expression(last: str) -> bool:
    return last in _BEFORE_EXPRESSION or not _ENDS_A_VALUE.fullmatch(last[-1:])


def _unquoted(text: str) -> str:
    """Return a string literal with double quotes, unless its content needs escapes."""
    if text[0] == "'" and not set(text[1:-1]) & set('"\\'):
        return f'"{text[1:-1]}"'
    return text


def decoded(data: bytes) -> str:
    """Return bytes as text, reversibly: invalid UTF-8 becomes surrogates."""
    return data.decode(errors="surrogateescape")
