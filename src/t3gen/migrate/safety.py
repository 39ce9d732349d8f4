"""Which changes are safe for a database with rows in it: only those are written for now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from t3gen.errors import MigrationError
from t3gen.migrate.changes import Changes, FieldChange, Relation, relations
from t3gen.migrate.schema import Field, Model

_KEEP = (
    "put it back: renames (`was:`) and agreed losses (`migrate.allow_loss`) come with a later "
    "version; to do it by hand, edit prisma/, run `npx prisma migrate dev`, then generate"
)
_BESIDE = "add a column of the new type beside it, and copy the values in a migration of your own"
_FILL = "give it a default or make it optional: filling existing rows comes with a later version"
_UNIQUE = (
    "leave the constraint out for now, or add the column as optional and unique at once: looking "
    "for duplicates comes with a later version"
)
_POINT = "make the relation optional and its column new: checking existing rows comes later"


@dataclass(frozen=True)
class Danger:
    """A part of a change that could lose data or fail on existing rows.

    Args:
        where: The model and field, such as `Order.note`.
        what: What would happen.
        hint: The way out.
    """

    where: str
    what: str
    hint: str


def refuse(dangers: Iterable[Danger]) -> None:
    """Raise one error that names all dangers, if there are any.

    Raises:
        MigrationError: There are; nothing may be written.
    """
    found = sorted(set(dangers), key=lambda danger: (danger.where, danger.what))
    if not found:
        return
    hint = "; ".join(dict.fromkeys(danger.hint for danger in found))
    if len(found) == 1:
        where, what = found[0].where, found[0].what
    else:
        where = "prisma"
        lines = "".join(f"\n  {danger.where}: {danger.what}" for danger in found)
        what = f"{len(found)} changes could lose data or fail on existing rows:{lines}"
    raise MigrationError(what, where=where, hint=hint, code="migration-unsafe")


def dangers(changes: Changes, agreed: Collection[str] = ()) -> Iterator[Danger]:
    """Judge a change of the Prisma schema.

    Args:
        changes: The change.
        agreed: Models whose tables may be dropped with their rows.
    """
    yield from _dropped_tables(changes, agreed)
    yield from _losses(changes)
    yield from _new_columns(changes)
    if changes.after.provider != "sqlite":
        yield from _fresh_defaults(changes)
    for change in changes.changed_fields:
        yield from _changed_column(change, changes)
    for before, after in changes.kept_models:
        yield from _changed_model(before, after, changes)


def widens(before: Field, after: Field) -> bool:
    """Tell whether every value of a column fits the type that it gets."""
    if (before.type, after.type) == ("Int", "BigInt"):
        return not before.native[0] and not after.native[0]
    return before.type == after.type and _native_widens(before.native, after.native)


def _dropped_tables(changes: Changes, agreed: Collection[str]) -> Iterator[Danger]:
    for name in changes.dropped_models:
        if name not in agreed:
            yield Danger(name, "the table would be dropped with its rows", _KEEP)
    for label in changes.dropped_links:
        if label.partition(".")[0] not in agreed:
            yield Danger(label, "the table of this many-to-many relation would be dropped", _KEEP)


def _losses(changes: Changes) -> Iterator[Danger]:
    for model, field in changes.dropped_fields:
        yield Danger(f"{model}.{field.name}", "the column would be dropped with its data", _KEEP)
    for lost in changes.dropped_values:
        yield Danger(
            f"{lost.enum}.{lost.value}", "the value would go, and rows may still hold it", _KEEP
        )
    for name, enum in changes.before.enums.items():
        after = changes.after.enums.get(name)
        if after and after.type_name != enum.type_name:
            yield Danger(name, "the type would be dropped and made again", _KEEP)


def _fresh_defaults(changes: Changes) -> Iterator[Danger]:
    """PostgreSQL cannot use an enum value in the transaction that adds it."""
    fresh = {(it.enum, it.value) for it in changes.values}
    for model in changes.after.models.values():
        for field in model.fields:
            before = changes.before.models.get(model.name)
            known = before.find(field.column) if before else None
            if (field.type, field.default) in fresh and field != known:
                what = f"{field.default} cannot be the default in the migration that adds it"
                hint = "generate with the new value first, and set the default after that"
                yield Danger(f"{model.name}.{field.name}", what, hint)


def _new_columns(changes: Changes) -> Iterator[Danger]:
    for model, field in changes.fields:
        if field.arity == "" and field.default is None:
            what = "a new required column without a default fails on existing rows"
            yield Danger(f"{model}.{field.name}", what, _FILL)


def _changed_column(change: FieldChange, changes: Changes) -> Iterator[Danger]:
    before, after = change.before, change.after
    where = f"{change.model}.{after.name}"
    if (before.arity, after.arity) == ("?", ""):
        yield Danger(where, "a required column fails on rows that have no value", _FILL)
    elif before.arity != after.arity and "[]" in (before.arity, after.arity):
        yield Danger(where, "a list and a single value do not convert", _KEEP)
    retyped = (before.type, before.native) != (after.type, after.native)
    in_key = after.column in changes.after.models[change.model].key
    if retyped and (in_key or not widens(before, after)):
        what = f"the column would change from {_type(before)} to {_type(after)}"
        yield Danger(where, what, _BESIDE)


def _changed_model(before: Model, after: Model, changes: Changes) -> Iterator[Danger]:
    if before.key != after.key:
        yield Danger(after.name, "the primary key would change", _KEEP)
    # One among some of the rows asks for less than one among all of them.
    whole = after.whole_uniques - before.whole_uniques
    for columns in whole | (after.uniques - after.whole_uniques - before.uniques):
        if not any(_is_empty_at_first(after, column, changes) for column in columns):
            where = f"{after.name}.{'+'.join(sorted(columns))}"
            yield Danger(where, "a new unique constraint fails on rows that are alike", _UNIQUE)
    known = {_target(relation) for relation in relations(before)}
    for relation in relations(after):
        if _target(relation) not in known:
            yield from _new_relation(relation, after, changes)


def _new_relation(relation: Relation, model: Model, changes: Changes) -> Iterator[Danger]:
    if not any(_is_empty_at_first(model, column, changes) for column in relation.columns):
        where = f"{relation.model}.{relation.name}"
        yield Danger(where, "a new foreign key fails on rows that point to nothing", _POINT)


def _is_empty_at_first(model: Model, column: str, changes: Changes) -> bool:
    """Tell whether existing rows have nothing in a column after the change."""
    field = model.find(column)
    if field is None or not changes.is_new(model.name, column):
        return False
    return field.arity == "?" and field.default is None


def _target(relation: Relation) -> tuple[object, ...]:
    return relation.columns, relation.target, relation.references


def _type(field: Field) -> str:
    name, numbers = field.native
    sizes = f"({', '.join(map(str, numbers))})" if numbers else ""
    return f"{field.type} @db.{name}{sizes}" if name else field.type


def _native_widens(before: tuple[str, tuple[int, ...]], after: tuple[str, tuple[int, ...]]) -> bool:
    if before == after:
        return True
    (old, had), (new, has) = before, after
    if old == "VarChar" and new == "VarChar" and had and has:
        return has[0] >= had[0]
    if old == new == "Decimal" and len(had) == len(has) == 2:  # noqa: PLR2004 - precision, scale
        return has[1] >= had[1] and has[0] - has[1] >= had[0] - had[1]
    return old in ("VarChar", "Text", "") and new in ("Text", "")
