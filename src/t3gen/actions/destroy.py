"""`t3gen destroy resource`: a resource goes, with everything that follows from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from t3gen import migrate, model, project, spec
from t3gen.actions import change, generate
from t3gen.actions.change import Outcome
from t3gen.errors import MigrationError, SpecErrors, UsageError
from t3gen.spec import renaming, suggestion

_UNSAFE = "migration-unsafe"


@dataclass(frozen=True)
class Wish:
    """What is to go.

    Args:
        name: The resource, as its spec has it.
        force: Whether its edited files go too.
        drop_rows: Whether its table may be dropped with its rows.
        dry_run: Whether only to say what would be done.
    """

    name: str
    force: bool = False
    drop_rows: bool = False
    dry_run: bool = False


def destroy(start: Path, wish: Wish) -> Outcome:
    """Remove a resource: its spec, its untouched files, its lines in others, its table.

    Raises:
        UsageError: There is no such resource, or others have relations to it.
        MigrationError: Its table would be dropped, and nobody has agreed to that.
        ProjectError: The project cannot be read or written.
    """
    root = project.find(start)
    with change.session(root, dry_run=wish.dry_run) as recovered:
        found = find(root, wish.name)
        _check_uses(root, found)
        wanted = replace(generate.request(root), added={found.source.file: None})
        compared = replace(generate.compare(wanted), force=wish.force)
        if wish.drop_rows:
            compared = replace(compared, wishes=_agreeing(compared.wishes, wish.name))
        try:
            outcome = change.carry_out(compared, recovered, dry_run=wish.dry_run)
        except MigrationError as error:
            if error.code == _UNSAFE and not wish.drop_rows:
                command = f"t3gen destroy resource {wish.name} --drop-rows"
                error.hint = f"if its rows may go: {command}\nor {error.hint}"
            raise
    kept = [step for step in outcome.plan.steps if step.verdict is project.Verdict.KEEP]
    if not any(step.after for step in kept):
        return outcome
    many = len(kept) > 1
    stay = f"{len(kept)} edited files stay, and are" if many else "1 edited file stays, and is"
    note = f"{stay} yours now. To delete edited files too: --force"
    return replace(outcome, notes=(*outcome.notes, note))


def _agreeing(wishes: migrate.Wishes, name: str) -> migrate.Wishes:
    losses = wishes.consent.losses | {name}
    return replace(wishes, consent=replace(wishes.consent, losses=losses))


def find(root: Path, name: str) -> spec.ResourceSpec:
    """Find the spec of a resource; its file is named by its path below the project.

    Raises:
        SpecErrors: A spec cannot be read.
        UsageError: There is no such resource.
    """
    specs = read(root)
    for one in specs:
        if one.name.text == name:
            return one
    names = [one.name.text for one in specs]
    hint = suggestion.hint(name, sorted(names))
    raise UsageError(f'there is no resource "{name}"', where=generate.SPECS, hint=hint)


def read(root: Path) -> tuple[spec.ResourceSpec, ...]:
    """Read the specs of a project.

    Raises:
        SpecErrors: One cannot be read.
    """
    folder = root / generate.SPECS
    texts = spec.texts(folder) if folder.is_dir() else {}
    reading = spec.read({name.removeprefix(f"{root}/"): text for name, text in texts.items()})
    if reading.problems:
        raise SpecErrors(list(reading.problems))
    return reading.specs


def _check_uses(root: Path, going: spec.ResourceSpec) -> None:
    """Name what others have to do with it, before anything else is said."""
    name, specs = going.name.text, read(root)
    pointing = [
        f"{one.source.file}:{relation.target.place.line}: {one.name.text}.{relation.name.text}"
        for one in specs
        for relation in one.relations
        if name in _names(relation) and one.name.text != name
    ]
    app = generate.app(root, project.read_answers(root).values)
    pointing += [
        f"{one.source.file}:{word.place.line}: {one.name.text} speaks of its {word}"
        for derived in model.made_by(specs, app, name)
        for one in specs
        if one.name.text == derived.model
        for word in renaming.member_words(one, derived.name)
    ]
    if pointing:
        raise UsageError(
            f"others have to do with {name}:\n  " + "\n  ".join(dict.fromkeys(pointing)),
            where=going.source.file,
            hint="remove those relations and words first, then run the command again",
            code="in-use",
        )


def _names(relation: spec.RelationSpec) -> tuple[str, ...]:
    """Return the resources that a relation names: where it leads, and through which one."""
    through = relation.settings.get("through")
    return (relation.target.text, through.text if through else "")
