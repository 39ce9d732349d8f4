"""What will happen to a project: the verdicts of all its files, and what is noted at the end."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from t3gen import ANSWERS_FILE
from t3gen.errors import ProjectError
from t3gen.programs import Formatter
from t3gen.project import renaming
from t3gen.project.answers import say_the_same
from t3gen.project.disk import Disk
from t3gen.project.merging import Vocabulary
from t3gen.project.steps import File, Plan, Step, Verdict, is_same
from t3gen.project.verdicts import Known, check_settled, is_doubtful, judge, reformatted, restyled

_PRIVATE = frozenset({".env"})
_WAY_BACK = "your file: only inverse fields of relations change"

"""Takes texts with their paths; returns them as the project's formatter writes them, if it can."""


@dataclass(frozen=True)
class MergeOptions:
    """How two generations are compared.

    Args:
        formatters: The ways in which the project may format, the likeliest first.
        moves: Where a file comes from, by the path that it gets.
        vocabulary: The names in which the generations differ, and which the user's edits follow.
        owners: The resources that files are of, by their new paths.
        force: Whether files go that are no longer generated, even where they have been edited.
        settled: What happens to files whose verdict is known already, by path.
    """

    formatters: Sequence[Formatter] = ()
    moves: Mapping[str, str] = field(default_factory=dict)
    vocabulary: Vocabulary | None = None
    owners: Mapping[str, str] = field(default_factory=dict)
    force: bool = False
    settled: Mapping[str, Step] = field(default_factory=dict)


def make(
    disk: Disk,
    base: Mapping[str, File],
    new: Mapping[str, File],
    own: Mapping[str, bytes | None] | None = None,
    options: MergeOptions | None = None,
) -> Plan:
    """Compare what was generated, what should be and what is.

    Args:
        disk: The project.
        base: Every file of the last generation, the answers file included.
        new: Every file of this generation.
        own: Files that are written once and then belong to the user: specs, migrations. None
            removes one.
        options: How; by default without a formatter, and nothing moves.

    Raises:
        ProjectError: A file cannot be read, or holds unresolved merge markers.
    """
    options = options or MergeOptions()
    known = {one.path: one for one in _known(disk, base, new, options)}
    if options.vocabulary is not None:
        known = renaming.follow(disk, known, options.moves, options.vocabulary, options.owners)
    steps = {path: judge(one, force=options.force) for path, one in known.items()}
    steps = _restyled(steps, known, options.formatters)
    _check_twins(disk, steps.values())
    taken = [_settled(disk, step, known[path]) for path, step in steps.items()]
    taken += [*_own(disk, own or {}), *_left(disk, new, options.moves), *options.settled.values()]
    return Plan(tuple(sorted(taken, key=lambda step: step.path)), _records(disk, new))


def with_own(disk: Disk, plan: Plan, files: Mapping[str, bytes]) -> Plan:
    """Add files to a plan that then belong to the user: a migration, once it is known."""
    steps = sorted([*plan.steps, *_own(disk, files)], key=lambda step: step.path)
    return Plan(tuple(steps), plan.records)


def with_edits(disk: Disk, plan: Plan, files: Mapping[str, bytes]) -> Plan:
    """Write files of the user's otherwise than a plan leaves them: it changes a line or two."""
    steps = {step.path: step for step in plan.steps}
    for path, data in files.items():
        step = steps.get(path)
        if step is not None and step.changes:
            steps[path] = replace(step, after=data)
        else:
            steps[path] = Step(path, Verdict.UPDATE, disk.read(path), data, reason=_WAY_BACK)
    return Plan(tuple(sorted(steps.values(), key=lambda step: step.path)), plan.records)


def _known(
    disk: Disk, base: Mapping[str, File], new: Mapping[str, File], options: MergeOptions
) -> Iterator[Known]:
    """Yield the files that may change, with what is on disk."""
    left = frozenset(options.moves.values())
    others = {ANSWERS_FILE, *options.settled} | (left - new.keys())
    for path in sorted((base.keys() | new.keys()) - others):
        source = options.moves.get(path, "")
        if path in left and not source:
            yield Known(path, None, new.get(path), None)
            continue
        before, after = base.get(source or path), new.get(path)
        if before and after and not source and is_same(before, after):
            ours = disk.read(path)
            check_settled(path, ours)
            yield Known(path, before, after, ours if options.vocabulary else None)
            continue
        if source and path not in left and disk.read(path) is not None:
            hint = f"move it away: {source} will be moved here"
            raise ProjectError("a file is in the way", where=path, hint=hint)
        yield Known(path, before, after, disk.read(source or path), source)


def _restyled(
    steps: Mapping[str, Step], known: Mapping[str, Known], formatters: Iterable[Formatter]
) -> dict[str, Step]:
    """Judge those files anew whose edits may be nothing but the user's formatting."""
    judged = dict(steps)
    new: dict[str, bytes] = {}
    for formatter in formatters:
        doubtful = [one for one in known.values() if is_doubtful(judged[one.path], one)]
        texts = [
            (one.path, file.data if file else b"")
            for one in doubtful
            for file in (one.base, one.new)
        ]
        styled = (formatter(texts) if texts else None) or ()
        for one, *pair in zip(doubtful, styled[::2], styled[1::2], strict=bool(styled)):
            judged[one.path] = restyled(judged[one.path], one, *pair)
            new[one.path] = pair[1]
    return {
        one.path: reformatted(judged[one.path], one, new.get(one.path))
        if is_doubtful(judged[one.path], one)
        else judged[one.path]
        for one in known.values()
    }


def _settled(disk: Disk, step: Step, known: Known) -> Step:
    """Start from what is on disk at the path itself, where edits were moved or renamed first."""
    if step.verdict is Verdict.CREATE and (before := disk.read(step.path)) is not None:
        # What is there moves away.
        return replace(step, before=before, verdict=Verdict.UPDATE)
    if step.before == step.after is None or not (known.source or known.is_renamed):
        return step
    verdict, before = step.verdict, disk.read(step.path)
    if verdict in {Verdict.SAME, Verdict.UPDATE}:
        verdict = Verdict.MOVE if known.source else Verdict.UPDATE
    if before == step.after:
        verdict = Verdict.SAME
    return replace(step, before=before, verdict=verdict)


def _check_twins(disk: Disk, steps: Iterable[Step]) -> None:
    """Refuse to create a file that some file systems cannot tell from one that is there."""
    for step in steps:
        if step.verdict is Verdict.CREATE and (twin := disk.twin(step.path)):
            raise ProjectError(
                f"{twin} differs only in case, and some file systems cannot tell the two apart",
                where=step.path,
                hint="rename yours, then run the command again",
            )


def _own(disk: Disk, files: Mapping[str, bytes | None]) -> Iterator[Step]:
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
    """Tell whether two texts of JSON differ in nothing but their form."""
    if not path.endswith(".json") or ours is None or data is None:
        return False
    try:
        return bool(json.loads(ours) == json.loads(data))
    except ValueError:
        return False


def _left(disk: Disk, new: Mapping[str, File], moves: Mapping[str, str]) -> Iterator[Step]:
    """Yield the places that files move away from."""
    for path, source in moves.items():
        if source not in new and (ours := disk.read(source)) is not None:
            yield Step(source, Verdict.DELETE, ours, None, reason=f"moves to {path}")


def _records(disk: Disk, new: Mapping[str, File]) -> tuple[Step, ...]:
    """Note the generation that the files now are of; markers hold both sides, so it advances."""
    if (answers := new.get(ANSWERS_FILE)) is None:
        return ()
    before = disk.read(ANSWERS_FILE)
    if before is not None and say_the_same(before, answers.data):
        return (Step(ANSWERS_FILE, Verdict.SAME, before, before),)
    verdict = Verdict.CREATE if before is None else Verdict.UPDATE
    return (Step(ANSWERS_FILE, verdict, before, answers.data),)
