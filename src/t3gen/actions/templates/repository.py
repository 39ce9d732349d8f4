"""The git repository of a template: its tags, its versions, and the files of a version."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from t3gen.actions.templates import address as addresses
from t3gen.actions.templates import versions
from t3gen.errors import ProjectError
from t3gen.programs import git

CODE = "template-version"
_FOLDER = "template"  # the rest of a repository that has it, such as tests, is left out
_TAGS_SHOWN = 10


class Repository:
    """A repository at an address, cloned on first access."""

    def __init__(self, address: str, folder: Path) -> None:
        """Set the address; nothing is cloned yet.

        Args:
            address: As recorded in a project, see `addresses.url`.
            folder: An empty folder to clone into.
        """
        self.address = address
        self._folder = folder

    def find(self, name: str | None) -> str:
        """Return a version as copier records it.

        Args:
            name: A tag with or without its "v", a branch or a commit; None for the newest
                release, or the newest commit where there are no releases.

        Returns:
            The tag itself, or `git describe --tags --always` of a commit.

        Raises:
            ProjectError: The repository cannot be cloned, or has no such version.
        """
        tags = self._git("tag").split()
        name = name or versions.newest(tags) or "HEAD"
        for tag in (name, f"v{name}"):
            if tag in tags:
                return tag
        return self._git("describe", "--tags", "--always", self._commit(name, tags)).strip()

    def commit(self, version: str) -> str:
        """Return the commit hash of a version.

        Raises:
            ProjectError: The repository cannot be cloned, or has no such version.
        """
        return self._commit(version, self._git("tag").split())

    def extract(self, version: str, folder: Path) -> None:
        """Write the template of a version into a folder: copier.yml and `template/`.

        Raises:
            ProjectError: The repository cannot be cloned, or has no such version.
        """
        commit = self.commit(version)
        has_folder = bool(self._git("ls-tree", "--name-only", commit, "--", f"{_FOLDER}/"))
        self._git(
            # The committed bytes, and no links, which could lead outside the folder.
            *("-c", "core.autocrlf=false", "-c", "core.symlinks=false", f"--work-tree={folder}"),
            *("checkout", "--quiet", "--force", commit, "--"),
            *(("copier.yml", _FOLDER) if has_folder else (".",)),
        )

    def _commit(self, name: str, tags: list[str]) -> str:
        """Return a commit hash, which unlike a name cannot be mistaken for an option of git."""
        arguments = (
            f"--git-dir={self._clone}",
            "rev-parse",
            "--quiet",
            "--verify",
            "--end-of-options",
        )
        for reference in (f"refs/tags/{name}", f"refs/heads/{name}", name):
            if output := git.query(*arguments, f"{reference}^{{commit}}", folder=self._folder):
                return output.decode().strip()
        names = ", ".join(sorted(tags, key=_order, reverse=True)[:_TAGS_SHOWN])
        raise ProjectError(
            f'there is no version "{name}"',
            where=self.address,
            hint=f"its tags: {names}" if names else "it has no tags; tag a commit: git tag v1.0.0",
            code=CODE,
        )

    @cached_property
    def _clone(self) -> Path:
        clone = self._folder / "clone.git"
        git.run(
            *("clone", "--quiet", "--bare", "--", addresses.url(self.address), str(clone)),
            where=self.address,
            hint="check the address and your network; or use a clone on this machine: "
            "t3gen template fetch --from CLONE",
            code=CODE,
        )
        return clone

    def _git(self, *arguments: str) -> str:
        command = (f"--git-dir={self._clone}", *arguments)
        return git.run(*command, where=self.address, code=CODE).decode()


def _order(tag: str) -> tuple[bool, object]:
    version = versions.parse(tag)
    return (version is not None, version or tag)
