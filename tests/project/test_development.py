"""`npm run dev`, as its user leaves it running all day."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from databases import Database
from emitted import Emitted, emit, free_port
from http_client import Client
from services import environment, link_packages

NOTE = b"resource: Note\nfields: {text: string}\naccess: {list: public, create: public}\n"
TAG = """\
resource: Tag
fields: {name: string, photo: file(image/png)?}
access: {list: public, create: public}
"""


POST = b"resource: Post\nfields: {title: string}\nowner: user\n"


@contextmanager
def developing(project: Emitted, log: Path) -> Iterator[Client]:
    """Run `npm run dev` for the length of a `with` block."""
    link_packages(project.root)
    port = free_port()
    variables = {**project.variables, "PORT": str(port), "NEXT_TELEMETRY_DISABLED": "1"}
    with (
        log.open("wb") as output,
        subprocess.Popen(
            ["npm", "run", "dev"],
            cwd=project.root,
            env=environment(variables),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        ) as process,
    ):
        try:
            client = Client(port)
            assert 200 == settled(client, "/api/health/live", 200), log.read_text()
            yield client
        finally:
            os.killpg(process.pid, signal.SIGKILL)


def settled(client: Client, path: str, status: int) -> int:
    """Ask until the status is as expected, as long as compiling may take, and return the last."""
    deadline = time.monotonic() + 60
    while True:
        try:
            found = client.call("GET", path).status
        except OSError:
            found = 0
        if found == status or time.monotonic() > deadline:
            return found
        time.sleep(0.5)


def test_a_resource_that_is_added_meanwhile_is_served(database: Database, tmp_path: Path) -> None:
    url = database.url if database.provider == "postgresql" else None
    project = emit(
        tmp_path / "shop", {"note.yaml": NOTE}, database=database.provider, auth="none", url=url
    )
    project.done("npm run db:migrate")
    log = tmp_path / "log"
    with developing(project, log) as client:
        assert 200 == settled(client, "/api/notes", 200), log.read_text()
        assert "/api/tags" not in client.call("GET", "/api/openapi.json").json()["paths"]
        (project.root / "resources" / "tag.yaml").write_text(TAG)
        project.done(f"{sys.executable} -m t3gen generate")
        project.done("npx prisma generate")
        project.done(f"{sys.executable} -m t3gen migrate apply")

        assert 200 == settled(client, "/api/tags", 200), log.read_text()
        assert 201 == client.call("POST", "/api/tags", {"name": "new"}).status
        assert "/api/tags" in client.call("GET", "/api/openapi.json").json()["paths"]
        assert 200 == settled(client, "/api/notes", 200), log.read_text()


@pytest.mark.parametrize("auth", ["better-auth", "none"])
def test_the_readme_of_a_project_says_how_it_is_called(auth: str, tmp_path: Path) -> None:
    project = emit(tmp_path / "shop", {"post.yaml": POST}, auth=auth)
    readme = (project.root / "README.md").read_text(encoding="utf-8")
    start, call = re.findall(r"```sh\n(.*?)```", readme, re.DOTALL)
    for line in start.splitlines():
        command = line.partition("#")[0].strip()
        if command not in ("npm install", "cp -n .env.example .env", "npm run dev"):
            project.done(command)
    log = tmp_path / "log"
    with developing(project, log) as client:
        assert 200 == settled(client, "/api/docs", 200)
        first = client.call("GET", "/")
        assert "/api/docs" == first.headers["location"]
        assert 401 == settled(client, "/api/posts", 401), log.read_text()

        ours = call.replace("localhost:3000", f"127.0.0.1:{client.port}")
        pasted = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", ours],
            cwd=project.root,
            env=environment(),
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        answer = json.loads(pasted.stdout)
        assert [] == answer["items"]
