"""`t3gen template new`: a copy of the installed template in a git repository."""

from __future__ import annotations

import shutil
from pathlib import Path

from t3gen import __version__, render
from t3gen.errors import ProjectError, UsageError
from t3gen.programs import git
from t3gen.render import Origin

TAG = f"v{__version__}"
_COPIED = ("copier.yml", "template")
_ATTRIBUTES = (
    "# A checkout must not change line endings: projects get these bytes.\n* text=auto eol=lf\n"
)
_README = """\
# Our template of T3 backends

A [copier](https://copier.readthedocs.io) template, rendered by t3gen. It began as the template of
t3gen {version}.

- `template/project/` holds what a project gets; paths mirror the output.
- `template/macros/` holds what each field type becomes in Prisma, zod and sample data.
- `copier.yml` holds the questions of `t3gen new app`.

Release a version: commit, and tag it by [PEP 440](https://peps.python.org/pep-0440/).

    git commit --all --message "Log in JSON"
    git tag v{next}

Projects begin with `t3gen new app shop --template ADDRESS[@TAG]` and follow with `t3gen upgrade` or
`copier update`.
"""


def new_template(directory: Path) -> Origin:
    """Write the installed template into a git repository, committed and tagged.

    Args:
        directory: The folder; it must not exist, or be empty.

    Returns:
        Its path and tag, for `new app --template`.

    Raises:
        UsageError: The folder is not empty.
        ProjectError: It cannot be written, or git is missing.
    """
    root = directory.resolve()
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        hint = "choose a folder that does not exist yet"
        raise UsageError("the folder is not empty", where=str(directory), hint=hint, code="taken")
    try:
        _write(root)
    except OSError as problem:
        what = f"cannot be written: {problem.strerror}"
        raise ProjectError(what, where=str(directory)) from problem
    git.run("init", "--quiet", "--initial-branch=main", folder=root)
    # --force: template/project/.gitignore is a file of projects, and no rule of this repository.
    git.run("add", "--all", "--force", folder=root)
    git.commit(f"Start from the template of t3gen {__version__}", folder=root)
    git.run("-c", "tag.gpgSign=false", "tag", TAG, folder=root)
    return Origin(str(root), TAG)


def _write(root: Path) -> None:
    installed = render.package_root()
    root.mkdir(parents=True, exist_ok=True)
    for name in _COPIED:
        source = installed / name
        if source.is_dir():
            shutil.copytree(source, root / name)
        else:
            shutil.copyfile(source, root / name)
    (root / ".gitattributes").write_text(_ATTRIBUTES, encoding="utf-8", newline="\n")
    numbers = __version__.split(".")
    following = ".".join([*numbers[:-1], str(int(numbers[-1]) + 1)])
    readme = _README.format(version=__version__, next=following)
    (root / "README.md").write_text(readme, encoding="utf-8", newline="\n")
