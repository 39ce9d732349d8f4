"""What access rules with conditions decide about the rows that factories make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from t3gen.model.policies import representatives, truth
from t3gen.model.policies.truth import Actor, Path, Row, Rules, Value
from t3gen.model.record import Field, Rule, Transition
from t3gen.model.relations import Link

SIGNED_IN = Rule("signed_in")
UNCHANGED: Mapping[str, Value] = {}
OTHERS = Rule("others")
"""Opens other rows than the one of a test."""


@dataclass(frozen=True)
class Samples:
    """The rows that factories make: their values, and what alice is in them.

    Args:
        rules: The rules of all resources.
        fields: Their fields, by name.
        links: Their relations, by name.
    """

    rules: Rules
    fields: Mapping[str, Mapping[str, Field]]
    links: Mapping[str, Mapping[str, Link]]
    _fixed: dict[str, Mapping[str, Value]] = field(default_factory=dict)

    def fixed(self, name: str) -> Mapping[str, Value]:
        """Return the values of the fields that rules of a resource compare."""
        if name not in self._fixed:
            self._fixed[name] = self._best(name)
        return self._fixed[name]

    def values(self, name: str, path: Path = ()) -> dict[Path, Value]:
        """Return what rules compare of a row at a path, and of the rows that they lead to."""
        return {
            (*path, *at, atom.field): self.fixed(resource)[atom.field]
            for at, resource, atom in self.reached(name)
            if atom.kind == "compare" and self.is_inserted(name, at)
        }

    def reached(
        self, name: str, operations: Sequence[str] = ()
    ) -> Iterator[tuple[Path, str, Rule]]:
        """Yield single rules and those that they lead to, each with its path and resource."""
        for operation in operations or self.rules.policies[name]:
            for atom in truth.atoms(self.rules.policies[name][operation]):
                yield (), name, atom
                if atom.kind == "can":
                    for path, resource, inner in self.reached(atom.target, [atom.operation]):
                        yield (*atom.through, *path), resource, inner

    def atoms(self, name: str) -> list[Rule]:
        """Return the single rules within all rules of a resource."""
        return [one for rule in self.rules.policies[name].values() for one in truth.atoms(rule)]

    def is_inserted(self, name: str, relations: Sequence[str]) -> bool:
        """Return whether factories insert the rows that relations of a resource lead to."""
        for relation in relations:
            link = self.links[name].get(relation)
            if link is None or (link.optional and not link.many):
                return False
            name = link.target
        return True

    def based(
        self, rule: Rule, name: str, path: Path = (), changes: Mapping[str, Value] = UNCHANGED
    ) -> Rule:
        """Return a rule as it decides about a row that a factory makes, but for some fields.

        Conditions on fields are decided; those of owners and members are those of the owner, since
        one user owns the row, what it belongs to, and is a member of that.
        """
        if rule.kind in ("any", "all", "not"):
            inner = tuple(self.based(one, name, path, changes) for one in rule.rules)
            return Rule(rule.kind, rules=inner)
        if rule.kind == "compare":
            value = {**self.fixed(name), **changes}.get(rule.field)
            return Rule("public") if truth.holds(rule, value) else OTHERS
        if rule.kind not in truth.ALONG:
            return rule
        target = Rule("owner")
        if rule.kind == "can":
            followed = self.rules.policies[rule.target][rule.operation]
            target = self.based(followed, rule.target, (*path, *rule.through))
        if self.is_inserted(name, rule.through):
            return target
        closed = target if rule.kind == "can" else SIGNED_IN
        return Rule("all", rules=(closed, OTHERS))

    def closed(self, one: Transition, name: str) -> tuple[str, ...]:
        """Return the states in which a rule hides a row from whom it opens the row otherwise."""
        rule, state = one.rule, one.field
        standing = self._inserted(name)
        roles = [Actor(atom.role, standing) for atom in truth.atoms(rule) if atom.kind == "role"]
        callers = [Actor("user", standing), *roles]
        start: dict[Path, Value] = {(state,): one.sources[0]}
        actors = [caller for caller in callers if self._opens(rule, name, caller, start)]
        return tuple(
            choice
            for choice in self.fields[name][state].choices
            if actors and not self._opens(rule, name, actors[0], {(state,): choice})
        )

    def standing(self, name: str) -> frozenset[Path]:
        """Return all that one can be of a row: its owner, a member of what it belongs to, ..."""
        return frozenset(
            truth.path_of(atom, Row(resource, {}, path), self.rules)
            for path, resource, atom in self.reached(name)
            if atom.kind in ("owner", "relation_owner", "member")
        )

    def _best(self, name: str) -> Mapping[str, Value]:
        """Return the values with which most operations are open to somebody."""
        compared: dict[str, list[Rule]] = {}
        for atom in self.atoms(name):
            if atom.kind == "compare":
                compared.setdefault(atom.field, []).append(atom)
        fields = self.fields[name]
        choices = [representatives.values_of(some, fields[one]) for one, some in compared.items()]
        # Factories make rows in their first state.
        starting = zip(choices, compared, strict=True)
        choices = [some[:1] if fields[name].state else some for some, name in starting]
        best: Mapping[str, Value] = {}
        most = -1
        for combination in representatives.combinations(choices):
            self._fixed[name] = dict(zip(compared, combination, strict=True))
            count = sum(self._is_open(rule, name) for rule in self.rules.policies[name].values())
            if count > most:
                best, most = self._fixed[name], count
        return best

    def _is_open(self, rule: Rule, name: str) -> bool:
        roles = [atom.role for atom in truth.atoms(rule) if atom.kind == "role"]
        actors = [Actor("user", self._inserted(name)), *map(Actor, roles)]
        return any(self._opens(rule, name, one, {}) for one in actors)

    def _opens(self, rule: Rule, name: str, actor: Actor, changes: Mapping[Path, Value]) -> bool:
        row = Row(name, {**self.values(name), **changes})
        return truth.opening(rule, actor, row, self.rules).is_open

    def _inserted(self, name: str) -> frozenset[Path]:
        """Return what the user is of a row for whom a factory inserts it."""
        return frozenset(path for path in self.standing(name) if self.is_inserted(name, path[:-1]))
