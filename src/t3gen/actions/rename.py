"""`t3gen rename`: renaming of a resource or a field, in the user's edits too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from t3gen import migrate, model, project
from t3gen.actions.steps import Agreement, Outcome, change, generation, losses, specs
from t3gen.errors import UsageError
from t3gen.model import inflection
from t3gen.spec import FieldSpec, RelationSpec, ResourceSpec, Word, renaming, suggestion


@dataclass(frozen=True)
class RenameRequest:
    """Options of a rename.

    Args:
        resource: The resource to rename, or that has the field.
        old: The current name of the field or relation; empty to rename the resource.
        new: The new name.
        dry_run: Whether to write nothing.
        specs: The folder of specs, or the file with all of them; by default `resources/`.
        agreement: Who consents to what other pending changes lose, if that is required.
    """

    resource: str
    old: str
    new: str
    dry_run: bool = False
    specs: Path | None = None
    agreement: Agreement = losses.NOT_NEEDED


def rename(start: Path, request: RenameRequest) -> Outcome:
    """Rename a resource or a field, in specs, generated files and the user's edits.

    If there are migrations, the spec declares the old name by `was`, so that the next migration
    keeps the rows.

    Raises:
        UsageError: The resource or field does not exist, or the new name is in use.
        SpecErrors: The specs are invalid, before or after.
        ProjectError: The project cannot be read or written.
    """
    root = project.find(start)
    with change.session(root, dry_run=request.dry_run) as recovered:
        options = generation.request(root, request.specs)
        declared = specs.read(root, options.specs)
        _check(declared, request)
        options = replace(
            options,
            added=_texts(root, declared, request),
            previous=_previous_names(request),
        )
        compared = generation.compare(options)
        approval = None if request.dry_run else losses.approval(request.agreement)
        return change.execute(compared, recovered, dry_run=request.dry_run, approval=approval)


def _check(declared: Sequence[ResourceSpec], request: RenameRequest) -> None:
    target = specs.find(declared, request.resource)
    if request.old:
        names = [one.name.text for one in target.fields]
        names += [one.name.text for one in target.relations]
        if request.old not in names:
            hint = suggestion.hint(request.old, names)
            what = f'{request.resource} has no "{request.old}"'
            raise UsageError(what, where=target.source.file, hint=hint)
    else:
        names = [other.name.text for other in declared]
    if request.new in names:
        raise UsageError(f'"{request.new}" already exists', where=target.source.file, code="taken")


def _texts(
    root: Path, declared: Sequence[ResourceSpec], request: RenameRequest
) -> dict[str, bytes | None]:
    """Return the changed spec files; the file of a resource is renamed if it has no other one."""
    changes: defaultdict[str, list[tuple[Word, str]]] = defaultdict(list)
    derived = [] if request.old else _derived_renames(root, declared, request)
    for one in declared:
        changes[one.source.file] += _changes(root, one, request, derived)
    texts: dict[str, bytes | None] = {
        file: renaming.replaced(specs.editable(root, file), words)
        for file, words in changes.items()
        if words
    }
    file = specs.find(declared, request.resource).source.file
    is_alone = [one.source.file for one in declared].count(file) == 1
    path = Path(file)
    moved = path.with_stem(inflection.kebab(request.new))
    is_named = not request.old and path.stem == inflection.kebab(request.resource) != moved.stem
    if is_alone and is_named and not (root / moved).exists():
        texts[moved.as_posix()] = texts[file]
        texts[file] = None
    return texts


def _changes(
    root: Path, one: ResourceSpec, request: RenameRequest, following: Sequence[model.DerivedName]
) -> list[tuple[Word, str]]:
    """Return the words that change in one spec, with their new texts."""
    if request.old:
        is_it = one.name.text == request.resource
        words = [*renaming.member_words(one, request.old)] if is_it else []
        words += renaming.inverse_words(one, request.resource, request.old)
        words += renaming.through_words(one, request.resource, request.old)
    else:
        words = [*renaming.resource_words(one, request.resource)]
    changes = [(word, request.new) for word in words]
    for relation in following:
        if relation.model == one.name.text:
            words = [*renaming.member_words(one, relation.name)]
            changes += [(word, relation.new_name) for word in words]
    return changes + (_was(root, one, request) if one.name.text == request.resource else [])


def _derived_renames(
    root: Path, declared: Sequence[ResourceSpec], request: RenameRequest
) -> Sequence[model.DerivedName]:
    """Return the relations with derived names that change with the resource."""
    app = generation.app(root, project.read_answers(root).values)
    return model.derived_renames(declared, app, request.resource, request.new)


def _was(root: Path, spec: ResourceSpec, request: RenameRequest) -> list[tuple[Word, str]]:
    """Return the `was` to add to the spec: the name in the newest snapshot, if it has one."""
    schema = migrate.newest_schema(root)
    recorded = schema.models.get(request.resource) if schema else None
    if schema is not None and (
        recorded is None or (request.old and not recorded.field(request.old))
    ):
        return []
    if not request.old:
        return [renaming.resource_was(spec, request.resource)]
    declarations: dict[str, FieldSpec | RelationSpec] = {one.name.text: one for one in spec.fields}
    declarations |= {one.name.text: one for one in spec.relations}
    change = renaming.member_was(declarations[request.old], request.old)
    return [change] if change else []


def _previous_names(request: RenameRequest) -> model.PreviousNames:
    if request.old:
        return model.PreviousNames(fields={request.resource: {request.new: request.old}})
    return model.PreviousNames(models={request.new: request.resource})
