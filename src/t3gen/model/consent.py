"""Consent of specs to risks for existing rows: `allow_loss` and `assume`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from t3gen.errors import Problem, SpecErrors
from t3gen.model.record import Resource
from t3gen.spec import Defaults, Reading, ResourceSpec, Source, Word, suggestion

LOSS = "allow_loss"
ASSUMPTION = "assume"


@dataclass(frozen=True)
class ConsentedName:
    """One name below `allow_loss` or `assume`.

    Args:
        key: The key that it is written below.
        model: The resource whose spec has it; empty in `_project.yaml`.
    """

    key: str
    model: str
    word: Word
    source: Source

    @property
    def name(self) -> str:
        """The full name, such as "Order.note"."""
        return f"{self.model}.{self.word}" if self.model else self.word.text

    @property
    def parts(self) -> list[str]:
        """The names of resources, fields, relations and enum values in it."""
        return re.split(r"[.+]", self.word.text)


@dataclass(frozen=True)
class Consent:
    """The consent of all specs, by names such as "Order", "Order.note" and "Order.status.draft".

    Args:
        losses: Resources, fields and values whose data may be lost.
        assumptions: Constraints that all rows already satisfy.
        files: The spec file of each resource, for hints.
        places: The positions of resources and fields: file, line and column.
        declared: The names as specs write them.
    """

    losses: frozenset[str] = frozenset()
    assumptions: frozenset[str] = frozenset()
    files: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, tuple[str, int, int]] = field(default_factory=dict)
    declared: tuple[ConsentedName, ...] = ()

    def place(self, name: str) -> tuple[str, int, int] | None:
        """Return the position of a field, or else of its resource; None if no spec has it."""
        return self.places.get(name) or self.places.get(name.partition(".")[0])

    def names(self, key: str) -> frozenset[str]:
        """Return the names below a key."""
        return {LOSS: self.losses, ASSUMPTION: self.assumptions}.get(key, frozenset())

    def with_names(self, names: Collection[tuple[str, str]]) -> Consent:
        """Return this consent with more names, each with the key that it would be below."""
        more = {key: {name for of, name in names if of == key} for key in (LOSS, ASSUMPTION)}
        losses, assumptions = self.losses | more[LOSS], self.assumptions | more[ASSUMPTION]
        return replace(self, losses=losses, assumptions=assumptions) if names else self

    def check(self, existing: Iterable[Collection[str]]) -> None:
        """Refuse names that nothing has ever had.

        Dropped names are valid: consent may stay in its spec after its migration.

        Args:
            existing: The names of resources, fields, relations and enum values: first those that
                there are now, then those of earlier schemas, read only where they are needed.

        Raises:
            SpecErrors: Something is misspelt.
        """
        left = {part for entry in self.declared for part in entry.parts}
        names: list[str] = []
        for some in existing:
            names = names or [*some]
            left -= {*some}
            if not left:
                return
        problems = [
            entry.source.problem(
                entry.word.place,
                "SPEC.CONSENT",
                f'"{part}" is the name of nothing that is, or ever was, in the schema',
                suggestion.hint(part, names, "Remove it."),
            )
            for entry in self.declared
            for part in entry.parts
            if part in left
        ]
        raise SpecErrors(problems)

    def unused(self, used: Collection[tuple[str, str]]) -> Iterator[Problem]:
        """Yield a warning for each consent that no pending change needs.

        Args:
            used: Keys and names of those that one needs.
        """
        for entry in self.declared:
            if (entry.key, entry.name) not in used:
                what = f'no pending change needs {entry.key} for "{entry.word}"'
                hint = "Remove it: it would consent to a later change as well."
                yield entry.source.problem(entry.word.place, "SPEC.UNUSED_CONSENT", what, hint)


def consent(reading: Reading) -> Consent:
    """Return the consent of specs and `_project.yaml`."""
    written: list[tuple[str, Defaults | ResourceSpec]] = [("", reading.shared)]
    written += [(spec.name.text, spec) for spec in reading.specs]
    declared = [
        ConsentedName(key, name, word, document.source)
        for name, document in written
        for key, words in ((LOSS, document.losses), (ASSUMPTION, document.assumptions))
        for word in words
    ]
    losses, assumptions = (
        frozenset(entry.name for entry in declared if entry.key == key)
        for key in (LOSS, ASSUMPTION)
    )
    files = {spec.name.text: spec.source.file for spec in reading.specs}
    return Consent(losses, assumptions, files, _places(reading), tuple(declared))


def names(resources: Iterable[Resource]) -> frozenset[str]:
    """Return the names of resources, fields, relations, checks and enum values."""
    result: set[str] = set()
    for resource in resources:
        result |= {resource.name, *(inverse.name for inverse in resource.inverses)}
        result |= {one.name for one in resource.checks}
        result |= {relation.name for relation in resource.many}
        for relation in resource.relations:
            result |= {relation.name, relation.key}
        for line in resource.fields:
            result |= {line.name, *line.choices}
    return frozenset(result)


def _places(reading: Reading) -> dict[str, tuple[str, int, int]]:
    places = {}
    for spec in reading.specs:
        named = {spec.name.text: spec.name}
        named |= {f"{spec.name}.{one.name}": one.name for one in spec.invariants}
        named |= {f"{spec.name}.{line.name}": line.name for line in spec.fields}
        for relation in spec.relations:
            name = f"{spec.name}.{relation.name}"
            key = relation.settings.get("key")
            place = f"{spec.name}.{key}" if key else f"{name}Id"
            named |= {name: relation.name, place: relation.name}
        for name, word in named.items():
            places[name] = (spec.source.file, word.place.line, word.place.column)
    return places
