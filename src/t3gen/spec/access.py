"""The grammar of access rules: `owner & status = draft | role(admin)`; `&` binds tighter than `|`.

`not (...)` is distributed over what it negates: comparisons get the opposite operator.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import NoReturn

from t3gen.errors import Problem
from t3gen.spec import suggestion
from t3gen.spec.resource import OPERATIONS, RuleSpec, ValueSpec
from t3gen.spec.vocabulary import names
from t3gen.spec.yaml import Place, Scalar, Source, Word

TOKEN = re.compile(
    r"""
    "[^"]*"|'[^']*'           # a quoted text
    |-?\d[\w:.+-]*            # a number, a day or a moment
    |[A-Za-z_][\w-]*          # a name or a word
    |!=|<=|>=|[=<>|&(),.]|\S
    """,
    re.VERBOSE,
)
ROLE = re.compile(names.ROLE)
NAME = re.compile(names.FIELD)
WORD = re.compile(r"\w|-\d")
DEEPEST = 20
WITHOUT_ROW = ("public", "signed_in", "role", "any", "all", "not")
"""The kinds that decide by the actor alone, or by what is within them."""
ATOMS = ("public", "signed_in", "owner", "role", "member", "can", "not")
ORGANISATION = "org."
"""Starts the name of a role in an organisation: that of `org.role(editor)` is `org.editor`."""
HINT = 'Rules look like "public", "signed_in", "owner" or "owner | role(admin)".'
ROW_HINT = 'Conditions look like "published", "status = draft" or "project.owner".'
OPPOSITES = {
    "=": "!=",
    "!=": "=",
    "<": ">=",
    ">=": "<",
    ">": "<=",
    "<=": ">",
    "in": "not in",
    "not in": "in",
    "is null": "is not null",
    "is not null": "is null",
}
"""The operators of comparisons, each with the one that `not` makes of it."""
SIGNS = tuple(one for one in OPPOSITES if not one[0].isalpha())


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


def parts(rule: RuleSpec) -> list[RuleSpec]:
    """Return a rule and all rules within it."""
    return [rule, *(part for inner in rule.rules for part in parts(inner))]


def is_flag(rule: RuleSpec) -> bool:
    """Return whether a rule is the name of a boolean field alone."""
    return bool(rule.name and rule.values) and rule.values[0].place == rule.place


def negated(rule: RuleSpec, place: Place) -> RuleSpec:
    """Return the opposite of a rule, in which `not` is before single rules only."""
    if rule.kind in ("any", "all"):
        kind = "all" if rule.kind == "any" else "any"
        return replace(rule, kind=kind, rules=tuple(negated(one, place) for one in rule.rules))
    if rule.kind == "compare":
        return replace(rule, operator=OPPOSITES[rule.operator])
    if rule.kind == "not":
        return rule.rules[0]
    return RuleSpec("not", place, rules=(rule,))


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
        if token == "(":
            return self.group()
        if not re.match(r"[^\W\d]", token):
            self.stop(f'"{token}" is not expected here' if token else "the rule ends too early")
        self.at += 1
        word, following = self.scalar.word(start, token), self.peek()
        if following in (*SIGNS, "in", "is") or (following, self.peek(1)) == ("not", "in"):
            return self.comparison(word)
        if following == ".":
            is_role = (token, self.peek(1)) == ("org", "role")
            return self.organisation_role(word) if is_role else self.relation_owner(word)
        if token in ATOMS:
            return self.atom(word)
        if following == "(":
            hint = suggestion.hint(token, ("role", "member", "can", "not"), HINT)
            self.add(start, len(token), f'unknown rule "{token}"', hint)
            raise _Stop
        true = ValueSpec("true", "word", word.place)
        return RuleSpec("compare", word.place, name=word, operator="=", values=(true,))

    def group(self) -> RuleSpec:
        self.expect("(")
        self.depth += 1
        if self.depth > DEEPEST:
            self.stop("too many parentheses")
        rule = self.any()
        self.depth -= 1
        self.expect(")")
        return rule

    def atom(self, word: Word) -> RuleSpec:
        if word.text == "role":
            return RuleSpec("role", word.place, role=self.role())
        if word.text == "member":
            return RuleSpec("member", word.place, name=self.argument("relation", optional=True))
        if word.text == "can":
            return self.can(word)
        if word.text == "not":
            if self.peek() != "(":
                self.stop('"(" is missing', 'Write "not (...)".')
            return negated(self.group(), word.place)
        return RuleSpec(word.text, word.place)

    def role(self) -> str:
        self.expect("(")
        name = self.peek()
        if not ROLE.fullmatch(name):
            self.stop("the role's name is missing")
        self.at += 1
        self.expect(")")
        return name

    def organisation_role(self, word: Word) -> RuleSpec:
        self.at += 2
        return RuleSpec("role", word.place, role=ORGANISATION + self.role())

    def can(self, word: Word) -> RuleSpec:
        hint = 'Write the operation and the relation, as in "can(get, project)".'
        self.expect("(", hint)
        operation = self.name("operation", hint)
        if operation.text not in OPERATIONS or operation.text == "create":
            known = [one for one in OPERATIONS if one != "create"]
            what = f'unknown operation "{operation}"'
            self.problem(operation.place, what, suggestion.hint(operation.text, known))
        self.expect(",", hint)
        relation = self.name("relation", hint)
        self.expect(")", hint)
        return RuleSpec("can", word.place, name=relation, operation=operation)

    def relation_owner(self, relation: Word) -> RuleSpec:
        self.expect(".")
        start, token = self.start(), self.peek()
        if token != "owner":
            hint = f'Write "{relation}.owner", or "can(get, {relation})" with the condition in the '
            hint += f"rule of {relation}."
            what = f'"{relation}.{token}" is not a rule: conditions are on the row itself'
            self.add(start, max(1, len(token)), what, hint)
            raise _Stop
        self.at += 1
        return RuleSpec("relation_owner", relation.place, name=relation)

    def argument(self, kind: str, *, optional: bool) -> Word | None:
        if optional and self.peek() != "(":
            return None
        self.expect("(")
        name = self.name(kind, f"Write the {kind}, or leave out the parentheses.")
        self.expect(")")
        return name

    def name(self, kind: str, hint: str) -> Word:
        token, start = self.peek(), self.start()
        if not NAME.fullmatch(token):
            self.stop(f"the {kind} is missing", hint)
        self.at += 1
        return self.scalar.word(start, token)

    def comparison(self, name: Word) -> RuleSpec:
        operator = self.peek()
        self.at += 1
        if operator == "is":
            operator = "is not null" if self.peek() == "not" else "is null"
            self.at += operator == "is not null"
            if self.peek() != "null":
                self.stop('"null" is missing', 'Write "is null" or "is not null".')
            self.at += 1
            return RuleSpec("compare", name.place, name=name, operator=operator)
        if operator == "not":
            operator = "not in"
            self.at += 1
        values = self.values() if operator.endswith("in") else (self.value(),)
        return RuleSpec("compare", name.place, name=name, operator=operator, values=values)

    def values(self) -> tuple[ValueSpec, ...]:
        hint = 'Write the values in parentheses: "in (draft, paid)".'
        self.expect("(", hint)
        values = [self.value()]
        while self.peek() == ",":
            self.at += 1
            values.append(self.value())
        self.expect(")", hint)
        return tuple(values)

    def value(self) -> ValueSpec:
        token, start = self.peek(), self.start()
        if token == "=":
            self.stop('"==" is not an operator', 'Write "=".')
        if token[:1] in "\"'" and len(token) > 1:
            self.at += 1
            return ValueSpec(token[1:-1], "quoted", self.scalar.at(start, len(token)))
        if not WORD.match(token):
            self.stop("the value is missing", 'Write a value, as in "status = draft".')
        if token == "null":
            self.stop("nothing is equal to null", 'Write "is null" or "is not null".')
        self.at += 1
        return ValueSpec(token, "word", self.scalar.at(start, len(token)))

    def expect(self, token: str, hint: str = HINT) -> None:
        if self.peek() != token:
            self.stop(f'"{token}" is missing', hint)
        self.at += 1

    def stop(self, what: str, hint: str = HINT) -> NoReturn:
        self.add(self.start(), max(1, len(self.peek())), what, hint)
        raise _Stop

    def add(self, start: int, width: int, what: str, hint: str) -> None:
        self.problem(self.scalar.at(start, width), what, hint)

    def problem(self, place: Place, what: str, hint: str) -> None:
        self.problems.append(self.source.problem(place, "SPEC.RULE", what, hint))

    def peek(self, ahead: int = 0) -> str:
        at = self.at + ahead
        return self.tokens[at][0] if at < len(self.tokens) else ""

    def start(self) -> int:
        if self.at < len(self.tokens):
            return self.tokens[self.at][1]
        return len(self.scalar.text)
