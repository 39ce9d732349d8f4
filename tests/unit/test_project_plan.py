"""Which verdict a file gets, and what a plan then does to the disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from trees import Text, read, rendered, write

from t3gen import ANSWERS_FILE, project
from t3gen.errors import ProjectError


def run(root: Path, base: dict[str, str], new: dict[str, str]) -> project.Plan:
    with project.transaction(root):
        plan = project.make_plan(project.Disk(root), rendered(base), rendered(new))
        project.apply(root, plan)
    return plan


@pytest.mark.parametrize(
    ("generations", "ours", "expected"),
    [
        (("b", "b"), "mine", ("same", "mine")),
        (("b", "b"), None, ("same", None)),
        ((None, "n"), None, ("create", "n")),
        ((None, "n"), "n", ("same", "n")),
        (("b", None), "b", ("delete", None)),
        (("b", None), "mine", ("keep", "mine")),
        (("b", None), None, ("same", None)),
        (("b", "n"), None, ("keep", None)),
        (("b", "n"), "n", ("same", "n")),
        (("b", "n"), "b", ("update", "n")),
        (("b\n2\n3\n", "n\n2\n3\n"), "b\n2\nmine\n", ("merge", "n\n2\nmine\n")),
    ],
)
def test_a_file_gets_the_verdict_of_the_table(
    tmp_path: Path,
    generations: tuple[str | None, str | None],
    ours: str | None,
    expected: tuple[str, str | None],
) -> None:
    name = "src/a.ts"
    if ours is not None:
        write(tmp_path, {name: ours})

    base, new = ({} if text is None else {name: text} for text in generations)
    plan = run(tmp_path, base, new)

    assert expected == (plan.steps[0].verdict, read(tmp_path).get(name))


def test_an_edited_file_that_is_no_longer_generated_is_deleted_by_force_alone(
    tmp_path: Path,
) -> None:
    write(tmp_path, {"a.ts": "mine"})
    disk, base = project.Disk(tmp_path), rendered({"a.ts": "b"})

    plans = [
        project.make_plan(disk, base, {}, options=project.MergeOptions(force=force))
        for force in (False, True)
    ]

    assert ["keep", "delete"] == [plan.steps[0].verdict for plan in plans]
    assert (b"mine", None) == (plans[1].steps[0].before, plans[1].steps[0].after)


def test_the_reason_of_a_conflict_is_that_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\0mine")
    write(tmp_path, {"b.ts": "mine\n", "c.ts": "mine\n"})
    base = {"a.bin": Text(b"\0"), "b.ts": Text(b"old\n")}
    new = {"a.bin": Text(b"\0new"), "b.ts": Text(b"new\n"), "c.ts": Text(b"new\n")}

    steps = project.make_plan(project.Disk(tmp_path), base, new).steps

    reasons = [step.reason for step in steps]
    assert ["conflict"] * 3 == [step.verdict for step in steps]
    assert reasons[0] == "a binary file, left unchanged: take the new one, or keep yours"
    assert reasons[2] == f"another file already existed: {reasons[1]}"


@pytest.mark.parametrize(
    ("moves", "ours", "expected"),
    [
        ({"b": "a"}, {"a": "1"}, {"b": "1"}),
        ({"b": "a"}, {}, {}),
        ({"a": "b", "b": "a"}, {"a": "1", "b": "2"}, {"a": "2", "b": "1"}),
        ({"b": "a", "c": "b"}, {"a": "1", "b": "2"}, {"b": "1", "c": "2"}),
    ],
)
def test_a_file_that_moves_leaves_its_place_unless_another_takes_it(
    tmp_path: Path, moves: dict[str, str], ours: dict[str, str], expected: dict[str, str]
) -> None:
    write(tmp_path, ours)
    texts = {"a": "1", "b": "2"}
    base = rendered({source: texts[source] for source in moves.values()})
    new = rendered({path: texts[source] for path, source in moves.items()})

    disk, options = project.Disk(tmp_path), project.MergeOptions(moves=moves)
    with project.transaction(tmp_path):
        plan = project.make_plan(disk, base, new, options=options)
        project.apply(tmp_path, plan)

    assert expected == read(tmp_path)
    assert sorted({step.path for step in plan.steps}) == [step.path for step in plan.steps]


def test_files_of_the_user_are_added_in_the_order_of_paths(tmp_path: Path) -> None:
    write(tmp_path, {"b.sql": "old", "d.sql": "same"})
    disk = project.Disk(tmp_path)
    plan = project.make_plan(disk, {}, rendered({"c.ts": "c", ANSWERS_FILE: "new"}))

    files = {"d.sql": b"same", "b.sql": b"new", "a.sql": b"a"}
    result = project.with_user_files(disk, plan, files)

    assert [("a.sql", "create"), ("b.sql", "update"), ("c.ts", "create"), ("d.sql", "same")] == [
        (step.path, step.verdict) for step in result.steps
    ]
    assert plan.records == result.records


def test_answers_advance_when_everything_was_done(tmp_path: Path) -> None:
    write(tmp_path, {ANSWERS_FILE: "old", "a.ts": "1"})

    run(tmp_path, {ANSWERS_FILE: "old", "a.ts": "1"}, {ANSWERS_FILE: "new", "a.ts": "2"})

    assert read(tmp_path) == {ANSWERS_FILE: "new", "a.ts": "2"}


def test_a_conflict_is_marked_and_the_answers_advance_all_the_same(tmp_path: Path) -> None:
    write(tmp_path, {ANSWERS_FILE: "old", "a.ts": "1", "edited.ts": "mine\n"})
    base = {ANSWERS_FILE: "old", "a.ts": "1", "edited.ts": "1\n"}

    plan = run(tmp_path, base, {ANSWERS_FILE: "new", "a.ts": "2", "edited.ts": "2\n"})

    marked = (
        "<<<<<<< yours\nmine\n||||||| last generation\n1\n=======\n2\n>>>>>>> this generation\n"
    )
    assert [step.path for step in plan.conflicts] == ["edited.ts"]
    assert read(tmp_path) == {ANSWERS_FILE: "new", "a.ts": "2", "edited.ts": marked}


def test_a_plan_of_no_change_touches_nothing(tmp_path: Path) -> None:
    files = {ANSWERS_FILE: "a", "src/a.ts": "1"}
    write(tmp_path, files)
    stamps = {path: path.stat().st_mtime_ns for path in (tmp_path, *tmp_path.rglob("*"))}

    plan = run(tmp_path, files, files)

    assert plan.changes == ()
    assert stamps == {path: path.stat().st_mtime_ns for path in (tmp_path, *tmp_path.rglob("*"))}


def test_unresolved_markers_are_refused_with_their_line(tmp_path: Path) -> None:
    text = "a\n<<<<<<< yours\nb\n=======\nc\n>>>>>>> generated\n"
    write(tmp_path, {"a.ts": text})

    with pytest.raises(ProjectError, match=r"a\.ts:2: unresolved merge markers"):
        run(tmp_path, {"a.ts": "1"}, {"a.ts": "2"})


def test_a_file_of_a_dropped_resource_takes_its_empty_folders_along(tmp_path: Path) -> None:
    write(tmp_path, {"src/x/y/a.ts": "1", "src/mine.ts": "m"})

    run(tmp_path, {"src/x/y/a.ts": "1"}, {})

    assert read(tmp_path) == {"src/mine.ts": "m"}


@pytest.mark.parametrize("link", ["src", "src/a.ts"])
def test_nothing_is_written_through_a_symbolic_link(tmp_path: Path, link: str) -> None:
    outside = tmp_path / "outside"
    write(outside, {"a.ts": "1"})
    root = tmp_path / "app"
    (root / link).parent.mkdir(parents=True)
    (root / link).symlink_to(outside if link == "src" else outside / "a.ts")

    with pytest.raises(ProjectError, match=f"{link}: a symbolic link"):
        run(root, {"src/a.ts": "1"}, {"src/a.ts": "2"})

    assert read(outside) == {"a.ts": "1"}


@pytest.mark.parametrize("name", ["../a.ts", "/etc/a.ts", "src/../../a.ts", "src//a.ts"])
def test_a_path_that_leaves_the_project_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProjectError, match="leads outside the project"):
        run(tmp_path, {}, {name: "x"})


def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.ts").mkdir()

    with pytest.raises(ProjectError, match=r"a\.ts: a folder is in the way"):
        run(tmp_path, {}, {"a.ts": "x"})


def test_a_file_that_changed_after_planning_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path, {"a.ts": "1", "b.ts": "1"})
    base, new = rendered({"a.ts": "1", "b.ts": "1"}), rendered({"a.ts": "2", "b.ts": "2"})
    plan = project.make_plan(project.Disk(tmp_path), base, new)
    write(tmp_path, {"b.ts": "just now"})

    with project.transaction(tmp_path), pytest.raises(ProjectError, match="has changed since"):
        project.apply(tmp_path, plan)

    assert read(tmp_path) == {"a.ts": "1", "b.ts": "just now"}
