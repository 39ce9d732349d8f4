"""Commands that edit specs know which document of which file they edit."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from shop import edit, run, tree

from t3gen import cli, spec
from t3gen.spec import renaming

pytestmark = pytest.mark.slow

TAG = "# A tag.\nresource: Tag\nfields: {label: string}\n"
NOTE = "# A note.\nresource: Note\nfields: {text: string}  # kept\nrelations: {tag: Tag?}\n"
PIN = "resource: Pin\nfields:\n  text: string  # --- not an end\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("specs") / "app"
    assert cli.run(["new", "app", str(root)]) == 0
    (root / "resources").mkdir(exist_ok=True)
    (root / "resources/all.yaml").write_text(f"{PIN}---\n{NOTE}---\n{TAG}")
    assert run(root, "generate") == 1
    return root


@pytest.fixture
def app(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "app")


def left(text: str, name: str) -> str | None:
    found = {one.name.text: one for one in spec.read({"all.yaml": text.encode()}).specs}
    data = renaming.without(text.encode(), found[name])
    return data.decode() if data is not None else None


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        (f"{TAG}---\n{NOTE}", "Tag", NOTE),
        (f"{TAG}---\n{NOTE}", "Note", TAG),
        (f"---\n{TAG}---\n{NOTE}", "Tag", f"---\n{NOTE}"),
        (f"{PIN}---\n{NOTE}---\n{TAG}", "Note", f"{PIN}---\n{TAG}"),
        (f"{TAG}--- # the next\n{NOTE}", "Tag", f"--- # the next\n{NOTE}"),
        (f"# all of them\n---\n{TAG}---\n{NOTE}", "Tag", f"# all of them\n---\n{NOTE}"),
        (
            f"# yaml-language-server: $schema=x\n{TAG}---\n{NOTE}",
            "Tag",
            f"# yaml-language-server: $schema=x\n---\n{NOTE}",
        ),
        (f"\ufeff{TAG}---\r\n{PIN}", "Tag", f"\ufeff{PIN}"),
        (TAG, "Tag", None),
        (f"# all\n---\n{TAG}---\n# nothing\n", "Tag", None),
    ],
)
def test_the_other_documents_of_a_file_stay_byte_for_byte(
    text: str, name: str, rest: str | None
) -> None:
    assert rest == left(text, name)


def test_destroying_a_resource_leaves_the_others_of_its_file(app: Path) -> None:
    assert run(app, "destroy", "resource", "Pin") == 0

    assert f"{NOTE}---\n{TAG}" == (app / "resources/all.yaml").read_text()
    assert (app / "src/server/notes/service.ts").exists()
    assert not (app / "src/server/pins").exists()


def test_destroying_the_last_resource_of_a_file_removes_it(app: Path) -> None:
    for name in ("Pin", "Note", "Tag"):
        assert run(app, "destroy", "resource", name) == 0

    assert not (app / "resources/all.yaml").exists()


def test_renaming_changes_every_document_of_a_file(app: Path) -> None:
    assert run(app, "rename", "resource", "Tag", "Label") == 0

    note, label = NOTE.replace("tag: Tag", "tag: Label"), TAG.replace("Tag", "Label")
    assert f"{PIN}---\n{note}---\n{label}" == (app / "resources/all.yaml").read_text()


def test_a_file_named_after_one_of_its_resources_keeps_the_name_and_the_others(app: Path) -> None:
    (app / "resources/all.yaml").rename(app / "resources/tag.yaml")

    assert run(app, "rename", "resource", "Tag", "Label") == 0

    assert ["tag.yaml"] == [path.name for path in (app / "resources").glob("*.yaml")]
    assert (app / "src/server/notes/service.ts").exists()


def test_a_rename_overwrites_no_other_spec_file(app: Path) -> None:
    (app / "resources/all.yaml").unlink()
    (app / "resources/tag.yaml").write_text(TAG)
    (app / "resources/label.yaml").write_text(f"{NOTE}---\n{PIN}")
    assert run(app, "generate") == 1

    assert run(app, "rename", "resource", "Tag", "Label") == 0

    assert "resource: Note" in (app / "resources/label.yaml").read_text()
    assert "resource: Label" in (app / "resources/tag.yaml").read_text()


def test_files_with_line_ends_of_both_kinds_are_renamed_at_the_right_place(app: Path) -> None:
    mixed = f"{PIN}---\n{NOTE}---\n{TAG}".replace("# A note.\n", "# A note.\r\n")
    (app / "resources/all.yaml").write_bytes(mixed.encode())

    assert run(app, "rename", "field", "Tag", "label", "title") == 0

    text = (app / "resources/all.yaml").read_bytes().decode()
    assert mixed.replace("label", "title") == text


def test_a_resource_that_another_file_declares_is_not_made_again(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(app)
    capsys.readouterr()

    assert run(app, "new", "resource", "Note", "title:string") == 2

    assert 'resources/all.yaml:6: the resource "Note" already exists' in capsys.readouterr().err
    assert before == tree(app)


def test_a_file_that_holds_other_resources_is_not_taken_for_the_resource(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (app / "resources/all.yaml").rename(app / "resources/memo.yaml")
    capsys.readouterr()

    assert run(app, "new", "resource", "Memo", "title:string") == 2

    assert "--spec resources/memo.yaml" in capsys.readouterr().err
    assert run(app, "new", "resource", "Memo", "title:string", "--spec", "resources/memo.yaml") == 0
    text = (app / "resources/memo.yaml").read_text()
    assert text.startswith(f"{PIN}---\n{NOTE}---\n{TAG}---\nresource: Memo\n")


@pytest.mark.parametrize("absolute", [False, True])
def test_specs_in_another_place_are_edited_there(app: Path, absolute: bool) -> None:
    (app / "resources").rename(app / "specs")
    where = str(app / "specs") if absolute else "specs"

    assert run(app, "rename", "resource", "Tag", "Label", "--spec", where) == 0
    assert run(app, "new", "resource", "Memo", "title:string", "--spec", where) == 0
    assert run(app, "destroy", "resource", "Pin", "--spec", f"{where}") == 0

    assert ["all.yaml", "memo.yaml"] == sorted(path.name for path in (app / "specs").glob("*.yaml"))
    assert not (app / "resources").exists()
    assert "resource: Label" in (app / "specs/all.yaml").read_text()


def test_specs_outside_of_the_project_are_not_edited(
    app: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (app / "resources").rename(tmp_path / "specs")
    capsys.readouterr()

    assert run(app, "destroy", "resource", "Pin", "--spec", "../specs") == 2

    assert "outside the project" in capsys.readouterr().err
    assert "resource: Pin" in (tmp_path / "specs/all.yaml").read_text()


def test_a_spec_in_a_sub_folder_is_read(app: Path) -> None:
    before = tree(app / "src")
    (app / "resources/shop").mkdir()
    (app / "resources/all.yaml").rename(app / "resources/shop/all.yaml")

    assert run(app, "generate") == 1

    assert before == tree(app / "src")


def test_defaults_are_declared_in_one_place(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (app / "resources/shop").mkdir()
    (app / "resources/_project.yaml").write_text("seed: {count: 3}\n")
    (app / "resources/shop/_project.yaml").write_text("seed: {count: 4}\n")

    assert run(app, "generate") == 2

    assert "the defaults are in resources/_project.yaml already" in capsys.readouterr().err


def test_fmt_lays_out_every_document_and_keeps_what_is_between(app: Path) -> None:
    (app / "resources/all.yaml").write_text(
        f"# all\n---\n{PIN}---\nresource:   Memo\nfields: {{a: string}}\n"
    )

    assert run(app, "fmt") == 0

    text = (app / "resources/all.yaml").read_text()
    assert text.startswith("# all\n---\nresource: Pin\n")
    assert "---\nresource: Memo\n" in text


def test_a_resource_whose_spec_is_away_is_not_removed(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (app / "resources/all.yaml").write_text(f"{PIN}---\n{TAG}")
    before = tree(app)
    capsys.readouterr()

    assert run(app, "generate") == 2

    said = capsys.readouterr().err
    assert "resources: no spec declares Note, which the app has" in said
    assert "t3gen generate --prune" in said
    assert before == tree(app)


@pytest.mark.parametrize("command", ["generate --prune", "destroy resource Note", "generate"])
def test_a_resource_without_a_spec_is_removed_where_that_is_asked(app: Path, command: str) -> None:
    (app / "resources/all.yaml").write_text(f"{PIN}---\n{TAG}")
    if command == "generate":
        (app / "resources/_project.yaml").write_text("migrate: {allow_loss: [Note]}\n")

    assert run(app, *command.split()) in {0, 1}

    assert not (app / "src/server/notes").exists()
    assert (app / "src/server/pins/service.ts").exists()


def test_nothing_is_removed_while_the_folder_of_specs_is_away(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (app / "resources").rename(app / "away")
    before = tree(app)
    capsys.readouterr()

    assert run(app, "new", "resource", "Memo", "title:string") == 2

    assert "git checkout -- resources" in capsys.readouterr().err
    assert before == tree(app)


def test_a_new_name_without_the_old_one_is_asked_about(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(app, "resources/all.yaml", "resource: Pin", "resource: Needle")

    assert run(app, "generate") == 2

    assert 'if it was renamed to Needle, add to that spec: "was: Pin"' in capsys.readouterr().err
    edit(app, "resources/all.yaml", "resource: Needle\n", "resource: Needle\nwas: Pin\n")
    assert run(app, "generate") == 1
    assert (app / "src/server/needles/service.ts").exists()
