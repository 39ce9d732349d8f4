"""The SQL of renames, which changes no row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from t3gen.errors import MigrationError
from t3gen.migrate.diff.renames import Renames
from t3gen.migrate.sql import updates
from t3gen.psl import Constraint, Enum, JoinTable, Model, Schema, constraints, join_tables

_MAX_LENGTH = 63
_OF_TABLES = ("fkey", "check")
"""Kinds of constraints that are renamed by ALTER TABLE, and no index."""
Pair = tuple[str, str]
"""An old and a new name."""


def statements(before: Schema, after: Schema, names: Renames) -> str:
    """Return the statements from a schema to the same schema under other names.

    Args:
        before: The schema with the old names.
        after: The schema with the new names, otherwise equal and in the same order.
        names: The renames.

    Raises:
        MigrationError: A new name is in use.
    """
    dialect = (_Sqlite if before.provider == "sqlite" else _Postgres)(before, after, names)
    return "\n".join(f"-- {title}\n{statement};\n" for title, statement in dialect.statements())


def in_order(pairs: Iterable[Pair], existing: Iterable[str], *, fold: bool) -> Iterator[Pair]:
    """Yield renames in an order in which every new name is free when it is given.

    A name is given once its present owner has another one. In a cycle, such as a swap, none can
    be given: one of them gets a temporary name first.

    Args:
        pairs: The old and the new names.
        existing: All names before the renames.
        fold: Whether names are compared without regard to case.

    Raises:
        MigrationError: A new name is in use by something that is not renamed.
    """
    key = str.lower if fold else str
    pending = {old: new for old, new in pairs if old != new}
    used = {key(name): name for name in existing}
    while pending:
        old = next((old for old, new in pending.items() if key(new) not in used), None)
        if old is None:
            old = next(iter(pending))
            if used[key(pending[old])] not in pending:
                raise _name_in_use(old, pending[old])
            new = _temporary(old)
            pending[new] = pending.pop(old)
        else:
            new = pending.pop(old)
        del used[key(old)]
        used[key(new)] = new
        yield old, new


def _temporary(name: str) -> str:
    return f"_was_{name}"[:_MAX_LENGTH]


def _name_in_use(old: str, new: str) -> MigrationError:
    return MigrationError(
        f'"{old}" cannot become "{new}": that name is in use',
        where="prisma",
        hint="rename it first, in a migration of its own",
        code="migration-unsafe",
    )


@dataclass(frozen=True)
class _Dialect:
    before: Schema
    after: Schema
    names: Renames

    @property
    def models(self) -> list[tuple[Model, Model]]:
        pairs = zip(self.before.models.values(), self.after.models.values(), strict=True)
        return list(pairs)

    @property
    def enums(self) -> list[tuple[Enum, Enum]]:
        return list(zip(self.before.enums.values(), self.after.enums.values(), strict=True))

    @property
    def join_tables(self) -> list[tuple[JoinTable, JoinTable]]:
        after = {side: each for each in join_tables(self.after) for side in each.sides}
        return [(it, after[self.names.side(it.sides[0])]) for it in join_tables(self.before)]

    def is_reversed(self, before: JoinTable, after: JoinTable) -> bool:
        """Return whether columns A and B change places: they follow the order of the names."""
        return self.names.side(before.sides[0]) != after.sides[0]

    @property
    def fold(self) -> bool:
        return self.before.provider == "sqlite"

    def tables(self) -> Iterator[tuple[str, str]]:
        pairs = [(_prefix(old), old.table, new.table) for old, new in self.models]
        pairs += [("", old.table, new.table) for old, new in self.join_tables]
        for schema in {schema: None for schema, _, _ in pairs}:
            names = [(old, new) for prefix, old, new in pairs if prefix == schema]
            for old, new in in_order(names, [old for old, _ in names], fold=self.fold):
                yield "RenameTable", f'ALTER TABLE {schema}"{old}" RENAME TO "{new}"'

    def columns(self) -> Iterator[tuple[str, str]]:
        for before, after in self.models:
            pairs = [
                (old.column, new.column)
                for old, new in zip(before.fields, after.fields, strict=True)
                if old.type not in self.before.models
            ]
            yield from self.renamed_columns(f'{_prefix(before)}"{after.table}"', pairs)
        for old_table, new_table in self.join_tables:
            if self.is_reversed(old_table, new_table):
                yield from self.renamed_columns(f'"{new_table.table}"', [("A", "B"), ("B", "A")])

    def renamed_columns(self, table: str, pairs: list[Pair]) -> Iterator[tuple[str, str]]:
        for old, new in in_order(pairs, [old for old, _ in pairs], fold=self.fold):
            yield "RenameColumn", f'ALTER TABLE {table} RENAME COLUMN "{old}" TO "{new}"'

    def constraints(self) -> Iterator[tuple[Model, Constraint, Constraint]]:
        """Yield the constraints before and after, with the model after."""
        for before, after in self.models:
            old, new = constraints(self.before, before), constraints(self.after, after)
            for pair in zip(old, new, strict=True):
                yield after, *pair


class _Postgres(_Dialect):
    def statements(self) -> Iterator[tuple[str, str]]:
        yield from self.tables()
        yield from self.columns()
        yield from self.types()
        yield from self.indexes()
        yield from self.foreign_keys()

    def types(self) -> Iterator[tuple[str, str]]:
        pairs = [(old.type_name, new.type_name) for old, new in self.enums]
        for old, new in in_order(pairs, [old for old, _ in pairs], fold=False):
            yield "RenameEnum", f'ALTER TYPE "{old}" RENAME TO "{new}"'
        for old_enum, new_enum in self.enums:
            values = list(zip(old_enum.values.values(), new_enum.values.values(), strict=True))
            for old, new in in_order(values, [old for old, _ in values], fold=False):
                renamed = f"RENAME VALUE {_text(old)} TO {_text(new)}"
                yield "RenameEnumValue", f'ALTER TYPE "{new_enum.type_name}" {renamed}'

    def indexes(self) -> Iterator[tuple[str, str]]:
        indexes = [
            (_prefix(model), old.name, new.name)
            for model, old, new in self.constraints()
            if old.kind not in _OF_TABLES
        ]
        for before, after in self.join_tables:
            if self.is_reversed(before, after):
                yield from self.reversed_indexes(before, after)
            else:
                names = [f"_{kind}" for kind in ("AB_pkey", "B_index")]
                indexes += [("", before.table + name, after.table + name) for name in names]
        for schema in {prefix: None for prefix, _, _ in indexes}:
            pairs = [(old, new) for prefix, old, new in indexes if prefix == schema]
            for old, new in in_order(pairs, [old for old, _ in pairs], fold=False):
                yield "RenameIndex", f'ALTER INDEX {schema}"{old}" RENAME TO "{new}"'

    def reversed_indexes(self, before: JoinTable, after: JoinTable) -> Iterator[tuple[str, str]]:
        """Recreate the indexes, which depend on the order of the columns."""
        table, old, new = f'"{after.table}"', before.table, after.table
        dropped = f'DROP CONSTRAINT "{old}_AB_pkey"'
        added = f'ADD CONSTRAINT "{new}_AB_pkey" PRIMARY KEY ("A", "B")'
        yield "AlterTable", f"ALTER TABLE {table} {dropped}, {added}"
        yield "DropIndex", f'DROP INDEX "{old}_B_index"'
        yield "CreateIndex", f'CREATE INDEX "{new}_B_index" ON {table}("B")'

    def foreign_keys(self) -> Iterator[tuple[str, str]]:
        by_table: dict[str, list[Pair]] = {}
        for model, old, new in self.constraints():
            if old.kind in _OF_TABLES:
                pairs = by_table.setdefault(f'{_prefix(model)}"{model.table}"', [])
                pairs.append((old.name, new.name))
        for before, after in self.join_tables:
            columns = "BA" if self.is_reversed(before, after) else "AB"
            by_table[f'"{after.table}"'] = [
                (f"{before.table}_{old}_fkey", f"{after.table}_{new}_fkey")
                for old, new in zip("AB", columns, strict=True)
            ]
        for table, pairs in by_table.items():
            for old_name, new_name in in_order(pairs, [old for old, _ in pairs], fold=False):
                renamed = f'RENAME CONSTRAINT "{old_name}" TO "{new_name}"'
                yield "RenameForeignKey", f"ALTER TABLE {table} {renamed}"


class _Sqlite(_Dialect):
    def statements(self) -> Iterator[tuple[str, str]]:
        yield from self.tables()
        yield from self.columns()
        yield from self.dropped_indexes()
        checks = [one for one in self.constraints() if one[1].kind == "check"]
        is_checked = any(_literals(old, new) for _, old, new in checks)
        if is_checked:
            # The tables are rebuilt with checks of the new values, which judge all rows.
            yield "IgnoreChecks", "PRAGMA ignore_check_constraints=ON"
        yield from self.values()
        if is_checked:
            yield "HeedChecks", "PRAGMA ignore_check_constraints=OFF"
        yield from self.created_indexes()

    def values(self) -> Iterator[tuple[str, str]]:
        """Yield the updates of rows: SQLite stores enums as text."""
        for old_enum, new_enum in self.enums:
            pairs = zip(old_enum.values.values(), new_enum.values.values(), strict=True)
            changed = {old: new for old, new in pairs if old != new}
            for model in self.after.models.values() if changed else ():
                for field in model.fields:
                    if field.type == new_enum.name:
                        yield "RenameEnumValue", _update(model.table, field.column, changed)

    def dropped_indexes(self) -> Iterator[tuple[str, str]]:
        """Yield the statements that drop indexes, which SQLite cannot rename.

        They come before new values of enums, with which rows may enter an index of some rows.
        """
        for _, old, _ in self.changed_indexes():
            yield "DropIndex", f'DROP INDEX "{old.name}"'

    def created_indexes(self) -> Iterator[tuple[str, str]]:
        """Yield the statements that create indexes again."""
        for table, _, new in self.changed_indexes():
            prefix = "CREATE UNIQUE INDEX" if new.kind == "key" else "CREATE INDEX"
            where = f" WHERE {new.where}" if new.where else ""
            columns = ", ".join(new.columns)
            yield "CreateIndex", f'{prefix} "{new.name}" ON {table}({columns}){where}'

    def changed_indexes(self) -> list[tuple[str, Constraint, Constraint]]:
        changed = [
            (f'"{model.table}"', old, new)
            for model, old, new in self.constraints()
            if old.kind in ("key", "idx") and (old.name != new.name or _literals(old, new))
        ]
        for before, after in self.join_tables:
            if before.table != after.table or self.is_reversed(before, after):
                for kind, name, columns in (
                    ("key", "_AB_unique", ('"A"', '"B"')),
                    ("idx", "_B_index", ('"B"',)),
                ):
                    old = Constraint(kind, before.table + name, columns)
                    new = Constraint(kind, after.table + name, columns)
                    changed.append((f'"{after.table}"', old, new))
        return changed


def _literals(old: Constraint, new: Constraint) -> bool:
    """Return whether conditions compare with other values; SQLite renames columns in them."""
    before, after = (re.sub(r'"(?:[^"]|"")+"', '""', one.where) for one in (old, new))
    return before != after


def _prefix(model: Model) -> str:
    """Return the schema of a table, as it is written before its name."""
    return f'"{model.schema}".' if model.schema else ""


def _update(table: str, column: str, names: Mapping[str, str]) -> str:
    cases = " ".join(f"WHEN {_text(old)} THEN {_text(new)}" for old, new in names.items())
    old = ", ".join(map(_text, names))
    return updates.SINGLE_WRITER + (
        f'UPDATE "{table}" SET "{column}" = CASE "{column}" {cases} END WHERE "{column}" IN ({old})'
    )


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
