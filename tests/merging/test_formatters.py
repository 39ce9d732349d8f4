"""A project that its own formatter writes in another way, with edits, under a changed spec.

The formatters are the real ones: the project's prettier, and biome.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from packages_at import node_modules
from shop import answer, edit, make_shop, run, tree

from t3gen import ANSWERS_FILE
from t3gen.migrate import find_node

PRETTIER = ("node_modules/prettier/bin/prettier.cjs", "--write", "--log-level=warn")
BIOME = ("node_modules/@biomejs/biome/bin/biome",)
GIT = {"enabled": True, "clientKind": "git", "useIgnoreFile": True}
FORMATTERS: dict[str, tuple[Sequence[str], str, dict[str, object]]] = {
    "prettier": (
        (*PRETTIER, "."),
        "prettier.config.js",
        {"semi": False, "singleQuote": True, "useTabs": True, "printWidth": 100},
    ),
    "biome": (
        (*BIOME, "format", "--write", "."),
        "biome.json",
        {"javascript": {"formatter": {"quoteStyle": "single", "semicolons": "asNeeded"}}},
    ),
    "biome with imports in order": (
        (*BIOME, "check", "--write", "--linter-enabled=false", "."),
        "biome.json",
        {"formatter": {"indentStyle": "space", "lineWidth": 100}},
    ),
}


@pytest.fixture(scope="module", params=FORMATTERS)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a shop as a formatter writes it; the file `format` holds its command."""
    command, name, settings = FORMATTERS[request.param]
    root = make_shop(tmp_path_factory.mktemp("formatted") / "shop")
    if name == "biome.json":
        settings = {**settings, "vcs": GIT}
    text = json.dumps(settings, indent=2) + "\n"
    (root / name).write_text(f"export default {text}" if name.endswith(".js") else text)
    (root / "node_modules").symlink_to(node_modules())
    assert 0 == run(root, "generate")
    (root / "format").write_text(" ".join(command))
    before = tree(root)
    formatted(root)
    assert before != tree(root)
    return root


@pytest.fixture
def shop(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "shop", symlinks=True)


def formatted(root: Path) -> None:
    """Let the formatter of the project write every file."""
    command = [str(find_node()), *(root / "format").read_text().split()]
    environment = {**os.environ, "PATH": f"{find_node().parent}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run(command, cwd=root, env=environment, capture_output=True, check=True)


def test_formatting_conflicts_with_nothing_and_edits_are_merged(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(shop, "resources/order.yaml", "fields:\n", "fields:\n  extra: string(20)?\n")
    edit(shop, "resources/order.yaml", "update: owner\n", "update: owner | role(admin)\n")
    edit(shop, "src/server/orders/policy.ts", "// Access rules", "// mine\n// Access rules")
    edit(
        shop, "src/server/orders/schema.ts", "/** The path param", "// mine too\n/** The path param"
    )
    before = tree(shop)

    code, told = answer(shop, capsys, "generate")

    after = tree(shop)
    changed = {name for name in before if before[name] != after[name]}
    verdicts = {one["path"]: one["verdict"] for one in told["files"]}
    assert 0 == code
    assert ("merge", "merge") == (
        verdicts["src/server/orders/policy.ts"],
        verdicts["src/server/orders/schema.ts"],
    )
    assert b"// mine\n" in after["src/server/orders/policy.ts"]
    assert b"extra" in after["src/server/orders/schema.ts"]
    formatted(shop)
    # Records are one line each, for merges of branches; biome would break them up again.
    assert {ANSWERS_FILE} >= {name for name in changed if after[name] != tree(shop)[name]}


def test_a_formatted_project_is_nothing_to_generate_and_nothing_to_find(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(shop)

    assert (0, 0) == (run(shop, "generate"), answer(shop, capsys, "check")[0])

    assert before == tree(shop)


def test_a_formatted_resource_goes_without_a_trace(shop: Path) -> None:
    assert 0 == run(shop, "destroy", "resource", "Review", "--drop-rows", "--consent", "Ada")

    assert [] == [name for name in tree(shop) if "/reviews/" in name]


def test_a_formatted_project_is_formatted_after_a_rename_and_edits_follow(shop: Path) -> None:
    service = "src/server/reviews/service.ts"
    edit(shop, service, "export async function get(", "// mine\nexport async function get(")

    assert 0 == run(shop, "rename", "resource", "Review", "Opinion")
    assert 0 == run(shop, "rename", "field", "Product", "stock", "units")

    after = tree(shop)
    assert b"// mine\n" in after["src/server/opinions/service.ts"]
    code = {name: data for name, data in after.items() if name.endswith(".ts")}
    old = re.compile(rb"(?<![a-z])reviews?\b|\bstock\b", re.IGNORECASE)
    assert [] == [name for name, data in code.items() if old.search(name.encode() + data)]
    formatted(shop)
    again = {name: data for name, data in tree(shop).items() if name.endswith(".ts")}
    assert {} == {name: data for name, data in again.items() if data != code[name]}
