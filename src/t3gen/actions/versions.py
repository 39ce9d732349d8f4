"""Versions of the template: the one of this t3gen, and any other by its tag in git."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from t3gen import render
from t3gen.actions import git

_CODE = "template-version"


class Versions:
    """The templates of a git repository, fetched when one is needed that is not installed."""

    def __init__(self, source: str, folder: Path) -> None:
        """Prepare to fetch.

        Args:
            source: A git address, or the folder of a clone.
            folder: An empty one to work in; the templates are usable as long as it is there.
        """
        self._source = source
        self._folder = folder

    def template(self, version: str, recorded_source: str) -> render.Template:
        """Return a version of the template.

        Args:
            version: Its tag, such as `v0.1.0`.
            recorded_source: The address that the project has recorded, and keeps.

        Raises:
            ProjectError: The repository cannot be reached, or has no such version.
        """
        if version == render.installed_commit():
            return render.Template.load(render.package_root(), version, recorded_source)
        target = self._folder / version
        target.mkdir()
        tag = f"refs/tags/{version}"
        listed = ["ls-tree", "-r", "--name-only", tag, "--", "copier.yml", "template"]
        place = f"{self._source} at {version}"
        if self._git(*listed, where=place, hint=self._known()):
            taken = ["checkout", "--quiet", tag, "--", "copier.yml", "template"]
            self._git("-c", "core.autocrlf=false", f"--work-tree={target}", *taken, where=place)
        return render.Template.load(target, version, recorded_source)

    @cached_property
    def _clone(self) -> Path:
        clone = self._folder / "clone.git"
        hint = "name a clone of it: t3gen upgrade --from ../t3gen"
        command = ["clone", "--quiet", "--bare", self._source, str(clone)]
        git.run(*command, where=self._source, hint=hint, code=_CODE)
        return clone

    def _known(self) -> str:
        tags = self._git("tag", "--sort=-v:refname").split()
        return f"there are: {', '.join(tags[:10])}" if tags else "it has no version at all"

    def _git(self, *arguments: str, where: str = "git", hint: str = "") -> str:
        command = [f"--git-dir={self._clone}", *arguments]
        return git.run(*command, where=where, hint=hint, code=_CODE).decode()
