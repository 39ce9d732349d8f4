"""What every test has: a cache of its own beside the packages, and not the user's."""

from __future__ import annotations

import os
from pathlib import Path

# Before any test is imported, for the programs that tests start as well.
os.environ["XDG_CACHE_HOME"] = str(Path(__file__).resolve().parents[1] / ".cache" / "tests")
