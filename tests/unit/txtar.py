"""Several small files as one: a line `-- NAME --` before the text of each, as Go's txtar has it.

`python tests/unit/txtar.py FOLDER...` packs folders of that many files.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

SUFFIX = ".txtar"
MARK = re.compile(rb"^-- (\S+) --\n", re.M)


def read(archive: Path) -> dict[str, bytes]:
    """Return the files of an archive by name."""
    _, *parts = MARK.split(archive.read_bytes())
    return {name.decode(): data for name, data in zip(parts[::2], parts[1::2], strict=True)}


def write(archive: Path, files: Mapping[str, bytes]) -> None:
    """Write an archive. Every file that is not empty ends with a newline."""
    assert all(data.endswith(b"\n") for data in files.values() if data)
    parts = [b"-- %s --\n%s" % (name.encode(), data) for name, data in files.items()]
    archive.write_bytes(b"".join(parts))


def pack(folder: Path) -> None:
    """Make an archive of a folder, and remove the folder."""
    files = {
        path.relative_to(folder).as_posix().removeprefix("before/"): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    write(folder.with_suffix(SUFFIX), files)
    shutil.rmtree(folder)


if __name__ == "__main__":
    for one in sys.argv[1:]:
        pack(Path(one))
