"""npm packages that a change adds, and that must be installed."""

from __future__ import annotations

import json
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


def _named(text: bytes | None) -> set[str]:
    try:
        manifest = json.loads(text or b"{}")
    except ValueError:
        return set()  # it has conflict markers, which are reported elsewhere
    kinds = [manifest.get(kind) for kind in _KINDS] if isinstance(manifest, dict) else []
    return {name for kind in kinds if isinstance(kind, dict) for name in kind}
