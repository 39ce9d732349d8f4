"""Migrations on PostgreSQL that let others work: applied by us, and by Prisma's own deploy."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from services import Postgres
from small_project import ENGINE, NOW, ORDER, PrismaProject, generate, make_project, sources, write
from squawk import squawk

from t3gen import migrate
from t3gen.errors import MigrationError
from t3gen.migrate.engine.client import Engine
from t3gen.migrate.lint import lint_script
from t3gen.model import Consent
from t3gen.psl.snapshot import compose

CUSTOMER = "model Customer {\n  id String @id\n}\n"
MEMBERS = """\
  customerId String?
  customer   Customer? @relation(fields: [customerId], references: [id])
  code       String?   @unique
  lines      Line[]

  @@index([number, status(sort: Desc)])
"""
LIMITS = ["SET LOCAL lock_timeout = '5s'", "SET LOCAL statement_timeout = '30s'"]
# A script with CONCURRENTLY is a single statement, so it can set nothing. It blocks nobody.
ALONE = {"require-lock-timeout", "require-statement-timeout"}


def files(order: str = ORDER, customer: str = CUSTOMER) -> dict[str, str]:
    return {**sources("postgresql", order), "prisma/models/customer.prisma": customer}


def with_customer(kind: str = "orders Order[]") -> dict[str, str]:
    """Return a schema in which orders that are there get a customer, a code and an index."""
    order = ORDER.replace("  lines  Line[]\n", MEMBERS)
    if kind.endswith("?"):
        order = order.replace("customerId String?", "customerId String? @unique")
    return files(order, CUSTOMER.replace("}\n", f"  {kind}\n}}\n"))


@pytest.fixture
def root(postgres: Postgres, tmp_path: Path) -> Path:
    """A project with a first migration, on which Prisma's command line runs."""
    root = make_project(tmp_path / "shop", "postgresql", postgres.url(tmp_path.name)).root
    generate(root, files())
    return root


@contextmanager
def holding(postgres: Postgres, url: str, lock: str) -> Iterator[None]:
    """Hold a lock for the length of a `with` block."""
    command = [str(postgres.binaries / "psql"), "-XAtq", url]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(f"begin; {lock}; select 'held';\n")
        process.stdin.flush()
        assert process.stdout.readline().strip() == "held"
        yield
        process.stdin.close()


def scripts(planned: migrate.Migration) -> list[str]:
    found = [text for path, text in planned.files.items() if path.endswith(".sql")]
    return ["\n".join(it for it in text.splitlines() if it[:2] != "--").strip() for text in found]


def bare(sql: str) -> str:
    return " ".join(line for line in sql.splitlines() if line[:2] != "--").strip()


def titles(planned: migrate.Migration) -> list[str]:
    return [name[15:] for name in planned.names]


def test_the_first_migration_is_plain(root: Path) -> None:
    (script,) = root.glob("prisma/migrations/*/migration.sql")

    assert "lock_timeout" not in script.read_text()
    assert "NOT VALID" not in script.read_text()


def test_what_locks_and_what_takes_long_is_told_apart(root: Path) -> None:
    planned = generate(root, with_customer())

    assert [
        "order_add_customer_id_and_code",
        "unique_order_code",
        "index_order_number_status",
        "order_add_customer_id_and_code_validate",
    ] == titles(planned)
    main, unique, index, check = scripts(planned)
    assert LIMITS == [line.rstrip(";") for line in main.splitlines()[:2]]
    assert "REFERENCES" in main
    assert "NOT VALID;" in main
    assert unique == 'CREATE UNIQUE INDEX CONCURRENTLY "Order_code_key" ON "Order"("code");'
    assert index.startswith('CREATE INDEX CONCURRENTLY "Order_number_status_idx"')
    assert 'VALIDATE CONSTRAINT "Order_customerId_fkey"' in check


def test_new_tables_need_none_of_that(root: Path) -> None:
    tag = """model Tag {
  id       Int    @id
  name     String @unique
  parentId Int?
  parent   Tag?   @relation("tree", fields: [parentId], references: [id])
  children Tag[]  @relation("tree")
}
"""
    planned = generate(root, {**files(), "prisma/models/tag.prisma": tag})

    (script,) = scripts(planned)
    assert "timeout" not in script
    assert "CONCURRENTLY" not in script
    assert "NOT VALID" not in script


@pytest.mark.parametrize("kind", ["orders Order[]", "order Order?"])
def test_each_snapshot_is_the_schema_at_that_point(root: Path, kind: str) -> None:
    planned = generate(root, with_customer(kind))

    history = migrate.read(root)
    schemas = [history.snapshot(name) or "" for name in planned.names]
    with Engine(ENGINE, root) as engine:
        steps = [engine.diff({"a": a}, {"b": b}).sql for a, b in pairwise(schemas)]
    assert [bare(sql).replace(" CONCURRENTLY", "") for sql in scripts(planned)[1:-1]] == [
        bare(sql) for sql in steps[:-1]
    ]
    assert schemas[-2:] == [compose(with_customer(kind))] * 2


@pytest.mark.parametrize("kind", ["orders Order[]", "order Order?"])
@pytest.mark.parametrize("how", ["t3gen", "prisma"])
def test_all_parts_apply_to_rows(
    root: Path, how: str, kind: str, postgres: Postgres, tmp_path: Path
) -> None:
    migrate.apply(root, postgres.url(tmp_path.name), engine=ENGINE)
    rows = 'insert into "Order" select i::text, i from generate_series(1, 1000) i'
    postgres.query(tmp_path.name, rows)
    planned = generate(root, with_customer(kind))

    if how == "t3gen":
        assert (
            planned.names == migrate.apply(root, postgres.url(tmp_path.name), engine=ENGINE).names
        )
    else:
        project = PrismaProject(root)
        assert "successfully applied" in project.done("migrate", "deploy")

    assert migrate.status(root, postgres.url(tmp_path.name), engine=ENGINE).is_up_to_date
    invalid = "select count(*) from pg_index where not indisvalid"
    unchecked = "select count(*) from pg_constraint where not convalidated"
    assert ["0"] == postgres.query(tmp_path.name, invalid)
    assert ["0"] == postgres.query(tmp_path.name, unchecked)
    assert ["1000"] == postgres.query(tmp_path.name, 'select count(*) from "Order"')
    assert "Already in sync" in PrismaProject(root).done("migrate", "dev")


def test_an_index_goes_concurrently_and_last(root: Path) -> None:
    generate(root, with_customer())
    other = with_customer()
    order = other["prisma/models/order.prisma"]
    order = order.replace("@@index([number, status(sort: Desc)])", "@@index([status])")
    other["prisma/models/order.prisma"] = order

    planned = generate(root, other)

    assert [
        'CREATE INDEX CONCURRENTLY "Order_status_idx" ON "Order"("status");',
        'DROP INDEX CONCURRENTLY "Order_number_status_idx";',
    ] == scripts(planned)
    first = (root / "prisma" / "migrations" / planned.name / "schema.snapshot").read_text()
    assert "@@index([status])" in first
    assert "@@index([number, status(sort: Desc)])" in first


NOTED = ORDER.replace("  lines", "  note String?\n  lines")
REQUIRED = NOTED.replace("note String?", 'note String @default("none")')


@pytest.fixture
def noted(root: Path, postgres: Postgres, tmp_path: Path) -> Path:
    """A project in whose database every other order has a note."""
    generate(root, files(NOTED))
    migrate.apply(root, postgres.url(tmp_path.name), engine=ENGINE)
    notes = "case when i % 2 = 0 then 'yes' end"
    rows = (
        f"insert into \"Order\" select i::text, i, 'draft', {notes} from generate_series(1, 1000) i"
    )
    postgres.query(tmp_path.name, rows)
    return root


@pytest.mark.parametrize("how", ["t3gen", "prisma"])
def test_a_column_becomes_required_behind_a_check(
    noted: Path, how: str, postgres: Postgres, tmp_path: Path
) -> None:
    planned = generate(noted, files(REQUIRED))

    start, fill, main, last = scripts(planned)
    assert "SET DEFAULT 'none'" in start
    assert fill.startswith('UPDATE "Order" SET "note" = DEFAULT WHERE "note" IS NULL')
    assert 'ADD CONSTRAINT "Order_note_required" CHECK ("note" IS NOT NULL) NOT VALID' in main
    assert "SET NOT NULL" not in main
    assert [
        'ALTER TABLE "Order" VALIDATE CONSTRAINT "Order_note_required";',
        'ALTER TABLE "Order" ALTER COLUMN "note" SET NOT NULL;',
        'ALTER TABLE "Order" DROP CONSTRAINT "Order_note_required";',
    ] == [line for line in last.splitlines() if line.startswith("ALTER")]
    if how == "t3gen":
        migrate.apply(noted, postgres.url(tmp_path.name), engine=ENGINE)
    else:
        assert "successfully applied" in PrismaProject(noted).done("migrate", "deploy")
    notes = 'select "note", count(*) from "Order" group by 1 order by 1'
    assert ["none|500", "yes|500"] == postgres.query(tmp_path.name, notes)
    nullable = "select is_nullable from information_schema.columns where column_name = 'note'"
    assert ["NO"] == postgres.query(tmp_path.name, nullable)
    checks = "select count(*) from pg_constraint where conname like '%_required'"
    assert ["0"] == postgres.query(tmp_path.name, checks)
    assert "Already in sync" in PrismaProject(noted).done("migrate", "dev")


def test_postgresql_looks_at_no_row_once_the_check_is_valid(
    noted: Path, postgres: Postgres, tmp_path: Path
) -> None:
    planned = generate(noted, files(REQUIRED))
    *before, last = scripts(planned)
    for script in before:
        postgres.query(tmp_path.name, f"begin; {script} commit;")

    told = subprocess.run(
        [postgres.binaries / "psql", "-X", "-1", postgres.url(tmp_path.name)],
        input=f"set client_min_messages = debug1; {last}",
        capture_output=True,
        text=True,
        check=True,
    ).stderr

    assert 'constraints on column "Order.note" are sufficient to prove' in told


def test_what_else_is_done_to_the_column_stays_where_it_was(root: Path) -> None:
    generate(root, files(NOTED.replace("String?", 'String? @default("a") @db.VarChar(10)')))
    required = NOTED.replace(
        "String?", 'String  @default("it\'s ALTER COLUMN x SET NOT NULL") @db.Text'
    )

    planned = generate(root, files(required))

    main, _, _, last = scripts(planned)
    assert "SET DEFAULT 'it''s ALTER COLUMN x SET NOT NULL'" in main
    assert 'ALTER COLUMN "note" SET DATA TYPE TEXT' in main
    assert "DATA TYPE" not in last
    history = migrate.read(root)
    first, second = (history.snapshot(name) or "" for name in planned.names[-2:])
    with Engine(ENGINE, root) as engine:
        step = engine.diff({"a": first}, {"b": second}).sql
    assert bare(step) == 'ALTER TABLE "Order" ALTER COLUMN "note" SET NOT NULL;'


def test_squawk_and_our_own_lint_find_nothing(root: Path) -> None:
    planned = [generate(root, with_customer())]
    other = with_customer()
    order = other["prisma/models/order.prisma"].replace("  placed\n", "  placed\n  paid\n")
    other["prisma/models/order.prisma"] = order.replace("number Int", "number Int @default(1)")
    planned.append(generate(root, other))
    noted = other["prisma/models/order.prisma"].replace("  lines  ", "  note String?\n  lines  ")
    planned.append(generate(root, {**other, "prisma/models/order.prisma": noted}))
    required = noted.replace("note String?", 'note String @default("none")')
    planned.append(generate(root, {**other, "prisma/models/order.prisma": required}))

    for path, sql in ((it, sql) for one in planned for it, sql in one.files.items()):
        if path.endswith(".sql"):
            found = {it.code for it in lint_script(sql, "postgresql") if it.is_finding}
            # Rows that have nothing get what they need: on a large table that takes its time.
            assert found <= ({"update-rows"} if "SET DEFAULT 'none'" in sql else set())
            expected = ALONE if "CONCURRENTLY" in sql else set()
            # The check that goes has become NOT NULL the statement before.
            expected = expected | ({"ban-drop-constraint"} if "SET NOT NULL" in sql else set())
            assert set() == squawk(root / path) - expected


def test_squawk_finds_what_prisma_would_have_written(tmp_path: Path) -> None:
    script = tmp_path / "migration.sql"
    script.write_text('CREATE INDEX "i" ON "Order"("a");\n')

    assert "require-concurrent-index-creation" in squawk(script)


def test_an_enum_that_loses_a_value_is_applied_again_after_a_lock_timeout(
    root: Path, postgres: Postgres
) -> None:
    url = postgres.url(root.parent.name)
    migrate.apply(root, url, engine=ENGINE)
    order = ORDER.replace("@default(draft)", "@default(placed)").replace("  draft\n", "")
    agreed = migrate.MigrationOptions(consent=Consent(losses=frozenset({"Order.status.draft"})))
    planned = migrate.plan_next(root, files(order), engine=ENGINE, now=NOW, options=agreed)
    assert isinstance(planned, migrate.Migration)
    write(root, {path: text.replace("'5s'", "'50ms'") for path, text in planned.files.items()})
    (script,) = (text for text in scripts(planned) if "CREATE TYPE" in text)
    assert "BEGIN" not in script
    assert "COMMIT" not in script

    with (
        holding(postgres, url, 'lock table "Order" in row exclusive mode'),
        pytest.raises(MigrationError, match="lock timeout") as given_up,
    ):
        migrate.apply(root, url, engine=ENGINE)

    assert "it was rolled back" in str(given_up.value.hint)
    assert planned.names[-1] in migrate.apply(root, url, engine=ENGINE).names
    assert ["placed"] == postgres.query(
        root.parent.name, 'select unnest(enum_range(null::"Status"))'
    )
