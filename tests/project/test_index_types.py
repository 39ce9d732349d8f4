"""Indexes of the types that PostgreSQL has: its engine reads them back as they were declared."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from emitted import emit
from services import Postgres

PAPER = b"""\
resource: Tape
fields:
  title:  string(80)
  tags:   string[] = [new, "not new"]
  codes:  uuid[] = [5f0c2b1e-7f5d-4c43-9f0e-0d7a5b0c9a11, 5f0c2b1e-7f5d-4c43-9f0e-0d7a5b0c9a12]
  meta:   json
  length: int
  heard:  datetime
unique: [{fields: [title, length], name: one_title}]
index:
  - {fields: [title, heard desc], name: by_title}
  - {fields: [title], type: hash}
  - {fields: [title], type: spgist, name: titles}
  - {fields: [title], type: gin, ops: gin_trgm_ops, name: parts_of_titles}
  - {fields: [title], type: gist, ops: gist_trgm_ops, name: near_titles}
  - {fields: [tags], type: gin}
  - {fields: [tags], type: gin, ops: array_ops, name: tags_again}
  - {fields: [meta], type: gin}
  - {fields: [meta], type: gin, ops: jsonb_path_ops, name: paths}
  - {fields: [heard, length], type: brin}
"""

pytestmark = [pytest.mark.slow, pytest.mark.npm, pytest.mark.postgres]


def test_indexes_and_defaults_of_lists_are_read_back_as_they_were_declared(
    postgres: Postgres, tmp_path: Path
) -> None:
    url = postgres.url("tapes")
    project = emit(tmp_path / "app", {"tape.yaml": PAPER}, database="postgresql", url=url)
    project.done("npx prisma format --check")
    project.done("npm run db:migrate")

    status = project.done(f"{sys.executable} -m t3gen migrate status")
    assert "The database is up to date" in status
    project.done("npx prisma migrate diff --from-config-datasource --to-schema prisma --exit-code")
