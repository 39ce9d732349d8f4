"""The grammar of a field's or relation's line: `string(32) unique match=/^[A-Z]+$/`.

line      = name [ "(" argument { "," argument } ")" ] [ "[]" ] [ "?" ] { modifier }
argument  = text [ "was" text ]
modifier  = "?" | name | name "=" value | "=" value
value     = "/" regular expression "/" flags | rule | quoted text | characters without a space
rule      = characters without a space { ( "|" | "&" ) characters without a space }
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from t3gen.spec.vocabulary import RULES

NAME = re.compile(r"[^\s()\[\]?=]+")
SPACE = re.compile(r"\s*")
WORD = re.compile(r"\S+")
RULE = re.compile(r"[^\s|&]+(?:\s*[|&]\s*[^\s|&]+)*")
FLAGS = re.compile(r"[A-Za-z]*")
FORMER = re.compile(r"(\S+)\s+was\s+(\S+)")
DEFAULT = "default"
OPTIONAL = "optional"
EXPRESSION_HINT = "Write it between slashes, as in match=/^[A-Z]+$/."


@dataclass(frozen=True)
class Token:
    """A stretch of the line; `start` counts characters from 0."""

    text: str
    start: int
    width: int


@dataclass(frozen=True)
class Value:
    """What stands behind `=`; a regular expression without its slashes, a text without quotes."""

    token: Token
    kind: str
    flags: str = ""

    @property
    def text(self) -> str:
        """The value itself."""
        return self.token.text


@dataclass(frozen=True)
class Modifier:
    """One modifier; `= value` is the one named `default`, `?` the one named `optional`."""

    name: Token
    value: Value | None


@dataclass(frozen=True)
class Fault:
    """Something in the line that is not shorthand."""

    start: int
    width: int
    what: str
    hint: str


@dataclass
class Line:
    """A line taken apart; `faults` says what could not be.

    Args:
        formerly: What stands behind `was`, by the number of the argument.
    """

    type: Token
    arguments: list[Token] = field(default_factory=list)
    formerly: dict[int, Token] = field(default_factory=dict)
    parenthesised: bool = False
    is_list: bool = False
    modifiers: list[Modifier] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def parse(text: str) -> Line:
    """Take a line apart; what is wrong in it is among its `faults`, nothing is raised."""
    return _Parser(text).line()


def parse_expression(text: str) -> tuple[Value | None, list[Fault]]:
    """Take a lone regular expression apart, as the key `match` of the long form has it."""
    parser = _Parser(text)
    value = parser.expression()
    if value is not None and parser.at < len(text):
        parser.fault(
            parser.at, 1, "the regular expression goes on behind its flags", EXPRESSION_HINT
        )
    return value, parser.faults


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.faults: list[Fault] = []

    def line(self) -> Line:
        self._skip()
        line = Line(self._token(NAME), faults=self.faults)
        if not line.type.text:
            self.fault(
                self.at, 1, "a type is missing", 'Start with a type, such as "string" or "int?".'
            )
            return line
        if self._peek() == "(":
            line.parenthesised = True
            for argument, former in self._arguments():
                if former is not None:
                    line.formerly[len(line.arguments)] = former
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
            self.fault(
                self.at, 1, f'"{self._peek()}" is not expected here', "Put a space in front."
            )
        return True

    def _arguments(self) -> Iterator[tuple[Token, Token | None]]:
        opening = self.at
        closing = self.text.find(")", opening)
        if closing < 0:
            self.fault(opening, 1, '"(" is never closed', 'Add the missing ")".')
            closing = len(self.text)
        self.at = min(closing + 1, len(self.text))
        start = opening + 1
        for part in self.text[start:closing].split(","):
            lead = len(part) - len(part.lstrip())
            found = FORMER.fullmatch(part.strip())
            text, at = found[1] if found else part.strip(), start + lead
            former = Token(found[2], at + found.start(2), len(found[2])) if found else None
            yield Token(text, at, max(1, len(text))), former
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
            self.fault(start, 1, f'"{self.text[start]}" is not expected here', "Remove it.")
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
            self.fault(
                start, self.at - start, 'a value is missing behind "="', "Write it right behind."
            )
            return None
        return Value(self._token(RULE if name in RULES else WORD), "word")

    def expression(self) -> Value | None:
        start = self.at
        end = _end_of_expression(self.text, start)
        if end is None:
            self.at = len(self.text)
            width = max(1, self.at - start)
            self.fault(start, width, "not a whole regular expression", EXPRESSION_HINT)
            return None
        flags = FLAGS.match(self.text, end)
        self.at = flags.end() if flags else end
        token = Token(self.text[start + 1 : end - 1], start, self.at - start)
        return Value(token, "expression", self.text[end : self.at])

    def _quoted(self, mark: str) -> Value | None:
        start = self.at
        pattern = r'"(?:[^"\\]|\\.)*"' if mark == '"' else r"'[^']*'"
        found = re.compile(pattern).match(self.text, start)
        text = _unquoted(found.group()) if found else None
        if found is None or text is None:
            self.at = len(self.text)
            self.fault(
                start, self.at - start, "this quoted text cannot be read", "Close the quotes."
            )
            return None
        self.at = found.end()
        return Value(Token(text, start, self.at - start), "quoted")

    def _token(self, pattern: re.Pattern[str]) -> Token:
        start = self.at
        found = pattern.match(self.text, start)
        self.at = found.end() if found else start
        return Token(self.text[start : self.at], start, max(1, self.at - start))

    def _skip(self) -> None:
        found = SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def fault(self, start: int, width: int, what: str, hint: str) -> None:
        self.faults.append(Fault(start, width, what, hint))


def _end_of_expression(text: str, start: int) -> int | None:
    """Return the place behind the closing slash of the regular expression that opens at `start`."""
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
