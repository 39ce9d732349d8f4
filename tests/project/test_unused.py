"""What knip finds in emitted projects: files, packages and exports that nothing uses."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from emitted import Emitted, emit, shop_specs
from spec_sets import draw

from t3gen.model import App

CONFIG = {
    "entry": [
        "src/app/**/{route,page,layout}.{ts,tsx}",
        "src/server/auth/server.ts",  # for pages, which a project has none of at first
        "tests/**/*.test.ts",
        "prisma/engine/schema-engine.mjs",  # which prisma.config.ts names by its path
    ],
    "project": ["src/**/*.{ts,tsx,js}", "tests/**/*.ts", "prisma/**/*.{ts,mjs}", "*.{js,ts}"],
    # Loaded by their paths: by prisma/engine, and for the page that shows the API.
    "ignoreDependencies": ["@prisma/schema-engine-wasm", "swagger-ui-dist"],
    "ignoreExportsUsedInFile": True,
}
MINIMAL = {"note.yaml": b"resource: Note\nfields: {title: string, body: text?}\n"}
EXPORTS = {"minimal": 7, "shop": 7, "drawn 3": 15, "drawn 5": 14}
"""How many exports without a use each project may have; the figures only go down."""


def specs(kind: str) -> Mapping[str, bytes]:
    name, _, seed = kind.partition(" ")
    if seed:
        return draw(int(seed), 4, App("sqlite", "better-auth")).texts()
    return MINIMAL if name == "minimal" else shop_specs()


@pytest.fixture(scope="module", params=EXPORTS)
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Emitted:
    root = tmp_path_factory.mktemp("unused") / request.param.replace(" ", "-")
    made = emit(root, specs(request.param), standalone=False, jobs=False)
    (root / "knip.json").write_text(json.dumps(CONFIG), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def issues(project: Emitted) -> Sequence[Mapping[str, list[Mapping[str, str]]]]:
    output = project.run("npx knip --reporter json").output
    found: list[Mapping[str, list[Mapping[str, str]]]] = json.loads(
        output[output.index('{"issues"') :].splitlines()[0]
    )["issues"]
    return found


@pytest.mark.parametrize(
    "kind", ["files", "dependencies", "devDependencies", "unlisted", "unresolved", "duplicates"]
)
def test_nothing_is_there_that_is_not_used(
    issues: Sequence[Mapping[str, list[Mapping[str, str]]]], kind: str
) -> None:
    assert [] == [one for issue in issues for one in issue[kind]]


def test_few_exports_are_not_used(
    issues: Sequence[Mapping[str, list[Mapping[str, str]]]], project: Emitted
) -> None:
    unused = [
        f"{issue['file']}: {one['name']}"
        for issue in issues
        for kind in ("exports", "types")
        for one in issue[kind]
    ]
    assert len(unused) <= EXPORTS[project.root.name.replace("-", " ")], "\n".join(sorted(unused))


def test_a_file_and_an_export_that_nothing_uses_are_found(project: Emitted, tmp_path: Path) -> None:
    copy = project.copy(tmp_path / "copy")
    (copy.root / "src" / "server" / "lost.ts").write_text("export const lost = 1;\n")

    output = copy.run("npx knip").output
    assert "Unused files" in output
    assert "src/server/lost.ts" in output
