"""`t3gen template fetch`: caching of a project's template version."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from t3gen import project
from t3gen.actions import templates
from t3gen.render import Origin


@dataclass(frozen=True)
class Fetched:
    """A template version that is available without a network.

    Args:
        state: "installed with t3gen", "already in the cache" or "fetched into the cache".
    """

    origin: Origin
    state: str


def fetch(start: Path, clone: str | None = None) -> Fetched:
    """Fetch the version that a project records.

    Args:
        start: A folder of the project.
        clone: The repository to clone instead of the recorded address.

    Raises:
        ProjectError: The folder is in no project, or the version cannot be fetched.
    """
    origin = templates.recorded(project.read_answers(project.find(start)))
    if origin == templates.installed.origin():
        return Fetched(origin, "installed with t3gen")
    if templates.is_available(origin):
        return Fetched(origin, "already in the cache")
    templates.load(origin, clone)
    return Fetched(origin, "fetched into the cache")
