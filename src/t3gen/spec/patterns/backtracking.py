"""Catastrophic backtracking (ReDoS): expressions that can take exponential time.

A backtracking engine tries all matches of a text. There are exponentially many when, inside of a
repetition, the same characters match in two paths: `(a+)+`, `(a|a)*`. The expression is compiled to
its Glushkov automaton; it is exponentially ambiguous when two different paths from a state back to
itself read the same text (Weber and Seidl's criterion).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

from t3gen.spec.patterns.graphs import strongly_connected

LARGE = 10
"""From so many times on, a bounded repetition is as bad as one without end."""
MOST = 400
"""Longer expressions are too long to be judged, or to be read."""
QUANTIFIER = re.compile(r"(?:([*+?])|\{(\d+)(,?)(\d*)\})\??")
GROUP = re.compile(r"\((?:\?(?:<[A-Za-z_$][\w$]*>|<?[=!]|[a-z-]*:))?")
ATOM = re.compile(
    r"\[\^?(?:[^\]\\]|\\.)*\]"
    r"|\\(?:[pPk][{<][^{}<>]*[}>]|u\{[0-9A-Fa-f]+\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|c[A-Za-z]|.)"
    r"|.",
    re.DOTALL,
)
SAMPLES = frozenset("aZ09_ \n\t-.é☃")
HIGHEST = "\uffff"
EMPTY = ("^", "$", r"\b", r"\B")


def is_catastrophic(source: str, flags: str) -> bool:
    """Return whether an expression, which is one of JavaScript, may take exponential time."""
    parser = _Parser(source, flags)
    parser.alternatives()
    return len(parser.states) > MOST or _is_ambiguous(parser)


@dataclass
class _Part:
    """A part of the expression: where it may begin and end, by the numbers of states."""

    nullable: bool = True
    first: Counter[int] = field(default_factory=Counter)
    last: Counter[int] = field(default_factory=Counter)


class _Parser:
    def __init__(self, source: str, flags: str) -> None:
        self.source = source
        self.fold = "i" in flags
        self.at = 0
        self.states: list[frozenset[str]] = []
        self.follow: dict[int, Counter[int]] = {}
        written = {one for one in source if one.isprintable()}
        near = {chr(ord(one) + step) for one in written for step in (-1, 1) if one < HIGHEST}
        self.samples = SAMPLES | written | near

    def alternatives(self) -> _Part:
        whole = self.sequence()
        while self.source.startswith("|", self.at):
            self.at += 1
            other = self.sequence()
            whole = _Part(
                whole.nullable or other.nullable, whole.first + other.first, whole.last + other.last
            )
        return whole

    def sequence(self) -> _Part:
        whole = _Part()
        while self.at < len(self.source) and self.source[self.at] not in "|)":
            part = self.repeated(self.atom())
            self.join(whole.last, part.first)
            whole = _Part(
                whole.nullable and part.nullable,
                whole.first + part.first if whole.nullable else whole.first,
                part.last + whole.last if part.nullable else part.last,
            )
        return whole

    def join(self, ends: Counter[int], starts: Counter[int]) -> None:
        for (end, paths), (start, others) in product(ends.items(), starts.items()):
            self.follow.setdefault(end, Counter())[start] += min(2, paths * others)

    def repeated(self, part: _Part) -> _Part:
        match = QUANTIFIER.match(self.source, self.at)
        if match is None:
            return part
        self.at = match.end()
        sign, least, comma, most = match.groups()
        endless = sign in ("*", "+") or (comma and not most)
        if endless or int((most or least or "0")[:9]) >= LARGE:
            self.join(part.last, part.first)
        return _Part(part.nullable or sign in ("*", "?") or least == "0", part.first, part.last)

    def atom(self) -> _Part:
        group = GROUP.match(self.source, self.at)
        if group is not None:
            self.at = group.end()
            inside = self.alternatives()
            self.at += 1
            # What only looks around reads no letter; its own loops are judged like all others.
            return _Part() if group.group().endswith(("=", "!")) else inside
        match = ATOM.match(self.source, self.at)
        text = match.group() if match else ""
        self.at += max(1, len(text))
        if text in EMPTY or text.startswith(r"\k") or re.fullmatch(r"\\[1-9]", text):
            return _Part()
        number = len(self.states)
        self.states.append(frozenset(filter(_judge(text, self.fold), self.samples)))
        return _Part(False, Counter({number: 1}), Counter({number: 1}))


def _judge(text: str, fold: bool) -> Callable[[str], bool]:
    """Return what says which characters an atom takes."""
    python = text
    if text.startswith(("[^", "[")):
        python = re.sub(r"(?<!\\)\[(?!\^?$)", r"\[", text[1:])
        python = "[" + python
    python = re.sub(r"\\[pP]\{[^}]*\}", r"\\w", python)
    python = re.sub(r"\\u\{?([0-9A-Fa-f]+)\}?", lambda one: _escaped(one[1]), python)
    python = re.sub(r"\\c[A-Za-z]|\\([^\W\ddDwWsSbBntrfvxu])", lambda one: one[1] or " ", python)
    try:
        match = re.compile(python, re.IGNORECASE if fold else 0)
    except (re.error, OverflowError):
        return lambda _: True
    return lambda one: match.fullmatch(one) is not None


def _escaped(digits: str) -> str:
    return f"\\U{int(digits[-6:], 16):08x}"


def _is_ambiguous(parser: _Parser) -> bool:
    follow = parser.follow
    for loop in strongly_connected(range(len(parser.states)), lambda at: follow.get(at, ())):
        inside = set(loop)
        edges = [(a, b, n) for a in loop for b, n in follow.get(a, {}).items() if b in inside]
        if any(paths > 1 for _, _, paths in edges):
            return True
        if edges and _meets(parser, loop, inside):
            return True
    return False


def _meets(parser: _Parser, loop: Iterable[int], inside: set[int]) -> bool:
    """Return whether two different paths from a state to itself read the same text."""

    def steps(pair: Hashable) -> Iterator[tuple[int, int]]:
        assert isinstance(pair, tuple)
        one, other = (parser.follow.get(at, ()) for at in pair)
        for left, right in product(one, other):
            if {left, right} <= inside and parser.states[left] & parser.states[right]:
                yield left, right

    return any(
        len({one == other for one, other in pairs}) > 1
        for pairs in strongly_connected([(at, at) for at in loop], steps)
    )
