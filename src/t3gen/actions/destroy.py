"""`t3gen destroy resource`: removal of a resource and its generated files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from t3gen import migrate, model, project, spec
from t3gen.actions.steps import Agreement, Outcome, change, generation, losses, specs
from t3gen.errors import MigrationError, UsageError
from t3gen.spec import renaming

_UNSAFE = "migration-unsafe"


@dataclass(frozen=True)
class DestroyRequest:
    """Options of a removal.

    Args:
        name: The resource, as in its spec.
        force: Whether to delete its edited files too.
        drop_rows: Whether its table may be dropped with its rows.
        dry_run: Whether to write nothing.
        specs: The folder of specs, or the file with all of them; by default `resources/`.
        agreement: Who consents to what is lost, if that is required.
    """

    name: str
    force: bool = False
    drop_rows: bool = False
    dry_run: bool = False
    specs: Path | None = None
    agreement: Agreement = losses.NOT_NEEDED


def destroy(start: Path, request: DestroyRequest) -> Outcome:
    """Remove a resource: its spec, its unedited files, its lines in others, its table.

    Other documents of the spec's file are kept; without any, the file is removed.

    Raises:
        UsageError: The resource does not exist, or is referenced by others.
        MigrationError: Its table would be dropped without consent.
        ProjectError: The project cannot be read or written.
    """
    root = project.find(start)
    with change.session(root, dry_run=request.dry_run) as recovered:
        generation_request = generation.request(root, request.specs)
        declared = specs.read(root, generation_request.specs)
        added = _spec_without(root, declared, request.name)
        generation_request = replace(
            generation_request,
            added=added,
            removed=frozenset({request.name}),
            agreement=request.agreement,
        )
        compared = replace(generation.compare(generation_request), force=request.force)
        if request.drop_rows:
            compared = replace(compared, options=_allowing_loss(compared.options, request.name))
        try:
            approval = None if request.dry_run else losses.approval(request.agreement)
            outcome = change.execute(
                compared, recovered, dry_run=request.dry_run, approval=approval
            )
        except MigrationError as error:
            if error.code == _UNSAFE and not request.drop_rows:
                command = f"t3gen destroy resource {request.name} --drop-rows"
                error.hint = f"to drop its rows too: {command}\nor {error.hint}"
            raise
    kept = [step for step in outcome.plan.steps if step.verdict is project.Verdict.KEEP]
    if not any(step.after for step in kept):
        return outcome
    many = len(kept) > 1
    stay = f"{len(kept)} edited files are kept, and" if many else "1 edited file is kept, and"
    note = f"{stay} no longer managed by t3gen. To delete edited files too: --force"
    return replace(outcome, notes=(*outcome.notes, note))


def _spec_without(
    root: Path, declared: Sequence[spec.ResourceSpec], name: str
) -> dict[str, bytes | None]:
    """Return the spec file without a resource; nothing if no spec declares it."""
    recorded = {str(one["name"]) for one in project.read_answers(root).resources}
    if name in recorded - {one.name.text for one in declared}:
        return {}
    target = specs.find(declared, name)
    _check_uses(root, target, declared)
    file = target.source.file
    return {file: renaming.without(specs.editable(root, file), target)}


def _allowing_loss(options: migrate.MigrationOptions, name: str) -> migrate.MigrationOptions:
    losses = options.consent.losses | {name}
    return replace(options, consent=replace(options.consent, losses=losses))


def _check_uses(
    root: Path, target: spec.ResourceSpec, declared: Sequence[spec.ResourceSpec]
) -> None:
    """Check that no other spec refers to a resource."""
    name = target.name.text
    references = [
        f"{one.source.file}:{relation.target.place.line}: {one.name.text}.{relation.name.text}"
        for one in declared
        for relation in one.relations
        if name in _referenced(relation) and one.name.text != name
    ]
    app = generation.app(root, project.read_answers(root).values)
    references += [
        f"{one.source.file}:{word.place.line}: {one.name.text} refers to its {word}"
        for derived in model.derived_from(declared, app, name)
        for one in declared
        if one.name.text == derived.model
        for word in renaming.member_words(one, derived.name)
    ]
    if references:
        raise UsageError(
            f"{name} is still referenced by:\n  " + "\n  ".join(dict.fromkeys(references)),
            where=target.source.file,
            hint="remove these references first, then run the command again",
            code="in-use",
        )


def _referenced(relation: spec.RelationSpec) -> tuple[str, ...]:
    """Return the resources that a relation names: its target, and `through`."""
    through = relation.settings.get("through")
    return (relation.target.text, through.text if through else "")
