"""`t3gen new resource`: a spec from a few words, and everything that follows from it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from t3gen import project, spec
from t3gen.actions import generate
from t3gen.actions.change import Outcome
from t3gen.actions.generate import Request
from t3gen.errors import SpecErrors, UsageError
from t3gen.model import naming, reserved
from t3gen.spec.arguments import at_argument, from_arguments
from t3gen.spec.documents import ResourceAccessDocument
from t3gen.spec.files import SUFFIXES
from t3gen.spec.schema import FROM_SPECS
from t3gen.spec.writing import dump

_ODD = re.compile(r"[^a-z0-9-]+")


@dataclass(frozen=True)
class Wish:
    """A resource as the command line, or the prompts, have it.

    Args:
        fields: Each as the shorthand has it, `total:decimal(12,2) min=0`.
        owner: What each row belongs to: "user", a relation's name, or nothing.
        access: Rules by operation.
    """

    name: str
    fields: Sequence[str]
    owner: str | None = None
    access: Mapping[str, str] = field(default_factory=dict)


def new_resource(wanted: Request, wish: Wish) -> Outcome:
    """Write a spec and generate from it; when that is refused, the spec is not written either.

    Raises:
        UsageError: There is such a resource already.
        SpecErrors: The fields are wrong, or make no sense beside the other specs.
    """
    path, text = check_name(wanted.root, wish.name), preview(wish)
    try:
        return generate.generate(replace(wanted, added={path: text.encode()}))
    except SpecErrors as error:
        # The spec is not written, so that nobody could look at a place in it.
        raise SpecErrors(
            [
                at_argument(one, wish.name, wish.fields, text) if one.file == path else one
                for one in error.problems
            ]
        ) from error


def preview(wish: Wish) -> str:
    """Return the text of the spec.

    Raises:
        SpecErrors: The fields are wrong.
    """
    document = from_arguments(wish.name, wish.fields)
    access = ResourceAccessDocument.model_validate(dict(wish.access))
    said = {"owner": wish.owner, "access": access}
    return dump(document.model_copy(update=said), FROM_SPECS)


def check_name(root: Path, name: str) -> str:
    """Return where the spec of a resource goes, below the project.

    Raises:
        UsageError: There is a spec of that name.
    """
    slug = _ODD.sub("", naming.kebab(name)) or "resource"
    for suffix in SUFFIXES:
        path = f"{generate.SPECS}/{slug}{suffix}"
        if (root / path).exists():
            raise UsageError(
                f'there is a resource "{name}" already',
                where=path,
                hint="change its spec, then run: t3gen generate",
                code="taken",
            )
    return f"{generate.SPECS}/{slug}.yaml"


def known(root: Path) -> list[str]:
    """Return what relations can lead to: resources whose specs can be read, and other models."""
    folder = root / generate.SPECS
    texts = spec.texts(folder) if folder.is_dir() else {}
    app = generate.app(root, project.read_answers(root).values)
    resources = sorted(one.name.text for one in spec.read(texts).specs)
    users = [reserved.USER] if app.has_users else []
    return [*resources, *users, *(one.name for one in app.models if one.id)]
