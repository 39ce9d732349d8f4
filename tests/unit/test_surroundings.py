"""What a project brings for CI, containers and coding agents: valid, and about this project."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from t3gen import model, spec
from t3gen.cli import COMMANDS
from t3gen.render import package_template

SPECS = {
    "plain": b"resource: Tag\nfields: {name: string}\n",
    "files": b"resource: Photo\nfields:\n  image: file(image/png)\n",
}
_SCRIPT = re.compile(r"npm (?:run )?([\w:-]+)")
_COMMAND = re.compile(r"t3gen ([a-z]+)(?: ([a-z]+))?")
_PATH = re.compile(r"`((?:src|tests)/[\w/.-]+\.ts)`")
_NPM = {"ci", "install", "prune", "may", "start"}


def project(database: str, kind: str) -> dict[str, str]:
    resources = [one.record() for one in model.resolve(spec.read({"a.yaml": SPECS[kind]}))]
    answers = {"database": database, "resources": resources, "standalone": False, "jobs": False}
    files = package_template().render({"project_name": "shop", **answers})
    return {path: file.data.decode() for path, file in files.items()}


@pytest.fixture(params=["sqlite plain", "sqlite files", "postgresql plain", "postgresql files"])
def files(request: pytest.FixtureRequest) -> dict[str, str]:
    return project(*request.param.split())


def commands(workflow: dict[str, Any]) -> Iterator[str]:
    for job in workflow["jobs"].values():
        yield from (step["run"] for step in job["steps"] if "run" in step)


def test_ci_runs_the_scripts_and_commands_that_there_are(files: dict[str, str]) -> None:
    workflow = yaml.safe_load(files[".github/workflows/ci.yml"])
    scripts = json.loads(files["package.json"])["scripts"]
    lines = list(commands(workflow))

    run = {name for line in lines for name in _SCRIPT.findall(line)} - _NPM
    assert {"format:check", "lint", "typecheck", "test", "test:e2e"} == run
    assert run <= set(scripts)
    called = {match[1] for line in lines for match in _COMMAND.finditer(line)}
    assert {"check", "migrate"} == called <= set(COMMANDS)


def test_compose_has_the_services_that_are_used(files: dict[str, str]) -> None:
    compose = yaml.safe_load(files["compose.yaml"])
    expected = {"redis"}
    expected |= {"database"} if "postgresql://" in files[".env.example"] else set()
    expected |= {"s3"} if "S3_BUCKET" in files[".env.example"] else set()
    expected |= {"mail"} if "SMTP_URL" in files[".env.example"] else set()

    assert expected == set(compose["services"])
    volumes = {
        volume.partition(":")[0]
        for service in compose["services"].values()
        for volume in service.get("volumes", [])
    }
    assert volumes == set(compose.get("volumes", {}))
    ports = [port for one in compose["services"].values() for port in one["ports"]]
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_the_notes_for_agents_are_short_and_true(files: dict[str, str]) -> None:
    notes = files["AGENTS.md"]

    assert len(notes.splitlines()) <= 60
    assert files["CLAUDE.md"] == "@AGENTS.md\n"
    assert set(_PATH.findall(notes)) <= set(files)
    scripts = json.loads(files["package.json"])["scripts"]
    assert set(_SCRIPT.findall(notes)) - _NPM <= set(scripts)
    assert {match[1] for match in _COMMAND.finditer(notes)} - {"generates"} <= set(COMMANDS)


def test_an_image_is_built_without_what_is_secret_or_made(files: dict[str, str]) -> None:
    ignored = files[".dockerignore"].split()

    assert {".env*", "node_modules", ".next", "generated", "dist", "storage"} <= set(ignored)
    steps = [line.partition(" ")[2] for line in files["Dockerfile"].splitlines() if "npm" in line]
    scripts = json.loads(files["package.json"])["scripts"]
    assert {name for step in steps for name in _SCRIPT.findall(step)} - _NPM <= set(scripts)
