"""Tables from before, as other tools make them: imported without a migration, and served."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from databases import Database
from emitted import Emitted, emit
from http_client import Client, Response
from services import DATABASES, Postgres

SCHEMA = """\
model Rack {
  site  String
  no    Int
  label String @unique @default(cuid())
  slots Slot[]

  @@id([site, no])
}

model Slot {
  id     String  @id @unique @default(cuid())
  site   String
  no     Int
  ticket String  @default(uuid())
  rack   Rack    @relation(fields: [site, no], references: [site, no], onDelete: Cascade)
  hallId String?
  hall   Hall?   @relation(fields: [hallId], references: [id])

  @@index([no], name: "slots_by_no")
}

model Hall {
  id      String    @id @unique @default(nanoid())
  name    String
  slots   Slot[]
  stamps  Stamp[]   @relation("hall_stamps")
  visited Visitor[]
}

model Stamp {
  id    Int    @id @default(autoincrement())
  text  String
  halls Hall[] @relation("hall_stamps")
}

model Visitor {
  uid   Int    @id @unique
  at    String
  halls Hall   @relation(fields: [at], references: [id])
}
"""
ROWS = (
    """insert into "Hall" ("id", "name") values ('V1StGXR8_Z5jdHi6B-myT', 'North')""",
    """insert into "Rack" ("site", "no", "label") values ('a', 1, 'first')""",
    """insert into "Slot" ("id", "site", "no", "ticket", "hallId")
       values ('caaaaaaaaaaaaaaaaaaaaaaaa', 'a', 1, 't-1', 'V1StGXR8_Z5jdHi6B-myT')""",
)
HALL = "V1StGXR8_Z5jdHi6B-myT"
T3GEN = f"{sys.executable} -m t3gen"
NAME = "alice"
TOKENS = {hashlib.sha256(NAME.encode()).hexdigest(): {"id": NAME, "role": "user"}}
INDEXES = {
    "sqlite": "select name from sqlite_master where type = 'index' and tbl_name = 'Slot'",
    "postgresql": "select indexname as name from pg_indexes where tablename = 'Slot'",
}


@dataclass(frozen=True)
class App:
    """The app after the import, served.

    Args:
        said: What the import reported.
        migrations: The migrations before it.
    """

    project: Emitted
    database: Database
    said: str
    migrations: list[str]
    port: int

    def call(self, method: str, path: str, body: object = None) -> Response:
        return Client(self.port, NAME).call(method, f"/api/{path}", body)

    def made(self, path: str, **body: Any) -> Any:
        response = self.call("POST", path, body)
        assert response.status == 201, response.body
        return response.json()


def migrations(project: Emitted) -> list[str]:
    return sorted(path.parent.name for path in project.root.glob("prisma/migrations/*/*.sql"))


@pytest.fixture(scope="module", params=DATABASES)
def app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    server: Postgres | None = None
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")
    url = server.url("imported_tables") if server else None
    root = tmp_path_factory.mktemp("imported") / "app"
    files = {"prisma/depot.prisma": SCHEMA.encode()}
    answers = {"database": request.param, "auth": "none", "jobs": False}
    project = emit(root, files, url=url, **answers)
    project.done(f"{T3GEN} generate")
    project.done("npm run db:migrate")
    database = Database(request.param, url or "", root / "prisma" / "db.sqlite", server)
    database.script(ROWS)
    before = migrations(project)
    said = project.done(f"{T3GEN} import prisma/depot.prisma --partly")
    project.done("npx prisma generate")
    variables = {**project.variables, "API_TOKENS": json.dumps(TOKENS)}
    with replace(project, variables=variables).serving("standalone") as port:
        yield App(project, database, said, before, port)


def test_all_models_are_imported_and_no_migration_follows(app: App) -> None:
    assert "Imported 5 of 5 models." in app.said
    assert "In no spec, only in prisma/models/: the relation Slot.rack" in app.said
    assert app.migrations == migrations(app.project)
    assert "All checks passed." in app.project.done(f"{T3GEN} check")
    assert "up to date" in app.project.done(f"{T3GEN} migrate status")


def test_what_is_generated_compiles_and_is_in_order(app: App) -> None:
    app.project.done("npx prisma format --check")
    app.project.done("npx tsc --noEmit")


def test_rows_from_before_are_read_and_new_ones_get_what_prisma_makes(app: App) -> None:
    old = app.call("GET", "slots/caaaaaaaaaaaaaaaaaaaaaaaa").json()
    assert ("t-1", "a", 1, HALL) == tuple(old[k] for k in ("ticket", "site", "no", "hallId"))
    assert "first" == app.call("GET", "racks/a,1").json()["label"]

    rack = app.made("racks", site="b", no=2)
    slot = app.made("slots", site="b", no=2)
    other = app.made("slots", site="b", no=2, ticket="mine")
    assert rack["label"] != slot["ticket"]
    assert (25, 36, "mine") == (len(rack["label"]), len(slot["ticket"]), other["ticket"])
    taken = app.call("POST", "racks", {"site": "c", "no": 3, "label": rack["label"]})
    assert (409, ["/label"]) == (taken.status, taken.places)


def test_a_given_id_with_an_index_of_its_own_is_taken_once(app: App) -> None:
    body = {"id": 7, "at": HALL}
    assert 201 == app.call("POST", "visitors", body).status
    again = app.call("POST", "visitors", body)
    assert (409, ["/id"]) == (again.status, again.places)


def test_the_database_keeps_a_relation_that_no_spec_declares(app: App) -> None:
    nowhere = app.call("POST", "slots", {"site": "nowhere", "no": 1})
    assert nowhere.status in (409, 422), nowhere.body
    rack = app.made("racks", site="d", no=4)
    slot = app.made("slots", site="d", no=4)
    assert 204 == app.call("DELETE", f"racks/{rack['id']}").status
    assert 404 == app.call("GET", f"slots/{slot['id']}").status


def test_a_key_without_an_index_has_none_and_is_set_to_null(app: App) -> None:
    hall = app.made("halls", name="South")
    app.made("racks", site="e", no=5)
    slot = app.made("slots", site="e", no=5, hallId=hall["id"])
    assert 204 == app.call("DELETE", f"halls/{hall['id']}").status
    assert app.call("GET", f"slots/{slot['id']}").json()["hallId"] is None
    names = app.database.query(INDEXES[app.database.provider])
    assert "slots_by_no" in names
    assert not [one for one in names if "hallId" in one]


def test_the_tests_of_the_resources_pass(app: App) -> None:
    app.project.done("npx vitest run tests/racks tests/visitors")
