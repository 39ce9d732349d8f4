"""Changes of a schema, and everything that follows from them without the engine.

Each case of `tables/changes.yaml` edits one schema; its results are the name of the migration, the
SQL of renames, the updates of rows, and the risks that need consent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from t3gen.migrate.diff import (
    Changes,
    compare,
    rename_hints,
    rename_sql,
    resolve,
    substitute,
)
from t3gen.migrate.naming import default_name
from t3gen.migrate.safety import backfills, data_loss, schema_checks
from t3gen.migrate.safety.risks import Risk
from t3gen.model import Backfill, PreviousNames
from t3gen.psl import Schema, parse, write

TABLE = yaml.safe_load((Path(__file__).parent / "tables" / "changes.yaml").read_text("utf-8"))
DATASOURCE = 'datasource db {{\n  provider = "{}"\n}}\n\n{}'
CASES = [
    pytest.param(case, provider, case[key], id=f"{case['name']}, {provider}")
    for case in TABLE["cases"]
    for provider in ("postgresql", "sqlite")
    for key in ("both", provider)
    if key in case
]


def edited(text: str, edits: list[list[str]]) -> str:
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} is in the schema {text.count(old)} times"
        text = text.replace(old, new)
    return text


def previous_names(case: dict[str, Any]) -> PreviousNames:
    names = case.get("previous", {})
    values = {tuple(place.split(".")): found for place, found in names.get("values", {}).items()}
    return PreviousNames(names.get("models", {}), names.get("fields", {}), values)


def declared_backfills(case: dict[str, Any]) -> dict[tuple[str, str], Backfill]:
    found = {}
    for place, value in case.get("backfills", {}).items():
        model, _, field = place.partition(".")
        found[model, field] = Backfill(**value)
    return found


def fields(schema: Schema) -> set[str]:
    lines = {
        (name, line.strip())
        for name, model in schema.models.items()
        for line in write(replace(schema, models={name: model}, enums={}, others=())).splitlines()
    }
    return {f"{name}: {line}" for name, line in lines}


def shown(risk: Risk) -> dict[str, Any]:
    consent = {risk.key: list(risk.names)} if risk.key else {}
    hint = {"hint": risk.hint} if risk.hint else {}
    return {"where": risk.where, "what": risk.what, **hint, **consent}


def results(case: dict[str, Any], provider: str) -> Iterator[tuple[str, Any]]:
    """Yield what follows from a case, by the keys of the table."""
    base = edited(TABLE["schema"], case.get("before", []))
    before = parse(DATASOURCE.format(provider, base))
    after = parse(DATASOURCE.format(provider, edited(base, case["edits"])))
    previous = previous_names(case)
    names = resolve(before, after, previous)
    renamed = substitute(before, after, names)
    changes: Changes = compare(renamed, after)
    columns = backfills.backfilled_columns(changes, declared_backfills(case))
    intermediate = backfills.intermediate_schema(after, columns)
    risks = schema_checks.risks(changes, columns, previous)
    yield "name", default_name(changes, names)
    yield "renames", _statements(rename_sql.statements(before, renamed, names))
    yield "checks", list(backfills.foreign_key_checks(after, columns))
    yield "replacements", [it.text for it in data_loss.updates(changes)]
    yield "intermediate", sorted(fields(intermediate) - fields(after))
    yield "backfills", [it.text for it in backfills.updates(after, columns)]
    yield "times", [it.text for it in backfills.normalized_times(changes, columns)]
    yield "risks", [shown(it) for it in sorted(risks, key=lambda it: (it.where, it.what))]


def _statements(script: str) -> list[str]:
    return [line for line in script.splitlines() if line and not line.startswith("--")]


@pytest.mark.parametrize(("case", "provider", "expected"), CASES)
def test_a_change_has_the_results_of_the_table(
    case: dict[str, Any], provider: str, expected: dict[str, Any]
) -> None:
    assert expected == {key: value for key, value in results(case, provider) if value}


@pytest.mark.parametrize(
    ("columns", "is_similar"),
    [
        (("title String", "body String"), True),
        (("title String", "text String"), False),
        (("title String", "body String", "a Int"), True),
        (("title String", "body String", "a Int", "b Int"), False),
        (("title String?", "body String?"), False),
        ((), False),
    ],
)
def test_a_model_with_most_columns_of_a_dropped_one_may_be_its_new_name(
    columns: tuple[str, ...], *, is_similar: bool
) -> None:
    model = "model {} {{\n  id String @id\n  {}\n}}\n".format
    before = model("Post", "title String\n  body String")
    after = model("Article", "\n  ".join(columns))

    hints = rename_hints(compare(parse(before), parse(after)))

    expected = (
        "if Post is now Article, a rename keeps it: add `was: Post` below `resource: Article`"
    )
    assert ({"Post": expected} if is_similar else {}) == hints
