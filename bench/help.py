"""`t3gen --help` and `--version`: 0.15 s at most."""

from __future__ import annotations

import sys
from functools import partial

from sides import BIN, compare, seconds

LIMIT = 0.15


def main() -> int:
    good = [
        compare(f"t3gen {option}", partial(seconds, [BIN / "t3gen", option]), LIMIT)
        for option in ("--help", "--version")
    ]
    return 0 if all(good) else 1


sys.exit(main())
