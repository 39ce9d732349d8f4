"""A project under other package managers, from a registry: for `make fuzz` alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from emitted import Emitted

from t3gen.actions import generate
from t3gen.actions.new_app import new_app

PIC = b"resource: Pic\nfields: {title: string, image: file(image/png)?}\n"
MANAGERS = {
    "pnpm": "pnpm@12.21.0",
    "yarn": "yarn@1.22.22",
    "bun": "bun@1.4.5",
}


@pytest.mark.parametrize("manager", MANAGERS)
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_project_compiles_and_passes_its_tests(
    manager: str, database: str, tmp_path: Path
) -> None:
    root = tmp_path / "pics"
    new_app(root, {"project_name": "pics", "database": database, "auth": "better-auth"})
    tools = Emitted(tmp_path / "tools")
    tools.root.mkdir()
    tools.done(f"npm install --no-package-lock --ignore-scripts {MANAGERS[manager]}")
    tools.run(f"node node_modules/{manager}/install.js")
    program = tools.root / "node_modules" / ".bin" / manager
    project = Emitted(root)
    project.done(f"{program} install")
    request = generate.Request(root, root / generate.SPECS, added={"resources/pic.yaml": PIC})
    assert generate.generate(request).migration.name

    project.done(f"{program} run typecheck")
    project.done(f"{program} run lint")
    project.done(f"{program} run test")
