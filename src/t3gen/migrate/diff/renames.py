"""Which things of a Prisma schema are the same under another name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from t3gen.model import PreviousNames
from t3gen.psl import End, Field, Link, Model, Schema, links


@dataclass(frozen=True)
class Renames:
    """New names by old ones where they differ, in the words of the Prisma schema.

    Args:
        models: By the old name of the model.
        fields: By the old names of model and field.
        enums: By the old name of the enum.
        values: By the old names of enum and value.
        relations: The names of many-to-many relations, by the old names of model and field.
        exchanges: Which of them exchange names, such as "Order.a was b": nothing but a note can
            tell later that those have been made.
    """

    models: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[End, str] = field(default_factory=dict)
    enums: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[tuple[str, str], str] = field(default_factory=dict)
    relations: Mapping[End, str | None] = field(default_factory=dict)
    exchanges: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether everything is called what it was called."""
        return not (self.models or self.fields or self.enums or self.values or self.relations)

    def end(self, old: End) -> End:
        """Return what a model and its field are called now."""
        return self.models.get(old[0], old[0]), self.fields.get(old, old[1])

    def moved(self, notes: Collection[str]) -> frozenset[str]:
        """Return notes of exchanges as they read when the models and fields in them are renamed."""
        return frozenset(map(self._moved, notes))

    def _moved(self, note: str) -> str:
        place, dot, names = note.rpartition(".")
        model, _, name = place.partition(".")
        if name:
            return f"{'.'.join(self.end((model, name)))}.{names}"
        return f"{self.models.get(model, model)}{dot}{names}"


def active(
    said: Mapping[str, str], known: Collection[str], done: Collection[str] = (), place: str = ""
) -> dict[str, str]:
    """Return the renames that are still to be made: old names by new ones.

    One whose new name is there already has been made, unless what has that name moves on too.

    Args:
        said: Old names by new ones.
        known: The names that there are before.
        done: The exchanges of names that have been made.
        place: What they are names in, such as "Order.".
    """
    found = {
        new: old
        for new, old in said.items()
        if old in known and new != old and _note(place, new, old) not in done
    }
    while stale := [new for new in found if new in known and new not in found.values()]:
        for new in stale:
            del found[new]
    return found


def resolve(
    before: Schema, after: Schema, said: PreviousNames, done: Collection[str] = ()
) -> Renames:
    """Find the renames that are still to be made, and those that follow from them.

    Args:
        before: The schema that the newest migration leads to.
        after: The planned schema.
        said: What the specs say.
        done: The exchanges of names that have been made.
    """
    return _Search(before, after, said, done).result()


def circles(said: PreviousNames) -> frozenset[str]:
    """Return the exchanges of names that specs say, as they are noted."""
    places = {"": said.models}
    places |= {f"{model}.": names for model, names in said.fields.items()}
    places |= {f"{model}.{name}.": names for (model, name), names in said.values.items()}
    return frozenset(
        _note(place, new, old)
        for place, names in places.items()
        for new, old in names.items()
        if _is_in_circle(new, names)
    )


class _Search:
    def __init__(
        self, before: Schema, after: Schema, said: PreviousNames, done: Collection[str] = ()
    ) -> None:
        self.before, self.after, self.said, self.done = before, after, said, done
        self.exchanges: list[str] = []
        self.models = _turned(self.active(said.models, before.models, ""))
        # What a note speaks of may have another name by now: specs say the new one.
        self.done = Renames(self.models).moved(done)
        self.fields = dict(self.find_fields())
        self.enums = dict(self.find_enums())
        self.done = Renames(self.models, self.fields).moved(done)
        self.values = dict(self.find_values())
        self.relations: dict[End, str | None] = {}

    def result(self) -> Renames:
        self.find_relations()
        return Renames(
            self.models,
            self.fields,
            self.enums,
            self.values,
            self.relations,
            tuple(self.exchanges),
        )

    def active(self, said: Mapping[str, str], known: Collection[str], place: str) -> dict[str, str]:
        found = active(said, known, self.done, place)
        circles = [(new, old) for new, old in found.items() if _is_in_circle(new, found)]
        self.exchanges += [_note(place, new, old) for new, old in circles]
        return found

    def pairs(self) -> Iterator[tuple[Model, Model]]:
        for model in self.before.models.values():
            after = self.after.models.get(self.models.get(model.name, model.name))
            if after is not None:
                yield model, after

    def field_pairs(self) -> Iterator[tuple[Field, Field]]:
        for before, after in self.pairs():
            for each in before.fields:
                found = after.field(self.fields.get((before.name, each.name), each.name))
                if found is not None:
                    yield each, found

    def find_fields(self) -> Iterator[tuple[End, str]]:
        for before, after in self.pairs():
            said = self.said.fields.get(after.name, {})
            there = {new: old for new, old in said.items() if after.field(new)}
            known = {each.name for each in before.fields}
            for new, old in self.active(there, known, f"{after.name}.").items():
                yield (before.name, old), new

    def find_enums(self) -> Iterator[tuple[str, str]]:
        """An enum is called after its field, so that it has another name when the field has."""
        said: dict[str, str] = {}
        for old, new in self.field_pairs():
            is_enum = old.type in self.before.enums and new.type in self.after.enums
            if is_enum and old.type not in said.values():
                said.setdefault(new.type, old.type)
        return ((old, new) for new, old in active(said, self.before.enums).items())

    def find_values(self) -> Iterator[tuple[tuple[str, str], str]]:
        former = _turned(self.enums)
        for (model, name), said in self.said.values.items():
            each = self.after.models[model].field(name) if model in self.after.models else None
            after = self.after.enums.get(each.type) if each else None
            before = self.before.enums.get(former.get(after.name, after.name)) if after else None
            if after and before:
                there = {new: old for new, old in said.items() if new in after.values}
                found = self.active(there, before.values, f"{model}.{name}.")
                yield from (((before.name, old), new) for new, old in found.items())

    def find_relations(self) -> None:
        """A many-to-many table is called after its models, or after its relation."""
        now = {end: link for link in links(self.after) for end in link.ends}
        names = Renames(self.models, self.fields)
        for link in links(self.before):
            first, second = (names.end(end) for end in link.ends)
            found = now.get(first) or now.get(second)
            if found and sorted(end[0] for end in found.ends) == sorted([first[0], second[0]]):
                ends = (
                    (first, found.other(first))
                    if first in found.ends
                    else (
                        found.other(second),
                        second,
                    )
                )
                self.match(link, found, ends)

    def match(self, before: Link, after: Link, ends: Iterable[End]) -> None:
        for old, new in zip(before.ends, ends, strict=True):
            if old[1] != new[1]:
                self.fields[old] = new[1]
            if before.name != after.name:
                self.relations[old] = after.name


def _turned(names: Mapping[str, str]) -> dict[str, str]:
    return {old: new for new, old in names.items()}


def _note(place: str, new: str, old: str) -> str:
    return f"{place}{new} was {old}"


def _is_in_circle(name: str, found: Mapping[str, str]) -> bool:
    at, seen = found[name], {name}
    while at in found and at not in seen:
        seen.add(at)
        at = found[at]
    return at == name
