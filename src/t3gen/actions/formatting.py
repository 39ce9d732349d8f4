"""The project's own formatter, asked how it would write generated texts."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from t3gen import migrate, project

_BIOME = ("biome.json", "biome.jsonc", ".biome.json", ".biome.jsonc")
_SECONDS = 60
_PRETTIER = """
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
# Biome's own launcher costs a second start of node for each text, so its program is called itself.
_BIOME_SCRIPT = """
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
const [, ...command] = process.argv;
const ours = createRequire(join(process.cwd(), "package.json"));
const manifest = ours.resolve("@biomejs/biome/package.json");
const its = createRequire(manifest);
const isGlibc = Boolean(process.report.getReport().header.glibcVersionRuntime);
const libc = process.platform === "linux" && !isGlibc ? "-musl" : "";
const program = its.resolve(`@biomejs/cli-${process.platform}-${process.arch}${libc}/biome`);
const format = ([path, source]) =>
  new Promise((resolve) => {
    const options = { maxBuffer: 2 ** 26 };
    const answer = (error, written) => resolve(error ? source : written);
    const child = execFile(program, [...command, `--stdin-file-path=${path}`], options, answer);
    child.stdin.on("error", () => {}).end(source);
  });
const waiting = JSON.parse(await text(process.stdin));
const done = [];
while (waiting.length)
  done.push(...(await Promise.all(waiting.splice(0, availableParallelism()).map(format))));
process.stdout.write(JSON.stringify(done));
"""
_CHECK = ("check", "--write", "--linter-enabled=false")


def formatters(root: Path) -> tuple[project.Formatter, ...]:
    """Return the ways in which a project may format: each one node process for all texts.

    Biome formats where there is a configuration of it, with imports in its order or without;
    elsewhere prettier does. What is not installed, or refuses its configuration, formats nothing.
    """
    if any((folder / name).exists() for folder in (root, *root.parents) for name in _BIOME):
        commands = (_CHECK, ("format",))
        return tuple(partial(_formatted, root, _BIOME_SCRIPT, command) for command in commands)
    return (partial(_formatted, root, _PRETTIER, ()),)


def _formatted(
    root: Path, script: str, command: Sequence[str], texts: Sequence[tuple[str, bytes]]
) -> Sequence[bytes] | None:
    try:
        told = json.dumps([(path, data.decode()) for path, data in texts])
        ended = subprocess.run(
            [migrate.find_node(), "--input-type=module", "-e", script, *command],
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
