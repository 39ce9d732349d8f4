"""What a request asks besides: of which version it is, whether it was sent before, who sent it."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from emitted import emit
from http_client import Client, Response
from serving import assert_problem

ACCESS = "access: {list: public, get: public, create: public, update: public, delete: public}"
SPECS = {
    "song.yaml": f"""\
resource: Song
fields: {{title: string(40), cost: int? read=role(admin), scan: "file(text/plain)?"}}
relations: {{takes: "Take[] embed", moods: "Mood[] many"}}
options: {{version: true}}
{ACCESS}
api: {{include: [takes], fields: true, bulk: 10}}
""".encode(),
    "take.yaml": f"""\
resource: Take
fields: {{number: int}}
relations: {{song: Song inverse=takes}}
{ACCESS}
api: {{bulk: 10}}
""".encode(),
    "mood.yaml": f"""\
resource: Mood
fields: {{name: string(40)}}
{ACCESS}
""".encode(),
}
TOKENS = {
    hashlib.sha256(b"admin").hexdigest(): {"id": "a", "role": "admin"},
    hashlib.sha256(b"user").hexdigest(): {"id": "u", "role": "user"},
    hashlib.sha256(b"demoted").hexdigest(): {"id": "a", "role": "user"},
}


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder = tmp_path_factory.mktemp("conditions")
    project = emit(folder / "app", SPECS, auth="none")
    project.done("npm run db:migrate")
    variables = {"API_TOKENS": json.dumps(TOKENS), "FILES_DIR": str(folder / "files")}
    with replace(project, variables=variables).serving("standalone") as port:
        yield Client(port)


def made(client: Client, path: str, **body: Any) -> Any:
    response = client.call("POST", f"/api/{path}", body)
    assert response.status == 201, response.body
    return response.json()


def again(client: Client, path: str, response: Response) -> Response:
    return client.call("GET", path, headers={"If-None-Match": response.headers["etag"]})


@pytest.mark.parametrize("query", ["?include=takes", "?fields=title&include=takes"])
def test_a_304_vouches_for_what_is_included(stranger: Client, query: str) -> None:
    song = made(stranger, "songs", title="S")
    path = f"/api/songs/{song['id']}{query}"
    first = stranger.call("GET", path)
    assert 304 == again(stranger, path, first).status

    made(stranger, "takes", number=1, songId=song["id"])
    second = again(stranger, path, first)
    assert (200, 1) == (second.status, len(second.json()["takes"]))


def test_a_304_vouches_for_ids_that_others_change(stranger: Client) -> None:
    mood = made(stranger, "moods", name="M")
    song = made(stranger, "songs", title="S", moodIds=[mood["id"]])
    path = f"/api/songs/{song['id']}"
    first = stranger.call("GET", path)

    assert 204 == stranger.call("DELETE", f"/api/moods/{mood['id']}").status
    second = again(stranger, path, first)
    assert (200, []) == (second.status, second.json()["moodIds"])


def test_each_choice_of_fields_has_a_tag_of_its_own(stranger: Client) -> None:
    song = made(stranger, "songs", title="S")
    path = f"/api/songs/{song['id']}"
    titles = stranger.call("GET", f"{path}?fields=title")

    assert 200 == again(stranger, path, titles).status
    assert 304 == again(stranger, f"{path}?fields=title", titles).status


def test_a_tag_of_those_who_see_more_is_none_of_others(stranger: Client) -> None:
    admin = Client(stranger.port, "admin")
    path = f"/api/songs/{made(admin, 'songs', title='S', cost=3)['id']}"
    shown = admin.call("GET", path)
    assert 3 == shown.json()["cost"]

    other = again(Client(stranger.port, "demoted"), path, shown)
    assert 200 == other.status
    assert "cost" not in other.json()


def test_any_tag_of_a_version_may_change_it(stranger: Client) -> None:
    path = f"/api/songs/{made(stranger, 'songs', title='S')['id']}"
    tag = stranger.call("GET", f"{path}?fields=title&include=takes").headers["etag"]

    for sent, status in ((tag, 200), ('"2"', 200), (tag, 412), ('"3-x!"', 412), ('W/"3"', 412)):
        changed = stranger.call("PATCH", path, {"title": "T"}, {"If-Match": sent})
        assert (sent, status) == (sent, changed.status)


def test_a_read_obeys_if_match_too(stranger: Client) -> None:
    path = f"/api/songs/{made(stranger, 'songs', title='S')['id']}"
    tag = stranger.call("GET", path).headers["etag"]

    for sent, status in ((tag, 200), ("*", 200), ('"7"', 412)):
        read = stranger.call("GET", path, headers={"If-Match": sent})
        assert (sent, status) == (sent, read.status)


@pytest.mark.parametrize(
    "headers",
    [
        {"If-Match": '"999"'},
        {"If-None-Match": "*"},
        {"If-Unmodified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"},
    ],
    ids=str,
)
def test_a_condition_that_cannot_be_checked_is_refused(
    stranger: Client, headers: Mapping[str, str]
) -> None:
    song = made(stranger, "songs", title="S")["id"]
    take = made(stranger, "takes", number=1, songId=song)["id"]
    text = {"Content-Type": "text/plain"}
    writes: list[tuple[str, str, Any, Mapping[str, str]]] = [
        ("PATCH", f"takes/{take}", {"number": 2}, {}),
        ("DELETE", f"takes/{take}", None, {}),
        ("POST", "takes", {"number": 3, "songId": song}, {}),
        ("POST", "takes/bulk", {"update": [{"id": take, "number": 4}]}, {}),
        ("POST", "songs/bulk", {"update": [{"id": song, "title": "T"}]}, {}),
        ("PATCH", f"songs/{song}", {"title": "T"}, {}),
        ("PUT", f"songs/{song}/scan", b"text", text),
    ]
    for method, path, body, others in writes:
        refused = stranger.call(method, f"/api/{path}", body, {**headers, **others})
        assert_problem(refused, 412)
    assert 1 == stranger.call("GET", f"/api/takes/{take}").json()["number"]
    assert ("S", 1) == tuple(
        stranger.call("GET", f"/api/songs/{song}").json()[name] for name in ("title", "version")
    )


def test_a_download_is_known_by_any_list_of_tags(stranger: Client) -> None:
    path = f"/api/songs/{made(stranger, 'songs', title='S')['id']}/scan"
    stranger.call("PUT", path, b"text", {"Content-Type": "text/plain"})
    tag = stranger.call("GET", path).headers["etag"]

    for known in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        assert 304 == stranger.call("GET", path, headers={"If-None-Match": known}).status


def test_a_change_of_nothing_is_no_new_version(stranger: Client) -> None:
    song = made(stranger, "songs", title="S")
    path = f"/api/songs/{song['id']}"

    unchanged = stranger.call("PATCH", path, {})
    assert (200, song) == (unchanged.status, unchanged.json())
    assert song == stranger.call("GET", path).json()
    assert 412 == stranger.call("PATCH", path, {}, {"If-Match": '"2"'}).status
    bulk = stranger.call("POST", "/api/songs/bulk", {"update": [{"id": song["id"]}]})
    assert [song] == bulk.json()["update"]


def test_what_was_answered_before_is_for_those_who_may_still_see_it(stranger: Client) -> None:
    headers = {"Idempotency-Key": uuid.uuid4().hex}
    body = {"title": "S", "cost": 3}
    first = Client(stranger.port, "admin").call("POST", "/api/songs", body, headers)
    assert (201, 3) == (first.status, first.json()["cost"])
    again = Client(stranger.port, "admin").call("POST", "/api/songs", body, headers)
    assert (201, first.body) == (again.status, again.body)

    demoted = Client(stranger.port, "demoted").call("POST", "/api/songs", body, headers)
    assert_problem(demoted, 422)


def test_one_path_is_one_however_it_is_written(stranger: Client) -> None:
    headers = {"Idempotency-Key": uuid.uuid4().hex}
    paths = ("/api/songs", "//api/songs", "/api//songs", "/api/%73ongs", "/api/songs/")
    answers = [stranger.call("POST", path, {"title": "S"}, headers) for path in paths]

    assert {201} == {one.status for one in answers}
    assert 1 == len({one.body for one in answers})
    location = stranger.call("POST", "//api/%73ongs", {"title": "S"}).headers["location"]
    assert location.startswith("/api/songs/")
