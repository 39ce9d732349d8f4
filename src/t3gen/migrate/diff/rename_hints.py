"""Find dropped and added things that look like an undeclared rename, for hints in messages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from t3gen.migrate.diff.changes import Changes, relations
from t3gen.model import PreviousNames
from t3gen.psl import Field, Model

RenameHints = Mapping[str, str]
"""Hints by what is dropped, such as `Order.note`: how to declare that it is renamed."""

_GENERATED = ("id", "createdAt", "updatedAt")


def rename_hints(changes: Changes) -> RenameHints:
    """Return how to declare the renames that a change may be."""
    return {
        dropped: f"if {dropped} is now {added}, a rename keeps it: {declaration}"
        for dropped, added, declaration in (
            *_models(changes),
            *_fields(changes),
            *_values(changes),
            *_join_tables(changes),
        )
    }


def ignored_renames(changes: Changes, previous: PreviousNames) -> RenameHints:
    """Return why declared renames have no effect: their new names existed before.

    Args:
        changes: The changes.
        previous: The declared renames.
    """
    models = {
        old: (new, old) for new, old in previous.models.items() if old in changes.dropped_models
    }
    fields = {
        f"{model}.{dropped.name}": (f"{model}.{new}", old)
        for model, dropped in changes.dropped_fields
        for new, old in previous.fields.get(model, {}).items()
        if old == _name_in_spec(model, dropped, changes)
    }
    dropped_values = {it.value for it in changes.dropped_values}
    values = {
        f"{model}.{field}.{old}": (f"{model}.{field}.{new}", old)
        for (model, field), names in previous.values.items()
        for new, old in names.items()
        if old in dropped_values
    }
    return {
        dropped: f"{new} existed before and keeps its values. To give it those of {old}, remove "
        f"{new.rpartition('.')[2]} first, which asks for your consent, generate, and rename {old} "
        "then"
        for dropped, (new, old) in {**models, **fields, **values}.items()
    }


def _models(changes: Changes) -> Iterator[tuple[str, str, str]]:
    for dropped in changes.dropped_models:
        for added in changes.models:
            if _is_similar(changes, changes.before.models[dropped], changes.after.models[added]):
                yield dropped, added, f"add `was: {dropped}` below `resource: {added}`"
                break


def _is_similar(changes: Changes, before: Model, after: Model) -> bool:
    """Return whether two models share most of their columns, generated ones aside."""
    old = {_signature(it) for it in changes.before.columns(before) if it.name not in _GENERATED}
    new = {_signature(it) for it in changes.after.columns(after) if it.name not in _GENERATED}
    return bool(old) and 2 * len(old & new) > max(len(old), len(new))


def _signature(field: Field) -> tuple[str, str]:
    # Without the type: an enum is named after its model.
    return field.name, field.arity


def _fields(changes: Changes) -> Iterator[tuple[str, str, str]]:
    matched: set[str] = set()
    for model, dropped in changes.dropped_fields:
        for owner, added in changes.fields:
            place = f"{owner}.{added.name}"
            if owner == model and place not in matched and _is_compatible(changes, dropped, added):
                matched.add(place)
                old = _name_in_spec(model, dropped, changes)
                new = _name_in_spec(owner, added, changes)
                yield f"{model}.{dropped.name}", place, f"add `was={old}` to {model}.{new}"
                break


def _name_in_spec(model: str, field: Field, changes: Changes) -> str:
    """Return the name of a column in a spec: that of its relation, for a foreign key."""
    for before, after in changes.kept_models:
        for relation in (*relations(before), *relations(after)) if after.name == model else ():
            if relation.columns == (field.column,):
                return relation.name
    return field.name


def _is_compatible(changes: Changes, before: Field, after: Field) -> bool:
    """Return whether two columns have the same type, or enums that share a value."""
    if before.native != after.native or (before.arity == "[]") != (after.arity == "[]"):
        return False
    enums = changes.before.enums.get(before.type), changes.after.enums.get(after.type)
    if enums[0] and enums[1]:
        return bool({*enums[0].values} & {*enums[1].values})
    return before.type == after.type


def _values(changes: Changes) -> Iterator[tuple[str, str, str]]:
    for enum in {it.enum for it in changes.dropped_values}:
        dropped = [it.value for it in changes.dropped_values if it.enum == enum]
        added = [it.value for it in changes.values if it.enum == enum]
        for before, _ in changes.kept_models:
            for field in before.fields:
                if field.type == enum:
                    place = f"{before.name}.{field.name}"
                    for old, new in zip(dropped, added, strict=False):
                        declaration = f"write `{new} was {old}` in {place}"
                        yield f"{place}.{old}", f"{place}.{new}", declaration


def _join_tables(changes: Changes) -> Iterator[tuple[str, str, str]]:
    for dropped in changes.dropped_join_tables:
        for added in changes.join_tables:
            if [side[0] for side in dropped.sides] == [side[0] for side in added.sides]:
                (model, name), (_, old) = added.sides[0], dropped.sides[0]
                yield dropped.label, added.label, f"add `was={old}` to {model}.{name}"
                break
