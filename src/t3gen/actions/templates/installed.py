"""The template of the installed t3gen: its address and version."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from t3gen import __version__, render
from t3gen.errors import TemplateError
from t3gen.programs import git
from t3gen.render import Origin

_PACKAGE = "t3gen"
_URL_LABEL = "Template"


@cache
def origin() -> Origin:
    """Return the address and version of the installed template, as `new app` records them.

    In a checkout: its remote if that has the commit, else its path, with `git describe`. For a
    package installed from git: that address and commit (PEP 610). Otherwise the address in the
    package's metadata, with the version of the package as tag.

    Raises:
        TemplateError: The metadata has no address.
    """
    return _of_checkout(render.package_root()) or _of_direct_url() or _of_metadata()


def has_changes() -> bool:
    """Return whether the installed template is in a checkout and differs from its commit."""
    root = render.package_root()
    if not (root / ".git").exists():
        return False
    paths = ("copier.yml", "template")
    return bool(git.query("status", "--porcelain", "--", *paths, folder=root))


def _of_checkout(root: Path) -> Origin | None:
    if not (root / ".git").exists():
        return None
    commit = git.query("describe", "--tags", "--always", folder=root)
    if commit is None:
        return None
    return Origin(_remote(root) or str(root), commit.decode().strip())


def _remote(root: Path) -> str | None:
    """Return the address of the remote if it has the commit of this checkout; None otherwise."""
    address = git.query("remote", "get-url", "origin", folder=root)
    listed = git.query(
        "branch", "--remotes", "--list", "origin/*", "--contains", "HEAD", folder=root
    )
    return address.decode().strip() if address and listed and listed.strip() else None


def _of_direct_url() -> Origin | None:
    """Return the git origin that pip has recorded (PEP 610); None without one."""
    try:
        text = metadata.distribution(_PACKAGE).read_text("direct_url.json") or "{}"
    except metadata.PackageNotFoundError:
        return None
    direct: Mapping[str, Any] = json.loads(text)
    vcs = direct.get("vcs_info") or {}
    if vcs.get("vcs") != "git":
        return None
    tag = vcs.get("requested_revision") or ""
    is_version = re.fullmatch(r"v?\d[\w.+!-]*", tag)
    return Origin(f"git+{direct['url']}", tag if is_version else vcs["commit_id"])


def _of_metadata() -> Origin:
    urls = metadata.metadata(_PACKAGE).get_all("Project-URL") or []
    for url in urls:
        label, _, address = url.partition(",")
        if label.strip() == _URL_LABEL:
            return Origin(address.strip(), f"v{__version__}")
    raise TemplateError(
        "the package does not name the address of its template",
        where=_PACKAGE,
        hint="specify it: --template ADDRESS[@TAG]",
    )
