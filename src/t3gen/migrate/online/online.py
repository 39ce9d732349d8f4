"""Migrations for PostgreSQL that let others work: one script, or several applied in turn.

Prisma's diff is one transaction that locks what it touches until its end. Here indexes of tables
with rows are built concurrently, each in a migration of its own, for CONCURRENTLY works outside of
transactions only; foreign keys are added without a look at the rows, and validated by a last one;
columns become required the same way; and whoever waits for a lock gives up in time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from t3gen.migrate.lint import Script, judge
from t3gen.migrate.online.not_null import Required
from t3gen.migrate.sql import NAME, TABLE, Statement, name_of, statements
from t3gen.psl import Index, with_again, without

Difference = Callable[[str, str], str]
"""Takes two schemas and returns the SQL between them; nothing when it cannot tell."""

_CREATE = re.compile(
    rf"CREATE (?P<unique>UNIQUE )?INDEX (?P<name>{NAME}) ON {TABLE} (?:USING \w+ )?"
    r"\( (?P<columns>.+?) \)(?: WHERE .*)?"
)
_DROP = re.compile(rf"DROP INDEX {TABLE}")
_FOREIGN_KEY = re.compile(rf"ALTER TABLE {TABLE} ADD CONSTRAINT {NAME} FOREIGN KEY .*")
_CONSTRAINT = re.compile(r"ALTER TABLE (.+?) ADD CONSTRAINT (.+?) FOREIGN KEY", re.DOTALL)
_INDEX = re.compile(r"\b(CREATE (?:UNIQUE )?INDEX|DROP INDEX)\b")
VALIDATE = "validate"
_DATA = ("UPDATE ", "INSERT ", "DELETE ", "WITH ")
_LIMITS = """\
-- Whoever waits for a lock makes others wait behind it: rather give up, and be applied again.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = {limit};

"""
_PATIENT = """\
-- Looks at every row. Nobody waits for that, so it may take its time.
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = 0;

"""


@dataclass(frozen=True)
class Part:
    """One of the migrations that a change becomes.

    Args:
        about: What it is about, as a part of its name; empty for the change itself.
        sql: Its script.
        snapshot: The schema that it leads to.
    """

    about: str
    sql: str
    snapshot: str


def parts(sql: str, before: str, after: str, difference: Difference) -> tuple[Part, ...]:
    """Cut a migration into those that are applied in turn.

    Args:
        sql: The migration as one script.
        before: The schema that it starts from.
        after: The schema that it leads to.
        difference: Prisma's own diff, to see whether a schema in between is what it should be.
    """
    sql = _without_transactions(sql)
    script = Script(statements(sql))
    for statement in script.statements:
        script.note(statement)
    schema, required = _optional(script, after, difference)
    moved: set[Statement] = set()
    later: list[Part] = []
    for statement in reversed([*_indexes(script)]):
        earlier = _undone(statement, schema, before)
        if earlier and _leads_to(difference(earlier, schema), statement):
            later.insert(0, Part(_title(statement), _concurrently(statement, sql), schema))
            moved.add(statement)
            schema = earlier
    kept = [it for it in script.statements if it not in moved]
    main, checks = _main(sql, script, kept, required)
    found = [Part("", main, schema)] if main else []
    found += later
    found += [Part(VALIDATE, _PATIENT + checks, after)] if checks else []
    return tuple(found)


def _without_transactions(sql: str) -> str:
    """Return a script without the transaction that Prisma puts around a change of an enum.

    A script is one transaction anyway, as long as it ends none itself: it can be applied again
    then, whatever has stopped it.
    """
    for statement in reversed(statements(sql)):
        if statement.shape in ("BEGIN", "COMMIT"):
            (word,) = statement.tokens
            rest = sql[word.start + len(word.text) :].lstrip().removeprefix(";")
            sql = sql[: word.start] + rest.removeprefix("\n")
    return sql


def _optional(
    script: Script, after: str, difference: Difference
) -> tuple[str, dict[Statement, Required]]:
    """Return the schema in which columns are not required yet, and what makes them so."""
    schema, found = after, {}
    for statement in script.statements:
        required = Required.of(statement)
        earlier = required and required.optional(schema)
        if required and earlier and required.is_all_of(statements(difference(earlier, schema))):
            found[statement] = required
            schema = earlier
    return schema, found


def _indexes(script: Script) -> Iterator[Statement]:
    """Yield what makes or drops an index of a table with rows; new ones first."""
    for statement in script.statements:
        created = _CREATE.fullmatch(statement.shape)
        if created and not script.is_new(created["table"]):
            yield statement
    yield from (it for it in script.statements if _DROP.fullmatch(it.shape))


def _undone(statement: Statement, schema: str, before: str) -> str | None:
    """Return the schema without what a statement does, or None when that cannot be said."""
    if dropped := _DROP.fullmatch(statement.shape):
        return with_again(schema, before, name_of(dropped["table"]))
    found = _CREATE.fullmatch(statement.shape)
    return without(schema, _index(found)) if found else None


def _index(found: re.Match[str]) -> Index:
    columns = (re.match(NAME, part) for part in found["columns"].split(" , "))
    return Index(
        name_of(found["name"]),
        name_of(found["table"]),
        tuple(name_of(column[0]) for column in columns if column),
        bool(found["unique"]),
    )


def _leads_to(sql: str, statement: Statement) -> bool:
    return [statement.shape] == [one.shape for one in statements(sql)]


def _concurrently(statement: Statement, sql: str) -> str:
    return _INDEX.sub(r"\1 CONCURRENTLY", statement.source(sql), count=1) + ";\n"


def _title(statement: Statement) -> str:
    if dropped := _DROP.fullmatch(statement.shape):
        return f"drop_{name_of(dropped['table'])}"
    found = _CREATE.fullmatch(statement.shape)
    assert found
    index = _index(found)
    kind = "unique" if index.is_unique else "index"
    return "_".join([kind, index.table, *index.columns])


def _main(
    sql: str, script: Script, kept: Sequence[Statement], required: Mapping[Statement, Required]
) -> tuple[str, str]:
    """Return the script of what is left, and the one that looks at the rows for it."""
    texts, checks = [], []
    for statement in kept:
        text = statement.source(sql)
        found = _FOREIGN_KEY.fullmatch(statement.shape)
        named = _CONSTRAINT.search(text)
        if found and named and not script.is_new(found["table"]):
            checks.append(f"ALTER TABLE {named[1]} VALIDATE CONSTRAINT {named[2]};\n")
            text += "" if statement.shape.endswith(" NOT VALID") else " NOT VALID"
        elif statement in required:
            checks += required[statement].validated()
            text = required[statement].checked(sql)
        texts.append(f"{text};\n")
    # What locks comes once nothing is left to look at.
    checks += [text for one in required.values() for text in one.trusted()]
    main = "\n".join(texts)
    if not checks and len(kept) == len(script.statements):
        main = sql
    if any(one.code == "timeouts" for one in judge(main, "postgresql")):
        has_data = any(one.shape.startswith(_DATA) for one in kept)
        main = _LIMITS.format(limit="0" if has_data else "'30s'") + main
    return main, "\n".join(checks)
