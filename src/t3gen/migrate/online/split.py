"""Split a migration for PostgreSQL into several that do not block other work.

Prisma's diff is one transaction, which holds its locks until its end. Here the indexes of tables
with rows are built by CREATE INDEX CONCURRENTLY, each in a migration of its own, since that fails
in a transaction; foreign keys and required columns are added NOT VALID, and validated by the last
migration; and `lock_timeout` ends a wait for a lock.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from t3gen.migrate.lint import Script, lint_script
from t3gen.migrate.online.not_null import RequiredColumns
from t3gen.migrate.sql import NAME, TABLE, Statement, identifier, statements
from t3gen.psl import Index, restore_index, without_index

Diff = Callable[[str, str], str]
"""Returns the SQL from one Prisma schema to another; empty when one of them is not valid."""

_CREATE = re.compile(
    rf"CREATE (?P<unique>UNIQUE )?INDEX (?P<name>{NAME}) ON {TABLE} (?:USING \w+ )?"
    r"\( (?P<columns>.+?) \)(?: WHERE .*)?"
)
_DROP = re.compile(rf"DROP INDEX {TABLE}")
_VALIDATED = re.compile(rf"ALTER TABLE {TABLE} ADD CONSTRAINT {NAME} (?:FOREIGN KEY|CHECK) .*")
_CONSTRAINT = re.compile(r"ALTER TABLE (.+?) ADD CONSTRAINT (.+?) (?:FOREIGN KEY|CHECK)", re.DOTALL)
_INDEX = re.compile(r"\b(CREATE (?:UNIQUE )?INDEX|DROP INDEX)\b")
VALIDATE = "validate"
"""The name of the step that validates constraints."""
_DATA = ("UPDATE ", "INSERT ", "DELETE ", "WITH ")
_LIMITS = """\
-- A statement that waits for a lock blocks those after it: rather fail, and be applied again.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = {limit};

"""
_UNLIMITED = """\
-- Scans whole tables, without blocking reads or writes: no limit.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = 0;

"""


@dataclass(frozen=True)
class Step:
    """One of the migrations that a change is split into.

    Args:
        name: Its name, such as `index_Order_number`; empty for the change itself.
        sql: Its script.
        snapshot: The schema that it leads to.
    """

    name: str
    sql: str
    snapshot: str


def split(sql: str, before: str, after: str, diff: Diff) -> tuple[Step, ...]:
    """Split a migration into steps that are applied in turn.

    Schemas in between are derived from the last to the first: `after` without one statement. A
    statement is moved to a step of its own only if Prisma's diff from such a schema is exactly
    that statement; else it stays in the main script.

    Args:
        sql: The migration as one script.
        before: The schema that it starts from.
        after: The schema that it leads to.
        diff: Prisma's diff.
    """
    sql = _without_transactions(sql)
    script = Script(statements(sql))
    for statement in script.statements:
        script.record(statement)
    schema, required = _required_columns(script, after, diff)
    moved: set[Statement] = set()
    later: list[Step] = []
    for statement in reversed([*_index_statements(script)]):
        earlier = _schema_before(statement, schema, before)
        if earlier and _is_only(statement, diff(earlier, schema)):
            later.insert(0, Step(_name(statement), _concurrently(statement, sql), schema))
            moved.add(statement)
            schema = earlier
    kept = [it for it in script.statements if it not in moved]
    main, validation = _main(sql, script, kept, required)
    steps = [Step("", main, schema)] if main else []
    steps += later
    steps += [Step(VALIDATE, _UNLIMITED + validation, after)] if validation else []
    return tuple(steps)


def _without_transactions(sql: str) -> str:
    """Return a script without the transaction that Prisma writes around the change of an enum.

    A script without BEGIN and COMMIT is one transaction, which can be applied again when it fails.
    """
    for statement in reversed(statements(sql)):
        if statement.shape in ("BEGIN", "COMMIT"):
            (word,) = statement.tokens
            rest = sql[word.start + len(word.text) :].lstrip().removeprefix(";")
            sql = sql[: word.start] + rest.removeprefix("\n")
    return sql


def _required_columns(
    script: Script, after: str, diff: Diff
) -> tuple[str, dict[Statement, RequiredColumns]]:
    """Return the schema before columns become required, and the statements that make them so."""
    schema, columns = after, {}
    for statement in script.statements:
        required = RequiredColumns.of(statement)
        earlier = required and required.schema_before(schema)
        if required and earlier and required.is_all_of(statements(diff(earlier, schema))):
            columns[statement] = required
            schema = earlier
    return schema, columns


def _index_statements(script: Script) -> Iterator[Statement]:
    """Yield the statements that create an index of a table with rows, then those that drop one."""
    for statement in script.statements:
        created = _CREATE.fullmatch(statement.shape)
        if created and not script.is_new(created["table"]):
            yield statement
    yield from (it for it in script.statements if _DROP.fullmatch(it.shape))


def _schema_before(statement: Statement, schema: str, before: str) -> str | None:
    """Return the schema without the effect of a statement, or None when the index is not found."""
    if dropped := _DROP.fullmatch(statement.shape):
        return restore_index(schema, before, identifier(dropped["table"]))
    created = _CREATE.fullmatch(statement.shape)
    return without_index(schema, _index(created)) if created else None


def _index(created: re.Match[str]) -> Index:
    columns = (re.match(NAME, part) for part in created["columns"].split(" , "))
    return Index(
        identifier(created["name"]),
        identifier(created["table"]),
        tuple(identifier(column[0]) for column in columns if column),
        bool(created["unique"]),
    )


def _is_only(statement: Statement, sql: str) -> bool:
    """Return whether a script is nothing but a statement."""
    return [statement.shape] == [it.shape for it in statements(sql)]


def _concurrently(statement: Statement, sql: str) -> str:
    return _INDEX.sub(r"\1 CONCURRENTLY", statement.source(sql), count=1) + ";\n"


def _name(statement: Statement) -> str:
    if dropped := _DROP.fullmatch(statement.shape):
        return f"drop_{identifier(dropped['table'])}"
    created = _CREATE.fullmatch(statement.shape)
    assert created
    index = _index(created)
    kind = "unique" if index.is_unique else "index"
    return "_".join([kind, index.table, *index.columns])


def _main(
    sql: str,
    script: Script,
    kept: Sequence[Statement],
    required: Mapping[Statement, RequiredColumns],
) -> tuple[str, str]:
    """Return the script of the remaining statements, and the one that validates constraints."""
    texts, validation = [], []
    for statement in kept:
        text = statement.source(sql)
        validated = _VALIDATED.fullmatch(statement.shape)
        constraint = _CONSTRAINT.search(text)
        if validated and constraint and not script.is_new(validated["table"]):
            table, name = constraint.groups()
            validation.append(f"ALTER TABLE {table} VALIDATE CONSTRAINT {name};\n")
            text += "" if statement.shape.endswith(" NOT VALID") else " NOT VALID"
        elif statement in required:
            validation += required[statement].validations()
            text = required[statement].with_checks(sql)
        texts.append(f"{text};\n")
    # SET NOT NULL locks the table, so it comes after all scans.
    validation += [text for it in required.values() for text in it.set_not_null()]
    main = "\n".join(texts)
    if not validation and len(kept) == len(script.statements):
        main = sql
    if any(it.code == "timeouts" for it in lint_script(main, "postgresql")):
        has_data = any(it.shape.startswith(_DATA) for it in kept)
        main = _LIMITS.format(limit="0" if has_data else "'30s'") + main
    return main, "\n".join(validation)
