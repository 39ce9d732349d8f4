"""Compare two schemas, as far as a database is concerned.

Tables and columns are matched by their names in the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from t3gen.psl import Field, JoinTable, Model, Schema, join_tables


@dataclass(frozen=True)
class FieldChange:
    """A column that exists before and after, and differs.

    Args:
        model: The name of the model.
        before: The column before.
        after: The column after; never equal to `before`.
    """

    model: str
    before: Field
    after: Field


@dataclass(frozen=True)
class ValueChange:
    """A value that is added to an enum, or dropped from it."""

    enum: str
    value: str


@dataclass(frozen=True)
class Relation:
    """A foreign key.

    Args:
        model: The model that has it.
        name: The relation field.
        columns: The columns of the key.
        target: The model that it references.
        references: The referenced fields.
    """

    model: str
    name: str
    columns: tuple[str, ...]
    target: str
    references: tuple[str, ...]


@dataclass(frozen=True)
class Changes:
    """The difference of two schemas, in the names of the Prisma schema.

    Args:
        before: The schema before, after renames.
        after: The schema after.
        stored: The schema before, with the names that the database has until the change.
        models: Added models.
        dropped_models: Dropped models.
        fields: Added columns of models that existed before, as (model, field).
        dropped_fields: Dropped columns of models that are kept, as (model, field).
        changed_fields: Columns with another type, name, default or arity.
        values: Added values of enums that existed before.
        dropped_values: Values that are dropped, or have another name in the database.
        join_tables: Added tables of many-to-many relations.
        dropped_join_tables: Dropped tables of many-to-many relations.
    """

    before: Schema
    after: Schema
    stored: Schema
    models: tuple[str, ...]
    dropped_models: tuple[str, ...]
    fields: tuple[tuple[str, Field], ...]
    dropped_fields: tuple[tuple[str, Field], ...]
    changed_fields: tuple[FieldChange, ...]
    values: tuple[ValueChange, ...]
    dropped_values: tuple[ValueChange, ...]
    join_tables: tuple[JoinTable, ...]
    dropped_join_tables: tuple[JoinTable, ...]

    @property
    def kept_models(self) -> tuple[tuple[Model, Model], ...]:
        """The models that are kept, each as before and after."""
        return _kept(self.before, self.after)

    def is_new(self, model: str, column: str) -> bool:
        """Return whether a column is added."""
        return any((model, column) == (owner, field.column) for owner, field in self.fields)

    def stored_table(self, table: str) -> str:
        """Return the name that a table has until the change, or nothing for a new one."""
        models = self._stored(table)
        return models[1].table if models else ""

    def stored_column(self, table: str, column: str) -> str:
        """Return the name of a column before the change, or nothing for a new one."""
        before, stored = self._stored(table) or (Model("", ()), Model("", ()))
        pairs = zip(before.fields, stored.fields, strict=True)
        return next((old.column for new, old in pairs if new.column == column), "")

    def _stored(self, table: str) -> tuple[Model, Model] | None:
        """Return a model before the change, after renames and before them."""
        pairs = zip(self.before.models.values(), self.stored.models.values(), strict=True)
        return next((pair for pair in pairs if pair[0].table == table), None)


def compare(before: Schema, after: Schema, stored: Schema | None = None) -> Changes:
    """Return the changes from one schema to another.

    Args:
        before: The schema before, after renames.
        after: The schema after.
        stored: The schema before renames, in the same order; by default there are none.
    """
    kept = _kept(before, after)
    join_tables_before, join_tables_after = join_tables(before), join_tables(after)
    return Changes(
        before=before,
        after=after,
        stored=stored or before,
        models=_added_models(before, after),
        dropped_models=_added_models(after, before),
        fields=_added_columns(kept, after),
        dropped_fields=_added_columns([(new, old) for old, new in kept], before),
        changed_fields=_changed_columns(kept, before, after),
        values=_added_values(before, after),
        dropped_values=_added_values(after, before),
        join_tables=_difference(join_tables_after, join_tables_before),
        dropped_join_tables=_difference(join_tables_before, join_tables_after),
    )


def relations(model: Model) -> tuple[Relation, ...]:
    """Return the foreign keys of a model."""
    foreign_keys = []
    for field in model.fields:
        attribute = field.attribute("relation")
        names = attribute.names("fields") if attribute else ()
        if attribute and names:
            references = attribute.names("references")
            columns = model.columns(names)
            foreign_keys.append(Relation(model.name, field.name, columns, field.type, references))
    return tuple(foreign_keys)


def _kept(before: Schema, after: Schema) -> tuple[tuple[Model, Model], ...]:
    tables = {(model.table, model.schema): model for model in after.models.values()}
    return tuple(
        (model, tables[model.table, model.schema])
        for model in before.models.values()
        if (model.table, model.schema) in tables
    )


def _added_models(before: Schema, after: Schema) -> tuple[str, ...]:
    kept = {new.name for _, new in _kept(before, after)}
    return tuple(name for name in after.models if name not in kept)


def _difference(left: Iterable[JoinTable], right: Iterable[JoinTable]) -> tuple[JoinTable, ...]:
    tables = {each.table for each in right}
    return tuple(each for each in left if each.table not in tables)


def _added_columns(
    kept: Iterable[tuple[Model, Model]], after: Schema
) -> tuple[tuple[str, Field], ...]:
    added = []
    for old, new in kept:
        columns = {field.column for field in old.fields}
        added += [(new.name, it) for it in after.columns(new) if it.column not in columns]
    return tuple(added)


def _changed_columns(
    kept: Iterable[tuple[Model, Model]], before: Schema, after: Schema
) -> tuple[FieldChange, ...]:
    changed = []
    for old, new in kept:
        columns = {field.column: field for field in before.columns(old)}
        for field in after.columns(new):
            old_field = columns.get(field.column)
            if old_field and _definition(old_field) != _definition(field):
                changed.append(FieldChange(new.name, old_field, field))
    return tuple(changed)


def _definition(field: Field) -> tuple[object, ...]:
    return field.type, field.arity, field.native, field.default


def _added_values(before: Schema, after: Schema) -> tuple[ValueChange, ...]:
    return tuple(
        ValueChange(name, value)
        for name, enum in after.enums.items()
        if name in before.enums
        for value, stored in enum.values.items()
        if before.enums[name].values.get(value) != stored
    )
