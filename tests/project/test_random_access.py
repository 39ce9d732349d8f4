"""Random access rules over random rows: what an app shows and takes is what a model in Python does.

`T3GEN_FUZZ_ACCESS` says how many sets of specs and rows are tried on each database; `make fuzz`
tries 1,000. A set is drawn from its number: `T3GEN_FUZZ_FIRST=17` begins with that one.
"""

from __future__ import annotations

import os
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from access_model import Person
from access_specs import Maker, insert, specs
from access_walk import Walk
from databases import Database
from emitted import emit
from http_client import Client
from services import Postgres, Redis

SETS = int(os.environ.get("T3GEN_FUZZ_ACCESS", "2"))
FIRST = int(os.environ.get("T3GEN_FUZZ_FIRST", "1"))
IN_ONE_APP = 10
WRITES = 30


@pytest.mark.parametrize("seed", range(FIRST, FIRST + -(-SETS // IN_ONE_APP)))
@pytest.mark.parametrize("provider", ["sqlite", "postgresql"])
def test_an_app_shows_and_takes_what_its_rules_say(
    provider: str, seed: int, tmp_path: Path, redis: Redis, request: pytest.FixtureRequest
) -> None:
    file = tmp_path / "db.sqlite"
    database = Database("sqlite", f"file:{file}", file)
    if provider == "postgresql":
        server: Postgres = request.getfixturevalue("postgres")
        database = Database(provider, server.url(f"random_access_{seed}"), file, server)
    # On each database every other app has organisations.
    organisations = (seed + (provider == "sqlite")) % 2 == 1
    maker = Maker(random.Random(seed), organisations=organisations)
    resources = maker.resources()
    project = emit(
        tmp_path / "app",
        specs(resources),
        database=provider,
        url=database.url,
        jobs=False,
        organisations=organisations,
    )
    project.done("npm run db:migrate")
    (migration,) = project.root.glob("prisma/migrations/*/migration.sql")
    project = replace(project, variables={**project.variables, **in_redis(redis)})
    with project.serving("standalone", tmp_path / "log", LOG_LEVEL="error") as port:
        names = ("ada", "bob", "admin", *["eve"] * organisations)
        clients = signed_up(database, port, names)
        if organisations:
            clients = joined(database, clients)
        for _ in range(min(SETS, IN_ONE_APP)):
            walk = Walk(maker, maker.world(resources, list(clients)), clients, database)
            insert(database, walk.world, migration.read_text())
            redis.clear()
            walk.read_all()
            for _ in range(WRITES):
                walk.write()
            walk.read_all()
            assert walk.calls > WRITES
    database.drop()


def in_redis(redis: Redis) -> dict[str, str]:
    return {"CACHE_STORE": "redis", "REDIS_URL": redis.url}


def signed_up(database: Database, port: int, names: Sequence[str]) -> Mapping[Person, Client]:
    """Sign people up, one of them with a role."""
    nobody = Client(port)
    clients = {name: nobody.sign_up(name) for name in names}
    database.query("""update "user" set "role" = 'admin' where "name" = 'admin'""")
    ids = dict(row.split("|") for row in database.query('select "name", "id" from "user"'))
    roles = {"admin": "admin"}
    people = {Person(name, ids[name], roles.get(name, "user")): it for name, it in clients.items()}
    return {Person("nobody"): nobody, **people}


def joined(database: Database, clients: Mapping[Person, Client]) -> Mapping[Person, Client]:
    """Make people members of organisations, of which one is active; one stays without any."""
    memberships = {
        "ada": {"first": "editor"},
        "bob": {"second": "editor", "first": "member"},
        "admin": {"first": "owner"},
    }
    for name in ("first", "second"):
        database.query(
            f"""insert into "organization"("id", "name", "slug", "createdAt")
                values ('{name}', '{name}', '{name}', '2026-01-01T00:00:00.000+00:00')"""
        )
    people: dict[Person, Client] = {}
    for person, client in clients.items():
        roles = memberships.get(person.name, {})
        for organisation, role in roles.items():
            database.query(
                f"""insert into "member"("id", "organizationId", "userId", "role", "createdAt")
                    values ('{person.id}{organisation}', '{organisation}', '{person.id}', '{role}',
                            '2026-01-01T00:00:00.000+00:00')"""
            )
        active = next(iter(roles), "")
        if active:
            body = {"organizationId": active}
            response = client.call("POST", "/api/auth/organization/set-active", body)
            assert response.status == 200, response.body
        one = replace(
            person, organisations=tuple(roles), tenant=active, tenant_role=roles.get(active, "")
        )
        people[one] = client
    return people
