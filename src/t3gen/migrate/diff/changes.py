"""What has changed between two schemas, as far as a database knows.

Tables and columns are the same when the database calls them the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from t3gen.psl import Field, Link, Model, Schema, links


@dataclass(frozen=True)
class FieldChange:
    """A column that is there before and after.

    Args:
        model: The model's name.
        before: The column as it was.
        after: The column as it will be; never equal to `before`.
    """

    model: str
    before: Field
    after: Field


@dataclass(frozen=True)
class ValueChange:
    """A value that an enum gains or loses."""

    enum: str
    value: str


@dataclass(frozen=True)
class Relation:
    """A foreign key: the columns of a model that point to the fields of another."""

    model: str
    name: str
    columns: tuple[str, ...]
    target: str
    references: tuple[str, ...]


@dataclass(frozen=True)
class Changes:
    """Everything that has changed, in the names of the Prisma schema.

    Args:
        before: The schema as it was, under the new names.
        after: The schema as it will be.
        stored: The schema as it was, under the names that the database has until the change.
        models: New models.
        dropped_models: Models that are gone.
        fields: New columns of models that were there, as (model, field).
        dropped_fields: Columns that are gone, of models that stay.
        changed_fields: Columns whose type, name, default or need has changed.
        values: New values of enums that were there.
        dropped_values: Values that are gone, or have another name in the database.
        links: New many-to-many tables.
        dropped_links: Many-to-many tables that are gone.
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
    links: tuple[Link, ...]
    dropped_links: tuple[Link, ...]

    @property
    def kept_models(self) -> tuple[tuple[Model, Model], ...]:
        """The models that stay, before and after."""
        return _kept(self.before, self.after)

    def is_new(self, model: str, column: str) -> bool:
        """Tell whether a column comes with this change."""
        return any((model, column) == (owner, field.column) for owner, field in self.fields)

    def stored_table(self, table: str) -> str:
        """Return the name that a table has until the change, or nothing for a new one."""
        found = self._stored(table)
        return found[1].table if found else ""

    def stored_column(self, table: str, column: str) -> str:
        """Return the name that a column has until the change, or nothing for a new one."""
        before, stored = self._stored(table) or (Model("", ()), Model("", ()))
        pairs = zip(before.fields, stored.fields, strict=True)
        return next((old.column for new, old in pairs if new.column == column), "")

    def _stored(self, table: str) -> tuple[Model, Model] | None:
        """Return a model as it was, under the new names and under the old ones."""
        pairs = zip(self.before.models.values(), self.stored.models.values(), strict=True)
        return next((pair for pair in pairs if pair[0].table == table), None)


def compare(before: Schema, after: Schema, stored: Schema | None = None) -> Changes:
    """Find what has changed.

    Args:
        before: The schema as it was, under the new names.
        after: The schema as it will be.
        stored: The first one under the old names, in the same order, where something is renamed.
    """
    kept = _kept(before, after)
    links_before, links_after = links(before), links(after)
    return Changes(
        before=before,
        after=after,
        stored=stored or before,
        models=_new_models(before, after),
        dropped_models=_new_models(after, before),
        fields=_new_columns(kept, after),
        dropped_fields=_new_columns([(new, old) for old, new in kept], before),
        changed_fields=_changed_columns(kept, before, after),
        values=_new_values(before, after),
        dropped_values=_new_values(after, before),
        links=_missing(links_after, links_before),
        dropped_links=_missing(links_before, links_after),
    )


def relations(model: Model) -> tuple[Relation, ...]:
    """Return the foreign keys of a model."""
    found = []
    for field in model.fields:
        attribute = field.attribute("relation")
        keys = attribute.names("fields") if attribute else ()
        if attribute and keys:
            references = attribute.names("references")
            columns = model.columns(keys)
            found.append(Relation(model.name, field.name, columns, field.type, references))
    return tuple(found)


def _kept(before: Schema, after: Schema) -> tuple[tuple[Model, Model], ...]:
    tables = {(model.table, model.schema): model for model in after.models.values()}
    return tuple(
        (model, tables[model.table, model.schema])
        for model in before.models.values()
        if (model.table, model.schema) in tables
    )


def _new_models(before: Schema, after: Schema) -> tuple[str, ...]:
    kept = {new.name for _, new in _kept(before, after)}
    return tuple(name for name in after.models if name not in kept)


def _missing(found: Iterable[Link], others: Iterable[Link]) -> tuple[Link, ...]:
    tables = {link.table for link in others}
    return tuple(link for link in found if link.table not in tables)


def _new_columns(
    kept: tuple[tuple[Model, Model], ...] | list[tuple[Model, Model]], after: Schema
) -> tuple[tuple[str, Field], ...]:
    found = []
    for old, new in kept:
        known = {field.column for field in old.fields}
        found += [(new.name, it) for it in after.columns(new) if it.column not in known]
    return tuple(found)


def _changed_columns(
    kept: tuple[tuple[Model, Model], ...], before: Schema, after: Schema
) -> tuple[FieldChange, ...]:
    found = []
    for old, new in kept:
        columns = {field.column: field for field in before.columns(old)}
        for field in after.columns(new):
            earlier = columns.get(field.column)
            if earlier and _facts(earlier) != _facts(field):
                found.append(FieldChange(new.name, earlier, field))
    return tuple(found)


def _facts(field: Field) -> tuple[object, ...]:
    return field.type, field.arity, field.native, field.default


def _new_values(before: Schema, after: Schema) -> tuple[ValueChange, ...]:
    return tuple(
        ValueChange(name, value)
        for name, enum in after.enums.items()
        if name in before.enums
        for value, stored in enum.values.items()
        if before.enums[name].values.get(value) != stored
    )
