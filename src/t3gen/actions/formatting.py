"""The project's own prettier, asked how it would write generated texts."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from t3gen import migrate, project

_BIOME = ("biome.json", "biome.jsonc")
_SECONDS = 60
_SCRIPT = """
import { createRequire } from "node:module";
import { join } from "node:path";
import { text } from "node:stream/consumers";
const prettier = createRequire(join(process.cwd(), "package.json"))("prettier");
const done = [];
for (const [path, source] of JSON.parse(await text(process.stdin))) {
  const info = await prettier.getFileInfo(path, { ignorePath: ".prettierignore" });
  const options = { ...(await prettier.resolveConfig(path)), filepath: path };
  const isLeft = info.ignored || !info.inferredParser;
  done.push(isLeft ? source : await prettier.format(source, options).catch(() => source));
}
process.stdout.write(JSON.stringify(done));
"""


def formatter(root: Path) -> project.Formatter:
    """Return the formatter of a project: its prettier, in one node process for all texts.

    It formats nothing where there is no node, no prettier among the project's packages, a
    configuration that prettier refuses, or where biome has taken over.
    """

    def run(texts: Sequence[tuple[str, bytes]]) -> Sequence[bytes] | None:
        if any((root / name).exists() for name in _BIOME):
            return None
        try:
            told = json.dumps([(path, data.decode()) for path, data in texts])
            ended = subprocess.run(
                [migrate.find_node(), "--input-type=module", "-e", _SCRIPT],
                cwd=root,
                input=told,
                capture_output=True,
                encoding="utf-8",
                timeout=_SECONDS,
                check=True,
            )
        except (UnicodeDecodeError, OSError, subprocess.SubprocessError, migrate.EngineMissing):
            return None
        return [text.encode() for text in json.loads(ended.stdout)]

    return run
