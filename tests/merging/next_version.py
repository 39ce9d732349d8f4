"""A later version of the template, made of the installed one."""

from __future__ import annotations

import shutil
from pathlib import Path

from shop import git

from t3gen.render import installed_commit, package_root

NEXT = "99.0.0"
_ROOM = "src/server/{% yield resource from resources %}{{ resource.folder }}{% endyield %}"


def tagged_versions(folder: Path) -> Path:
    """Make a repository with the installed template, and a later one."""
    shutil.copy2(package_root() / "copier.yml", folder)
    shutil.copytree(package_root() / "template", folder / "template")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "-m", "first")
    git(folder, "tag", installed_commit())
    project = folder / "template" / "project"
    service = project / _ROOM / "service.ts.jinja"
    text = service.read_text()
    assert "export async function get(" in text
    service.write_text(
        text.replace(
            "export async function get(", "/** One of them. */\nexport async function get("
        )
    )
    (project / "src" / "server" / "version.ts.jinja").write_text('export const template = "99";\n')
    (project / "src" / "server" / "log.ts").unlink()
    (project / ".env.example.jinja").write_text(
        "# new\n" + (project / ".env.example.jinja").read_text()
    )
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "-m", "second")
    git(folder, "tag", f"v{NEXT}")
    return folder
