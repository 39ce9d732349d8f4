"""`t3gen generate`: everything that follows from the specs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from t3gen import ANSWERS_FILE, migrate, model, project, render, spec
from t3gen.actions import templates
from t3gen.actions.steps import branches, change, domains, own_models, renames, specs
from t3gen.actions.steps.change import Outcome
from t3gen.errors import ProjectError, UsageError

SPECS = specs.FOLDER


@dataclass(frozen=True)
class Request:
    """What is asked for.

    Args:
        root: The project.
        specs: The folder of specs, or the file that holds them all.
        added: Specs to write and to generate from, by their path below the project; None removes
            one.
        dry_run: Whether only to say what would be done.
        migration: A name for the migration; by default it is named after the change.
        former: What a command renames, whether or not the specs keep the old names.
        removed: The resources that a command removes.
        prune: Whether to remove every resource that no spec declares.
    """

    root: Path
    specs: Path
    added: Mapping[str, bytes | None] = field(default_factory=dict)
    dry_run: bool = False
    migration: str | None = None
    former: model.Former = field(default_factory=model.Former)
    removed: frozenset[str] = frozenset()
    prune: bool = False


def request(start: Path, where: Path | None = None, *, dry_run: bool = False) -> Request:
    """Ask for everything, from inside a project.

    Raises:
        ProjectError: The folder is in no project.
    """
    root = project.find(start)
    return Request(root, where or root / SPECS, dry_run=dry_run)


def generate(wanted: Request) -> Outcome:
    """Bring the project to what its specs say: all of it, or nothing.

    Raises:
        SpecErrors: Specs are wrong.
        ProjectError: The project cannot be read or written, or has another template version.
        MigrationError: The change would lose data.
    """
    with change.session(wanted.root, dry_run=wanted.dry_run) as recovered:
        found = compare(wanted)
        return change.carry_out(found, recovered, dry_run=wanted.dry_run)


def compare(wanted: Request) -> change.Change:
    """Render the last generation, and the one that the specs ask for.

    Raises:
        SpecErrors: Specs are wrong.
        ProjectError: The project has another template version, or cannot be read.
        MigrationError: Rows would mean something else.
    """
    merging = branches.merging(wanted.root)
    answers = merging.ours if merging else project.read_answers(wanted.root)
    template = templates.of_project(answers)
    if merging:
        _check_same_template(answers, merging.theirs)
    reading, resources = _resolve(wanted, answers)
    records = _records(resources, answers.resources)
    former = model.former(reading.specs, resources)
    consent = model.consent(reading)
    generations = domains.Specs(answers.values["database"], answers.resources, records, former)
    domains.check(wanted.root, generations, consent)
    exchanged = migrate.newest(wanted.root).exchanged
    renamed = renames.find(answers.resources, records, former.with_(wanted.former), exchanged)
    _check_declared(wanted, (answers.resources, records), renamed, consent, merging)
    base, new = _generations(template, answers, records)
    own = {**wanted.added, spec.SCHEMA_FILE: spec.schema_text().encode()}
    unchanged = set(map(id, answers.resources))
    changed = {record["name"] for record in records if id(record) not in unchanged}
    said = [one for one in reading.specs if one.name.text in changed]
    warnings = tuple(model.warnings(said, resources))
    filled = model.backfills(reading.specs, resources)
    options = migrate.MigrationOptions(wanted.migration, consent, former, filled)
    found = change.Change(
        wanted.root,
        base,
        new,
        own,
        options=options,
        moves=renames.moves(base, new, renamed) if base is not new else {},
        renames=renamed,
        warnings=warnings,
        gone=own_models.inverse_fields(answers.resources),
        come=own_models.inverse_fields(records),
    )
    return branches.joined(found, merging, template) if merging else found


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


def _check_declared(
    wanted: Request,
    records: tuple[own_models.Records, own_models.Records],
    renamed: renames.Renames,
    consent: model.Consent,
    merging: branches.Merging | None,
) -> None:
    """Refuse to remove a resource that nothing asks to remove.

    Raises:
        ProjectError: One would be removed.
    """
    before, after = ({str(one["name"]) for one in some} for some in records)
    agreed = wanted.removed | consent.losses | (merging.removed if merging else frozenset())
    lacking = before - after - set(renamed.resources.values()) - agreed
    if not wanted.prune:
        name = specs.name_of(wanted.root, wanted.specs)
        specs.check_declared(wanted.specs, name, lacking, after - renamed.resources.keys())


def _resolve(
    wanted: Request, answers: project.Answers
) -> tuple[spec.Reading, Sequence[model.Resource]]:
    reading = spec.read(_texts(wanted, has_resources=bool(answers.resources)))
    resources = model.resolve(reading, app(wanted.root, answers.values))
    return reading, resources


def place(wanted: Request, name: str) -> tuple[str, int, int] | None:
    """Return where a field such as `Order.note` stands: file, line and column."""
    return model.consent(spec.read(_texts(wanted, has_resources=False))).place(name)


def app(root: Path, answers: Mapping[str, Any]) -> model.App:
    """Return what is known of a project: its answers, and the models of the user's own."""
    own = own_models.read(root, answers)
    return model.App(str(answers.get("database")), str(answers.get("auth")), own)


def _texts(wanted: Request, *, has_resources: bool) -> dict[str, bytes]:
    """Read the specs; those of the project are named by their path below it.

    An app without resources still has the tables of its auth library: no specs are fine there.
    """
    if not wanted.specs.exists():
        if specs.name_of(wanted.root, wanted.specs) != SPECS:
            raise UsageError(
                "there is no such file or folder",
                where=str(wanted.specs),
                hint=f"leave --spec out for those of {SPECS}/",
                code="no-specs",
            )
        if not has_resources or wanted.prune or wanted.removed:
            return _there(wanted.added)
        raise UsageError(
            "there are no specs, but the project has resources that were made from some",
            where=str(wanted.specs),
            hint="bring them back: git checkout -- resources",
            code="no-specs",
        )
    return _there({**specs.texts(wanted.root, wanted.specs), **wanted.added})


def _there(texts: Mapping[str, bytes | None]) -> dict[str, bytes]:
    return {name: text for name, text in texts.items() if text is not None}


def _check_same_template(ours: project.Answers, theirs: project.Answers) -> None:
    """Refuse to merge branches of two templates: edits would be misread."""
    ours_at, theirs_at = templates.recorded(ours), templates.recorded(theirs)
    if ours_at != theirs_at:
        raise ProjectError(
            f"the branches have different templates: {ours_at} and {theirs_at}",
            where=ANSWERS_FILE,
            hint="abort the merge, run t3gen upgrade on the branch with the older one, and commit",
            code="version",
        )
