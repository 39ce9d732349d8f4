"""t3gen as a user installs it: a wheel in an empty environment, and no address redirected."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest
from services import link_packages
from wheel import build

SERVICE = "src/server/posts/service.ts"
_ROOM = "{% yield resource from resources %}{{ resource.folder }}{% endyield %}"
_TEMPLATE = "template/macros/service.jinja"


@dataclass(frozen=True)
class User:
    """Somebody with a home of their own who has installed t3gen."""

    home: Path

    def run(self, folder: Path, command: str) -> subprocess.CompletedProcess[str]:
        """Run a command line in a folder."""
        node = Path(sys.executable).parent
        kept = {
            name: os.environ[name]
            for name in ("LANG", "PIP_CERT", "SSL_CERT_FILE", "PIP_INDEX_URL", "PIP_CONFIG_FILE")
            if name in os.environ
        }
        path = os.pathsep.join([str(self.home / "venv/bin"), str(node), os.environ["PATH"]])
        return subprocess.run(
            ["bash", "-ec", command],
            cwd=folder,
            env={**kept, "HOME": str(self.home), "PATH": path},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=600,
            check=False,
        )

    def done(self, folder: Path, command: str) -> str:
        """Run a command line that has to succeed, and return what it printed."""
        ended = self.run(folder, command)
        assert ended.returncode == 0, f"{command}\n{ended.stdout}"
        return ended.stdout


@pytest.fixture(scope="module")
def user(tmp_path_factory: pytest.TempPathFactory) -> User:
    home = tmp_path_factory.mktemp("home")
    venv.create(home / "venv", with_pip=True)
    somebody = User(home)
    wheel = build(home)
    somebody.done(home, f"pip install --quiet --disable-pip-version-check {wheel}")
    somebody.done(home, "git config --global user.name A && git config --global user.email a@b.c")
    return somebody


def write(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1
    file.write_text(text.replace(before, after), encoding="utf-8")


def test_an_installed_t3gen_makes_a_template_and_apps_that_follow_it(
    user: User, tmp_path: Path
) -> None:
    user.done(tmp_path, "t3gen template new ours && t3gen new app app --template ours --yes")
    app, template = tmp_path / "app", tmp_path / "ours"
    link_packages(app)
    user.done(app, "git init --quiet && t3gen new resource Post title:string body:text?")
    write(app / SERVICE, "export async function list(", "// Mine.\nexport async function list(")
    user.done(app, "t3gen generate && t3gen check && git add --all && git commit --quiet -m app")
    by_copier = shutil.copytree(app, tmp_path / "by-copier", symlinks=True)
    stays = shutil.copytree(app, tmp_path / "stays", symlinks=True)
    write(
        template / _TEMPLATE,
        "export async function create(",
        "/** One. */\nexport async function create(",
    )
    user.done(template, "git commit --quiet --all -m two && git tag v0.2.0")

    user.done(app, "t3gen upgrade")
    user.done(by_copier, "copier update --quiet")

    for root in (app, by_copier):
        service = (root / SERVICE).read_text(encoding="utf-8")
        assert "// Mine.\nexport async function list(" in service
        assert "/** One. */\nexport async function create(" in service
        user.done(root, "t3gen check && t3gen new resource Tag name:string && t3gen check")
        assert "/** One. */" in (root / "src/server/tags/service.ts").read_text(encoding="utf-8")
    user.done(stays, "t3gen check && t3gen new resource Tag name:string && t3gen check")
    assert "/** One. */" not in (stays / "src/server/tags/service.ts").read_text(encoding="utf-8")


def test_an_installed_t3gen_records_the_address_and_version_of_its_package(
    user: User, tmp_path: Path
) -> None:
    user.done(tmp_path, "t3gen new app app --yes")
    app = tmp_path / "app"

    recorded = (app / ".copier-answers.yml").read_text(encoding="utf-8")
    assert "_commit: v0.1.0\n_src_path: https://github.com/t3gen/t3gen.git\n" in recorded
    link_packages(app)
    user.done(app, "t3gen template fetch && t3gen generate --dry-run")


def test_an_address_that_cannot_be_reached_is_named_with_a_way_on(
    user: User, tmp_path: Path
) -> None:
    user.done(tmp_path, "t3gen new app app --yes")
    app = tmp_path / "app"
    write(app / ".copier-answers.yml", "https://github.com/t3gen/t3gen.git", "git@127.0.0.1:no.git")

    ended = user.run(app, "t3gen upgrade")

    assert ended.returncode == 2
    assert "git@127.0.0.1:no.git: " in ended.stdout
    assert "t3gen template fetch --from CLONE" in ended.stdout
    assert "Traceback" not in ended.stdout
