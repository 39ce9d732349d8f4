"""The columns that no line declares, the id and timestamps: in lists, indexes, and as names."""

from __future__ import annotations

from typing import Any

import pytest

from t3gen import model, render, spec
from t3gen.errors import SpecErrors
from t3gen.model import App


def resolved(text: str) -> dict[str, Any]:
    (found,) = model.resolve(spec.read({"note.yaml": text.encode()}), App())
    return found.record()


def rendered(record: dict[str, Any], path: str) -> str:
    answers = {"project_name": "app", "database": "sqlite", "auth": "better-auth"}
    files = render.package_template().lazily({**answers, "resources": [record]})
    return files[path].data.decode()


def told(text: str) -> list[str]:
    with pytest.raises(SpecErrors) as refused:
        resolved(text)
    return [one.what for one in refused.value.problems]


def test_lists_and_indexes_may_name_them() -> None:
    record = resolved(
        "resource: Note\nfields: {n: int, title: string}\nindex: [[createdAt desc, n], [n, id]]\n"
        "unique: [[updatedAt, n]]\n"
        "api: {filter: [createdAt, id, n], sort: [id, updatedAt], search: [title]}\n"
    )

    columns = [[part["name"] for part in one["parts"]] for one in record["indexes"]]
    assert [["createdAt", "n"], ["n", "id"]] == columns[:2]
    assert [{"fields": ["updatedAt", "n"]}] == record["uniques"]
    schema = rendered(record, "src/server/notes/schema.ts")
    assert (
        "    n: range(number(z.int32())),\n    id: equality(z.uuid().toLowerCase()),\n"
        "    createdAt: range(datetime()),\n" in schema
    )
    assert '  sort: { updatedAt: "required" },\n' in schema


def test_they_are_unknown_where_the_option_is_off() -> None:
    text = "resource: Note\nfields: {n: int}\noptions: {timestamps: false}\n"

    assert ['unknown field "createdAt"'] == told(f"{text}api: {{filter: [createdAt]}}\n")
    assert ['unknown field "createdAt"'] == told(f"{text}index: [[createdAt]]\n")


def test_their_names_are_free_where_the_option_is_off() -> None:
    record = resolved(
        "resource: Note\nfields: {createdAt: datetime, updatedAt: date?}\n"
        "options: {timestamps: false}\napi: {sort: [createdAt], filter: [createdAt]}\n"
    )

    assert ["createdAt", "updatedAt"] == [one["name"] for one in record["fields"]]
    schema = rendered(record, "src/server/notes/schema.ts")
    assert 1 == schema.count('createdAt: "required"')
    assert 1 == schema.count("createdAt: range(datetime())")
    own = resolved("resource: Note\nfields: {version: string(20)}\n")
    assert ["version"] == [one["name"] for one in own["fields"]]


def test_a_name_that_is_taken_is_refused_with_the_option_that_takes_it() -> None:
    assert ['"createdAt" is added by options: {timestamps: true}'] == told(
        "resource: Note\nfields: {createdAt: datetime}\n"
    )
    assert ['"version" is added by options: {version: true}'] == told(
        "resource: Note\nfields: {version: int}\noptions: {version: true}\n"
    )
    assert ['"id" is already a field of every model'] == told(
        "resource: Note\nrelations: {id: Note? inverse=notes}\n"
    )


def test_one_of_them_is_not_unique_alone() -> None:
    assert ['"createdAt" is listed alone'] == told(
        "resource: Note\nfields: {n: int}\nunique: [[createdAt]]\n"
    )
