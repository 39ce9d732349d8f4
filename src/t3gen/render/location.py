"""The location of the installed template, and the origin of templates that projects record."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from t3gen.errors import TemplateError

_PACKAGE = Path(__file__).resolve().parent.parent
_PLACES = (_PACKAGE / "_template", _PACKAGE.parent.parent)


@dataclass(frozen=True)
class Origin:
    """A version of a template at a git address, as copier records it.

    Args:
        address: `_src_path`: a git URL, a shortcut such as `gh:acme/template`, or a folder.
        commit: `_commit`: a tag, or what `git describe --tags --always` prints.
    """

    address: str
    commit: str

    def __str__(self) -> str:
        return f"{self.address}@{self.commit}"


def package_root() -> Path:
    """Find the folder with copier.yml, template/ and examples/: in the wheel or the checkout.

    Raises:
        TemplateError: The package was built without its template.
    """
    for place in _PLACES:
        if (place / "copier.yml").is_file():
            return place
    raise TemplateError(
        "the template is missing from this installation",
        where=str(_PACKAGE),
        hint="build the wheel again from a checkout: pip wheel --no-deps --wheel-dir dist .",
    )
