"""`t3gen plan`: what `generate` would do, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from t3gen import migrate, project
from t3gen.actions.steps import (
    Change,
    change,
    differences,
    digests,
    domains,
    generation,
    migration,
    packages,
    scripts,
)
from t3gen.errors import Problem
from t3gen.project import Step


@dataclass(frozen=True)
class PlanRequest:
    """Options of a plan, those of the generation that it is about.

    Args:
        specs: The folder of specs, or the file with all of them; by default `resources/`.
        name: The name of the migration; by default derived from the change.
        prune: Whether to remove resources that no spec declares.
    """

    specs: Path | None = None
    name: str | None = None
    prune: bool = False


@dataclass(frozen=True)
class NeededConsent:
    """A risk that no spec consents to yet.

    Args:
        risk: The risk.
        place: The file, line and column that it is about, if a spec has it.
    """

    risk: migrate.Risk
    place: tuple[str, int, int] | None


@dataclass(frozen=True)
class Planned:
    """What `generate` would do.

    Args:
        steps: The files that change, or are kept though they are no longer generated.
        effects: What changes in the API, in access, in columns, and what breaks.
        migrations: The migrations that would be written, with a verdict for each statement.
        pending: Why a migration cannot be generated yet; empty if it can.
        hint: How to solve that.
        consent: The risks that the specs have to consent to first; the rest is what would happen
            then.
        lines: The line that consents to them, by spec file.
        packages: The npm packages that change: name, version before and after.
        digest: The digest of the plan; empty where consent is needed first.
        warnings: Warnings about specs.
    """

    steps: tuple[Step, ...]
    effects: differences.Differences
    migrations: tuple[scripts.Script, ...]
    pending: str
    hint: str
    consent: tuple[NeededConsent, ...]
    lines: dict[str, str]
    packages: tuple[packages.PackageChange, ...]
    digest: str
    warnings: tuple[Problem, ...]

    @property
    def conflicts(self) -> int:
        """The number of files that would be in conflict."""
        return sum(step.verdict is project.Verdict.CONFLICT for step in self.steps)

    @property
    def ok(self) -> bool:
        """Return whether nothing has to be done before `generate` does all of it."""
        return not (self.consent or self.pending or self.conflicts)


def plan(start: Path, options: PlanRequest) -> Planned:
    """Return what `generate` would do; write nothing.

    Needs no network and no database; Node only for the SQL of a migration.

    Raises:
        SpecErrors: The specs are invalid.
        ProjectError: The project cannot be read, or has another template version.
        MigrationError: The change is refused, and no consent would help.
    """
    request = generation.request(start, options.specs, dry_run=True)
    request = replace(request, migration=options.name, prune=options.prune)
    with change.session(request.root, dry_run=True):
        compared, planned, due, needed = _consented(request)
        parts = digests.parts(compared, planned, due)
        schemas = _comparison(compared, planned)
        found = _differences(compared, schemas)
    consent = compared.options.consent
    if due.pending:
        # Without Node nothing has been refused yet.
        needed += [it for it in schemas.risks if it.key and not it.consented(consent)]
    if not needed:
        digests.keep(parts)
    return Planned(
        steps=tuple(one for one in planned.everything if one.verdict != project.Verdict.SAME),
        effects=found,
        migrations=scripts.judged(request.root, due),
        pending=due.pending,
        hint=due.hint,
        consent=tuple(NeededConsent(risk, consent.place(risk.where)) for risk in needed),
        lines=migrate.consent_lines(needed, consent),
        packages=packages.changes(planned),
        digest="" if needed else digests.digest(parts),
        warnings=compared.warnings,
    )


def _consented(
    request: generation.Request,
) -> tuple[Change, project.Plan, migration.DueMigration, list[migrate.Risk]]:
    """Return the change and its plan, with the risks that it is refused for without consent.

    Raises:
        MigrationError: It is refused, and no consent would help.
    """
    needed: list[migrate.Risk] = []
    while True:
        names = frozenset((risk.key, risk.names[0]) for risk in needed)
        try:
            compared = generation.compare(replace(request, consented=names))
            return compared, *change.plan(compared), needed
        except migrate.ConsentNeededError as error:
            more = [risk for risk in error.risks if (risk.key, risk.names[0]) not in names]
            if not more:
                raise
            needed += more


def _differences(compared: Change, schemas: migrate.Comparison) -> differences.Differences:
    before, after = map(differences.Generation, (compared.base, compared.new), compared.records)
    return differences.differences(before, after, schemas)


def _comparison(compared: Change, planned: project.Plan) -> migrate.Comparison:
    """Return the difference of the schemas, with the values that the specs no longer allow."""
    options, newest = compared.options, migrate.newest(compared.root)
    names = migrate.Names(options.previous, options.backfills, newest.swaps)
    has_base = bool(newest.text) or not migrate.read(compared.root).names
    if not has_base or any(step.path.endswith(".prisma") for step in planned.conflicts):
        return migrate.Comparison()
    schema = migrate.compose(migration.schema(compared.root, planned))
    found = migrate.compare_schemas(newest.text, schema, names)
    return replace(found, risks=(*found.risks, *_values(compared, newest)))


def _values(compared: Change, newest: migrate.Newest) -> Iterator[migrate.Risk]:
    before, after = compared.records
    if newest.text and before != after:
        provider, previous = newest.schema.provider, compared.options.previous
        generations = domains.Generations(provider, before, after, previous)
        yield from domains.risks(generations, newest)
