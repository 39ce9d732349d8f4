"""Databases that only Prisma's native engine knows."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from t3gen.errors import MigrationError
from t3gen.migrate import Migration, Pending, apply, plan_next, status

SCHEMA = {
    "prisma/schema.prisma": 'datasource db {\n  provider = "mysql"\n}\n',
    "prisma/models/a.prisma": "model A {\n  id Int @id\n}\n",
}
ENGINE = """\
#!{python}
import json, sys

for line in sys.stdin:
    request = json.loads(line)
    assert "mysql" in request["params"]["to"]["files"][1]["content"]
    result = {{"exitCode": 2, "stdout": "CREATE TABLE `A` (`id` INTEGER NOT NULL);\\n"}}
    print(json.dumps({{"jsonrpc": "2.0", "id": request["id"], "result": result}}), flush=True)
"""


def plan(root: Path) -> object:
    now = datetime(2026, 1, 31, tzinfo=UTC)
    return plan_next(root, SCHEMA, engine=root / "schema-engine.mjs", now=now)


def test_without_it_the_migration_waits_and_says_why(tmp_path: Path) -> None:
    planned = plan(tmp_path)

    assert isinstance(planned, Pending)
    assert "mysql need Prisma's native schema engine" in planned.reason
    assert "PRISMA_SCHEMA_ENGINE_BINARY" in planned.hint


@pytest.mark.parametrize("how", ["installed", "named"])
def test_with_it_the_same_command_drives_it(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "node_modules" / "@prisma" / "engines"
    program = (folder if how == "installed" else tmp_path) / "schema-engine-debian"
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(ENGINE.format(python=sys.executable))
    program.chmod(0o755)
    if how == "named":
        monkeypatch.setenv("PRISMA_SCHEMA_ENGINE_BINARY", str(program))

    planned = plan(tmp_path)

    assert isinstance(planned, Migration)
    assert "CREATE TABLE `A`" in planned.files[f"prisma/migrations/{planned.name}/migration.sql"]
    assert 'provider = "mysql"' in planned.files["prisma/migrations/migration_lock.toml"]


def test_applying_is_left_to_prisma(tmp_path: Path) -> None:
    folder = tmp_path / "prisma" / "migrations"
    (folder / "20260131000000_init").mkdir(parents=True)
    (folder / "20260131000000_init" / "migration.sql").write_text("SELECT 1;\n")
    (folder / "migration_lock.toml").write_text('provider = "mysql"\n')

    for command in (apply, status):
        with pytest.raises(MigrationError, match="they are for mysql") as error:
            command(tmp_path, "mysql://localhost/shop", engine=tmp_path / "schema-engine.mjs")
        assert "prisma migrate deploy" in str(error.value.hint)
