"""`t3gen mcp`, driven by the client of the protocol's SDK: from an empty app to green tests."""

from __future__ import annotations

import asyncio
import json
import sys
import tomllib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters
from mcp_types import TextContent
from services import REPOSITORY, environment, refer_to_packages
from shop import run

from t3gen import cli

READERS = {"describe", "explain", "schema", "docs", "plan", "check", "diff", "migrate_status"}
SPEC = """\
resource: Note
fields: {title: string(80), text: text?}
owner: user
access: {list: owner, get: owner, create: signed_in, update: owner, delete: owner}
"""

Call = Callable[..., Awaitable[tuple[bool, str]]]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("tools") / "shop"
    assert 0 == cli.run(["new", "app", str(root), "--auth", "better-auth"])
    refer_to_packages(root)
    assert 0 == run(root, "generate")
    return root


def drive(root: Path, work: Callable[[Client, Call], Awaitable[None]]) -> None:
    """Connect to a server of a project, and work with it."""

    async def connected() -> None:
        server = StdioServerParameters(
            command=sys.executable, args=["-m", "t3gen", "mcp"], cwd=root, env=environment()
        )
        async with Client(server) as client:

            async def call(name: str, **arguments: Any) -> tuple[bool, str]:
                result = await client.call_tool(name, arguments)
                (content,) = result.content
                assert isinstance(content, TextContent)
                return not result.is_error, content.text

            await work(client, call)

    asyncio.run(connected())


def test_what_only_reads_is_marked(app: Path) -> None:
    async def work(client: Client, call: Call) -> None:
        tools = {one.name: one for one in (await client.list_tools()).tools}
        hints = {name: one.annotations for name, one in tools.items()}
        assert {*READERS, "apply", "run_tests"} == tools.keys()
        assert READERS == {name for name, it in hints.items() if it and it.read_only_hint}
        assert all(one.description for one in tools.values())
        is_done, text = await call("schema", of="plan")
        assert is_done and json.loads(text) and "digest" in text
        is_done, text = await call("docs", topic="access")
        assert is_done and text.startswith("# ")

    drive(app, work)


def test_a_resource_is_planned_applied_by_its_digest_and_tested(app: Path) -> None:
    async def work(_client: Client, call: Call) -> None:
        (app / "resources" / "note.yaml").write_text(SPEC)
        _, text = await call("plan")
        plan = json.loads(text)
        assert {"GET /api/notes", "POST /api/notes"} <= {
            f"{one['method']} {one['path']}" for one in plan["operations"]
        }

        is_done, text = await call("apply", digest="0" * len(plan["digest"]))
        assert not is_done and "plan-changed" in text
        assert not (app / "src/server/notes").exists()
        is_done, text = await call("apply", digest=plan["digest"])
        assert is_done, text
        assert (app / "src/server/notes/service.ts").exists()

        is_done, text = await call("check")
        assert is_done and json.loads(text)["ok"], text
        is_done, text = await call("run_tests", paths=["tests/notes"])
        assert is_done, text
        assert "passed" in text

        is_done, text = await call("describe", resource="Note")
        assert is_done and "title" in text
        is_done, text = await call("explain", topic="Note.title")
        assert is_done and "src/server/notes/schema.ts" in text
        is_done, text = await call("explain", topic="access Note")
        assert is_done and "owner" in text

    drive(app, work)


def test_what_cannot_be_done_is_an_error_with_its_place(app: Path) -> None:
    async def work(_client: Client, call: Call) -> None:
        (app / "resources" / "pen.yaml").write_text("resource: Pen\nfields: {ink: colour}\n")
        is_done, text = await call("plan")
        assert not is_done
        assert "resources/pen.yaml" in text and "colour" in text
        (app / "resources" / "pen.yaml").unlink()

        for name, arguments in (
            ("describe", {"resource": "--help"}),
            ("explain", {"topic": "Pen.ink"}),
            ("run_tests", {"paths": ["--config=elsewhere.ts"]}),
            ("run_tests", {"paths": ["tests/nothing"]}),
        ):
            is_done, text = await call(name, **arguments)
            assert not is_done and text, (name, text)

    drive(app, work)


def test_without_its_package_the_command_that_installs_it_is_named(
    app: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)

    assert 2 == run(app, "mcp")

    config = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())
    (package,) = config["project"]["optional-dependencies"]["mcp"]
    assert f'{sys.executable} -m pip install "{package}"' in capsys.readouterr().err
