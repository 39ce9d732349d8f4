"""Where the template of this t3gen lies, and the address that `copier update` finds it at."""

from __future__ import annotations

from pathlib import Path

from t3gen import __version__
from t3gen.errors import TemplateError

SOURCE = "https://github.com/t3gen/t3gen.git"

_PACKAGE = Path(__file__).resolve().parent.parent
_PLACES = (_PACKAGE / "_template", _PACKAGE.parent.parent)


def installed_commit() -> str:
    """Return the tag that holds the same template as this package, such as `v0.1.0`."""
    return f"v{__version__}"


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
