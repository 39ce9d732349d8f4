"""Golden directories: specs, and the generated files that each of them is about.

tests/cases/generate/<what-it-shows>/
  before/resources/*.yaml  the specs
  before/prisma/*.prisma   models of the user's own, which relations lead to
  after/...                the files that it is about: models, routes, server code, tests, factories
tests/cases/shows.yaml     patterns of those files, by case

Of a resource that is only there to be pointed to, after/ holds the model alone.

A case is for SQLite, unless its name ends in "-on-postgresql".

No two cases name the same resource, so that one project can hold them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from services import REPOSITORY

from t3gen import migrate, model, spec
from t3gen.model import reserved
from t3gen.render import Rendered, Template, package_template

CASES = sorted((REPOSITORY / "tests" / "cases" / "generate").iterdir())


def database(case: Path) -> str:
    """Return the database that a case is for."""
    return "postgresql" if case.name.endswith("-on-postgresql") else "sqlite"


def specs(case: Path) -> dict[str, bytes]:
    """Return the texts of a case's specs by their path below the project."""
    before = case / "before"
    return {
        path.relative_to(before).as_posix(): path.read_bytes()
        for path in sorted(before.rglob("*.yaml"))
    }


def own(case: Path) -> dict[str, bytes]:
    """Return the Prisma files of a case that are the user's own, by path below the project."""
    before = case / "before"
    return {
        path.relative_to(before).as_posix(): path.read_bytes()
        for path in sorted(before.rglob("*.prisma"))
    }


def golden(case: Path) -> dict[str, str]:
    """Return what a case should give, by path below the project."""
    after = case / "after"
    return {
        path.relative_to(after).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(after.rglob("*"))
        if path.is_file()
    }


def patterns(case: Path) -> list[str]:
    """Return the patterns of the files that a case shows."""
    return shows()[case.name]


def shown(case: Path) -> dict[str, str]:
    """Generate a case in memory, and return the files of its resources that it shows."""
    prefixes = tuple(prefix for resource in records(case) for prefix in _places(resource))
    return {
        path: file.data.decode("utf-8")
        for path, file in files(case).items()
        if path.startswith(prefixes) and any(fnmatchcase(path, one) for one in patterns(case))
    }


def files(case: Path) -> dict[str, Rendered]:
    """Generate a case in memory, and return every file."""
    answers = {"database": database(case), "auth": "better-auth", "trpc": True}
    return _template().render({"project_name": "shop", **answers, "resources": records(case)})


@cache
def shows() -> dict[str, list[str]]:
    """Return the patterns of the files that each case shows, by the name of the case."""
    file = REPOSITORY / "tests" / "cases" / "shows.yaml"
    patterns: dict[str, list[str]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return patterns


@cache
def records(case: Path) -> list[dict[str, Any]]:
    """Return what is recorded of the resources of a case."""
    texts = {path: data.decode("utf-8") for path, data in own(case).items()}
    models = migrate.own_models(texts, reserved.AUTH_MODELS)
    app = model.App(database(case), "better-auth", models)
    return [one.record() for one in model.resolve(spec.read(specs(case)), app)]


@cache
def _template() -> Template:
    return package_template()


def _places(resource: Mapping[str, Any]) -> Iterable[str]:
    yield f"prisma/models/{resource['slug']}.prisma"
    if resource["own"]:
        yield "prisma/own.ts"
    if any("named_enum" in one for one in resource["fields"]):
        yield "prisma/enums.prisma"
    if _is_bystander(resource):
        return
    yield f"prisma/factories/{resource['slug']}.ts"
    yield f"src/app/api/{resource['path']}/"
    yield f"src/server/{resource['folder']}/"
    yield f"src/server/api/routers/{resource['slug']}.ts"
    yield f"tests/{resource['folder']}/"


def _is_bystander(resource: Mapping[str, Any]) -> bool:
    says_more = any(resource[key] for key in ("doc", "relations", "many", "owner"))
    return bool(resource["inverses"]) and len(resource["fields"]) == 1 and not says_more
