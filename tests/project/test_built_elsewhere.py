"""Built where no `.env` is, as in a container, and served below a path."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from emitted import Emitted, emit
from http_client import Client
from services import Postgres

PIC = b"""\
resource: Pic
fields: {title: string, image: file(image/png)?}
access: {list: public, create: public, update: public}
"""
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00IDAT" + bytes(64)
BASE = "/pics-of-ours"


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory, postgres: Postgres) -> Emitted:
    root = tmp_path_factory.mktemp("built") / "pics"
    url = postgres.url("built_elsewhere")
    project = emit(root, {"pic.yaml": PIC}, database="postgresql", url=url)
    project.edit("next.config.js", "poweredByHeader", f'basePath: "{BASE}",\n  poweredByHeader')
    environment = root / ".env"
    text = environment.read_bytes()
    environment.unlink()
    built = Emitted(root)
    built.done("npm run build", SKIP_ENV_VALIDATION="1", NEXT_TELEMETRY_DISABLED="1")
    built.done("npm run build:standalone", SKIP_ENV_VALIDATION="1")
    environment.write_bytes(text)
    project.done("npm run db:migrate")
    return project


@pytest.fixture(scope="module")
def client(below: Emitted, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    files = str(tmp_path_factory.mktemp("files"))
    with below.serving("next", API_DOCS="true", FILES_DIR=files) as port:
        yield Client(port)


def test_what_was_created_is_where_location_leads(client: Client) -> None:
    created = client.call("POST", f"{BASE}/api/pics", {"title": "one"})

    assert 201 == created.status
    assert f"{BASE}/api/pics/{created.json()['id']}" == created.headers["location"]
    assert 200 == client.call("GET", created.headers["location"]).status


def test_a_file_is_where_its_url_leads(client: Client) -> None:
    row = client.call("POST", f"{BASE}/api/pics", {"title": "one"}).json()
    path = f"{BASE}/api/pics/{row['id']}/image"
    uploaded = client.call("PUT", path, PNG, {"Content-Type": "image/png"}).json()

    assert path == uploaded["image"]["url"]
    assert PNG == client.call("GET", uploaded["image"]["url"]).body


def test_the_description_names_the_server(client: Client) -> None:
    description = client.call("GET", f"{BASE}/api/openapi.json").json()

    assert [{"url": BASE}] == description["servers"]


def test_the_docs_page_loads_what_it_needs_and_the_first_page_leads_to_it(client: Client) -> None:
    first = client.call("GET", BASE)
    assert (302, f"{BASE}/api/docs") == (first.status, first.headers["location"])

    page = client.call("GET", f"{BASE}/api/docs").body.decode()
    loaded = re.findall(r'(?:href|src)="([^"]+)"', page)
    assert 3 == len(loaded)
    assert dict.fromkeys(loaded, 200) == {path: client.call("GET", path).status for path in loaded}
    start = client.call("GET", f"{BASE}/api/docs/start.js").body.decode()
    assert f'url: "{BASE}/api/openapi.json"' in start


@pytest.mark.parametrize(("kind", "base"), [("next", BASE), ("standalone", "")])
def test_in_production_the_first_page_shows_nothing(below: Emitted, kind: str, base: str) -> None:
    with below.serving(kind) as port:
        first = Client(port).call("GET", base or "/")

    assert 404 == first.status
    assert "not_found" == first.json()["code"]


def test_a_build_leaves_nothing_of_an_environment_behind(below: Emitted) -> None:
    ended = below.run("node node_modules/next/dist/bin/next start --port 0", CURSOR_SECRET="short")

    assert ended.code != 0
    assert "CURSOR_SECRET" in ended.output
