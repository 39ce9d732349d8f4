"""Find the risks of a schema change for a database with rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import permutations, product

from t3gen.migrate.diff import (
    Changes,
    FieldChange,
    Relation,
    RenameHints,
    ignored_renames,
    relations,
    rename_hints,
)
from t3gen.migrate.safety import checks, partial
from t3gen.migrate.safety.backfills import BackfilledColumn
from t3gen.migrate.safety.data_loss import holders, replacement
from t3gen.migrate.safety.risks import Risk
from t3gen.model import ASSUMPTION, LOSS, OWNER_KEY, PreviousNames
from t3gen.psl import Field, Model, Schema, narrows, widens

_BESIDE = (
    "add a field of the new type beside it, and copy the values in a migration of your own "
    "(npx prisma migrate dev --create-only); or drop the values: remove the field, which "
    "asks for your consent, generate, and add it again"
)
_BACKFILL = (
    "add a value for existing rows after its type: backfill=...; or give it a default, or make it "
    "optional"
)
_BACKFILL_OWNER = "add an owner for existing rows after `owner: user`: backfill=<id of a user>"
_BACKFILL_RELATION = (
    "add the {} of existing rows after the type of {}: backfill=<id>; or make it optional, unless "
    "it is the owner or the tenant of the rows"
)
_KEY = (
    "keep the key; or edit prisma/ and write the migration yourself: "
    "npx prisma migrate dev --create-only"
)
_DEFAULT = "choose the value that replaces it: make one that is kept the default"
_TWO_STEPS = "generate with the additional value {} first, and remove {} after that"
_MAX_PERMUTED = 4
"""The number of columns up to which a spec may name them in any order."""
_ALL_ROWS: Mapping[str, str] = {}
"""The condition of a constraint without one."""
_TYPE_NAME = "map the type to its previous name: @@map"


def risks(
    changes: Changes,
    backfilled: Sequence[BackfilledColumn] = (),
    previous: PreviousNames | None = None,
) -> Iterator[Risk]:
    """Yield the risks of a change, after renames.

    Args:
        changes: The change.
        backfilled: The columns in which existing rows get a value.
        previous: The declared renames, for hints.
    """
    by_name = {(column.model, column.field.name): column for column in backfilled}
    hints = {**rename_hints(changes), **ignored_renames(changes, previous or PreviousNames())}
    yield from _dropped_tables(changes, hints)
    yield from _dropped_columns(changes, hints)
    yield from _dropped_values(changes, hints)
    yield from _added_columns(changes, by_name)
    if changes.after.provider != "sqlite":
        yield from _added_values_as_default(changes)
        yield from checks.added_values(changes)
        yield from _added_values_as_backfill(changes, backfilled)
    for change in changes.changed_fields:
        if (change.before.arity, change.after.arity) == ("?", ""):
            yield from _required(change, changes, by_name)
        yield from _changed_column(change, changes)
    for before, after in changes.kept_models:
        yield from _changed_model(before, after, changes, by_name)
    yield from checks.risks(changes, by_name)


def _dropped_tables(changes: Changes, hints: RenameHints) -> Iterator[Risk]:
    for name in changes.dropped_models:
        what = "the table would be dropped with its rows"
        yield Risk(name, what, hints.get(name, ""), LOSS, (name,))
    for table in changes.dropped_join_tables:
        names = [".".join(side) for side in table.sides]
        dropped = [side[0] for side in table.sides if side[0] in changes.dropped_models]
        what = "the table of this many-to-many relation would be dropped"
        # Consent to drop a model includes its relations.
        kept = [name for name in names if name.partition(".")[0] not in dropped]
        consents = (*dropped, *kept, *names) if dropped else (*names,)
        yield Risk(table.label, what, hints.get(table.label, ""), LOSS, consents)


def _dropped_columns(changes: Changes, hints: RenameHints) -> Iterator[Risk]:
    for model, field in changes.dropped_fields:
        before = next(old for old, new in changes.kept_models if new.name == model)
        keys = [it.name for it in relations(before) if field.column in it.columns]
        names = (*(f"{model}.{key}" for key in keys), f"{model}.{field.name}")
        what = "the column would be dropped with its data"
        where = f"{model}.{field.name}"
        yield Risk(where, what, hints.get(where, ""), LOSS, names)


def _dropped_values(changes: Changes, hints: RenameHints) -> Iterator[Risk]:
    for dropped in changes.dropped_values:
        for holder in holders(dropped, changes):
            where = f"{holder.model.name}.{holder.field.name}.{dropped.value}"
            what = "the value would be dropped, and rows may still have it"
            is_list = holder.field.arity == "[]"
            if not is_list and replacement(dropped, holder, changes) is None:
                # Consent does not help: no value replaces it in the rows.
                default = holder.after.default
                hint = _TWO_STEPS.format(default, dropped.value) if default else _DEFAULT
                yield Risk(where, f"{what}: nothing replaces it", hint)
            else:
                yield Risk(where, what, hints.get(where, ""), LOSS, (where,))
    for name, enum in changes.before.enums.items():
        after = changes.after.enums.get(name)
        if after and after.type_name != enum.type_name:
            yield Risk(name, "the type would be dropped and created again", _TYPE_NAME)


def _added_values_as_default(changes: Changes) -> Iterator[Risk]:
    """Yield defaults that fail: PostgreSQL uses no enum value in the transaction that adds it."""
    added = {(it.enum, it.value) for it in changes.values}
    for model in changes.after.models.values():
        for field in model.fields:
            before = changes.before.models.get(model.name)
            old = before.field_of(field.column) if before else None
            if (field.type, field.default) in added and field != old:
                what = f"{field.default} cannot be the default in the migration that adds it"
                hint = "generate with the new value first, and set the default after that"
                yield Risk(f"{model.name}.{field.name}", what, hint)


def _added_values_as_backfill(
    changes: Changes, backfilled: Sequence[BackfilledColumn]
) -> Iterator[Risk]:
    added = {(it.enum, it.value) for it in changes.values}
    for column in backfilled:
        if (column.field.type, column.default) in added:
            what = f"rows cannot get {column.default} in the migration that adds it"
            hint = "generate with the new value first, and make the field required after that"
            yield Risk(f"{column.model}.{column.field.name}", what, hint)


def _added_columns(changes: Changes, backfilled: Collection[tuple[str, str]]) -> Iterator[Risk]:
    for model, field in changes.fields:
        if field.arity == "" and field.default is None and (model, field.name) not in backfilled:
            what = "a new required column without a default fails on existing rows"
            hint = _backfill_hint(changes.after.models[model], field)
            yield Risk(f"{model}.{field.name}", what, hint)


def _backfill_hint(model: Model, field: Field) -> str:
    """Return how a spec declares the value of existing rows in a column."""
    for relation in relations(model):
        if relation.columns == (field.column,) and field.name != OWNER_KEY:
            return _BACKFILL_RELATION.format(relation.target, f"{model.name}.{relation.name}")
    return _BACKFILL_OWNER if field.name == OWNER_KEY else _BACKFILL


def _required(
    change: FieldChange, changes: Changes, backfilled: Collection[tuple[str, str]]
) -> Iterator[Risk]:
    if (change.model, change.after.name) in backfilled:
        return
    model = changes.after.models[change.model]
    where, table = f"{change.model}.{change.after.name}", changes.stored_table(model.table)
    column = changes.stored_column(model.table, change.after.column)
    what = "a required column fails on rows without a value"
    query = f'SELECT count(*) FROM "{table}" WHERE "{column}" IS NULL'
    hint = f"{_backfill_hint(model, change.after)}; this counts them: {query}"
    keys = [it.name for it in relations(model) if it.columns == (change.after.column,)]
    yield Risk(where, what, hint, ASSUMPTION, (where, *(f"{model.name}.{key}" for key in keys)))


def _changed_column(change: FieldChange, changes: Changes) -> Iterator[Risk]:
    before, after = change.before, change.after
    where = f"{change.model}.{after.name}"
    model = changes.after.models[change.model]
    if before.arity != after.arity and "[]" in (before.arity, after.arity):
        yield Risk(where, "a list and a single value cannot be converted", _BESIDE)
    is_retyped = (before.type, before.native) != (after.type, after.native)
    if not is_retyped or (widens(before, after) and after.column not in model.key):
        return
    what = f"the column would change from {_type(before)} to {_type(after)}"
    is_unique = any(after.column in columns for columns in (*model.uniques, model.key))
    if narrows(before, after) and not is_unique:
        what = f"{what}: longer values would be {_narrowed(after)}"
        yield Risk(where, what, "", LOSS, (where,))
    else:
        yield Risk(where, what, _KEY if after.column in model.key else _BESIDE)


def _narrowed(after: Field) -> str:
    return "rounded" if after.type == "Decimal" else "truncated"


def _changed_model(
    before: Model,
    after: Model,
    changes: Changes,
    backfilled: Mapping[tuple[str, str], BackfilledColumn],
) -> Iterator[Risk]:
    if before.key != after.key:
        yield Risk(after.name, "the primary key would change", _KEY)
    uniques = [(columns, _ALL_ROWS) for columns in after.full_uniques]
    for columns, where in [*uniques, *after.partial_uniques]:
        is_null = any(_is_null_at_first(after, column, changes) for column in columns)
        is_empty = is_null or not partial.can_hold(after, where, changes, backfilled)
        if not is_empty and not _is_unique(columns, where, before):
            yield _added_unique(after, sorted(columns), where, changes, backfilled)
    existing = {_target(relation, changes.before) for relation in relations(before)}
    for relation in relations(after):
        is_backfilled = all(
            (after.name, field.name) in backfilled
            for field in after.fields
            if field.column in relation.columns
        )
        if _target(relation, changes.after) not in existing and not is_backfilled:
            yield from _added_relation(relation, after, changes)


def _is_unique(columns: frozenset[str], where: Mapping[str, str], model: Model) -> bool:
    """Return whether some columns are unique already among some rows.

    They are as a subset of them is, with a subset of the conditions.
    """
    full = [(key, _ALL_ROWS) for key in {*model.full_uniques, frozenset(model.key)}]
    return any(
        key and key <= columns and given.items() <= where.items()
        for key, given in [*full, *model.partial_uniques]
    )


def _added_unique(
    model: Model,
    columns: list[str],
    where: Mapping[str, str],
    changes: Changes,
    backfilled: Mapping[tuple[str, str], BackfilledColumn],
) -> Risk:
    fields = [field for field in map(model.field_of, columns) if field]
    place = f"{model.name}.{'+'.join(field.name for field in fields)}"
    what = "a new unique constraint fails on duplicate rows"
    # A new column has one value in all rows, or a copy of another column.
    sources = [_source_column(model, field, changes, backfilled) for field in fields]
    listed = ", ".join(dict.fromkeys(f'"{column}"' for column in sources if column))
    table = changes.stored_table(model.table)
    rows = f'FROM "{table}"{partial.among(model, where, changes)}'
    query = f"SELECT {listed}, count(*) {rows} GROUP BY {listed} HAVING count(*) > 1"
    if not listed:
        query = f"SELECT count(*) {rows} HAVING count(*) > 1"
    return Risk(place, what, f"this finds them: {query}", ASSUMPTION, _unique_names(model, fields))


def _unique_names(model: Model, fields: Sequence[Field]) -> tuple[str, ...]:
    """Return the names of a unique constraint in specs: relations or their keys, in any order."""
    keys = {it.columns: it.name for it in relations(model)}
    names = [dict.fromkeys((keys.get((it.column,), it.name), it.name)) for it in fields]
    orders = permutations if len(fields) <= _MAX_PERMUTED else lambda chosen: [chosen]
    lists = (order for chosen in product(*names) for order in orders(chosen))
    return tuple(dict.fromkeys(f"{model.name}.{'+'.join(order)}" for order in lists))


def _source_column(
    model: Model,
    field: Field,
    changes: Changes,
    backfilled: Mapping[tuple[str, str], BackfilledColumn],
) -> str:
    """Return the column that has the values of a field before the change, or nothing."""
    column = backfilled.get((model.name, field.name))
    copied = model.field(column.source) if column else None
    source = copied if changes.is_new(model.name, field.column) else field
    return changes.stored_column(model.table, source.column) if source else ""


def _added_relation(relation: Relation, model: Model, changes: Changes) -> Iterator[Risk]:
    # A new column without a default is NULL, or backfilled, or refused already.
    new = [column for column in relation.columns if changes.is_new(model.name, column)]
    defaults = [field.default for field in map(model.field_of, new) if field]
    if None in defaults:
        return
    target = changes.after.models[relation.target]
    query = _dangling(relation, model, target, changes)
    where = f"{relation.model}.{relation.name}"
    what = "a new foreign key fails on rows that reference nothing"
    hint = f"the {relation.target} of the default must exist: {', '.join(map(str, defaults))}"
    if not defaults:
        hint = f"this counts them: {query}"
    yield Risk(where, what, hint, ASSUMPTION, (where,))


def _dangling(relation: Relation, model: Model, target: Model, changes: Changes) -> str:
    """Return a query that counts the rows whose relation has no target."""
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


def _is_null_at_first(model: Model, column: str, changes: Changes) -> bool:
    """Return whether a column is new and NULL in existing rows."""
    field = model.field_of(column)
    if field is None or not changes.is_new(model.name, column):
        return False
    return field.arity == "?" and field.default is None


def _target(relation: Relation, schema: Schema) -> tuple[object, ...]:
    """Return what a foreign key is in the database, whatever its models and fields are named."""
    target = schema.models.get(relation.target)
    if target is None:
        return relation.columns, relation.target, relation.references
    return relation.columns, target.table, target.columns(relation.references)


def _type(field: Field) -> str:
    name, numbers = field.native
    sizes = f"({', '.join(map(str, numbers))})" if numbers else ""
    return f"{field.type} @db.{name}{sizes}" if name else field.type
