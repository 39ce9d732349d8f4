"""The grammar of a field's or relation's line: `string(32) unique match=/^[A-Z]+$/`.

line      = name [ "(" argument { "," argument } ")" ] [ "[]" ] [ "?" ] { modifier }
argument  = text [ "was" text ]
modifier  = "?" | name | name "=" value | "=" value
value     = "/" regular expression "/" flags | rule | list | item
list      = "[" [ item { "," item } ] "]"
item      = quoted text | characters without a space
rule      = characters without a space { ( "|" | "&" ) characters without a space }
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from t3gen.spec.vocabulary import RULES, names

NAME = re.compile(r"[^\s()\[\]?=]+")
SPACE = re.compile(r"\s*")
WORD = re.compile(r"\S+")
_ITEM = r'"(?:[^"\\]|\\.)*"|[^\s\[\],"\']+'
LIST = re.compile(rf"\[\s*(?:(?:{_ITEM})(?:\s*,\s*(?:{_ITEM}))*)?\s*\](?!\S)")
ITEM = re.compile(_ITEM)
RULE = re.compile(r"[^\s|&]+(?:\s*[|&]\s*[^\s|&]+)*")
FLAGS = re.compile(r"[A-Za-z]*")
PREVIOUS = re.compile(names.PREVIOUS)
DEFAULT = "default"
OPTIONAL = "optional"
EXPRESSION_HINT = "Write it between slashes, as in match=/^[A-Z]+$/."


@dataclass(frozen=True)
class Token:
    """A part of the line; `start` is the index of its first character, from 0."""

    text: str
    start: int
    width: int


@dataclass(frozen=True)
class Value:
    """The value after `=`; a regular expression without its slashes, a text without quotes."""

    token: Token
    kind: str
    flags: str = ""

    @property
    def text(self) -> str:
        """The text of the value."""
        return self.token.text


@dataclass(frozen=True)
class Modifier:
    """A modifier; `= value` is named `default`, and `?` is named `optional`."""

    name: Token
    value: Value | None


@dataclass(frozen=True)
class Issue:
    """A syntax error in a line."""

    start: int
    width: int
    what: str
    hint: str


@dataclass
class Line:
    """A parsed line, with its syntax errors.

    Args:
        previous: The names behind `was`, by the index of the argument.
    """

    type: Token
    arguments: list[Token] = field(default_factory=list)
    previous: dict[int, Token] = field(default_factory=dict)
    parenthesised: bool = False
    is_list: bool = False
    modifiers: list[Modifier] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def parse(text: str) -> Line:
    """Parse a line; syntax errors are among its `issues`, nothing is raised."""
    return _Parser(text).line()


def parse_expression(text: str) -> tuple[Value | None, list[Issue]]:
    """Parse a regular expression by itself, as the key `match` of the long form has it."""
    parser = _Parser(text)
    value = parser.expression()
    if value is not None and parser.at < len(text):
        parser.issue(
            parser.at,
            1,
            "unexpected text after the flags of the regular expression",
            EXPRESSION_HINT,
        )
    return value, parser.issues


def list_items(text: str) -> list[Value] | None:
    """Return the items of a list such as `[all, "not all"]`; None where it is no list."""
    if not LIST.fullmatch(text):
        return None
    items = []
    for match in ITEM.finditer(text):
        is_quoted = match[0].startswith('"')
        unquoted = _unquoted(match[0]) if is_quoted else match[0]
        if unquoted is None:
            return None
        token = Token(unquoted, match.start(), len(match[0]))
        items.append(Value(token, "quoted" if is_quoted else "word"))
    return items


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.issues: list[Issue] = []

    def line(self) -> Line:
        self._skip()
        line = Line(self._token(NAME), issues=self.issues)
        if not line.type.text:
            self.issue(
                self.at, 1, "a type is missing", 'Start with a type, such as "string" or "int?".'
            )
            return line
        if self._peek() == "(":
            line.parenthesised = True
            for argument, previous in self._arguments():
                if previous is not None:
                    line.previous[len(line.arguments)] = previous
                line.arguments.append(argument)
        if self.text.startswith("[]", self.at):
            self.at += 2
            line.is_list = True
        while self._more():
            modifier = self._modifier()
            if modifier is not None:
                line.modifiers.append(modifier)
        return line

    def _more(self) -> bool:
        before = self.at
        self._skip()
        if self.at == len(self.text):
            return False
        joined = self.at == before and self.text[self.at - 1] != "?"
        if joined and self._peek() not in "?=()[]":
            self.issue(
                self.at, 1, f'"{self._peek()}" is not expected here', "Put a space in front."
            )
        return True

    def _arguments(self) -> Iterator[tuple[Token, Token | None]]:
        opening = self.at
        closing = self.text.find(")", opening)
        if closing < 0:
            self.issue(opening, 1, '"(" is not closed', 'Add the missing ")".')
            closing = len(self.text)
        self.at = min(closing + 1, len(self.text))
        start = opening + 1
        for part in self.text[start:closing].split(","):
            lead = len(part) - len(part.lstrip())
            match = PREVIOUS.fullmatch(part.strip())
            text, at = match[1] if match else part.strip(), start + lead
            previous = Token(match[2], at + match.start(2), len(match[2])) if match else None
            yield Token(text, at, max(1, len(text))), previous
            start += len(part) + 1

    def _modifier(self) -> Modifier | None:
        start = self.at
        if self._peek() == "?":
            self.at += 1
            return Modifier(Token(OPTIONAL, start, 1), None)
        if self._peek() == "=":
            self.at += 1
            self._skip()
            value = self._value(start, "")
            return Modifier(Token(DEFAULT, start, 1), value) if value else None
        name = self._token(NAME)
        if not name.text:
            self.at += 1
            self.issue(start, 1, f'"{self.text[start]}" is not expected here', "Remove it.")
            return None
        if self._peek() != "=":
            return Modifier(name, None)
        self.at += 1
        value = self._value(start, name.text)
        return Modifier(name, value) if value else None

    def _value(self, start: int, name: str) -> Value | None:
        mark = self._peek()
        if name == "match":
            return self.expression()
        if mark in ('"', "'"):
            return self._quoted(mark)
        if mark == "" or mark.isspace():
            self.issue(
                start,
                self.at - start,
                'a value is missing after "="',
                "Write it without a space in between.",
            )
            return None
        pattern = LIST if not name and LIST.match(self.text, self.at) else WORD
        return Value(self._token(RULE if name in RULES else pattern), "word")

    def expression(self) -> Value | None:
        start = self.at
        end = _end_of_expression(self.text, start)
        if end is None:
            self.at = len(self.text)
            width = max(1, self.at - start)
            self.issue(start, width, "unterminated regular expression", EXPRESSION_HINT)
            return None
        flags = FLAGS.match(self.text, end)
        self.at = flags.end() if flags else end
        token = Token(self.text[start + 1 : end - 1], start, self.at - start)
        return Value(token, "expression", self.text[end : self.at])

    def _quoted(self, mark: str) -> Value | None:
        start = self.at
        pattern = r'"(?:[^"\\]|\\.)*"' if mark == '"' else r"'[^']*'"
        match = re.compile(pattern).match(self.text, start)
        text = _unquoted(match.group()) if match else None
        if match is None or text is None:
            self.at = len(self.text)
            self.issue(start, self.at - start, "unterminated string", "Close the quotes.")
            return None
        self.at = match.end()
        return Value(Token(text, start, self.at - start), "quoted")

    def _token(self, pattern: re.Pattern[str]) -> Token:
        start = self.at
        match = pattern.match(self.text, start)
        self.at = match.end() if match else start
        return Token(self.text[start : self.at], start, max(1, self.at - start))

    def _skip(self) -> None:
        match = SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def issue(self, start: int, width: int, what: str, hint: str) -> None:
        self.issues.append(Issue(start, width, what, hint))


def _end_of_expression(text: str, start: int) -> int | None:
    """Return the index after the closing slash of the regular expression that opens at `start`."""
    if not text.startswith("/", start):
        return None
    in_class = False
    at = start + 1
    while at < len(text):
        mark = text[at]
        if mark == "\\":
            at += 1
        elif mark == "/" and not in_class:
            return at + 1 if at > start + 1 else None
        elif mark in "[]":
            in_class = mark == "["
        at += 1
    return None


def _unquoted(literal: str) -> str | None:
    """Return the text between quotes, or None when it cannot be read."""
    if literal.startswith("'"):
        return literal[1:-1]
    try:
        return str(json.loads(literal))
    except ValueError:
        return None
