"""What rows get in columns that become required, and through which schema."""

from __future__ import annotations

import pytest

from t3gen.errors import MigrationError
from t3gen.migrate.diff.changes import compare
from t3gen.migrate.safety import backfills, schema_checks
from t3gen.migrate.safety.risks import refuse
from t3gen.model import Backfill, Consent
from t3gen.psl.reader import parse

HEAD = 'datasource db {\n  provider = "%s"\n}\n\n'
BEFORE = """\
model Order {
  id    String @id
  count Int
  note  String?
}
"""
LINE = "  note  String?\n"


def planned(provider: str, after: str, **said: Backfill) -> tuple[list[str], str]:
    """Return what is filled by statements, and the lines of the schema in between."""
    changes = compare(parse(HEAD % provider + BEFORE), parse(HEAD % provider + after))
    found = backfills.backfilled_columns(
        changes, {("Order", name): value for name, value in said.items()}
    )
    refuse(schema_checks.risks(changes, found), Consent())
    model = backfills.intermediate_schema(changes.after, found).models["Order"]
    lines = [
        f"{it.name} {it.type}{it.arity} {it.default or ''}".strip()
        for it in model.fields
        if it.name not in ("id", "count")
    ]
    return [it.text for it in backfills.updates(changes.after, found)], "; ".join(lines)


@pytest.mark.parametrize(
    ("value", "provider", "default"),
    [
        (Backfill("string", 'it\'s "so"'), "postgresql", '"it\'s \\"so\\""'),
        (Backfill("bigint", "9007199254740993"), "postgresql", "9007199254740993"),
        (Backfill("decimal", "1.5", 3), "postgresql", "1.5"),
        (Backfill("decimal", "1.5", 3), "sqlite", "1500"),
        (Backfill("decimal", "-0.05", 2), "sqlite", "-5"),
        (Backfill("boolean", True), "sqlite", "true"),
        (Backfill("date", "2026-01-31"), "sqlite", '"2026-01-31T00:00:00Z"'),
        (Backfill("datetime", "now"), "postgresql", "now()"),
        (Backfill("enum", "paid"), "postgresql", "paid"),
    ],
)  # fmt: skip
def test_a_value_is_the_default_of_a_new_column_for_a_moment(
    value: Backfill, provider: str, default: str
) -> None:
    after = BEFORE.replace(LINE, f"{LINE}  extra Kind\n")

    assert ([], f"note String?; extra Kind {default}") == planned(provider, after, extra=value)


def test_empty_values_are_filled_by_postgresql_in_a_step_of_its_own() -> None:
    after = BEFORE.replace("String?", "String")
    value = Backfill("text", "none")

    assert (
        ['UPDATE "Order" SET "note" = DEFAULT WHERE "note" IS NULL'],
        'note String? "none"',
    ) == planned("postgresql", after, note=value)
    assert ([], 'note String "none"') == planned("sqlite", after, note=value)


def test_a_default_is_what_rows_get_that_have_nothing() -> None:
    after = BEFORE.replace("String?", 'String @default("x")')

    assert ([], 'note String "x"') == planned("sqlite", after)


@pytest.mark.parametrize("provider", ["postgresql", "sqlite"])
def test_what_is_copied_is_optional_until_it_is_there(provider: str) -> None:
    after = BEFORE.replace(LINE, f"{LINE}  extra Int\n")
    value = Backfill("int", None, source="count")

    update = 'UPDATE "Order" SET "extra" = "count" WHERE "extra" IS NULL'
    assert ([update], "note String?; extra Int?") == planned(provider, after, extra=value)


def test_what_nothing_fills_is_refused() -> None:
    with pytest.raises(MigrationError, match=r"Order\.note: a required column fails"):
        planned("sqlite", BEFORE.replace("String?", "String"))
    with pytest.raises(MigrationError, match=r"Order\.extra: a new required column"):
        planned("sqlite", BEFORE.replace(LINE, f"{LINE}  extra Int\n"))


def test_one_value_for_all_rows_is_not_unique() -> None:
    after = BEFORE.replace(LINE, f"{LINE}  extra Int @unique\n")

    with pytest.raises(MigrationError, match=r"Order\.extra: a new unique constraint"):
        planned("sqlite", after, extra=Backfill("int", 0))
