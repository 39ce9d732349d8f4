"""The SQL that gives things other names, and touches nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from t3gen.errors import MigrationError
from t3gen.migrate.diff.renames import Renames
from t3gen.migrate.sql import updates
from t3gen.psl import Constraint, Enum, Link, Model, Schema, constraints, links

_LONGEST = 63
Pair = tuple[str, str]


def statements(before: Schema, after: Schema, names: Renames) -> str:
    """Return the statements that lead from a schema to the same one under other names.

    Args:
        before: The schema with the old names.
        after: The schema with the new ones, otherwise the same and in the same order.
        names: What has another name.
    """
    work = (_Sqlite if before.provider == "sqlite" else _Postgres)(before, after, names)
    found = [f"-- {title}\n{statement};\n" for title, statement in work.statements()]
    return "\n".join(found)


def in_order(pairs: Iterable[Pair], taken: Iterable[str], *, fold: bool) -> Iterator[Pair]:
    """Yield renames one by one so that no name is there twice at any moment.

    Args:
        pairs: The old and the new names.
        taken: All names that are there before.
        fold: Whether names that differ in capitals only are one.
    """
    key = str.lower if fold else str
    waiting = {old: new for old, new in pairs if old != new}
    used = {key(name): name for name in taken}
    while waiting:
        old = next((old for old, new in waiting.items() if key(new) not in used), None)
        if old is None:
            old = next(iter(waiting))
            if used[key(waiting[old])] not in waiting:
                _refuse(old, waiting[old])
            new = _aside(old)
            waiting[new] = waiting.pop(old)
        else:
            new = waiting.pop(old)
        del used[key(old)]
        used[key(new)] = new
        yield old, new


def _aside(name: str) -> str:
    """Return a name for the time in which the right one is not free yet."""
    return f"_was_{name}"[:_LONGEST]


def _refuse(old: str, new: str) -> None:
    raise MigrationError(
        f'"{old}" cannot become "{new}": there is another one of that name',
        where="prisma",
        hint="rename it first, in a migration of its own",
        code="migration-unsafe",
    )


@dataclass(frozen=True)
class _Work:
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
    def links(self) -> list[tuple[Link, Link]]:
        now = {end: link for link in links(self.after) for end in link.ends}
        return [(link, now[self.names.end(link.ends[0])]) for link in links(self.before)]

    def is_turned(self, before: Link, after: Link) -> bool:
        """Tell whether the columns A and B change places, as the names of the models do."""
        return self.names.end(before.ends[0]) != after.ends[0]

    @property
    def fold(self) -> bool:
        return self.before.provider == "sqlite"

    def tables(self) -> Iterator[tuple[str, str]]:
        pairs = [(_of(one), one.table, other.table) for one, other in self.models]
        pairs += [("", one.table, other.table) for one, other in self.links]
        for schema in {schema: None for schema, _, _ in pairs}:
            here = [(old, new) for place, old, new in pairs if place == schema]
            for old, new in in_order(here, [old for old, _ in here], fold=self.fold):
                yield "RenameTable", f'ALTER TABLE {schema}"{old}" RENAME TO "{new}"'

    def columns(self) -> Iterator[tuple[str, str]]:
        for one, other in self.models:
            pairs = [
                (old.column, new.column)
                for old, new in zip(one.fields, other.fields, strict=True)
                if old.type not in self.before.models
            ]
            yield from self.renamed_columns(f'{_of(one)}"{other.table}"', pairs)
        for link, new_link in self.links:
            if self.is_turned(link, new_link):
                yield from self.renamed_columns(f'"{new_link.table}"', [("A", "B"), ("B", "A")])

    def renamed_columns(self, table: str, pairs: list[Pair]) -> Iterator[tuple[str, str]]:
        for old, new in in_order(pairs, [old for old, _ in pairs], fold=self.fold):
            yield "RenameColumn", f'ALTER TABLE {table} RENAME COLUMN "{old}" TO "{new}"'

    def constraints(self) -> Iterator[tuple[Model, Constraint, Constraint]]:
        """Yield the constraints under both names, with the model that has them now."""
        for one, other in self.models:
            found = zip(constraints(self.before, one), constraints(self.after, other), strict=True)
            for old, new in found:
                yield other, old, new


class _Postgres(_Work):
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
        found = [(_of(model), old, new) for model, old, new in self.constraints()]
        kept = [(place, old.name, new.name) for place, old, new in found if old.kind != "fkey"]
        for link, other in self.links:
            if self.is_turned(link, other):
                yield from self.turned(link, other)
            else:
                names = [f"_{kind}" for kind in ("AB_pkey", "B_index")]
                kept += [("", link.table + name, other.table + name) for name in names]
        for schema in {place: None for place, _, _ in kept}:
            pairs = [(old, new) for place, old, new in kept if place == schema]
            for old, new in in_order(pairs, [old for old, _ in pairs], fold=False):
                yield "RenameIndex", f'ALTER INDEX {schema}"{old}" RENAME TO "{new}"'

    def turned(self, link: Link, other: Link) -> Iterator[tuple[str, str]]:
        """Make what depends on the order of the columns again."""
        table, old, new = f'"{other.table}"', link.table, other.table
        dropped = f'DROP CONSTRAINT "{old}_AB_pkey"'
        added = f'ADD CONSTRAINT "{new}_AB_pkey" PRIMARY KEY ("A", "B")'
        yield "AlterTable", f"ALTER TABLE {table} {dropped}, {added}"
        yield "DropIndex", f'DROP INDEX "{old}_B_index"'
        yield "CreateIndex", f'CREATE INDEX "{new}_B_index" ON {table}("B")'

    def foreign_keys(self) -> Iterator[tuple[str, str]]:
        by_table: dict[str, list[Pair]] = {}
        for model, old, new in self.constraints():
            if old.kind == "fkey":
                pairs = by_table.setdefault(f'{_of(model)}"{model.table}"', [])
                pairs.append((old.name, new.name))
        for link, other in self.links:
            sides = "BA" if self.is_turned(link, other) else "AB"
            by_table[f'"{other.table}"'] = [
                (f"{link.table}_{old}_fkey", f"{other.table}_{new}_fkey")
                for old, new in zip("AB", sides, strict=True)
            ]
        for table, pairs in by_table.items():
            for old_name, new_name in in_order(pairs, [old for old, _ in pairs], fold=False):
                renamed = f'RENAME CONSTRAINT "{old_name}" TO "{new_name}"'
                yield "RenameForeignKey", f"ALTER TABLE {table} {renamed}"


class _Sqlite(_Work):
    def statements(self) -> Iterator[tuple[str, str]]:
        yield from self.tables()
        yield from self.columns()
        yield from self.values()
        yield from self.indexes()

    def values(self) -> Iterator[tuple[str, str]]:
        """An enum is text: its rows say the new names."""
        for old_enum, new_enum in self.enums:
            pairs = zip(old_enum.values.values(), new_enum.values.values(), strict=True)
            changed = {old: new for old, new in pairs if old != new}
            for model in self.after.models.values() if changed else ():
                for field in model.fields:
                    if field.type == new_enum.name:
                        yield "RenameEnumValue", _update(model.table, field.column, changed)

    def indexes(self) -> Iterator[tuple[str, str]]:
        """SQLite cannot rename an index: it is made again."""
        changed = [
            (f'"{model.table}"', old, new)
            for model, old, new in self.constraints()
            if old.kind in ("key", "idx") and old.name != new.name
        ]
        for link, other in self.links:
            if link.table != other.table or self.is_turned(link, other):
                for kind, name, columns in (
                    ("key", "_AB_unique", ('"A"', '"B"')),
                    ("idx", "_B_index", ('"B"',)),
                ):
                    old = Constraint(kind, link.table + name, columns)
                    new = Constraint(kind, other.table + name, columns)
                    changed.append((f'"{other.table}"', old, new))
        yield from (("DropIndex", f'DROP INDEX "{old.name}"') for _, old, _ in changed)
        for table, _, new in changed:
            what = "UNIQUE INDEX" if new.kind == "key" else "INDEX"
            listed = ", ".join(new.columns)
            yield "CreateIndex", f'CREATE {what} "{new.name}" ON {table}({listed})'


def _of(model: Model) -> str:
    return f'"{model.schema}".' if model.schema else ""


def _update(table: str, column: str, names: Mapping[str, str]) -> str:
    cases = " ".join(f"WHEN {_text(old)} THEN {_text(new)}" for old, new in names.items())
    old = ", ".join(map(_text, names))
    return updates.ALONE + (
        f'UPDATE "{table}" SET "{column}" = CASE "{column}" {cases} END WHERE "{column}" IN ({old})'
    )


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
