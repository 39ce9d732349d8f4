"""Migrating step by step leads to the schema that a new database has."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from databases import Database
from rows import Project, fresh
from small_project import with_packages
from walks import Walk

WALKS, STEPS = (200, 10) if os.environ.get("T3GEN_FUZZ") else (2, 4)


@pytest.mark.parametrize("seed", range(WALKS))
def test_step_by_step_leads_to_what_a_new_database_has(
    seed: int, database: Database, tmp_path: Path
) -> None:
    walk = Walk(seed)
    project = Project(with_packages(tmp_path / "shop"), database, walk.specs())
    project.write_next()
    done = []
    for _ in range(STEPS):
        done.append(walk.step())
        project.specs = walk.specs()
        project.write_next()
        assert project.write_next() is None, f"a second run has nothing to do: {done}"
    project.apply()

    scratch = fresh(project, tmp_path / "fresh")
    scratch.migrate()

    assert scratch.shape() == project.shape(), done
