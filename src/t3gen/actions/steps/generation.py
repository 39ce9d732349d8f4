"""Generation from specs: both generations, compared to a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from t3gen import ANSWERS_FILE, migrate, model, project, render, spec
from t3gen.actions import templates
from t3gen.actions.steps import (
    branches,
    change,
    consents,
    digests,
    domains,
    losses,
    own_models,
    renames,
    specs,
)
from t3gen.actions.steps.change import Outcome
from t3gen.errors import ProjectError, UsageError
from t3gen.psl import Schema

SPECS = specs.FOLDER


@dataclass(frozen=True)
class Request:
    """Options of a generation.

    Args:
        root: The project.
        specs: The folder of specs, or the file with all of them.
        added: Specs to write and to generate from, by path in the project; None removes one.
        files: Prisma files of the user to write, by path in the project; None removes one.
        moved: Models and enums of theirs that become generated ones.
        inverses: Fields that generated models need for models of the user's own.
        dry_run: Whether to write nothing.
        migration: The name of the migration; by default derived from the change.
        previous: Renames by a command, whether or not the specs declare the old names.
        removed: Resources that a command removes.
        prune: Whether to remove resources that no spec declares.
        consented: Consent beside that of the specs, to show what it would lead to: keys and names.
        approved: The digest of the plan that this has to be; empty for any.
        agreement: Who consents to what is lost, if that is required; see `losses`.
    """

    root: Path
    specs: Path
    added: Mapping[str, bytes | None] = field(default_factory=dict)
    files: Mapping[str, bytes | None] = field(default_factory=dict)
    moved: Schema | None = None
    inverses: tuple[migrate.InverseField, ...] = ()
    dry_run: bool = False
    migration: str | None = None
    previous: model.PreviousNames = field(default_factory=model.PreviousNames)
    removed: frozenset[str] = frozenset()
    prune: bool = False
    consented: frozenset[tuple[str, str]] = frozenset()
    approved: str = ""
    agreement: losses.Agreement = losses.NOT_NEEDED


def request(start: Path, where: Path | None = None, *, dry_run: bool = False) -> Request:
    """Return the default request of a project.

    Raises:
        ProjectError: The folder is in no project.
    """
    root = project.find(start)
    return Request(root, where or root / SPECS, dry_run=dry_run)


def generate(request: Request) -> Outcome:
    """Generate from the specs of a project, completely or not at all.

    Raises:
        SpecErrors: The specs are invalid.
        ProjectError: The project cannot be read or written, or has another template version.
        MigrationError: The change would lose data.
        UsageError: The text is not a digest.
    """
    with change.session(request.root, dry_run=request.dry_run) as recovered:
        compared = compare(request)
        approval = None if request.dry_run else losses.approval(request.agreement)
        if request.approved:
            approval = partial(digests.check, request.approved)
        return change.execute(compared, recovered, dry_run=request.dry_run, approval=approval)


def compare(request: Request) -> change.Change:
    """Return the change from the last generation to that of the specs, both rendered.

    Raises:
        SpecErrors: The specs are invalid.
        ProjectError: The project has another template version, or cannot be read.
        MigrationError: Stored values may violate the new specs.
    """
    pending = branches.pending_merge(request.root)
    answers = pending.ours if pending else project.read_answers(request.root)
    template = templates.of_project(answers)
    if pending:
        _check_same_template(answers, pending.theirs)
    texts = _texts(request, has_resources=bool(answers.resources))
    reading = spec.read(texts)
    resources = model.resolve(
        reading, app(request.root, answers.values, request.files, request.moved)
    )
    records = _records(resources, answers.resources)
    previous = model.previous_names(reading.specs, resources)
    consent = model.consent(reading).with_names(request.consented)
    consents.check(request.root, consent, resources)
    generations = domains.Generations(
        answers.values["database"], answers.resources, records, previous
    )
    accepted = domains.check(request.root, generations, consent)
    swaps = migrate.newest(request.root).swaps
    names = previous.merged_with(request.previous)
    renamed = renames.find(answers.resources, records, names, swaps)
    _check_declared(request, (answers.resources, records), renamed, consent, pending)
    base, new = _generations(template, answers, records)
    own = {**request.added, **request.files, spec.SCHEMA_FILE: spec.schema_text().encode()}
    changed = _changed_specs(reading, answers.resources, records)
    warnings = tuple(model.warnings(changed, resources))
    backfilled = model.backfills(reading.specs, resources)
    compared = change.Change(
        request.root,
        base,
        new,
        own,
        options=migrate.MigrationOptions(
            request.migration, consent, previous, backfilled, note=request.agreement.note
        ),
        moves=renames.moves(base, new, renamed) if base is not new else {},
        renames=renamed,
        warnings=warnings,
        accepted=accepted,
        inverses_before=_inverses_before(answers.resources, records),
        inverses=[*own_models.inverse_fields(records), *request.inverses],
        specs=texts,
        records=(answers.resources, records),
    )
    return branches.merge_branches(compared, pending, template) if pending else compared


def _changed_specs(
    reading: spec.Reading, recorded: own_models.Records, records: own_models.Records
) -> list[spec.ResourceSpec]:
    unchanged = set(map(id, recorded))
    changed = {record["name"] for record in records if id(record) not in unchanged}
    return [one for one in reading.specs if one.name.text in changed]


def _generations(
    template: render.Template, answers: project.Answers, records: own_models.Records
) -> tuple[Mapping[str, render.Rendered], Mapping[str, render.Rendered]]:
    if records == answers.resources:
        same = template.lazily(answers.values)
        return same, same
    return template.compare(answers.values, {**answers.values, "resources": records})


def _records(
    resources: Sequence[model.Resource], recorded: own_models.Records
) -> list[Mapping[str, Any]]:
    """Return the records of resources; where one is equal to the last generation's, that one."""
    before = {record["name"]: record for record in recorded}
    records = []
    for resource in resources:
        record, last = resource.record(), before.get(resource.name)
        records.append(last if record == last and last is not None else record)
    return records


def _inverses_before(
    recorded: own_models.Records, records: own_models.Records
) -> list[migrate.InverseField]:
    """Return the inverse fields that models of the user's own have of the last generation.

    A model that is generated now has those that its relations lead to, and keeps them.
    """
    generated = {record["name"] for record in records}
    return [one for one in own_models.inverse_fields(recorded) if one.model not in generated]


def _check_declared(
    request: Request,
    records: tuple[own_models.Records, own_models.Records],
    renamed: renames.Renames,
    consent: model.Consent,
    pending: branches.PendingMerge | None,
) -> None:
    """Check that no resource is removed without a request or consent.

    Raises:
        ProjectError: One would be removed.
    """
    before, after = ({str(one["name"]) for one in some} for some in records)
    allowed = request.removed | consent.losses | (pending.removed if pending else frozenset())
    lacking = before - after - set(renamed.resources.values()) - allowed
    if not request.prune:
        name = specs.name_of(request.root, request.specs)
        specs.check_declared(request.specs, name, lacking, after - renamed.resources.keys())


def place(request: Request, name: str) -> tuple[str, int, int] | None:
    """Return the position of a field such as `Order.note`: file, line and column."""
    return model.consent(spec.read(_texts(request, has_resources=False))).place(name)


def app(
    root: Path,
    answers: Mapping[str, Any],
    files: Mapping[str, bytes | None] = MappingProxyType({}),
    moved: Schema | None = None,
) -> model.App:
    """Return the app that specs are resolved for: answers, and models of the user's own.

    Args:
        root: The project.
        answers: Its recorded answers.
        files: Prisma files that differ from those on disk; None removes one.
        moved: Models and enums that will be generated, and are in no file yet.
    """
    own = own_models.read(root, answers, files, moved)
    organisations = answers.get("organisations") is True
    return model.App(str(answers.get("database")), str(answers.get("auth")), own, organisations)


def _texts(request: Request, *, has_resources: bool) -> dict[str, bytes]:
    """Return the texts of the specs, by path in the project.

    An app without resources may have no specs: it still has the tables of its auth library.
    """
    if not request.specs.exists():
        if specs.name_of(request.root, request.specs) != SPECS:
            raise UsageError(
                "no such file or folder",
                where=str(request.specs),
                hint=f"omit --spec to use {SPECS}/",
                code="no-specs",
            )
        if not has_resources or request.prune or request.removed:
            return _present(request.added)
        raise UsageError(
            "no specs found, but the project has resources generated from specs",
            where=str(request.specs),
            hint="restore them: git checkout -- resources",
            code="no-specs",
        )
    return _present({**specs.texts(request.root, request.specs), **request.added})


def _present(texts: Mapping[str, bytes | None]) -> dict[str, bytes]:
    return {name: text for name, text in texts.items() if text is not None}


def _check_same_template(ours: project.Answers, theirs: project.Answers) -> None:
    """Check that both branches have the same template; otherwise edits would be misread."""
    ours_at, theirs_at = templates.recorded(ours), templates.recorded(theirs)
    if ours_at != theirs_at:
        raise ProjectError(
            f"the branches have different templates: {ours_at} and {theirs_at}",
            where=ANSWERS_FILE,
            hint="abort the merge, run t3gen upgrade on the branch with the older one, and commit",
            code="version",
        )
