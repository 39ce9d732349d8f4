"""What lists under rules read of the tables: what an index finds, whoever asks."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from databases import Database
from emitted import Emitted, emit
from services import REPOSITORY, Postgres

SAAS = REPOSITORY / "examples" / "saas" / "resources"
FOLDER = REPOSITORY / "tests" / "project"
TASKS = int(os.environ.get("T3GEN_FUZZ_PLANS", "60000"))
"""Each project has ten, and each task a comment."""
USERS = TASKS // 10
"""Enough that PostgreSQL does not read them all to find the members of a page."""
MANY = f"""
    insert into "user"(id, name, email, "updatedAt")
        select 'u' || i, 'U', i || '@x.org', now() from generate_series(1, {USERS}) i;
    insert into "user"(id, name, email, "updatedAt") values
        ('newcomer', 'N', 'n@x.org', now()), ('everywhere', 'E', 'e@x.org', now());
    insert into "Project"(id, name, "userId", "updatedAt")
        select gen_random_uuid(), 'P' || i, 'u' || (1 + i % {USERS}), now()
        from generate_series(1, {TASKS // 10}) i;
    insert into "_ProjectMembers"("A", "B")
        select p.id, 'u' || (1 + (n * k * 7) % {USERS})
        from (select id, row_number() over () n from "Project") p, generate_series(1, 3) k
        on conflict do nothing;
    insert into "Task"(id, title, status, "projectId", "userId", "updatedAt")
        select gen_random_uuid(), 'T' || i, 'open', p.id, 'u' || (1 + i % {USERS}), now()
        from generate_series(1, {TASKS}) i
        join (select id, row_number() over () n from "Project") p on p.n = 1 + i % {TASKS // 10};
    insert into "Comment"(id, body, "taskId", "userId", "updatedAt")
        select gen_random_uuid(), 'C', t.id, 'u' || (1 + n % {USERS}), now()
        from (select id, row_number() over () n from "Task") t;
"""
MOST = TASKS // 12


@pytest.fixture(scope="module")
def saas(tmp_path_factory: pytest.TempPathFactory, postgres: Postgres) -> tuple[Emitted, Database]:
    """The example with many rows."""
    url = postgres.url("rule_plans")
    specs = {path.name: path.read_bytes() for path in sorted(SAAS.glob("*.yaml"))}
    folder = tmp_path_factory.mktemp("plans")
    project = emit(folder / "app", specs, database="postgresql", url=url)
    project.done("npm run db:migrate")
    postgres.query("rule_plans", MANY)
    for name in ("explain.ts", "explain_rules.ts"):
        shutil.copy(FOLDER / name, project.root)
    return project, Database("postgresql", url, Path(), postgres)


@pytest.mark.parametrize("published", [0, 5])
def test_lists_read_what_indexes_find_for_members_and_for_newcomers(
    saas: tuple[Emitted, Database], published: int
) -> None:
    project, database = saas
    few = f"hashtext(id::text) % 100 < {published} and hashtext(id::text) >= 0"
    database.query(f'update "Task" set published = ({few})')
    database.query("vacuum analyze")

    output = project.done("npx tsx --env-file=.env explain_rules.ts u1 newcomer")

    rows = json.loads(output.splitlines()[-1])
    assert 6 == len(rows)
    assert not {who: read for who, read in rows.items() if read > MOST}


def test_a_member_of_more_projects_than_ids_are_asked_for_sees_them_all(
    saas: tuple[Emitted, Database],
) -> None:
    project, database = saas
    sql = """insert into "_ProjectMembers"("A", "B") select id, 'everywhere' from "Project" """
    database.query(sql)
    count = int(database.query('select count(*) from "Project"')[0])
    script = """
        const { list } = await import("~/server/projects/service");
        const schema = await import("~/server/projects/schema");
        const query = schema.list.parse({ limit: "20", count: "true" });
        const page = await list({ id: "everywhere", role: "user" }, query);
        console.log(page.count);
        process.exit();
    """
    (project.root / "members.ts").write_text(f"export {{}};\n{script}")

    output = project.done("npx tsx --env-file=.env members.ts")

    assert count > 1_000
    assert str(count) == output.splitlines()[-1]
