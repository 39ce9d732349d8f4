"""Ids that callers give, and those of related rows: their kinds, keys and columns."""

from __future__ import annotations

from typing import Any

import pytest

from t3gen import model, spec
from t3gen.errors import SpecErrors
from t3gen.model import App

COUNTRY = "resource: Country\nfields: {id: string(2), name: string}\n"
FLAG = "resource: Flag\nrelations: {country: Country key=id on_delete=cascade}\n"
SALUTE = "resource: Salute\nrelations: {flag: Flag key=id, country: Country}\n"


def records(*texts: str, database: str = "postgresql") -> dict[str, dict[str, Any]]:
    files = {f"{at}.yaml": text.encode() for at, text in enumerate(texts)}
    found = model.resolve(spec.read(files), App(database=database))
    return {one.name: one.record() for one in found}


def field(record: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in record["fields"] if one["name"] == name)


def test_an_id_that_callers_give_is_sent_once_and_is_the_primary_key() -> None:
    country = records(COUNTRY)["Country"]
    found = field(country, "id")

    assert ("given", True) == (country["options"]["id"], country["options"]["given_id"])
    assert (True, False, True) == (found["in_create"], found["in_update"], found["required"])
    assert [{"fields": ["id"], "name": "Country_pkey"}] == country["constraints"]


def test_the_id_of_a_related_row_has_its_kind_and_its_column() -> None:
    found = records(COUNTRY, FLAG, SALUTE)

    assert ["given"] * 3 == [one["options"]["id"] for one in found.values()]
    keys = [field(found["Flag"], "id"), *found["Salute"]["fields"]]
    assert [("reference", "given", "VarChar(2)")] * 3 == [
        (one["type"], one["id"], one["native"]) for one in keys
    ]
    assert [] == found["Flag"]["indexes"], "the primary key serves the foreign key"
    assert not found["Country"]["inverses"][0]["list"]


def test_keys_have_the_native_type_of_the_id_that_they_refer_to() -> None:
    country = "resource: Country\nfields: {id: string len=2 native=Char(2)}\n"
    found = records(country, FLAG)

    assert ["Char(2)"] * 2 == [field(one, "id")["native"] for one in found.values()]


@pytest.mark.parametrize(
    ("declared", "kind"),
    [("uuid", "uuid"), ("int", "int"), ("text max=40", "given"), ("string", "given")],
)
def test_the_kind_of_an_id_follows_from_its_type(declared: str, kind: str) -> None:
    found = records(f"resource: Country\nfields: {{id: {declared}}}\n", FLAG)

    assert [kind, kind] == [one["options"]["id"] for one in found.values()]
    assert kind == field(found["Flag"], "id")["id"]


def test_an_id_that_is_that_of_a_counted_row_is_a_number() -> None:
    counted = "resource: Country\nfields: {name: string}\noptions: {id: serial}\n"
    found = records(counted, FLAG, "resource: Note\nfields: {name: string}\n")

    assert ["serial", "int"] == [found[name]["options"]["id"] for name in ("Country", "Flag")]
    assert [None, None, True] == [
        found[name].get("mixed_ids") for name in ("Country", "Flag", "Note")
    ]


def test_sqlite_names_the_column_of_a_taken_id() -> None:
    found = records(COUNTRY, database="sqlite")["Country"]

    assert [{"fields": ["id"], "name": "Country_id_key"}] == found["constraints"]
    assert "native" not in field(found, "id")


def test_generated_ids_are_no_fields() -> None:
    found = records("resource: Note\nfields: {name: string}\n")["Note"]

    assert "given_id" not in found["options"]
    assert ["name"] == [one["name"] for one in found["fields"]]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("fields: {id: 'uuid[]'}", "ids cannot be uuid"),
        ("fields: {id: string = x}", "ids have no such modifiers"),
        ("fields: {id: string trim}", "ids have no such modifiers"),
        ("fields: {id: string(256)}", "ids have at most 255 characters"),
        ("fields: {id: text max=256}", "ids have at most 255 characters"),
        ("fields: {id: text}", "ids are short texts"),
        ("relations: {other: Note? key=id inverse=notes}", "an id cannot be null"),
    ],
)
def test_what_no_id_can_be_is_refused(text: str, what: str) -> None:
    with pytest.raises(SpecErrors) as caught:
        records(f"resource: Note\n{text}\n")

    assert any(one.what == what for one in caught.value.problems)
