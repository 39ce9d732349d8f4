"""The next migration, by the real engine: what it holds, and what it does to rows."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from databases import Database
from services import node_modules
from small_project import (
    ENGINE,
    LINE,
    NOW,
    ORDER,
    generate,
    make_project,
    sources,
    with_packages,
    write,
)

from t3gen import migrate
from t3gen.errors import MigrationError
from t3gen.model import Backfill

TAG = "model Tag {\n  id     Int     @id @default(autoincrement())\n  orders Order[]\n}\n"


@dataclass(frozen=True)
class Project:
    root: Path
    database: Database

    def generate(self, order: str = ORDER, line: str = LINE, minutes: int = 0) -> migrate.Migration:
        files = sources(self.database.provider, order, line)
        return generate(self.root, files, minutes=minutes)

    def plan(self, order: str) -> migrate.Migration | migrate.NothingToDo | migrate.Pending:
        files = sources(self.database.provider, order)
        return migrate.plan_next(self.root, files, engine=ENGINE, now=NOW)

    def apply(self) -> tuple[str, ...]:
        return migrate.apply(self.root, self.database.url, engine=ENGINE).names


@pytest.fixture
def project(database: Database, tmp_path: Path) -> Project:
    return Project(with_packages(tmp_path / "shop"), database)


def with_field(text: str) -> str:
    return ORDER.replace("  lines", f"  {text}\n  lines")


@pytest.mark.usefixtures("each_prisma")
def test_the_first_migration_makes_every_table(project: Project) -> None:
    first = project.generate()

    assert "20260131120000_init" == first.name
    assert [
        "prisma/migrations/20260131120000_init/migration.sql",
        "prisma/migrations/20260131120000_init/schema.snapshot",
        "prisma/migrations/migration_lock.toml",
    ] == list(first.files)
    assert (
        f'provider = "{project.database.provider}"'
        in first.files["prisma/migrations/migration_lock.toml"]
    )
    assert ("20260131120000_init",) == project.apply()
    assert [] == project.database.query('select "orderId" from "Line"')


@pytest.mark.usefixtures("each_prisma")
def test_cockroachdb_is_planned_for_without_a_server(tmp_path: Path) -> None:
    root = with_packages(tmp_path / "shop")
    generate(root, sources("cockroachdb"))

    second = generate(root, sources("cockroachdb", with_field("note String?\n  @@index([note])")))

    assert "20260131120001_order_add_note" == second.name
    (sql,) = (text for path, text in second.files.items() if path.endswith(".sql"))
    assert 'ADD COLUMN     "note" STRING' in sql
    assert 'CREATE INDEX "Order_note_idx"' in sql


def test_cockroachdb_fills_a_column_after_the_transaction_that_adds_it(tmp_path: Path) -> None:
    root = with_packages(tmp_path / "shop")
    generate(root, sources("cockroachdb"))
    files = sources("cockroachdb", with_field("extra Int"))
    options = migrate.MigrationOptions(
        backfills={("Order", "extra"): Backfill("int", None, source="number")}
    )

    planned = migrate.plan_next(root, files, engine=ENGINE, now=NOW, options=options)

    assert isinstance(planned, migrate.Migration)
    add, fill, finish = (text for path, text in planned.files.items() if path.endswith(".sql"))
    assert 'ADD COLUMN     "extra" INT4;' in add
    assert 'UPDATE "Order"' not in add
    assert '-- t3gen: in batches of 10000 by "id"' in fill
    assert 'ALTER COLUMN "extra" SET NOT NULL' in finish
    assert "ADD COLUMN" not in finish
    # PostgreSQL's ways to let others work, which are not needed.
    assert not any(word in add + finish for word in ("CONCURRENTLY", "NOT VALID", "timeout"))
    found = [it.code for it in migrate.lint_script(finish, "cockroachdb") if it.is_finding]
    assert [] == found
    write(root, planned.files)
    with pytest.raises(MigrationError, match="they are for cockroachdb"):
        migrate.apply(root, "postgresql://root@127.0.0.1:26257/shop", engine=ENGINE)


def test_an_unchanged_schema_makes_no_migration(project: Project) -> None:
    project.generate()

    assert migrate.NothingToDo() == project.plan(ORDER)


def test_a_change_that_no_database_sees_makes_no_migration(project: Project) -> None:
    project.generate()

    assert migrate.NothingToDo() == project.plan(f"/// What a customer buys.\n{ORDER}")


def test_the_next_migration_has_a_later_stamp_and_no_lock(project: Project) -> None:
    project.generate()

    second = project.generate(with_field("note String?"))

    assert "20260131120001_order_add_note" == second.name
    assert "prisma/migrations/migration_lock.toml" not in second.files


def test_the_users_name_is_used(project: Project) -> None:
    files = sources(project.database.provider)

    planned = migrate.plan_next(
        project.root, files, engine=ENGINE, now=NOW, options=migrate.MigrationOptions("Start here")
    )

    assert isinstance(planned, migrate.Migration)
    assert "20260131120000_start_here" == planned.name


def test_equal_inputs_give_equal_migrations(project: Project) -> None:
    files = sources(project.database.provider)
    turned = dict(reversed(files.items()))

    assert migrate.plan_next(project.root, files, engine=ENGINE, now=NOW) == migrate.plan_next(
        project.root, turned, engine=ENGINE, now=NOW
    )


@pytest.mark.parametrize(
    "order",
    [
        with_field("note String?"),
        with_field('note String @default("none")'),
        with_field("count Int @default(0)"),
        with_field("placedAt DateTime @default(now())"),
        with_field("code String? @unique"),
        with_field("second Status?"),
        with_field(
            "parentId String?\n  parent Order? @relation('p', fields: [parentId], "
            "references: [id])\n  children Order[] @relation('p')"
        ).replace("'", '"'),
        with_field("tags Tag[]") + TAG,
        ORDER.replace("number Int", "number Int?"),
        ORDER.replace("number Int", "number BigInt"),
        ORDER.replace("number Int", "number Int @default(3)"),
        ORDER.replace("  placed\n", "  placed\n  paid\n"),
        ORDER.replace("  lines", "\n  @@index([number, status])\n  lines"),
    ],
    ids=[
        "optional",
        "text with a default",
        "number with a default",
        "now",
        "unique",
        "enum",
        "tree",
        "many to many",
        "no longer required",
        "wider",
        "another default",
        "enum value",
        "index",
    ],
)
def test_a_safe_change_keeps_every_row(order: str, project: Project) -> None:
    project.generate()
    project.apply()
    project.database.query("""insert into "Order" values ('a', 1, 'placed'), ('b', 2, 'draft')""")
    project.database.query("""insert into "Line" values ('x', 'a'), ('y', 'b')""")

    second = project.generate(order)

    assert second.names == project.apply()
    rows = project.database.query('select "id", "number", "status" from "Order" order by "id"')
    assert ["a|1|placed", "b|2|draft"] == rows
    assert ["x|a", "y|b"] == project.database.query('select * from "Line" order by "id"')


def test_times_that_rows_get_are_written_as_the_client_writes_them(tmp_path: Path) -> None:
    database = Database("sqlite", "file:./db.sqlite", tmp_path / "db.sqlite")
    project = Project(with_packages(tmp_path), database)
    order = with_field("sent DateTime?")
    project.generate(order)
    project.apply()
    database.query("""insert into "Order" values ('a', 1, 'draft', null)""")
    sent = "2026-01-02T03:04:05.678+00:00"
    database.query(f"""insert into "Order" values ('b', 2, 'draft', '{sent}')""")
    new = 'placed DateTime\n  paid DateTime @default("2026-01-31T09:00:00+02:00")\n'
    files = sources("sqlite", with_field(f"{new}  seen DateTime @default(now())\n  sent DateTime"))
    options = migrate.MigrationOptions(
        backfills={
            ("Order", "placed"): Backfill("date", "2026-01-31"),
            ("Order", "sent"): Backfill("datetime", "now"),
        }
    )

    planned = migrate.plan_next(project.root, files, engine=ENGINE, now=NOW, options=options)

    assert isinstance(planned, migrate.Migration)
    earlier = [*migrate.read(project.root).scripts()]
    write(project.root, {**files, **planned.files})
    project.apply()
    (script,) = (text for path, text in planned.files.items() if path.endswith(".sql"))
    assert [] == [it.code for it in migrate.lint_script(script, "sqlite", earlier) if it.is_finding]
    iso = "____-__-__T__:__:__.___+00:00"
    now = f"""sum("sent" like '{iso}'), sum("seen" like '{iso}'), max("sent" = '{sent}')"""
    fixed = 'min("placed"), max("placed"), min("paid")'
    day = "2026-01-31T00:00:00.000+00:00"
    assert [f"{day}|{day}|2026-01-31T07:00:00.000+00:00|2|2|1"] == database.query(
        f'select {fixed}, {now} from "Order"'
    )


def test_a_new_enum_value_is_known_to_the_next_migration(project: Project) -> None:
    project.generate()
    project.generate(ORDER.replace("  placed\n", "  placed\n  paid\n"))

    with pytest.raises(MigrationError, match=r"Order\.status\.paid"):
        project.plan(ORDER)


@pytest.mark.parametrize(
    ("order", "where"),
    [
        (ORDER.replace("  number Int\n", ""), "Order.number"),
        (ORDER.replace("number Int", "number String"), "Order.number"),
        (ORDER.replace("number Int", "number Int @unique"), "Order.number"),
        (with_field("count Int"), "Order.count"),
    ],
)
def test_an_unsafe_change_is_refused_by_name(order: str, where: str, project: Project) -> None:
    project.generate()

    with pytest.raises(MigrationError) as error:
        project.plan(order)

    assert where == error.value.where
    assert "migration-unsafe" == error.value.code
    assert error.value.hint


def test_a_table_gets_the_name_that_the_user_maps_it_to(project: Project) -> None:
    project.generate()
    project.apply()
    project.database.query("insert into \"Order\" values ('a', 1, 'placed')")

    project.generate(ORDER.replace("model Order {", 'model Order {\n  @@map("orders")'))
    project.apply()

    assert ["a|1|placed"] == project.database.query('select * from "orders"')


@pytest.mark.usefixtures("each_prisma")
def test_a_mistake_in_the_schema_is_shown_at_its_line(project: Project) -> None:
    with pytest.raises(MigrationError) as error:
        project.plan(ORDER.replace("Int", "Inn"))

    assert "prisma/models/order.prisma:3" == error.value.where
    assert 'Type "Inn"' in str(error.value)


def test_a_spoilt_snapshot_is_shown_at_its_line(project: Project) -> None:
    first = project.generate()
    snapshot = project.root / "prisma" / "migrations" / first.name / "schema.snapshot"
    snapshot.write_text(snapshot.read_text().replace("number Int", "number Inn"))

    with pytest.raises(MigrationError) as error:
        project.plan(ORDER)

    assert f"prisma/migrations/{first.name}/schema.snapshot" in str(error.value.where)


def test_without_the_adapter_the_migration_waits(tmp_path: Path) -> None:
    packages = tmp_path / "node_modules" / "@prisma"
    packages.mkdir(parents=True)
    wasm = Path("@prisma", "schema-engine-wasm")
    shutil.copytree(node_modules() / wasm, packages.parent / wasm)

    planned = migrate.plan_next(tmp_path, sources("postgresql"), engine=ENGINE, now=NOW)

    expected = "Cannot find module '@prisma/adapter-pg'"
    assert migrate.Pending(reason=expected, hint="npm install") == planned


def test_the_sql_is_what_prisma_would_write(database: Database, tmp_path: Path) -> None:
    project = make_project(tmp_path / "prismas", database.provider, database.url)
    project.done("migrate", "dev", "--name", "init")
    theirs = next(project.root.glob("prisma/migrations/*_init/migration.sql"))

    ours = generate(with_packages(tmp_path / "shop"), sources(database.provider))

    assert theirs.read_text() == ours.files[f"prisma/migrations/{ours.name}/migration.sql"]


@pytest.mark.usefixtures("each_prisma")
def test_prisma_continues_a_history_of_ours_without_drift(
    database: Database, tmp_path: Path
) -> None:
    project = make_project(tmp_path / "shop", database.provider, database.url)
    generate(project.root, sources(database.provider))
    changed = with_field("placedAt DateTime @default(now())\n  code String? @unique")
    generate(project.root, sources(database.provider, changed))

    assert "in sync with your schema" in project.done("migrate", "dev")
    apart = ["unique_order_code"] if database.provider == "postgresql" else []
    assert ["init", "order_add_placed_at_and_code", *apart] == project.migrations
