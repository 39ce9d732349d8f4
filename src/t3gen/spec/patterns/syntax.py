"""Syntax errors of JavaScript's regular expressions, as far as no engine is needed.

Python's own engine would be the wrong judge: it refuses `(?<year>.)` and takes `a++`. This walks
the grammar of ECMAScript and reports only what no engine accepts.
"""

from __future__ import annotations

import re

FLAGS = "imsuv"
QUANTIFIER = re.compile(r"(?:[*+?]|\{\d+(?:,\d*)?\})\??")
COUNTS = re.compile(r"\{(\d+),(\d+)\}")
GROUP = re.compile(r"\((?:\?(?::|=|!|<=|<!|<[A-Za-z_$][\w$]*>|[ims]*(?:-[ims]+)?:))?")
CLASS = re.compile(r"\[(?:[^\]\\]|\\.)*\]")
ESCAPED = re.compile(r"\\(?:[pP]\{[^{}]*\}|u\{[0-9A-Fa-f]+\}|k<[^<>]*>|.)", re.DOTALL)
MEMBER = re.compile(
    r"\\(?:x[0-9A-Fa-f]{2}|u\{[0-9A-Fa-f]+\}|u[0-9A-Fa-f]{4}|c[A-Za-z]|.)|[^\\]", re.DOTALL
)
SET_NOTATION = "v"


def syntax_error(source: str, flags: str) -> str | None:
    """Return the syntax error of an expression, or None where it has none that is seen here."""
    for flag in flags:
        if flag not in FLAGS:
            return f'invalid flag "{flag}"; flags are {", ".join(FLAGS)}'
        if flags.count(flag) > 1:
            return f'duplicate flag "{flag}"'
    if "u" in flags and "v" in flags:
        return 'the flags "u" and "v" are mutually exclusive'
    if SET_NOTATION in flags:
        return None
    return _Walk(source, unicode="u" in flags).syntax_error()


class _Walk:
    def __init__(self, source: str, *, unicode: bool) -> None:
        self.source = source
        self.unicode = unicode
        self.at = 0
        self.open: list[str] = []

    def syntax_error(self) -> str | None:
        repeatable = False
        while self.at < len(self.source):
            quantifier = QUANTIFIER.match(self.source, self.at)
            if quantifier:
                error = self._quantifier(quantifier, repeatable)
                repeatable = False
            else:
                error, repeatable = self._atom()
            if error is not None:
                return error
        return f'"{self.open[-1]}" is not closed' if self.open else None

    def _quantifier(self, match: re.Match[str], repeatable: bool) -> str | None:
        self.at = match.end()
        if not repeatable:
            return f'nothing to repeat before "{match.group()}"'
        counts = COUNTS.match(match.group())
        if counts and int(counts[1][:9]) > int(counts[2][:9]):
            return f'numbers out of order in "{match.group()}"'
        return None

    def _atom(self) -> tuple[str | None, bool]:
        """Parse a term; return its error, and whether it can be repeated."""
        mark = self.source[self.at]
        if mark == "(":
            return self._group(), False
        if mark == ")":
            return self._close()
        if mark == "[":
            return self._class(), True
        if mark == "\\":
            return self._escape()
        self.at += 1
        if self.unicode and mark in "{}]":
            return f'"{mark}" needs a backslash in front with the flag "u"', True
        return None, mark not in "|^$"

    def _group(self) -> str | None:
        match = GROUP.match(self.source, self.at)
        opening = match.group() if match else "("
        self.at += len(opening)
        if opening == "(" and self.source.startswith("?", self.at):
            return (
                f'"{self.source[self.at - 1 : self.at + 2]}" opens no group that JavaScript knows'
            )
        self.open.append(opening)
        return None

    def _close(self) -> tuple[str | None, bool]:
        self.at += 1
        if not self.open:
            return '")" closes nothing', False
        opening = self.open.pop()
        lookahead = opening in ("(?=", "(?!") and not self.unicode
        return None, lookahead or not opening.startswith(("(?=", "(?!", "(?<=", "(?<!"))

    def _class(self) -> str | None:
        match = CLASS.match(self.source, self.at)
        if not match:
            return '"[" is not closed'
        self.at = match.end()
        members = MEMBER.findall(match.group()[1:-1].removeprefix("^"))
        at = 0
        while at + 2 < len(members):
            first, dash, last = members[at : at + 3]
            if dash != "-":
                at += 1
                continue
            if len(first) == len(last) == 1 and first > last:
                return f'range out of order: "{first}-{last}"'
            at += 3
        return None

    def _escape(self) -> tuple[str | None, bool]:
        if self.at + 1 == len(self.source):
            return "trailing backslash", False
        match = ESCAPED.match(self.source, self.at)
        escape = match.group() if match else "\\"
        self.at += len(escape)
        return None, escape not in ("\\b", "\\B")
