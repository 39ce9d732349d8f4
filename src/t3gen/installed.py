"""The files that are installed with t3gen: its template, and the engine in it."""

from __future__ import annotations

from pathlib import Path

from t3gen.errors import TemplateError

_PACKAGE = Path(__file__).resolve().parent
_PLACES = (_PACKAGE / "_template", _PACKAGE.parent.parent)


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


def engine() -> Path:
    """Return the stand-in for Prisma's schema engine, in the installed template.

    Raises:
        TemplateError: The package was built without its template.
    """
    return package_root() / "template" / "project" / "prisma" / "engine" / "schema-engine.mjs"
