"""npm packages that a change adds, and that must be installed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from t3gen import project

FILE = "package.json"
_KINDS = ("dependencies", "devDependencies")


def notes(root: Path, plan: project.Plan) -> tuple[str, ...]:
    """Return a note about added packages, if the other packages are installed."""
    modules = root / "node_modules"
    changes = [step for step in plan.everything if step.path == FILE and step.changes]
    if not changes or not modules.is_dir():
        return ()
    [step] = changes
    added = sorted(_named(step.after) - _named(step.before))
    missing = [name for name in added if not (modules / name).exists()]
    return (f"New in {FILE}: {', '.join(missing)}. Install: npm install",) if missing else ()


@dataclass(frozen=True)
class PackageChange:
    """A package of package.json that changes.

    Args:
        name: Its name.
        before: Its version before; empty if it is added.
        after: Its version after; empty if it is removed.
    """

    name: str
    before: str
    after: str


def changes(plan: project.Plan) -> tuple[PackageChange, ...]:
    """Return the packages of package.json that a plan changes."""
    for step in plan.everything:
        if step.path == FILE and step.changes and step.verdict is not project.Verdict.CONFLICT:
            before, after = _versions(step.before), _versions(step.after)
            return tuple(
                PackageChange(name, before.get(name, ""), after.get(name, ""))
                for name in sorted(before.keys() | after.keys())
                if before.get(name) != after.get(name)
            )
    return ()


def _named(text: bytes | None) -> set[str]:
    return {*_versions(text)}


def _versions(text: bytes | None) -> dict[str, str]:
    try:
        manifest = json.loads(text or b"{}")
    except ValueError:
        return {}  # it has conflict markers, which are reported elsewhere
    kinds = [manifest.get(kind) for kind in _KINDS] if isinstance(manifest, dict) else []
    return {
        name: str(version)
        for kind in kinds
        if isinstance(kind, dict)
        for name, version in kind.items()
    }
