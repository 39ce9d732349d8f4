"""The access tables of rules with conditions: rows of data, people, and what they may do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from t3gen.model.policies import representatives, truth
from t3gen.model.policies.representatives import OTHER
from t3gen.model.policies.samples import Samples
from t3gen.model.policies.truth import Actor, Opening, Path, Row, Value
from t3gen.model.record import (
    Access,
    Conditions,
    Resource,
    RowPart,
    Rule,
    SampleRow,
    Setting,
    Step,
    Transition,
)

MOST_COMBINED = 200
"""The most rows among which a pair is looked for."""
MOST_ROWS = 16
MOST_MOVES = 4
SUCCESS = {"list": "shown", "create": "201", "delete": "204"}
UNTOLD = "-"


@dataclass(frozen=True)
class _Person:
    """A caller of the table: a role, and what the row makes of them."""

    name: str
    role: str | None
    standing: Path = ()


def table(
    resource: Resource,
    samples: Samples,
    policies: Mapping[str, Access],
    actions: Mapping[str, Rule],
) -> Conditions:
    """Return the rows, the steps and the cells of the access table of a resource."""
    return _Table(resource, samples, policies, actions).conditions()


@dataclass(frozen=True)
class _Table:
    resource: Resource
    samples: Samples
    policies: Mapping[str, Access]
    actions: Mapping[str, Rule]

    def conditions(self) -> Conditions:
        rows = list(self._rows())
        standings = sorted(self.samples.standing(self.resource.name))
        steps = tuple(self._steps(standings, rows))
        moves = list(self._moves(rows))
        operations = [one for one in self.resource.operations if one != "list"]
        operations = ["list", *operations] if "list" in self.resource.operations else operations
        head = ("", "", *operations, *self.actions, *(f">{self._name(one, rows)}" for one in moves))
        lines = [head]
        for person in self._people(standings):
            for row in rows:
                cells = [self._cell(operation, person, row) for operation in operations]
                cells += [self._acted(one, person, row) for one in self.resource.transitions]
                cells += [self._moved(person, row, target) for target in moves]
                lines.append((person.name, self._name(row, rows), *cells))
        return Conditions(
            functions=(),
            steps=steps,
            rows=tuple(self._sample(row, rows) for row in rows),
            table=tuple(lines),
        )

    def _rows(self) -> Iterator[dict[Path, Value]]:
        """Yield rows that rules tell apart: the one that factories make, then pairs.

        The rows of a pair differ in one value, and a rule opens only one of them to somebody, so
        that no condition can be left out without a test that fails.
        """
        base = self.samples.values(self.resource.name)
        people = list(self._people(sorted(self.samples.standing(self.resource.name))))
        rows = [base]
        for operation in self.samples.rules.policies[self.resource.name]:
            for path, some in self._compared(operation, base).items():
                for value in some:
                    rows += self._pair(operation, path, value, people)
        seen: list[dict[Path, Value]] = []
        for row in rows:
            if row not in seen:
                seen.append(row)
        yield from seen[:MOST_ROWS]

    def _compared(self, operation: str, base: Mapping[Path, Value]) -> dict[Path, list[Value]]:
        """Return the values of what the rule of an operation compares, other ones than usual."""
        reached = self.samples.reached(self.resource.name, [operation])
        paths = {(*at, atom.field) for at, _, atom in reached if atom.kind == "compare"}
        return {
            path: [one for one in self._choices(path) if one != base[path]]
            for path in base
            if path in paths
        }

    def _pair(
        self, operation: str, path: Path, value: Value, people: Sequence[_Person]
    ) -> list[dict[Path, Value]]:
        """Return rows that differ in one value, and in whom a rule opens them to."""
        base = self.samples.values(self.resource.name)
        rule = self.samples.rules.policies[self.resource.name][operation]
        others = [one for one in self._compared(operation, base) if one != path]
        choices = [self._choices(one) for one in others]
        combined = [dict(zip(others, one, strict=True)) for one in _few(choices)]
        for settings in sorted(combined, key=lambda one: sum(base[key] != one[key] for key in one)):
            row = base | settings
            changed = row | {path: value}
            for person in people:
                opened = [self._opening(rule, person, one).is_open for one in (row, changed)]
                if opened[0] != opened[1]:
                    return [row, changed]
        return []

    def _choices(self, path: Path) -> list[Value]:
        reached = self.samples.reached(self.resource.name)
        found = [
            (resource, atom)
            for at, resource, atom in reached
            if atom.kind == "compare" and (*at, atom.field) == path
        ]
        resource, _ = found[0]
        field = self.samples.fields[resource][path[-1]]
        choices = representatives.values_of([atom for _, atom in found], field)
        if self.samples.fixed(resource)[path[-1]] == OTHER:
            return choices
        # Factories fix the field, so that a row with any other value has to name one.
        named = [representatives.other(field) if one == OTHER else one for one in choices]
        return [one for one in dict.fromkeys(named) if one is not None or field.optional]

    def _resource_at(self, path: Path) -> str:
        name = self.resource.name
        for relation in path:
            name = self.samples.links[name][relation].target
        return name

    def _people(self, standings: Sequence[Path]) -> Iterator[_Person]:
        yield _Person("nobody", None)
        yield _Person("bob", "user")
        for path in standings:
            if self.samples.is_inserted(self.resource.name, path[:-1]):
                yield _Person(f"bob={'.'.join(path)}", "user", path)
        reached = self.samples.reached(self.resource.name)
        roles = sorted({atom.role for _, _, atom in reached if atom.kind == "role"})
        for role in roles:
            yield _Person(role, role)
        if any(map(_combines, self.samples.rules.policies[self.resource.name].values())):
            for role in roles:
                for path in standings:
                    if self.samples.is_inserted(self.resource.name, path[:-1]):
                        yield _Person(f"{role}={'.'.join(path)}", role, path)

    def _opening(self, rule: Rule, person: _Person, row: Mapping[Path, Value]) -> Opening:
        actor = Actor(person.role, frozenset([person.standing]))
        return truth.opening(rule, actor, Row(self.resource.name, row), self.samples.rules)

    def _cell(self, operation: str, person: _Person, row: Mapping[Path, Value]) -> str:
        if operation == "create":
            return self._created(person, row)
        access = self.policies[operation]
        opened = self._opening(access.rule, person, row)
        if opened == Opening.CLOSED:
            return _refused(person)
        if not opened.is_open:
            return "hidden" if operation == "list" else "404"
        if operation == "update" and self._is_changed() and not self._may_leave(person, row):
            return _refused(person)
        return SUCCESS.get(operation, "200")

    def _acted(self, one: Transition, person: _Person, row: Mapping[Path, Value]) -> str:
        opened = self._opening(self.actions[one.name], person, row)
        if opened == Opening.CLOSED:
            return _refused(person)
        if not opened.is_open:
            return "404"
        return "200" if self._state(one.field, row) in one.sources else "409"

    def _state(self, name: str, row: Mapping[Path, Value]) -> Value:
        default = self.samples.fields[self.resource.name][name].default
        path: Path = (name,)
        return row[path] if path in row else str(default.value) if default else None

    def _is_changed(self) -> bool:
        """Return whether tests change some field of the row."""
        return any(
            one.in_update and one.in_answer and one.relation is None and not (one.read or one.write)
            for one in self.resource.fields
        )

    def _may_leave(self, person: _Person, row: Mapping[Path, Value]) -> bool:
        access = self.policies["update"]
        return self._opening(access.check or access.rule, person, row).is_open

    def _moved(
        self, person: _Person, row: Mapping[Path, Value], target: Mapping[Path, Value]
    ) -> str:
        changed: dict[Path, Value] = {
            path: value for path, value in target.items() if len(path) == 1
        }
        opened = self._opening(self.policies["update"].rule, person, row)
        if row == target or not opened.is_open:
            return UNTOLD
        return "200" if self._may_leave(person, {**row, **changed}) else _refused(person)

    def _created(self, person: _Person, row: Mapping[Path, Value]) -> str:
        owner = self.resource.owner
        is_owned = owner is not None and not owner.through
        states = {one.field for one in self.resource.transitions}
        is_first = all(self._state(one, row) == self._state(one, {}) for one in states)
        if person.standing == (truth.OWNER,) or not is_first:
            return UNTOLD
        rule = self.policies["create"].rule
        guards = [one.write for one in self.resource.fields if one.required and one.write]
        rule = Rule("all", rules=(rule, *guards, *([Rule("signed_in")] if is_owned else [])))
        standing = {person.standing} | ({(truth.OWNER,)} if is_owned and person.role else set())
        actor = Actor(person.role, frozenset(standing))
        rules = self.samples.rules
        opened = truth.opening(rule, actor, Row(self.resource.name, row), rules)
        if opened == Opening.CLOSED:
            return _refused(person)
        for field in self.resource.fields:
            if not field.required or field.type != "reference" or field.external:
                continue
            if field.target is None or field.relation is None:
                continue
            target = field.target.name
            values = {**self.samples.values(target, (field.relation,)), **row}
            if not self._is_followed(field.relation, row):
                # The row that it references is inserted for whoever creates it.
                above = self.samples.standing(target) | {rules.owner_path(target, ())}
                made = {(field.relation, *path) for path in above}
                actor = Actor(person.role, actor.standing | made)
            seen = rules.policies[target]["update" if field.reads_parent else "get"]
            if not truth.opening(
                seen, actor, Row(target, values, (field.relation,)), rules
            ).is_open:
                return "422"
        return SUCCESS["create"] if opened.is_open else _refused(person)

    def _is_followed(self, relation: str, row: Mapping[Path, Value]) -> bool:
        """Return whether tests insert the row that a relation leads to, as the table says."""
        paths = (*self.samples.standing(self.resource.name), *row)
        return any(path[0] == relation and len(path) > 1 for path in paths)

    def _moves(self, rows: Sequence[Mapping[Path, Value]]) -> Iterator[Mapping[Path, Value]]:
        """Yield rows whose values an update may give to another row, which is then checked."""
        fields = {one.name: one for one in self.resource.fields}
        if "update" not in self.resource.operations or not self.policies["update"].checked:
            return
        own = [path for path in rows[0] if len(path) == 1]
        different = {tuple(row[path] for path in own): row for row in reversed(rows)}
        if own and all(fields[path[0]].in_update for path in own):
            moves = list(reversed(different.values()))
            # Those that somebody may not make come first.
            yield from sorted(moves, key=lambda one: not self._is_refused(one, rows))[:MOST_MOVES]

    def _is_refused(
        self, target: Mapping[Path, Value], rows: Sequence[Mapping[Path, Value]]
    ) -> bool:
        people = list(self._people(sorted(self.samples.standing(self.resource.name))))
        cells = (self._moved(one, row, target) for one in people for row in rows)
        return any(cell in ("401", "403") for cell in cells)

    def _name(self, row: Mapping[Path, Value], rows: Sequence[Mapping[Path, Value]]) -> str:
        """Return what tells a row from the first one: `draft`, `published+done`."""
        changed = [path for path in row if row[path] != rows[0][path]]
        return "+".join(_word(path, row[path]) for path in changed) or "base"

    def _sample(self, row: Mapping[Path, Value], rows: Sequence[Mapping[Path, Value]]) -> SampleRow:
        parts: dict[str, list[Setting]] = {}
        states = {one.field: self._state(one.field, {}) for one in self.resource.transitions}
        for path, value in row.items():
            is_default = len(path) == 1 and path[0] in states and states[path[0]] == value
            if value != OTHER and not is_default:
                parts.setdefault(".".join(path[:-1]), []).append(Setting(path[-1], value))
        return SampleRow(
            self._name(row, rows),
            tuple(RowPart(path, tuple(some)) for path, some in sorted(parts.items())),
        )

    def _steps(
        self, standings: Sequence[Path], rows: Sequence[Mapping[Path, Value]]
    ) -> Iterator[Step]:
        """Yield the rows that a test inserts above one, those nearest to it last."""
        leading = {path[:-1] for path in (*standings, *(one for row in rows for one in row))}
        paths = {path[:end] for path in leading for end in range(len(path) + 1)}
        members = {path for path in standings if path[-1] != truth.OWNER}
        for path in sorted(paths, key=lambda one: (len(one), one)):
            if not self.samples.is_inserted(self.resource.name, path):
                continue
            name = self._resource_at(path)
            many = next(
                (self.samples.links[name][one[-1]] for one in members if one[:-1] == path), None
            )
            key = many.key if many is not None else None
            if path:
                link = self.samples.links[self._resource_at(path[:-1])][path[-1]]
                yield Step(".".join(path), link.key, name, key)
            elif key is not None:
                yield Step("", "", name, key)


def _combines(rule: Rule) -> bool:
    """Return whether a rule asks for a role and a standing at once."""
    kinds = {one.kind for one in truth.atoms(rule)}
    both = "role" in kinds and kinds & {"owner", "relation_owner", "member", "can"}
    return bool(rule.kind == "all" and both) or any(map(_combines, rule.rules))


def _few(choices: Sequence[Sequence[Value]]) -> Iterator[tuple[Value, ...]]:
    """Yield combinations of values, but no more than can be looked at."""
    return islice(product(*choices), MOST_COMBINED)


def _refused(person: _Person) -> str:
    return "401" if person.role is None else "403"


def _word(path: Path, value: Value) -> str:
    name = path[-1]
    if isinstance(value, bool):
        word = name if value else f"not-{name}"
    elif value is None:
        word = f"no-{name}"
    elif value == OTHER:
        word = f"other-{name}"
    else:
        word = str(value) if str(value).isidentifier() else f"{name}={value}"
    return word.replace(" ", "_")
