"""What is left to the user after init, which edits none of it."""

from __future__ import annotations

from collections.abc import Iterator

from t3gen.adopting.found import Found

_TESTS = "vitest"


def advice(found: Found) -> Iterator[str]:
    """Yield a sentence for everything of the app that meets t3gen's files."""
    scripts = found.manifest.get("scripts") or {}
    commands = [str(command) for command in scripts.values()]
    if "@biomejs/biome" in found.packages:
        yield (
            "Biome checks t3gen's files too: run `npx biome check --write .` once. What it reports "
            "then in src/server/http and prisma/engine, exclude in its configuration."
        )
    if any("eslint ." in command for command in commands):
        yield "ESLint checks the whole app: add `generated` and `prisma/engine` to its ignores."
    if any("--webpack" in command for command in commands):
        yield "t3gen finds route files by import.meta.glob, which needs Turbopack: drop --webpack."
    if _TESTS not in scripts.get("test", _TESTS):
        yield "The script `test` stays yours; t3gen's tests run by: npx vitest run"
