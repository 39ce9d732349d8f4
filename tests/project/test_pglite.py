"""The PostgreSQL in memory on which `npm test` runs without a server."""

from __future__ import annotations

import shutil
from pathlib import Path

from emitted import Emitted
from services import REPOSITORY


def test_an_error_does_not_shift_the_results_of_later_statements(
    shop_on_postgresql: Emitted, tmp_path: Path
) -> None:
    copy = shop_on_postgresql.copy(tmp_path / "shop")
    shutil.copy(REPOSITORY / "tests" / "project" / "pglite_errors.ts", copy.root)

    assert "0" == copy.done("npx tsx pglite_errors.ts").splitlines()[-1]
