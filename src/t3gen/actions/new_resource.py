"""`t3gen new resource`: a spec from arguments or prompts, and generation from it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from t3gen import project, spec
from t3gen.actions.steps import Outcome, Request, generation, specs
from t3gen.errors import SpecErrors, UsageError
from t3gen.model import inflection, reserved
from t3gen.spec import renaming
from t3gen.spec.arguments import at_argument, from_arguments
from t3gen.spec.documents import ResourceAccessDocument
from t3gen.spec.files import SUFFIXES
from t3gen.spec.schema import FILE
from t3gen.spec.writing import dump

_ODD = re.compile(r"[^a-z0-9-]+")


@dataclass(frozen=True)
class NewResource:
    """A resource as entered on the command line or in prompts.

    Args:
        name: Its name, in PascalCase.
        fields: Its fields in short form, such as `total:decimal(12,2) min=0`.
        owner: The owner of a row: "user", or the name of a relation; None without one.
        access: Access rules by operation.
    """

    name: str
    fields: Sequence[str]
    owner: str | None = None
    access: Mapping[str, str] = field(default_factory=dict)


def new_resource(request: Request, new: NewResource) -> Outcome:
    """Write a spec and generate from it; if that is refused, the spec is not written either.

    Raises:
        UsageError: The resource already exists.
        SpecErrors: The fields are invalid, on their own or with the other specs.
    """
    path = check_name(request, new.name)
    text, offset = preview(new, path), 0
    if request.specs.is_file():
        whole = renaming.appended(specs.editable(request.root, path), text.encode()).decode()
        text, offset = whole, len(whole.splitlines()) - len(text.splitlines())
    try:
        return generation.generate(replace(request, added={path: text.encode()}))
    except SpecErrors as error:
        # The spec is not written, so positions in it are mapped to arguments.
        raise SpecErrors(
            [
                at_argument(one, new.name, new.fields, text)
                if one.file == path and one.line > offset
                else one
                for one in error.problems
            ]
        ) from error


def preview(new: NewResource, path: str) -> str:
    """Return the text of the spec.

    Args:
        new: The resource.
        path: The spec file, relative to the project.

    Raises:
        SpecErrors: The fields are invalid.
    """
    document = from_arguments(new.name, new.fields)
    access = ResourceAccessDocument.model_validate(dict(new.access))
    values = {"owner": new.owner, "access": access}
    schema = os.path.relpath(FILE, Path(path).parent).replace(os.sep, "/")
    return dump(document.model_copy(update=values), schema)


def check_name(request: Request, name: str) -> str:
    """Return the file for the spec of a resource, relative to the project.

    Raises:
        UsageError: The resource is already declared, or its file exists.
    """
    root, where = request.root, request.specs
    declared = _declared(request)
    first = next((one for one in declared if one.name.text == name), None)
    if first is not None:
        raise UsageError(
            f'the resource "{name}" already exists',
            where=f"{first.source.file}:{first.name.place.line}",
            hint="change its spec, then run: t3gen generate",
            code="taken",
        )
    if where.is_file():
        return specs.name_of(root, where)
    slug = _ODD.sub("", inflection.kebab(name)) or "resource"
    for suffix in SUFFIXES:
        path = where / f"{slug}{suffix}"
        if path.exists():
            raise UsageError(
                "the file already exists",
                where=(file := specs.name_of(root, path)),
                hint=f"add the resource to it: t3gen new resource {name} ... --spec {file}",
                code="taken",
            )
    return specs.name_of(root, where / f"{slug}.yaml")


def targets(request: Request) -> list[str]:
    """Return the possible targets of relations: resources, `User`, and models of the user's own."""
    app = generation.app(request.root, project.read_answers(request.root).values)
    resources = sorted(one.name.text for one in _declared(request))
    users = [reserved.USER] if app.has_users else []
    return [*resources, *users, *(one.name for one in app.models if one.id)]


def _declared(request: Request) -> Sequence[spec.ResourceSpec]:
    """Return the specs that can be parsed; `generate` reports the others."""
    where = request.specs
    return spec.read(specs.texts(request.root, where) if where.exists() else {}).specs
