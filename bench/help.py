"""`t3gen --help` and `--version`: 0.15 s at most, and 0.7 times `hygen --help`."""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path

from hygen import Hygen
from sides import BIN, beside, compare, seconds

LIMIT = 0.15
RATIO = 0.7


def main() -> int:
    good = [
        compare(f"t3gen {option}", partial(seconds, [BIN / "t3gen", option]), LIMIT)
        for option in ("--help", "--version")
    ]
    with tempfile.TemporaryDirectory() as folder:
        hygen = Hygen(Path(folder))
        ours = partial(seconds, [BIN / "t3gen", "--help"])
        theirs = partial(seconds, hygen.command("--help"), hygen.folder)
        good.append(beside("t3gen --help beside hygen --help", ours, theirs, RATIO))
    return 0 if all(good) else 1


sys.exit(main())
