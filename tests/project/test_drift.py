"""Schema, migrations and database: whether they agree in truth."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from databases import Database
from services import Postgres, node_modules
from small_project import ENGINE, NOW, ORDER, generate, sources, with_packages, write

from t3gen import cli, migrate
from t3gen.errors import MigrationError

WITH_NOTE = ORDER.replace("  lines", "  note   String?\n  lines")
# What Prisma's diff does not see on PostgreSQL, written by hand beside a generated migration.
BY_HAND = """\
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE VIEW "Placed" AS SELECT "id" FROM "Order" WHERE "status" = 'placed';
ALTER TABLE "Order" ADD CONSTRAINT "positive" CHECK ("number" > 0);
ALTER TABLE "Order" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "all" ON "Order" USING (true);
CREATE INDEX "Order_lower_idx" ON "Order"(lower("id"));
CREATE FUNCTION touch() RETURNS trigger AS $$ BEGIN RETURN NEW; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "touch" BEFORE UPDATE ON "Order" FOR EACH ROW EXECUTE FUNCTION touch();
"""
THERE = """\
select (select count(*) from pg_views where viewname = 'Placed'),
  (select count(*) from pg_constraint where conname = 'positive'),
  (select count(*) from pg_policies where policyname = 'all'),
  (select count(*) from pg_indexes where indexname = 'Order_lower_idx'),
  (select count(*) from pg_trigger where tgname = 'touch'),
  (select count(*) from pg_extension where extname = 'pg_trgm'),
  (select relrowsecurity from pg_class where relname = 'Order')
"""


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An app with one resource, generated."""
    root = tmp_path / "shop"
    cli.run(["new", "app", str(root)])
    (root / "node_modules").symlink_to(node_modules())
    monkeypatch.chdir(root)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert 0 == cli.run(["new", "resource", "Post", "title:string", "body:text?"])
    return root


def findings(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[Any]:
    capsys.readouterr()
    cli.run(["check", "--json", *arguments])
    found: list[Any] = json.loads(capsys.readouterr().out)["findings"]
    return found


def test_a_replay_finds_what_a_script_no_longer_makes(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [] == findings(capsys, "--replay")
    (script,) = app.glob("prisma/migrations/*/migration.sql")
    script.write_text(script.read_text().replace('"body" TEXT,', ""))

    assert [] == findings(capsys)
    (found,) = findings(capsys, "--replay")

    assert "drift" == found["code"]
    assert "body" in found["what"]


@pytest.mark.usefixtures("each_prisma")
def test_a_replay_on_postgresql_needs_no_server(tmp_path: Path) -> None:
    root = with_packages(tmp_path / "shop")
    generate(root, sources("postgresql"))

    drift = migrate.history_drift(root, sources("postgresql", WITH_NOTE), engine=ENGINE)

    assert "[+] Added column `note`" in drift


def test_other_databases_cannot_be_replayed(tmp_path: Path) -> None:
    with pytest.raises(MigrationError, match="no cockroachdb in memory"):
        migrate.history_drift(tmp_path, sources("cockroachdb"), engine=ENGINE)


@pytest.mark.usefixtures("each_prisma")
def test_an_adopted_project_gets_the_snapshot_that_it_lacks(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (kept,) = app.glob("prisma/migrations/*/schema.snapshot")
    before = migrate.read(app).snapshot(kept.parent.name)
    kept.unlink()
    spec = app / "resources" / "post.yaml"
    assert "t3gen migrate snapshot" in str(findings(capsys))
    assert 0 == cli.run(["migrate", "snapshot", "--dry-run"])
    assert not kept.exists()

    assert 0 == cli.run(["migrate", "snapshot"])

    assert before == migrate.read(app).snapshot(kept.parent.name)
    assert [] == findings(capsys)
    spec.write_text(spec.read_text() + "  lead: string?\n")
    assert 0 == cli.run(["generate"])
    assert migrate.read(app).names[-1].endswith("post_add_lead")
    assert 0 == cli.run(["migrate", "snapshot"])


def test_a_history_that_is_behind_the_schema_is_read_from_the_replay(app: Path) -> None:
    (kept,) = app.glob("prisma/migrations/*/schema.snapshot")
    kept.unlink()
    model = app / "prisma" / "models" / "post.prisma"
    model.write_text(model.read_text().replace("}\n", "  extra String?\n}\n", 1))

    assert 0 == cli.run(["migrate", "snapshot"])

    assert "extra" not in kept.read_text()
    assert "body" in kept.read_text()
    assert 0 == cli.run(["generate"])
    assert migrate.read(app).names[-1].endswith("post_add_extra")


def test_sql_by_hand_gets_a_migration_that_the_next_one_follows(app: Path) -> None:
    assert 0 == cli.run(["migrate", "new", "add view", "--dry-run"])
    assert not list(app.glob("prisma/migrations/*_add_view"))
    assert 0 == cli.run(["migrate", "new", "add view"])
    script = next(app.glob("prisma/migrations/*_add_view/migration.sql"))
    script.write_text('CREATE VIEW "Titles" AS SELECT "title" FROM "Post";\n')
    spec = app / "resources" / "post.yaml"
    spec.write_text(spec.read_text() + "  lead: string?\n")

    assert 0 == cli.run(["generate"])
    assert 0 == cli.run(["migrate", "lint"])
    assert 0 == cli.run(["migrate", "apply"])
    assert 0 == cli.run(["migrate", "status"])
    assert 0 == cli.run(["check", "--replay"])


@pytest.mark.usefixtures("each_prisma")
def test_status_tells_what_no_migration_has_made(database: Database, tmp_path: Path) -> None:
    root = with_packages(tmp_path / "shop")
    generate(root, sources(database.provider))
    migrate.apply(root, database.url, engine=ENGINE)
    assert migrate.status(root, database.url, engine=ENGINE).is_up_to_date

    database.query('create table "Extra" ("id" integer primary key)')

    told = migrate.status(root, database.url, engine=ENGINE)
    assert not told.is_up_to_date
    assert "Extra" in told.drift


def test_what_the_diff_does_not_see_is_neither_drift_nor_dropped(
    postgres: Postgres, tmp_path: Path
) -> None:
    root = with_packages(tmp_path / "shop")
    url = postgres.url("by_hand")
    generate(root, sources("postgresql"))
    made = migrate.empty_migration(migrate.read(root), NOW, "extras")
    write(root, {**made.files, f"prisma/migrations/{made.name}/migration.sql": BY_HAND})
    migrate.apply(root, url, engine=ENGINE)
    assert migrate.status(root, url, engine=ENGINE).is_up_to_date

    changed = WITH_NOTE.replace("number Int", "number BigInt")
    planned = generate(root, sources("postgresql", changed), minutes=5)
    sql = "".join(text for path, text in planned.files.items() if path.endswith(".sql"))

    assert "DROP" not in sql
    postgres.query("by_hand", 'drop trigger "touch" on "Order"; drop view "Placed"')
    postgres.query("by_hand", BY_HAND.splitlines()[1] + BY_HAND.splitlines()[-1])
    migrate.apply(root, url, engine=ENGINE)
    assert ["1|1|1|1|1|1|t"] == postgres.query("by_hand", THERE)
    assert migrate.status(root, url, engine=ENGINE).is_up_to_date
