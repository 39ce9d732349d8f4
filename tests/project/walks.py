"""Random lives of specs: fields, relations and resources come, go, and change their names."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass, field

TYPES = [
    "string(20)?",
    "string(20) = x",
    "text?",
    "int?",
    "int = 3",
    "bigint?",
    "decimal(8, 2)?",
    "boolean = true",
    "datetime?",
    "date?",
    "uuid?",
    "string(30)? unique",
    "int? index",
]


@dataclass
class Line:
    """A field or relation: its type, and what it was called before."""

    type: str
    was: str = ""
    values: list[str] = field(default_factory=list)
    former: dict[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """Return the line as a spec has it."""
        values = (
            f"{one} was {self.former[one]}" if one in self.former else one for one in self.values
        )
        kind = f"enum({', '.join(values)})?" if self.values else self.type
        return f"{kind} was={self.was}" if self.was else kind


@dataclass
class Resource:
    """A resource of a walk."""

    fields: dict[str, Line]
    relations: dict[str, Line]
    was: str = ""
    losses: list[str] = field(default_factory=list)
    forgotten: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return its spec."""
        lines = [f"resource: {name}"]
        lines += [f"was: {self.was}"] if self.was else []
        for title, rows in (("fields", self.fields), ("relations", self.relations)):
            lines += [f"{title}:"] if rows else []
            lines += [f"  {name}: {line.text()}" for name, line in rows.items()]
        lines += [f"migrate: {{allow_loss: [{', '.join(self.losses)}]}}"] if self.losses else []
        return "\n".join(lines) + "\n"


class Walk:
    """Specs that change step by step.

    Args:
        seed: Where the dice start.
    """

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.names = itertools.count(1)
        self.gone: list[str] = []
        self.resources = {self.name("R"): self.resource() for _ in range(3)}

    def name(self, letter: str) -> str:
        """Return a name that nothing has had, anywhere in the alphabet."""
        first = self.dice.choice("abcdefghkmnpqrstuvwxyz")
        text = f"{first}{letter.lower()}{next(self.names)}"
        return text.capitalize() if letter.isupper() else text

    def resource(self) -> Resource:
        """Return a new resource."""
        fields = {self.name("f"): self.line() for _ in range(3)}
        return Resource({**fields, self.name("f"): Line("", values=["a", "b", "c"])}, {})

    def line(self) -> Line:
        """Return a new field."""
        return Line(self.dice.choice(TYPES))

    def specs(self) -> dict[str, str]:
        """Return the specs as they are now."""
        found = {f"{name.lower()}.yaml": one.text(name) for name, one in self.resources.items()}
        losses = f"migrate: {{allow_loss: [{', '.join(self.gone)}]}}\n"
        return {**found, "_project.yaml": losses} if self.gone else found

    def step(self) -> str:
        """Change something, and return what."""
        for one in self.resources.values():
            one.forgotten = {}
        if self.dice.random() < 0.5:
            self.forget()
        steps = [
            self.add_field,
            self.drop_field,
            self.rename_field,
            self.rename_field,
            self.exchange_fields,
            self.rename_resource,
            self.rename_resource,
            self.add_resource,
            self.drop_resource,
            self.add_relation,
            self.drop_relation,
            self.rename_relation,
            self.change_enum,
        ]
        chosen = self.dice.sample(steps, self.dice.randint(1, 3))
        return ", ".join(step() for step in chosen)

    def forget(self) -> None:
        """Remove what is said of names before, as users do at some time."""
        for one in self.resources.values():
            one.was = ""
            one.forgotten = {name: line.was for name, line in one.fields.items()}
            for line in (*one.fields.values(), *one.relations.values()):
                line.was, line.former = "", {}

    def pick(self) -> tuple[str, Resource]:
        """Return one of the resources."""
        return self.dice.choice(list(self.resources.items()))

    def add_field(self) -> str:
        """A new field."""
        _, one = self.pick()
        one.fields[self.name("f")] = self.line()
        return "add a field"

    def drop_field(self) -> str:
        """A field goes, with consent; one stays.

        Not one that has just exchanged its name: that would read as done already.
        """
        _, one = self.pick()
        name = self.dice.choice(list(one.fields))
        if len(one.fields) > 1 and one.fields[name].was not in one.fields:
            line = one.fields.pop(name)
            # Within one step it may have come, or have been renamed.
            one.losses += [name, *([line.was] if line.was else [])]
        return "drop a field"

    def rename_field(self) -> str:
        """A field gets another name; one that has got one in this step stays."""
        _, one = self.pick()
        name = self.dice.choice(list(one.fields))
        if not one.fields[name].was:
            new = self.name("f")
            _rename(one.fields, name, new)
            one.losses += _carried(one.losses, {name: new})
        return "rename a field"

    def exchange_fields(self) -> str:
        """Two fields exchange their names.

        Not those of which that was said until this step: said again, it reads as done already.
        """
        _, one = self.pick()
        free = [name for name, line in one.fields.items() if not line.was]
        if len(free) > 1 and len(free) == len(one.fields):
            first, second = self.dice.sample(free, 2)
            if one.forgotten.get(first) == second:
                return "nothing"
            lines = one.fields[first], one.fields[second]
            one.fields[second], one.fields[first] = lines
            one.fields[second].was, one.fields[first].was = first, second
            one.losses += _carried(one.losses, {first: second, second: first})
        return "exchange two fields"

    def rename_resource(self) -> str:
        """A resource gets another name, everywhere."""
        old, one = self.pick()
        if one.was:
            return "nothing"
        new = self.name("R")
        self.resources = {new if it == old else it: x for it, x in self.resources.items()}
        one.was = old
        for other in self.resources.values():
            for line in other.relations.values():
                if _target(line) == old:
                    line.type = line.type.replace(old, new, 1)
        return "rename a resource"

    def add_resource(self) -> str:
        """A new resource."""
        self.resources[self.name("R")] = self.resource()
        return "add a resource"

    def drop_resource(self) -> str:
        """A resource goes, with consent, that nobody points to."""
        name, one = self.pick()
        targets = {
            _target(line) for other in self.resources.values() for line in other.relations.values()
        }
        if len(self.resources) > 2 and name not in targets and not one.was:
            del self.resources[name]
            self.gone.append(name)
        return "drop a resource"

    def add_relation(self) -> str:
        """A new relation, to one or many to many."""
        _, one = self.pick()
        target, _ = self.pick()
        inverse = f"inverse={self.name('i')}"
        kind = self.dice.choice([f"{target}? {inverse}", f"{target}[] many {inverse}"])
        one.relations[self.name("l")] = Line(kind)
        return "add a relation"

    def drop_relation(self) -> str:
        """A relation goes, with consent."""
        _, one = self.pick()
        if one.relations:
            name = self.dice.choice(list(one.relations))
            line = one.relations.pop(name)
            one.losses += [name, *([line.was] if line.was else [])]
        return "drop a relation"

    def rename_relation(self) -> str:
        """A relation gets another name."""
        _, one = self.pick()
        free = [name for name, line in one.relations.items() if not line.was]
        if free:
            _rename(one.relations, self.dice.choice(free), self.name("l"))
        return "rename a relation"

    def change_enum(self) -> str:
        """A value of an enum comes, goes or gets another name."""
        _, one = self.pick()
        enums = [(name, line) for name, line in one.fields.items() if line.values]
        if not enums or any(line.former for _, line in enums):
            return "nothing"
        name, line = self.dice.choice(enums)
        what = self.dice.choice(["add", "drop", "rename"])
        value = self.dice.choice(line.values)
        if what == "add":
            line.values.append(f"v{next(self.names)}")
        elif what == "rename":
            new = f"v{next(self.names)}"
            line.values = [new if it == value else it for it in line.values]
            line.former[new] = value
        elif len(line.values) > 1:
            line.values.remove(value)
            one.losses.append(f"{name}.{value}")
        return f"{what} a value"


def _target(line: Line) -> str:
    return line.type.split()[0].rstrip("?[]")


def _carried(losses: list[str], names: dict[str, str]) -> list[str]:
    """What has been agreed to of values in this step, under the new names of their fields."""
    parts = [one.partition(".") for one in losses if "." in one]
    return [f"{names[name]}.{value}" for name, _, value in parts if name in names]


def _rename(lines: dict[str, Line], old: str, new: str) -> None:
    found = {new if name == old else name: line for name, line in lines.items()}
    lines.clear()
    lines.update(found)
    lines[new].was = old
