"""Later versions of the template, made of the installed one."""

from __future__ import annotations

from pathlib import Path

from shop import edit, git

from t3gen.actions.new_template import TAG, new_template

FIRST = TAG.removeprefix("v")
NEXT = "99.0.0"
LATEST = "99.1.0"
_ROOM = "{% yield resource from resources %}{{ resource.folder }}{% endyield %}"
_SERVICE = "../macros/service.jinja"
_POLICY = f"src/server/{_ROOM}/policy.ts.jinja"
_TEST = f"tests/{_ROOM}/export.test.ts.jinja"
_DOC = "/** One of them. */\n"


def tagged_versions(folder: Path) -> Path:
    """Make a repository with the installed template, and later versions."""
    new_template(folder)
    project = folder / "template" / "project"
    edit(project, _SERVICE, "export async function list(", f"{_DOC}export async function list(")
    edit(project, ".env.example.jinja", "", "# new\n")
    (project / "src/server/version.ts.jinja").write_text('export const template = "99";\n')
    (project / "src/server/log.ts").unlink()
    _tag(folder, f"v{NEXT}")
    edit(project, _SERVICE, _DOC, "")
    scope = "  const scope = authorise(policy.remove, actor);\n"
    edit(project, _SERVICE, scope, f"{scope}\n")
    edit(project, _POLICY, "// Access rules by operation", "// Access rules, by operation")
    edit(project, "prisma/schema.prisma.jinja", "generator client {", "// New.\ngenerator client {")
    (project / _TEST).write_text("// Exports {{ resource.plural_label }}.\nexport {};\n")
    _tag(folder, f"v{LATEST}")
    return folder


def _tag(folder: Path, name: str) -> None:
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "-m", name)
    git(folder, "tag", name)
