"""Which changes of a Prisma schema are a danger for a database with rows in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import permutations, product

from t3gen.migrate.diff import Changes, FieldChange, Relation, relations, rename_hints
from t3gen.migrate.safety.backfills import Fill
from t3gen.migrate.safety.data_loss import holders, replacement
from t3gen.migrate.safety.risks import Danger
from t3gen.model import ASSUMPTION, LOSS, OWNER_KEY, PreviousNames
from t3gen.psl import Field, Model, shortens, widens

_BESIDE = (
    "add a field of the new type beside it, and copy the values in a migration of your own "
    "(npx prisma migrate dev --create-only); or give the values up: remove the field, which "
    "asks for your consent, generate, and add it anew"
)
_FILL = (
    "say what rows get, behind its type: backfill=...; or give it a default, or make it optional"
)
_FILL_OWNER = "say who gets the rows, behind `owner: user`: backfill=<id of a user>"
_FILL_RELATION = (
    "say which {} rows point to, behind {}: backfill=<id>; or make it optional, unless it says "
    "who owns the rows or whose tenant's they are"
)
_KEY = (
    "keep the key; to change it all the same, edit prisma/ and write the migration yourself: "
    "npx prisma migrate dev --create-only"
)
_DEFAULT = "say which one rows get instead: make a value that stays the default"
_TWO_STEPS = "generate with {} as a value more first, and remove {} after that"
_FEW = 4
"""So many names are taken in any order."""
_TYPE_NAME = "give the type the name that it had: @@map"


def dangers(
    changes: Changes, filled: Sequence[Fill] = (), said: PreviousNames | None = None
) -> Iterator[Danger]:
    """Judge a change of the Prisma schema, under its new names.

    Args:
        changes: The change.
        filled: The columns whose rows get a value.
        said: What the specs say of names before.
    """
    places = {(fill.model, fill.field.name): fill for fill in filled}
    renames = {
        **rename_hints.likely(changes),
        **rename_hints.ignored(changes, said or PreviousNames()),
    }
    yield from _dropped_tables(changes, renames)
    yield from _dropped_columns(changes, renames)
    yield from _dropped_values(changes, renames)
    yield from _new_columns(changes, places)
    if changes.after.provider != "sqlite":
        yield from _fresh_defaults(changes)
        yield from _fresh_fills(changes, filled)
    for change in changes.changed_fields:
        if (change.before.arity, change.after.arity) == ("?", ""):
            yield from _required(change, changes, places)
        yield from _changed_column(change, changes)
    for before, after in changes.kept_models:
        yield from _changed_model(before, after, changes, places)


def _dropped_tables(changes: Changes, renames: rename_hints.RenameHints) -> Iterator[Danger]:
    for name in changes.dropped_models:
        what = "the table would be dropped with its rows"
        yield Danger(name, what, renames.get(name, ""), LOSS, (name,))
    for link in changes.dropped_links:
        names = [".".join(end) for end in link.ends]
        gone = [end[0] for end in link.ends if end[0] in changes.dropped_models]
        what = "the table of this many-to-many relation would be dropped"
        # The model that goes takes its own relations along.
        known = [name for name in names if name.partition(".")[0] not in gone]
        agreeing = (*gone, *known, *names) if gone else (*names,)
        yield Danger(link.label, what, renames.get(link.label, ""), LOSS, agreeing)


def _dropped_columns(changes: Changes, renames: rename_hints.RenameHints) -> Iterator[Danger]:
    for model, field in changes.dropped_fields:
        before = next(old for old, new in changes.kept_models if new.name == model)
        keys = [it.name for it in relations(before) if field.column in it.columns]
        names = (*(f"{model}.{key}" for key in keys), f"{model}.{field.name}")
        what = "the column would be dropped with its data"
        where = f"{model}.{field.name}"
        yield Danger(where, what, renames.get(where, ""), LOSS, names)


def _dropped_values(changes: Changes, renames: rename_hints.RenameHints) -> Iterator[Danger]:
    for lost in changes.dropped_values:
        for holder in holders(lost, changes):
            where = f"{holder.model.name}.{holder.field.name}.{lost.value}"
            what = "the value would go, and rows may still hold it"
            is_list = holder.field.arity == "[]"
            if not is_list and replacement(lost, holder, changes) is None:
                # Agreeing does not help: nothing says what becomes of the rows.
                default = holder.after.default
                hint = _TWO_STEPS.format(default, lost.value) if default else _DEFAULT
                yield Danger(where, f"{what}: they would have none", hint)
            else:
                yield Danger(where, what, renames.get(where, ""), LOSS, (where,))
    for name, enum in changes.before.enums.items():
        after = changes.after.enums.get(name)
        if after and after.type_name != enum.type_name:
            yield Danger(name, "the type would be dropped and made again", _TYPE_NAME)


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


def _fresh_fills(changes: Changes, filled: Sequence[Fill]) -> Iterator[Danger]:
    fresh = {(it.enum, it.value) for it in changes.values}
    for fill in filled:
        if (fill.field.type, fill.default) in fresh:
            what = f"rows cannot get {fill.default} in the migration that adds it"
            hint = "generate with the new value first, and make the field required after that"
            yield Danger(f"{fill.model}.{fill.field.name}", what, hint)


def _new_columns(changes: Changes, filled: Collection[tuple[str, str]]) -> Iterator[Danger]:
    for model, field in changes.fields:
        if field.arity == "" and field.default is None and (model, field.name) not in filled:
            what = "a new required column without a default fails on existing rows"
            hint = _fill_hint(changes.after.models[model], field)
            yield Danger(f"{model}.{field.name}", what, hint)


def _fill_hint(model: Model, field: Field) -> str:
    """Return how a spec says what existing rows get in a column."""
    for relation in relations(model):
        if relation.columns == (field.column,) and field.name != OWNER_KEY:
            return _FILL_RELATION.format(relation.target, f"{model.name}.{relation.name}")
    return _FILL_OWNER if field.name == OWNER_KEY else _FILL


def _required(
    change: FieldChange, changes: Changes, filled: Collection[tuple[str, str]]
) -> Iterator[Danger]:
    if (change.model, change.after.name) in filled:
        return
    model = changes.after.models[change.model]
    where, table = f"{change.model}.{change.after.name}", changes.stored_table(model.table)
    column = changes.stored_column(model.table, change.after.column)
    what = "a required column fails on rows that have no value"
    query = f'SELECT count(*) FROM "{table}" WHERE "{column}" IS NULL'
    hint = f"{_fill_hint(model, change.after)}; this counts them: {query}"
    keys = [it.name for it in relations(model) if it.columns == (change.after.column,)]
    yield Danger(where, what, hint, ASSUMPTION, (where, *(f"{model.name}.{key}" for key in keys)))


def _changed_column(change: FieldChange, changes: Changes) -> Iterator[Danger]:
    before, after = change.before, change.after
    where = f"{change.model}.{after.name}"
    model = changes.after.models[change.model]
    if before.arity != after.arity and "[]" in (before.arity, after.arity):
        yield Danger(where, "a list and a single value do not convert", _BESIDE)
    retyped = (before.type, before.native) != (after.type, after.native)
    if not retyped or (widens(before, after) and after.column not in model.key):
        return
    what = f"the column would change from {_type(before)} to {_type(after)}"
    is_unique = any(after.column in columns for columns in (*model.uniques, model.key))
    if shortens(before, after) and not is_unique:
        what = f"{what}: longer values would be {_shortened(after)}"
        yield Danger(where, what, "", LOSS, (where,))
    else:
        yield Danger(where, what, _KEY if after.column in model.key else _BESIDE)


def _shortened(after: Field) -> str:
    return "rounded" if after.type == "Decimal" else "cut"


def _changed_model(
    before: Model, after: Model, changes: Changes, filled: Mapping[tuple[str, str], Fill]
) -> Iterator[Danger]:
    if before.key != after.key:
        yield Danger(after.name, "the primary key would change", _KEY)
    # One among some of the rows asks for less than one among all of them.
    whole = after.whole_uniques - before.whole_uniques
    for columns in whole | (after.uniques - after.whole_uniques - before.uniques):
        is_free = any(_is_empty_at_first(after, column, changes) for column in columns)
        if not is_free and not _is_unique(columns, before):
            yield _new_unique(after, sorted(columns), changes, filled)
    known = {_target(relation) for relation in relations(before)}
    for relation in relations(after):
        is_filled = all(
            (after.name, field.name) in filled
            for field in after.fields
            if field.column in relation.columns
        )
        if _target(relation) not in known and not is_filled:
            yield from _new_relation(relation, after, changes)


def _is_unique(columns: frozenset[str], model: Model) -> bool:
    """Tell whether no two rows can be alike in some columns: a part of them is unique already."""
    return any(known <= columns for known in {*model.whole_uniques, frozenset(model.key)} if known)


def _new_unique(
    model: Model, columns: list[str], changes: Changes, filled: Mapping[tuple[str, str], Fill]
) -> Danger:
    fields = [field for field in map(model.find, columns) if field]
    where = f"{model.name}.{'+'.join(field.name for field in fields)}"
    what = "a new unique constraint fails on rows that are alike"
    # What is new has one value in all rows, or that of another column.
    held = [_held_now(model, field, changes, filled) for field in fields]
    listed = ", ".join(dict.fromkeys(f'"{column}"' for column in held if column))
    table = changes.stored_table(model.table)
    query = f'SELECT {listed}, count(*) FROM "{table}" GROUP BY {listed} HAVING count(*) > 1'
    if not listed:
        query = f'SELECT count(*) FROM "{table}" HAVING count(*) > 1'
    return Danger(
        where, what, f"this finds them: {query}", ASSUMPTION, _unique_names(model, fields)
    )


def _unique_names(model: Model, fields: Sequence[Field]) -> tuple[str, ...]:
    """Return what a spec may call a constraint: by relations or their keys, in any order."""
    keys = {it.columns: it.name for it in relations(model)}
    words = [dict.fromkeys((keys.get((one.column,), one.name), one.name)) for one in fields]
    every = permutations if len(fields) <= _FEW else lambda names: [names]
    orders = (order for names in product(*words) for order in every(names))
    return tuple(dict.fromkeys(f"{model.name}.{'+'.join(order)}" for order in orders))


def _held_now(
    model: Model, field: Field, changes: Changes, filled: Mapping[tuple[str, str], Fill]
) -> str:
    """Return the column that holds the values of a field before the change, or nothing."""
    fill = filled.get((model.name, field.name))
    source = model.field(fill.source) if fill else None
    is_new = changes.is_new(model.name, field.column)
    holder = source if is_new else field
    return changes.stored_column(model.table, holder.column) if holder else ""


def _new_relation(relation: Relation, model: Model, changes: Changes) -> Iterator[Danger]:
    # A new column without a default is empty, or filled, or refused already.
    new = [column for column in relation.columns if changes.is_new(model.name, column)]
    given = [field.default for field in map(model.find, new) if field]
    if None in given:
        return
    target = changes.after.models[relation.target]
    query = _dangling(relation, model, target, changes)
    where = f"{relation.model}.{relation.name}"
    what = "a new foreign key fails on rows that point to nothing"
    hint = (
        f"there must be the {relation.target} that the default names: {', '.join(map(str, given))}"
    )
    if not given:
        hint = f"this counts them: {query}"
    yield Danger(where, what, hint, ASSUMPTION, (where,))


def _dangling(relation: Relation, model: Model, target: Model, changes: Changes) -> str:
    """Return a query that counts the rows whose relation leads nowhere."""
    columns = [changes.stored_column(model.table, column) for column in relation.columns]
    some = " AND ".join(f'one."{column}" IS NOT NULL' for column in columns)
    query = f'SELECT count(*) FROM "{changes.stored_table(model.table)}" one WHERE {some}'
    table = changes.stored_table(target.table)
    if not table:
        return query
    references = target.columns(relation.references)
    keys = [changes.stored_column(target.table, column) for column in references]
    same = " AND ".join(
        f'"{table}"."{key}" = one."{column}"' for column, key in zip(columns, keys, strict=True)
    )
    return f'{query} AND NOT EXISTS (SELECT 1 FROM "{table}" WHERE {same})'


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
