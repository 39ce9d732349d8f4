"""Where a template comes from, and what of it a project records."""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from copier._vcs import get_repo
from shop import git

from t3gen import render
from t3gen.actions.templates import address, installed, versions
from t3gen.render import Origin

REMOTE = [
    "gh:acme/template",
    "gh:acme/template.git",
    "gl:acme/group/template",
    "https://github.com/acme/template",
    "https://github.com/acme/template.git",
    "https://gitlab.com/acme/template",
    "git+https://git.acme.com/template",
    "git+ssh://git@git.acme.com:2222/template.git",
    "git@github.com:acme/template.git",
    "git@git.acme.com:template",
    "ssh://git@git.acme.com/template.git",
    "https://user:secret@git.acme.com/template.git",
    "git://git.acme.com/template",
]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A checkout that is installed, with one commit."""
    root = tmp_path / "checkout"
    root.mkdir()
    (root / "copier.yml").write_text("_subdirectory: template\n")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "one")
    monkeypatch.setattr(render, "package_root", lambda: root)
    installed.origin.cache_clear()
    yield root
    installed.origin.cache_clear()


def packaged(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, direct: object = None) -> Origin:
    """Return the origin of a package that pip has installed."""
    text = None if direct is None else json.dumps(direct)
    found = SimpleNamespace(read_text=lambda _: text)
    monkeypatch.setattr(importlib.metadata, "distribution", lambda _: found)
    monkeypatch.setattr(render, "package_root", lambda: tmp_path)
    return installed.origin.__wrapped__()


@pytest.mark.parametrize("text", REMOTE)
def test_an_address_means_what_it_means_to_copier(text: str) -> None:
    assert address.is_remote(text)
    assert address.url(text) == get_repo(text)


@pytest.mark.parametrize("text", REMOTE)
@pytest.mark.parametrize("tag", ["v1.2.0", "2026.1rc1", "main"])
def test_a_tag_follows_an_address(text: str, tag: str) -> None:
    assert address.split(f"{text}@{tag}") == (text, tag)
    assert address.split(text) == (text, None)


def test_a_folder_is_recorded_with_its_whole_path(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(checkout.parent)
    odd = checkout.rename(checkout.parent / "odd@v2")

    assert address.split("odd@v2") == (str(odd), None)
    assert address.split("odd@v2@v1") == (str(odd), "v1")
    assert address.split(str(odd)) == (str(odd), None)


def test_a_checkout_of_its_own_is_recorded_by_its_path(checkout: Path) -> None:
    described = git(checkout, "describe", "--tags", "--always").strip()

    assert installed.origin() == Origin(str(checkout), described)


def test_a_clone_is_recorded_by_its_remote_where_that_has_the_commit(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(checkout, "tag", "v0.1.0")
    clone = checkout.parent / "clone"
    git(checkout, "clone", "--quiet", str(checkout), str(clone))
    monkeypatch.setattr(render, "package_root", lambda: clone)
    assert installed.origin() == Origin(str(checkout), "v0.1.0")

    git(clone, "commit", "--quiet", "--allow-empty", "-m", "not pushed")
    installed.origin.cache_clear()
    described = git(clone, "describe", "--tags", "--always").strip()
    assert described.startswith("v0.1.0-1-g")
    assert installed.origin() == Origin(str(clone), described)


def test_a_checkout_is_found_from_a_hook_of_another_repository(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "--quiet", "other")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "other" / ".git" / "index"))

    assert installed.origin().address == str(checkout)


def test_changes_of_the_template_are_noticed_and_others_are_not(checkout: Path) -> None:
    assert not installed.has_changes()
    (checkout / "README.md").write_text("other\n")
    assert not installed.has_changes()
    (checkout / "template").mkdir()
    (checkout / "template" / "new.txt").write_text("new\n")
    assert installed.has_changes()


@pytest.mark.parametrize(
    ("revision", "commit"),
    [("v0.2.0", "v0.2.0"), ("main", "f" * 40), (None, "f" * 40)],
)
def test_what_pip_installed_from_git_is_recorded_as_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, revision: str | None, commit: str
) -> None:
    vcs = {"vcs": "git", "commit_id": "f" * 40, "requested_revision": revision}
    direct = {"url": "https://git.acme.com/t3gen", "vcs_info": vcs}

    origin = packaged(monkeypatch, tmp_path, direct)

    assert origin == Origin("git+https://git.acme.com/t3gen", commit)


@pytest.mark.parametrize(
    "direct", [None, {"url": "file:///tmp/t3gen.whl", "archive_info": {"hash": ""}}]
)
def test_a_package_is_recorded_by_the_address_and_version_in_its_metadata(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, direct: object
) -> None:
    origin = packaged(monkeypatch, tmp_path, direct)

    assert origin == Origin("https://github.com/t3gen/t3gen.git", "v0.1.0")


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("v0.1.0rc1", "v0.1.0"),
        ("v0.9.0", "v0.10.0"),
        ("v0.1.0", "v0.1.0-3-gabc1234"),
        ("v0.1.0-3-gabc1234", "v0.1.1"),
        ("1.0.dev3", "v1.0a1"),
        ("v1.0", "v1.0+acme.1"),
    ],
)
def test_an_older_version_comes_before_a_newer_one(older: str, newer: str) -> None:
    assert versions.is_older(older, newer)
    assert not versions.is_older(newer, older)
    assert not versions.is_older(older, older)


def test_what_is_no_version_has_no_order() -> None:
    assert not versions.is_older("860dbc8", "v0.1.0")
    assert not versions.is_older("v0.1.0", "release-candidate")


def test_the_newest_release_is_no_candidate_and_no_other_tag() -> None:
    tags = ["v0.9.0", "v0.10.0", "v0.11.0rc1", "nightly", "2.x", "v0.2.0"]

    assert versions.newest(tags) == "v0.10.0"
    assert versions.newest(["nightly", "v1.0a1"]) is None
