"""Databases that only Prisma's native engine knows."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from t3gen.migrate import Migration, Pending, plan_next

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
