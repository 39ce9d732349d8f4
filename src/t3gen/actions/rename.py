"""`t3gen rename`: another name for a resource or a field, and the user's edits come along."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from t3gen import migrate, model, project
from t3gen.actions.steps import Outcome, change, generation, specs
from t3gen.errors import UsageError
from t3gen.model import inflection
from t3gen.spec import FieldSpec, RelationSpec, ResourceSpec, Word, renaming, suggestion


@dataclass(frozen=True)
class Wish:
    """What gets which name.

    Args:
        resource: The resource that is renamed, or whose field is.
        old: The name of the field or relation now; empty to rename the resource.
        new: The name that it gets.
        dry_run: Whether only to say what would be done.
        specs: The folder of specs, or the file that holds them all; by default `resources/`.
    """

    resource: str
    old: str
    new: str
    dry_run: bool = False
    specs: Path | None = None


def rename(start: Path, wish: Wish) -> Outcome:
    """Rename a resource or a field: in the specs, in what is generated, in edits of that.

    Where there are migrations, the spec says the old name, so that the next one keeps the rows.

    Raises:
        UsageError: There is no such thing, or the name is taken.
        SpecErrors: The specs are wrong, or would be.
        ProjectError: The project cannot be read or written.
    """
    root = project.find(start)
    with change.session(root, dry_run=wish.dry_run) as recovered:
        wanted = generation.request(root, wish.specs)
        declared = specs.read(root, wanted.specs)
        _check(declared, wish)
        wanted = replace(wanted, added=_texts(root, declared, wish), former=_former(wish))
        compared = generation.compare(wanted)
        return change.carry_out(compared, recovered, dry_run=wish.dry_run)


def _check(declared: Sequence[ResourceSpec], wish: Wish) -> None:
    going = specs.find(declared, wish.resource)
    if wish.old:
        known = [one.name.text for one in going.fields]
        known += [one.name.text for one in going.relations]
        if wish.old not in known:
            hint = suggestion.hint(wish.old, known)
            what = f'{wish.resource} has no "{wish.old}"'
            raise UsageError(what, where=going.source.file, hint=hint)
    else:
        known = [other.name.text for other in declared]
    if wish.new in known:
        raise UsageError(f'there is a "{wish.new}" already', where=going.source.file, code="taken")


def _texts(root: Path, declared: Sequence[ResourceSpec], wish: Wish) -> dict[str, bytes | None]:
    """Return the spec files that change; that of a renamed resource alone gets another name."""
    changes: defaultdict[str, list[tuple[Word, str]]] = defaultdict(list)
    following = [] if wish.old else _following(root, declared, wish)
    for one in declared:
        changes[one.source.file] += _changes(root, one, wish, following)
    found: dict[str, bytes | None] = {
        file: renaming.replaced(specs.editable(root, file), words)
        for file, words in changes.items()
        if words
    }
    file = specs.find(declared, wish.resource).source.file
    is_alone = [one.source.file for one in declared].count(file) == 1
    path = Path(file)
    moved = path.with_stem(inflection.kebab(wish.new))
    is_named = not wish.old and path.stem == inflection.kebab(wish.resource) != moved.stem
    if is_alone and is_named and not (root / moved).exists():
        found[moved.as_posix()] = found[file]
        found[file] = None
    return found


def _changes(
    root: Path, one: ResourceSpec, wish: Wish, following: Sequence[model.Derived]
) -> list[tuple[Word, str]]:
    """Return the words that change in one spec."""
    if wish.old:
        is_it = one.name.text == wish.resource
        words = [*renaming.member_words(one, wish.old)] if is_it else []
        words += renaming.inverse_words(one, wish.resource, wish.old)
        words += renaming.through_words(one, wish.resource, wish.old)
    else:
        words = [*renaming.resource_words(one, wish.resource)]
    changes = [(word, wish.new) for word in words]
    for derived in following:
        if derived.model == one.name.text:
            words = [*renaming.member_words(one, derived.name)]
            changes += [(word, derived.becomes) for word in words]
    return changes + (_was(root, one, wish) if one.name.text == wish.resource else [])


def _following(root: Path, declared: Sequence[ResourceSpec], wish: Wish) -> Sequence[model.Derived]:
    """Return the relations that no spec names and that get another name with the resource."""
    app = generation.app(root, project.read_answers(root).values)
    return model.renamed(declared, app, wish.resource, wish.new)


def _was(root: Path, spec: ResourceSpec, wish: Wish) -> list[tuple[Word, str]]:
    """Return where the spec is to say the old name: the one that the database knows."""
    known = migrate.newest_schema(root)
    found = known.models.get(wish.resource) if known else None
    if known is not None and (found is None or (wish.old and not found.field(wish.old))):
        return []
    if not wish.old:
        return [renaming.resource_was(spec, wish.resource)]
    lines: dict[str, FieldSpec | RelationSpec] = {one.name.text: one for one in spec.fields}
    lines |= {one.name.text: one for one in spec.relations}
    said = renaming.member_was(lines[wish.old], wish.old)
    return [said] if said else []


def _former(wish: Wish) -> model.Former:
    if wish.old:
        return model.Former(fields={wish.resource: {wish.new: wish.old}})
    return model.Former(models={wish.new: wish.resource})
