"""Applying that is killed: status tells the truth, and the next application finishes.

Ten times in CI, and four times between batches; T3GEN_FUZZ=1 kills a hundred times each.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from databases import Database
from services import Postgres, environment
from small_project import ENGINE, ORDER, generate, sources, with_packages, write

from t3gen import migrate
from t3gen.errors import MigrationError

ROWS = 20_000
FUZZ = os.environ.get("T3GEN_FUZZ") == "1"
ROUNDS = 50 if FUZZ else 5
FILL_ROUNDS = 50 if FUZZ else 2
WITH_NOTE = ORDER.replace("  lines", "  note   String?\n  lines")
# Twice would be wrong, and without the second statement too.
RISE = """\
UPDATE "Order" SET "number" = "number" + 1;
UPDATE "Order" SET "note" = 'risen';
"""
NOTICE = {
    "sqlite": """create trigger noticed after insert on "_prisma_migrations"
        begin insert into "Seen" values (new."logs"); end""",
    "postgresql": """create function notice() returns trigger language plpgsql
        as $$ begin insert into "Seen" values (new.logs); return new; end $$;
        create trigger noticed after insert on "_prisma_migrations"
        for each row execute function notice()""",
}
# As many batches as are worth killing. Twice would be wrong here, too.
FILL = f"""\
UPDATE "Order" SET "number" = "number" + {ROWS} WHERE "number" <= {ROWS}
-- t3gen: in batches of 500 by "id"
;
"""
FILLED = "20990101000001_fill"
APPLY = "import sys; from pathlib import Path; from t3gen import migrate; "
APPLY += "migrate.apply(Path(sys.argv[1]), sys.argv[2], engine=Path(sys.argv[3]), "
APPLY += "progress=lambda said: print(said, flush=True))"


@pytest.fixture
def root(database: Database, tmp_path: Path) -> Path:
    """A project whose first migration is applied to many rows, and two more wait."""
    root = with_packages(tmp_path / "shop")
    generate(root, sources(database.provider))
    migrate.apply(root, database.url, engine=ENGINE)
    numbers = f"with recursive n(i) as (select 1 union all select i + 1 from n where i < {ROWS})"
    database.query(
        f"""{numbers} insert into "Order" select 'o' || i, i, 'draft'
        from n"""
        if database.provider == "sqlite"
        else f"""{numbers} insert into "Order"
        select 'o' || i, i from n"""
    )
    generate(root, sources(database.provider, WITH_NOTE))
    write(root, {"prisma/migrations/20990101000000_rise/migration.sql": RISE})
    return root


def kill_after(seconds: float | None, root: Path, url: str) -> float | None:
    """Apply, kill everything after a while, or return how long it took when it ended before."""
    start = time.monotonic()
    running = subprocess.Popen(
        [sys.executable, "-c", APPLY, root, url, ENGINE],
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        running.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        return None
    return time.monotonic() - start


def kill_while_filling(batches: int, seconds: float, root: Path, url: str) -> None:
    """Apply, and kill everything a while after some batches have been told."""
    running = subprocess.Popen(
        [sys.executable, "-c", APPLY, root, url, ENGINE],
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert running.stdout
    for _ in range(batches):
        assert " of " in running.stdout.readline()
    time.sleep(seconds)
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()


def copied(database: Database, number: int) -> Database:
    """Return a copy of a database, for one round."""
    if database.server:
        name = database.url.rpartition("/")[2]
        other = f"{name}_{number}"
        database.server.query("postgres", f"create database {other} template {name}")
        return Database("postgresql", database.server.url(other), database.file, database.server)
    file = database.file.with_name(f"round{number}.sqlite")
    shutil.copy(database.file, file)
    return Database("sqlite", f"file:./prisma/{file.name}", file)


def is_settled(database: Database) -> bool:
    """Tell whether what was killed has let go of the database: PostgreSQL notices late."""
    if not database.server:
        return True
    name = database.url.rpartition("/")[2]
    others = f"select count(*) from pg_stat_activity where datname = '{name}'"
    return database.server.query("postgres", others) == ["0"]


def effects(database: Database) -> list[bool]:
    """Tell which of the two migrations are there in truth, by what they do."""
    sums = 'select count(*), sum(number) from "Order"'
    total = ROWS * (ROWS + 1) // 2
    is_risen = database.query(sums) == [f"{ROWS}|{total + ROWS}"]
    where = "pragma_table_info('Order') where name"
    if database.server:
        where = "information_schema.columns where column_name"
    has_note = database.query(f"select count(*) from {where} = 'note'") == ["1"]
    return [has_note, is_risen]


def test_what_was_killed_is_finished_by_the_next(
    root: Path, database: Database, record_property: Callable[[str, object], None]
) -> None:
    chance = random.Random(7)
    killed: Counter[tuple[bool, ...]] = Counter()
    whole = kill_after(None, root, copied(database, ROUNDS).url) or 0
    for number in range(ROUNDS):
        one = copied(database, number)
        ended = kill_after(whole * chance.uniform(0.2, 1), root, one.url)
        # Machines are not always as quick: be in time for the next.
        whole = ended or whole
        while not is_settled(one):
            time.sleep(0.05)

        told = migrate.status(root, one.url, engine=ENGINE)
        there = effects(one)
        killed[tuple(there)] += ended is None
        names = migrate.read(root).names
        assert sorted(names) == sorted({*told.applied, *told.pending, *told.failed})
        for name, is_there in zip(names[1:], there, strict=True):
            assert is_there or name not in told.applied
            assert not is_there or name not in told.pending
        told_first = migrate.dry_run(root, one.url, engine=ENGINE).applied

        assert told_first == migrate.apply(root, one.url, engine=ENGINE)
        assert migrate.status(root, one.url, engine=ENGINE).is_up_to_date
        assert [True, True] == effects(one)
        assert [str(ROWS)] == one.query("""select count(*) from "Order" where note = 'risen'""")
        assert ["3"] == one.query(
            "select count(*) from _prisma_migrations where finished_at is not null and logs is null"
        )
    record_property("killed when there was", str(killed))
    assert killed.total()


def test_what_was_killed_between_batches_is_filled_once(root: Path, database: Database) -> None:
    chance = random.Random(7)
    write(root, {f"prisma/migrations/{FILLED}/migration.sql": FILL})
    count = f'select count(*) from "Order" where "number" > {ROWS}'
    killed = 0
    for number in range(FILL_ROUNDS):
        one = copied(database, number)
        # The migration before it has raised all of them by one.
        kill_while_filling(chance.randint(1, 15), chance.uniform(0, 0.005), root, one.url)
        while not is_settled(one):
            time.sleep(0.05)

        begun = int(one.query(count)[0]) - 1
        assert begun >= 500
        # A quick machine may have done all of it before the kill.
        if begun < ROWS - 1:
            killed += 1
            assert (FILLED,) == migrate.status(root, one.url, engine=ENGINE).failed
            assert (FILLED,) == migrate.apply(root, one.url, engine=ENGINE).resumed
        migrate.apply(root, one.url, engine=ENGINE)
        assert migrate.status(root, one.url, engine=ENGINE).is_up_to_date
        numbers = 'select count(distinct "number"), min("number"), max("number") from "Order"'
        assert [f"{ROWS}|{ROWS + 1}|{2 * ROWS}"] == one.query(numbers)
    assert killed


def test_a_migration_is_known_as_begun_from_its_first_moment(
    root: Path, database: Database
) -> None:
    database.query('create table "Seen" ("logs" text)')
    database.query(NOTICE[database.provider])
    migrate.apply(root, database.url, engine=ENGINE)

    assert ["t3gen: begun"] * 2 == database.query('select "logs" from "Seen"')


def test_what_has_failed_leaves_nothing_behind_and_is_applied_again(
    root: Path, database: Database
) -> None:
    script = root / "prisma" / "migrations" / "20990101000000_rise" / "migration.sql"
    script.write_text(RISE + 'ALTER TABLE "Nowhere" ADD COLUMN "x" INTEGER;\n')
    with pytest.raises(MigrationError, match="Nowhere") as failure:
        migrate.apply(root, database.url, engine=ENGINE)

    assert "t3gen migrate apply" in str(failure.value.hint)
    assert ("20990101000000_rise",) == migrate.status(root, database.url, engine=ENGINE).failed
    assert [True, False] == effects(database)
    script.write_text(RISE)
    told = migrate.dry_run(root, database.url, engine=ENGINE).applied
    done = migrate.apply(root, database.url, engine=ENGINE)

    assert ("20990101000000_rise",) == done.names == done.resumed
    assert told == done
    assert [True, True] == effects(database)
    assert migrate.status(root, database.url, engine=ENGINE).is_up_to_date


@pytest.mark.usefixtures("each_prisma")
def test_a_half_built_index_is_built_again(postgres: Postgres, tmp_path: Path) -> None:
    root = with_packages(tmp_path / "shop")
    generate(root, sources("postgresql"))
    database = tmp_path.name
    url = postgres.url(database)
    migrate.apply(root, url, engine=ENGINE)
    postgres.query(database, """insert into "Order" values ('a', 1, 'draft'), ('b', 1, 'draft')""")
    index = 'CREATE UNIQUE INDEX CONCURRENTLY "Order_number_key" ON "Order"("number");\n'
    write(root, {"prisma/migrations/20990101000000_unique/migration.sql": index})
    with pytest.raises(MigrationError, match="could not create unique index"):
        migrate.apply(root, url, engine=ENGINE)

    postgres.query(database, """update "Order" set "number" = 2 where "id" = 'b'""")
    told = migrate.dry_run(root, url, engine=ENGINE).applied
    assert told == migrate.apply(root, url, engine=ENGINE)
    assert ("20990101000000_unique",) == told.names
    assert ["t"] == postgres.query(
        database,
        "select indisvalid from pg_index where indexrelid = '\"Order_number_key\"'::regclass",
    )
