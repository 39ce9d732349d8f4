"""The plan of a change: a verdict for every file, and the new answers file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from t3gen import ANSWERS_FILE
from t3gen.errors import ProjectError
from t3gen.programs import Formatter
from t3gen.project import renaming
from t3gen.project.answers import are_equivalent
from t3gen.project.disk import Disk
from t3gen.project.merging import Vocabulary
from t3gen.project.steps import File, Plan, Step, Verdict, is_same
from t3gen.project.verdicts import (
    FileState,
    check_resolved,
    judge,
    judged_as_formatted,
    judged_as_reformatted,
    may_differ_in_format,
)

_PRIVATE = frozenset({".env", ".t3gen/init.json"})
_INVERSES = "your file: only inverse fields of relations change"


@dataclass(frozen=True)
class MergeOptions:
    """Options for comparing two generations.

    Args:
        formatters: The formatters that the project may use, the most likely first.
        moves: The old paths of moved files, by their new ones.
        vocabulary: The renamed names, which are also renamed in the user's edits.
        owners: The resource of each file, by its new path.
        force: Whether to delete files that are no longer generated even if they were edited.
        resolved: Steps that are already decided, by path; they are all_steps over as they are.
    """

    formatters: Sequence[Formatter] = ()
    moves: Mapping[str, str] = field(default_factory=dict)
    vocabulary: Vocabulary | None = None
    owners: Mapping[str, str] = field(default_factory=dict)
    force: bool = False
    resolved: Mapping[str, Step] = field(default_factory=dict)


def make_plan(
    disk: Disk,
    base: Mapping[str, File],
    new: Mapping[str, File],
    own: Mapping[str, bytes | None] | None = None,
    options: MergeOptions | None = None,
) -> Plan:
    """Plan the change from the last generation to this one, keeping the user's edits.

    Args:
        disk: The project.
        base: Every file of the last generation, the answers file included.
        new: Every file of this generation.
        own: Files that are written once and then belong to the user, such as specs and
            migrations; None deletes the file.
        options: By default without formatters, moves and renames.

    Returns:
        A step for every file that the generations or `own` have, and the new answers file.

    Raises:
        ProjectError: A file cannot be read, or holds unresolved merge markers.
    """
    options = options or MergeOptions()
    states = {one.path: one for one in _file_states(disk, base, new, options)}
    if options.vocabulary is not None:
        states = renaming.apply_renames(
            disk, states, options.moves, options.vocabulary, options.owners
        )
    steps = {path: judge(one, force=options.force) for path, one in states.items()}
    steps = _judged_as_formatted(steps, states, options.formatters)
    _check_case_variants(disk, steps.values())
    all_steps = [_from_disk(disk, step, states[path]) for path, step in steps.items()]
    all_steps += [
        *_user_files(disk, own or {}),
        *_moved_away(disk, new, options.moves),
        *options.resolved.values(),
    ]
    return Plan(tuple(sorted(all_steps, key=lambda step: step.path)), _records(disk, new))


def with_user_files(disk: Disk, plan: Plan, files: Mapping[str, bytes]) -> Plan:
    """Return a plan with additional files that then belong to the user, such as a migration."""
    steps = sorted([*plan.steps, *_user_files(disk, files)], key=lambda step: step.path)
    return Plan(tuple(steps), plan.records)


def with_edits(disk: Disk, plan: Plan, files: Mapping[str, bytes]) -> Plan:
    """Return a plan that also edits files of the user, or edits what it plans for them."""
    steps = {step.path: step for step in plan.steps}
    for path, data in files.items():
        step = steps.get(path)
        if step is not None and step.changes:
            steps[path] = replace(step, after=data)
        else:
            steps[path] = Step(path, Verdict.UPDATE, disk.read(path), data, reason=_INVERSES)
    return Plan(tuple(sorted(steps.values(), key=lambda step: step.path)), plan.records)


def _file_states(
    disk: Disk, base: Mapping[str, File], new: Mapping[str, File], options: MergeOptions
) -> Iterator[FileState]:
    """Yield the state of every file that may change."""
    left = frozenset(options.moves.values())
    others = {ANSWERS_FILE, *options.resolved} | (left - new.keys())
    for path in sorted((base.keys() | new.keys()) - others):
        source = options.moves.get(path, "")
        if path in left and not source:
            yield FileState(path, None, new.get(path), None)
            continue
        before, after = base.get(source or path), new.get(path)
        if before and after and not source and is_same(before, after):
            ours = disk.read(path)
            check_resolved(path, ours)
            yield FileState(path, before, after, ours if options.vocabulary else None)
            continue
        if source and path not in left and disk.read(path) is not None:
            hint = f"move it away: {source} will be moved here"
            raise ProjectError("a file is in the way", where=path, hint=hint)
        yield FileState(path, before, after, disk.read(source or path), source)


def _judged_as_formatted(
    steps: Mapping[str, Step], states: Mapping[str, FileState], formatters: Iterable[Formatter]
) -> dict[str, Step]:
    """Judge again, with the project's formatters, the files that may differ in format only."""
    judged = dict(steps)
    new: dict[str, bytes] = {}
    doubtful = [one for one in states.values() if may_differ_in_format(steps[one.path], one)]
    for formatter in formatters:
        candidates = [one for one in doubtful if may_differ_in_format(judged[one.path], one)]
        texts = [
            (one.path, file.data if file else b"")
            for one in candidates
            for file in (one.base, one.new)
        ]
        styled = (formatter(texts) if texts else None) or ()
        for one, *pair in zip(candidates, styled[::2], styled[1::2], strict=bool(styled)):
            judged[one.path] = judged_as_formatted(judged[one.path], one, *pair)
            new[one.path] = pair[1]
    for one in doubtful:
        if may_differ_in_format(judged[one.path], one):
            judged[one.path] = judged_as_reformatted(judged[one.path], one, new.get(one.path))
    return judged


def _from_disk(disk: Disk, step: Step, states: FileState) -> Step:
    """Return a step with the content on disk at the path itself, before moves and renames."""
    if step.verdict is Verdict.CREATE and (before := disk.read(step.path)) is not None:
        # The file that is there moves away.
        return replace(step, before=before, verdict=Verdict.UPDATE)
    if step.before == step.after is None or not (states.source or states.is_renamed):
        return step
    verdict, before = step.verdict, disk.read(step.path)
    if verdict in {Verdict.SAME, Verdict.UPDATE}:
        verdict = Verdict.MOVE if states.source else Verdict.UPDATE
    if before == step.after:
        verdict = Verdict.SAME
    return replace(step, before=before, verdict=verdict)


def _check_case_variants(disk: Disk, steps: Iterable[Step]) -> None:
    """Check that no created file differs from an existing one in case only."""
    created = (step.path for step in steps if step.verdict is Verdict.CREATE)
    for path, variant in disk.case_variants(created):
        raise ProjectError(
            f"{variant} differs only in case, and some file systems cannot tell the two apart",
            where=path,
            hint="rename yours, then run the command again",
        )


def _user_files(disk: Disk, files: Mapping[str, bytes | None]) -> Iterator[Step]:
    for path, data in files.items():
        ours = disk.read(path)
        verdict = Verdict.UPDATE
        if ours == data or _is_same_json(path, ours, data):
            yield Step(path, Verdict.SAME, ours, ours)
            continue
        if ours is None or data is None:
            verdict = Verdict.CREATE if ours is None else Verdict.DELETE
        yield Step(path, verdict, ours, data, private=path in _PRIVATE)


def _is_same_json(path: str, ours: bytes | None, data: bytes | None) -> bool:
    """Return whether two JSON texts have the same value."""
    if not path.endswith(".json") or ours is None or data is None:
        return False
    try:
        return bool(json.loads(ours) == json.loads(data))
    except ValueError:
        return False


def _moved_away(disk: Disk, new: Mapping[str, File], moves: Mapping[str, str]) -> Iterator[Step]:
    """Yield the deletions of moved files at their old paths."""
    for path, source in moves.items():
        if source not in new and (ours := disk.read(source)) is not None:
            yield Step(source, Verdict.DELETE, ours, None, reason=f"moves to {path}")


def _records(disk: Disk, new: Mapping[str, File]) -> tuple[Step, ...]:
    """Return the step of the answers file; written even with conflicts, which keep both sides."""
    if (answers := new.get(ANSWERS_FILE)) is None:
        return ()
    before = disk.read(ANSWERS_FILE)
    if before is not None and are_equivalent(before, answers.data):
        return (Step(ANSWERS_FILE, Verdict.SAME, before, before),)
    verdict = Verdict.CREATE if before is None else Verdict.UPDATE
    return (Step(ANSWERS_FILE, verdict, before, answers.data),)
