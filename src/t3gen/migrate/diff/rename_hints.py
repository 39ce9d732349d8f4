"""What goes and what comes that looks like it: most likely a rename that nobody has declared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from t3gen.migrate.diff.changes import Changes, relations
from t3gen.model import PreviousNames
from t3gen.psl import Field, Model

RenameHints = Mapping[str, str]
"""By what goes: the line that would make it a rename."""

_GIVEN = ("id", "createdAt", "updatedAt")


def likely(changes: Changes) -> RenameHints:
    """Return what looks like a rename."""
    return {
        lost: f"if {lost} is now {new}, a rename keeps it: write {line}"
        for lost, new, line in (
            *_models(changes),
            *_fields(changes),
            *_values(changes),
            *_links(changes),
        )
    }


def ignored(changes: Changes, said: PreviousNames) -> RenameHints:
    """Return what goes although a spec says that something was it: its name was there before."""
    models = {old: (new, old) for new, old in said.models.items() if old in changes.dropped_models}
    fields = {
        f"{model}.{lost.name}": (f"{model}.{new}", old)
        for model, lost in changes.dropped_fields
        for new, old in said.fields.get(model, {}).items()
        if old == _said(model, lost, changes)
    }
    gone = {it.value for it in changes.dropped_values}
    values = {
        f"{model}.{field}.{old}": (f"{model}.{field}.{new}", old)
        for (model, field), names in said.values.items()
        for new, old in names.items()
        if old in gone
    }
    return {
        lost: f"{new} is taken to be what it was: it was there before. If it is to hold what {old} "
        f"holds, remove {new.rpartition('.')[2]} first, which asks for your consent, generate, and "
        f"rename {old} then"
        for lost, (new, old) in {**models, **fields, **values}.items()
    }


def _models(changes: Changes) -> Iterator[tuple[str, str, str]]:
    for lost in changes.dropped_models:
        for new in changes.models:
            if _is_like(changes, changes.before.models[lost], changes.after.models[new]):
                yield lost, new, f"`was: {lost}` below `resource: {new}`"
                break


def _is_like(changes: Changes, before: Model, after: Model) -> bool:
    """Tell whether most of what either model has is in the other one too."""
    one = {_shape(it) for it in changes.before.columns(before) if it.name not in _GIVEN}
    other = {_shape(it) for it in changes.after.columns(after) if it.name not in _GIVEN}
    return bool(one) and 2 * len(one & other) > max(len(one), len(other))


def _shape(field: Field) -> tuple[str, str]:
    # The name of an enum follows that of its model.
    return field.name, field.arity


def _fields(changes: Changes) -> Iterator[tuple[str, str, str]]:
    taken: set[str] = set()
    for model, lost in changes.dropped_fields:
        for owner, new in changes.fields:
            place = f"{owner}.{new.name}"
            if owner == model and place not in taken and _is_same(changes, lost, new):
                taken.add(place)
                old, name = (_said(*one, changes) for one in ((model, lost), (owner, new)))
                yield f"{model}.{lost.name}", place, f"`was={old}` behind {model}.{name}"
                break


def _said(model: str, field: Field, changes: Changes) -> str:
    """Return what a spec calls a column: by its relation, when it is a key."""
    for before, after in changes.kept_models:
        for relation in (*relations(before), *relations(after)) if after.name == model else ():
            if relation.columns == (field.column,):
                return relation.name
    return field.name


def _is_same(changes: Changes, before: Field, after: Field) -> bool:
    if before.native != after.native or (before.arity == "[]") != (after.arity == "[]"):
        return False
    enums = changes.before.enums.get(before.type), changes.after.enums.get(after.type)
    if enums[0] and enums[1]:
        return bool({*enums[0].values} & {*enums[1].values})
    return before.type == after.type


def _values(changes: Changes) -> Iterator[tuple[str, str, str]]:
    for enum in {it.enum for it in changes.dropped_values}:
        lost = [it.value for it in changes.dropped_values if it.enum == enum]
        new = [it.value for it in changes.values if it.enum == enum]
        for before, _ in changes.kept_models:
            for field in before.fields:
                if field.type == enum:
                    place = f"{before.name}.{field.name}"
                    for old, value in zip(lost, new, strict=False):
                        line = f"`{value} was {old}` in {place}"
                        yield f"{place}.{old}", f"{place}.{value}", line


def _links(changes: Changes) -> Iterator[tuple[str, str, str]]:
    for lost in changes.dropped_links:
        for new in changes.links:
            if [end[0] for end in lost.ends] == [end[0] for end in new.ends]:
                (model, name), (_, old) = new.ends[0], lost.ends[0]
                yield lost.label, new.label, f"`was={old}` behind {model}.{name}"
                break
