"""A PATCH merges JSON with what is stored, as RFC 7396 says, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from emitted import Emitted, emit
from http_client import Client
from serving import assert_problem

PUBLIC = "access: {list: public, get: public, create: public, update: public, delete: public}\n"
SPECS = {
    "venue.yaml": b"""\
resource: Venue
types:
  Address:
    street: string(40) trim
    zip: string(10)?
    place: json(Place)?
  Place:
    lat: float
    lon: float?
    tags: string[]
    extra: json?
fields:
  address: json(Address)
  billing: json(Address)?
  settings: json
  notes: json?
options: {version: true}
api: {bulk: 10}
"""
    + PUBLIC.encode(),
}
PLACE = {"lat": 1.5, "lon": 2.5, "tags": ["a", "b"], "extra": {"deep": {"a": 1, "b": 2}}}
ADDRESS = {"street": "Long Lane", "zip": "E1", "place": PLACE}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def venues(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Client]:
    url = None
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres").url("merge_patch")
    # PostgreSQL has lists, which SQLite keeps in JSON only: shapes have them on both.
    root = tmp_path_factory.mktemp("venues") / "app"
    project: Emitted = emit(root, SPECS, database=request.param, auth="none", url=url)
    project.done("npm run db:migrate")
    project.done("npm test -- tests/venues/operations.test.ts")
    with project.serving("standalone") as port:
        yield Client(port)


def made(client: Client, **body: Any) -> str:
    response = client.call("POST", "/api/venues", {"address": ADDRESS, "settings": {}, **body})
    assert response.status == 201, response.body
    return f"/api/venues/{response.json()['id']}"


@pytest.mark.parametrize(
    ("stored", "patch", "merged"),
    [  # what appendix A of RFC 7396 has, and what no database should make of it
        ({"a": "b"}, {"a": "c"}, {"a": "c"}),
        ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
        ({"a": "b"}, {"a": None}, {}),
        ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
        ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
        ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
        ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
        ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
        (["a", "b"], ["c", "d"], ["c", "d"]),
        ({"a": "b"}, ["c"], ["c"]),
        ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
        ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
        ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
        ({"a": 1}, {"constructor": {"b": 1}, "toString": {}}, None),
        ("text", 7, 7),
    ],
)
def test_json_is_merged_as_the_rfc_says(
    venues: Client, stored: object, patch: object, merged: object
) -> None:
    path = made(venues, settings=stored)
    headers = {"Content-Type": "application/merge-patch+json"}
    response = venues.call("PATCH", path, {"settings": patch}, headers)

    assert 200 == response.status, response.body
    expected = {"a": 1, "constructor": {"b": 1}, "toString": {}} if merged is None else merged
    assert expected == response.json()["settings"]
    assert expected == venues.call("GET", path).json()["settings"]
    assert ADDRESS == response.json()["address"]


def test_shaped_json_is_merged_and_stays_in_shape(venues: Client) -> None:
    path = made(venues)

    def patch(value: object) -> Any:
        response = venues.call("PATCH", path, {"address": value})
        assert 200 == response.status, response.body
        return response.json()["address"]

    assert {**ADDRESS, "street": "Short Lane"} == patch({"street": " Short Lane "})
    without = {"street": "Short Lane", "place": PLACE}
    assert without == patch({"zip": None})
    extra = {"deep": {"b": 2, "c": 3}}
    place = {"lat": 9, "tags": ["z"], "extra": extra}
    changed = {"lat": 9, "lon": None, "tags": ["z"], "extra": {"deep": {"a": None, "c": 3}}}
    assert {**without, "place": place} == patch({"place": changed})
    assert {"street": "Short Lane"} == patch({"place": None})


@pytest.mark.parametrize(
    ("patch", "place"),
    [
        ({"address": {"street": None}}, "/address/street"),
        ({"address": {"street": 7}}, "/address/street"),
        ({"address": {"surprise": None}}, "/address/surprise"),
        ({"address": {"place": {"lat": None}}}, "/address/place/lat"),
        ({"address": {"place": {"tags": [1]}}}, "/address/place/tags/0"),
        ({"address": "text"}, "/address"),
        ({"address": None}, "/address"),
        ({"settings": None}, "/settings"),
        ({"billing": {"zip": "E1"}}, "/billing/street"),
    ],
)
def test_what_would_not_be_valid_is_refused_with_its_place(
    venues: Client, patch: object, place: str
) -> None:
    path = made(venues)
    before = venues.call("GET", path).body
    response = venues.call("PATCH", path, patch)

    assert_problem(response, 422)
    assert [place] == response.places
    assert before == venues.call("GET", path).body
    item = {"id": path.rpartition("/")[2], **dict(patch)}  # type: ignore[call-overload]
    several = venues.call("POST", "/api/venues/bulk", {"update": [item]})
    assert_problem(several, 422)
    assert [f"/update/0{place}"] == several.places


def test_a_field_is_cleared_and_made_again(venues: Client) -> None:
    path = made(venues, billing={"street": "Old Lane", "zip": "E2"}, notes={"a": 1})
    cleared = venues.call("PATCH", path, {"billing": None, "notes": None}).json()
    assert (None, None) == (cleared["billing"], cleared["notes"])

    body = {"billing": {"street": "New Lane", "zip": None}, "notes": {"b": None, "c": 2}}
    again = venues.call("PATCH", path, body).json()
    assert ({"street": "New Lane"}, {"c": 2}) == (again["billing"], again["notes"])


def test_changes_of_other_names_at_the_same_moment_all_stay(venues: Client) -> None:
    path = made(venues)

    def change(n: int) -> int:
        return venues.call("PATCH", path, {"settings": {f"n{n}": n}}).status

    with ThreadPoolExecutor(12) as threads:
        statuses = list(threads.map(change, range(12)))

    assert [200] * 12 == statuses
    row = venues.call("GET", path).json()
    assert {f"n{n}": n for n in range(12)} == row["settings"]
    assert 13 == row["version"]


def test_a_condition_is_checked_before_anything_is_merged(venues: Client) -> None:
    path = made(venues, settings={"a": 1})
    etag = venues.call("GET", path).headers["etag"]
    first = venues.call("PATCH", path, {"settings": {"b": 2}}, {"If-Match": etag})
    second = venues.call("PATCH", path, {"settings": {"c": 3}}, {"If-Match": etag})

    assert 200 == first.status
    assert_problem(second, 412)
    assert {"a": 1, "b": 2} == venues.call("GET", path).json()["settings"]
    unknown = f"{path[:-12]}{'0' * 12}"
    assert_problem(venues.call("PATCH", unknown, {"settings": {"b": 2}}), 404)


def test_small_patches_do_not_make_what_is_too_long_for_one(venues: Client) -> None:
    path = made(venues)
    half = "x" * 600_000
    assert 200 == venues.call("PATCH", path, {"settings": {"a": half}}).status
    assert_problem(venues.call("PATCH", path, {"settings": {"b": half}}), 413)
    assert {"a": half} == venues.call("GET", path).json()["settings"]


def test_the_description_tells_what_a_patch_of_json_may_be(venues: Client) -> None:
    document = venues.call("GET", "/api/openapi.json").json()
    update = document["components"]["schemas"]["VenueUpdate"]
    address = update["properties"]["address"]

    assert "required" not in address
    assert "RFC 7396" in address["description"]
    assert "RFC 7396" in update["properties"]["settings"]["description"]
    assert {"type": "null"} in address["properties"]["street"]["anyOf"]
    described = document["paths"]["/api/venues/{id}"]["patch"]["description"]
    assert "RFC 7396" in described
