"""hygen, the generator that t3gen is measured against: installed from npm into a folder."""

from __future__ import annotations

import subprocess
from pathlib import Path

from t3gen.programs.node import node_binary

VERSION = "6.2.11"
FILES = 6


class Hygen:
    """hygen with one generator, `thing new`, that writes six files of one line."""

    def __init__(self, folder: Path) -> None:
        """Install it.

        Args:
            folder: An empty folder.
        """
        self.folder = folder
        subprocess.run(
            ["npm", "install", "--silent", "--no-save", f"hygen@{VERSION}"],
            cwd=folder,
            check=True,
            capture_output=True,
        )
        templates = folder / "_templates" / "thing" / "new"
        templates.mkdir(parents=True)
        for number in range(FILES):
            text = (
                f"---\nto: out/<%= name %>/{number}.ts\n---\nexport const name = '<%= name %>';\n"
            )
            (templates / f"{number}.ejs.t").write_text(text, encoding="utf-8")

    def command(self, *arguments: str) -> list[str | Path]:
        """Return the command line of hygen with arguments."""
        return [node_binary(), self.folder / "node_modules/hygen/dist/bin.js", *arguments]
