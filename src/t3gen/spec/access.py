"""The grammar of access rules: `owner | role(admin)`, where `&` binds tighter than `|`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NoReturn

from t3gen.errors import Problem
from t3gen.spec import suggestion
from t3gen.spec.resource import RuleSpec
from t3gen.spec.vocabulary import names
from t3gen.spec.yaml import Scalar, Source

TOKEN = re.compile(r"[A-Za-z_][\w-]*|[|&()]|\S")
ROLE = re.compile(names.ROLE)
DEEPEST = 20
KINDS = ("public", "signed_in", "owner", "role")
HINT = 'Rules look like "public", "signed_in", "owner" or "owner | role(admin)".'


class _Stop(Exception):
    """Raised where the rest of a rule cannot be parsed."""


def parse(source: Source, scalar: Scalar) -> tuple[RuleSpec | None, list[Problem]]:
    """Parse a rule, and return its problems; the rule is None when there are any."""
    parser = _Parser(source, scalar)
    try:
        rule = parser.any()
        if parser.peek():
            parser.stop(f'"{parser.peek()}" is not expected here')
    except _Stop:
        return None, parser.problems
    return (None if parser.problems else rule), parser.problems


@dataclass
class _Parser:
    source: Source
    scalar: Scalar
    at: int = 0
    depth: int = 0
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.tokens = [(one.group(), one.start()) for one in TOKEN.finditer(self.scalar.text)]

    def any(self) -> RuleSpec:
        return self.joined("any", "|")

    def joined(self, kind: str, sign: str) -> RuleSpec:
        place = self.scalar.at(self.start())
        rules = [self.one() if sign == "&" else self.joined("all", "&")]
        while self.peek() == sign:
            self.at += 1
            rules.append(self.one() if sign == "&" else self.joined("all", "&"))
        if len(rules) == 1:
            return rules[0]
        flat = [part for rule in rules for part in (rule.rules if rule.kind == kind else (rule,))]
        return RuleSpec(kind, place, rules=tuple(flat))

    def one(self) -> RuleSpec:
        token, start = self.peek(), self.start()
        place = self.scalar.at(start, max(1, len(token)))
        if token == "(":
            self.at += 1
            self.depth += 1
            if self.depth > DEEPEST:
                self.stop("too many parentheses")
            rule = self.any()
            self.depth -= 1
            self.expect(")")
            return rule
        if not re.match(r"\w", token):
            self.stop(f'"{token}" is not expected here' if token else "the rule ends too early")
        self.at += 1
        if token == "role":
            return RuleSpec("role", place, role=self.role())
        if token not in KINDS:
            hint = suggestion.hint(token, KINDS, HINT)
            self.add(start, len(token), f'unknown rule "{token}"', hint)
        return RuleSpec(token, place)

    def role(self) -> str:
        self.expect("(")
        name = self.peek()
        if not ROLE.fullmatch(name):
            self.stop("the role's name is missing")
        self.at += 1
        self.expect(")")
        return name

    def expect(self, token: str) -> None:
        if self.peek() != token:
            self.stop(f'"{token}" is missing')
        self.at += 1

    def stop(self, what: str) -> NoReturn:
        self.add(self.start(), max(1, len(self.peek())), what, HINT)
        raise _Stop

    def add(self, start: int, width: int, what: str, hint: str) -> None:
        place = self.scalar.at(start, width)
        self.problems.append(self.source.problem(place, "SPEC.RULE", what, hint))

    def peek(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def start(self) -> int:
        if self.at < len(self.tokens):
            return self.tokens[self.at][1]
        return len(self.scalar.text)
