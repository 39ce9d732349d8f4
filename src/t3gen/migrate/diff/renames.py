"""Resolve declared renames against two Prisma schemas."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from t3gen.model import PreviousNames
from t3gen.psl import Field, JoinTable, Model, Schema, Side, join_tables


@dataclass(frozen=True)
class Renames:
    """New names by old ones where they differ, as in the Prisma schema.

    Args:
        models: By the old name of the model.
        fields: By the old names of model and field.
        enums: By the old name of the enum.
        values: By the old names of enum and value.
        relations: The names of many-to-many relations, by the old names of model and field.
        swaps: The renames among them that swap names, such as "Order.a was b". The schema does not
            tell later whether these were made, so snapshots record them.
    """

    models: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[Side, str] = field(default_factory=dict)
    enums: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[tuple[str, str], str] = field(default_factory=dict)
    relations: Mapping[Side, str | None] = field(default_factory=dict)
    swaps: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Return whether every name is kept."""
        return not (self.models or self.fields or self.enums or self.values or self.relations)

    def side(self, old: Side) -> Side:
        """Return the new names of a model and its field."""
        return self.models.get(old[0], old[0]), self.fields.get(old, old[1])

    def renamed_swaps(self, swaps: Collection[str]) -> frozenset[str]:
        """Return recorded name swaps with the models and fields in them renamed."""
        return frozenset(map(self._renamed_swap, swaps))

    def _renamed_swap(self, swap: str) -> str:
        place, dot, names = swap.rpartition(".")
        model, _, name = place.partition(".")
        if name:
            return f"{'.'.join(self.side((model, name)))}.{names}"
        return f"{self.models.get(model, model)}{dot}{names}"


def pending_renames(
    declared: Mapping[str, str],
    existing: Collection[str],
    done: Collection[str] = (),
    place: str = "",
) -> dict[str, str]:
    """Return the declared renames that are still to be made: old names by new ones.

    A rename whose new name exists was made before, unless that name is itself renamed.

    Args:
        declared: Old names by new ones.
        existing: The names before the change.
        done: The name swaps that were made before.
        place: The prefix of the names in `done`, such as "Order.".
    """
    pending = {
        new: old
        for new, old in declared.items()
        if old in existing and new != old and _swap(place, new, old) not in done
    }
    # Removing one may make another stale, along a chain of renames.
    while stale := [new for new in pending if new in existing and new not in pending.values()]:
        for new in stale:
            del pending[new]
    return pending


def resolve(
    before: Schema, after: Schema, previous: PreviousNames, done: Collection[str] = ()
) -> Renames:
    """Return the renames that are still to be made, and those that follow from them.

    Args:
        before: The schema that the newest migration leads to.
        after: The planned schema.
        previous: The previous names that specs declare.
        done: The name swaps that were made before.
    """
    return _Resolver(before, after, previous, done).result()


def declared_swaps(previous: PreviousNames) -> frozenset[str]:
    """Return the name swaps among declared renames, as snapshots record them."""
    places = {"": previous.models}
    places |= {f"{model}.": names for model, names in previous.fields.items()}
    places |= {f"{model}.{name}.": names for (model, name), names in previous.values.items()}
    return frozenset(
        _swap(place, new, old)
        for place, names in places.items()
        for new, old in names.items()
        if _is_in_cycle(new, names)
    )


class _Resolver:
    """Resolves models first, then fields, enums and values, each by the renames before it."""

    def __init__(
        self, before: Schema, after: Schema, previous: PreviousNames, done: Collection[str] = ()
    ) -> None:
        self.before, self.after, self.previous, self.done = before, after, previous, done
        self.swaps: list[str] = []
        self.models = _inverted(self.pending(previous.models, before.models, ""))
        # Snapshots record swaps under the old names of models and fields, specs use the new ones.
        self.done = Renames(self.models).renamed_swaps(done)
        self.fields = dict(self.resolve_fields())
        self.enums = dict(self.resolve_enums())
        self.done = Renames(self.models, self.fields).renamed_swaps(done)
        self.values = dict(self.resolve_values())
        self.relations: dict[Side, str | None] = {}

    def result(self) -> Renames:
        self.resolve_relations()
        return Renames(
            self.models,
            self.fields,
            self.enums,
            self.values,
            self.relations,
            tuple(self.swaps),
        )

    def pending(
        self, declared: Mapping[str, str], existing: Collection[str], place: str
    ) -> dict[str, str]:
        pending = pending_renames(declared, existing, self.done, place)
        swaps = [(new, old) for new, old in pending.items() if _is_in_cycle(new, pending)]
        self.swaps += [_swap(place, new, old) for new, old in swaps]
        return pending

    def model_pairs(self) -> Iterator[tuple[Model, Model]]:
        for model in self.before.models.values():
            after = self.after.models.get(self.models.get(model.name, model.name))
            if after is not None:
                yield model, after

    def field_pairs(self) -> Iterator[tuple[Field, Field]]:
        for before, after in self.model_pairs():
            for old in before.fields:
                new = after.field(self.fields.get((before.name, old.name), old.name))
                if new is not None:
                    yield old, new

    def resolve_fields(self) -> Iterator[tuple[Side, str]]:
        for before, after in self.model_pairs():
            names = self.previous.fields.get(after.name, {})
            declared = {new: old for new, old in names.items() if after.field(new)}
            existing = {field.name for field in before.fields}
            for new, old in self.pending(declared, existing, f"{after.name}.").items():
                yield (before.name, old), new

    def resolve_enums(self) -> Iterator[tuple[str, str]]:
        """Yield enums whose names follow those of their fields."""
        declared: dict[str, str] = {}
        for old, new in self.field_pairs():
            is_enum = old.type in self.before.enums and new.type in self.after.enums
            if is_enum and old.type not in declared.values():
                declared.setdefault(new.type, old.type)
        return ((old, new) for new, old in pending_renames(declared, self.before.enums).items())

    def resolve_values(self) -> Iterator[tuple[tuple[str, str], str]]:
        old_enums = _inverted(self.enums)
        for (model, name), names in self.previous.values.items():
            field = self.after.models[model].field(name) if model in self.after.models else None
            after = self.after.enums.get(field.type) if field else None
            old_name = old_enums.get(after.name, after.name) if after else ""
            before = self.before.enums.get(old_name)
            if after and before:
                declared = {new: old for new, old in names.items() if new in after.values}
                pending = self.pending(declared, before.values, f"{model}.{name}.")
                yield from (((before.name, old), new) for new, old in pending.items())

    def resolve_relations(self) -> None:
        """Match join tables, whose names follow those of their models or their relation."""
        tables = {side: each for each in join_tables(self.after) for side in each.sides}
        names = Renames(self.models, self.fields)
        for before in join_tables(self.before):
            first, second = (names.side(side) for side in before.sides)
            after = tables.get(first) or tables.get(second)
            if after and sorted(side[0] for side in after.sides) == sorted([first[0], second[0]]):
                is_first = first in after.sides
                sides = (first, after.other(first)) if is_first else (after.other(second), second)
                self.match(before, after, sides)

    def match(self, before: JoinTable, after: JoinTable, sides: Iterable[Side]) -> None:
        for old, new in zip(before.sides, sides, strict=True):
            if old[1] != new[1]:
                self.fields[old] = new[1]
            if before.name != after.name:
                self.relations[old] = after.name


def _inverted(names: Mapping[str, str]) -> dict[str, str]:
    return {old: new for new, old in names.items()}


def _swap(place: str, new: str, old: str) -> str:
    return f"{place}{new} was {old}"


def _is_in_cycle(name: str, renames: Mapping[str, str]) -> bool:
    """Return whether following old names from a new one leads back to it."""
    current, visited = renames[name], {name}
    while current in renames and current not in visited:
        visited.add(current)
        current = renames[current]
    return current == name
