"""Later versions of the template, made of the installed one."""

from __future__ import annotations

import shutil
from pathlib import Path

from shop import edit, git

from t3gen.render import installed_commit, package_root

NEXT = "99.0.0"
LATEST = "99.1.0"
_ROOM = "{% yield resource from resources %}{{ resource.folder }}{% endyield %}"
_SERVICE = f"src/server/{_ROOM}/service.ts.jinja"
_POLICY = f"src/server/{_ROOM}/policy.ts.jinja"
_TEST = f"tests/{_ROOM}/export.test.ts.jinja"
_DOC = "/** One of them. */\n"


def tagged_versions(folder: Path) -> Path:
    """Make a repository with the installed template, and later ones."""
    shutil.copy2(package_root() / "copier.yml", folder)
    shutil.copytree(package_root() / "template", folder / "template")
    git(folder, "init", "--quiet")
    _tag(folder, installed_commit())
    project = folder / "template" / "project"
    edit(project, _SERVICE, "export async function get(", f"{_DOC}export async function get(")
    edit(project, ".env.example.jinja", "", "# new\n")
    (project / "src/server/version.ts.jinja").write_text('export const template = "99";\n')
    (project / "src/server/log.ts").unlink()
    _tag(folder, f"v{NEXT}")
    edit(project, _SERVICE, _DOC, "")
    edit(project, _SERVICE, "throw notFound();\n", "throw notFound();\n\n")
    edit(project, _POLICY, "// Who may do what.", "// Who may do what, and where.")
    edit(project, "prisma/schema.prisma.jinja", "generator client {", "// New.\ngenerator client {")
    (project / _TEST).write_text("// Exports {{ resource.plural_label }}.\nexport {};\n")
    _tag(folder, f"v{LATEST}")
    return folder


def checkout(versions: Path, version: str) -> Path:
    """Return the folder of one version, as if it was the package of that t3gen."""
    folder = versions.with_name(f"{versions.name}-{version}")
    if not folder.exists():
        git(versions, "worktree", "add", "--quiet", "--detach", str(folder), f"v{version}")
    return folder


def _tag(folder: Path, name: str) -> None:
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "-m", name)
    git(folder, "tag", name)
