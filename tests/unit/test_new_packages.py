"""A spec that needs npm packages says so: the first file field, for one."""

from __future__ import annotations

from pathlib import Path

import pytest
from shop import run

pytestmark = pytest.mark.slow

PICTURE = "resource: Picture\nfields:\n  image: file(image/png)\n"
TITLED = "resource: Picture\nfields:\n  title: string\n"


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """Make an app without files whose packages are installed, as far as one can see."""
    root = tmp_path / "app"
    assert run(tmp_path, "new", "app", str(root)) == 0
    (root / "resources").mkdir(exist_ok=True)
    (root / "node_modules").mkdir()
    return root


def test_the_first_file_names_the_packages_to_install(
    installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (installed / "resources/picture.yaml").write_text(PICTURE)
    capsys.readouterr()

    assert run(installed, "generate") == 1

    told = capsys.readouterr().err
    assert "New in package.json: " in told
    assert "file-type" in told.split("New in package.json: ")[1].splitlines()[0]
    assert "npm install" in told


def test_packages_that_are_there_already_are_not_asked_for(
    installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (installed / "resources/picture.yaml").write_text(TITLED)
    capsys.readouterr()

    assert run(installed, "generate") == 1

    assert "New in package.json" not in capsys.readouterr().err


def test_before_the_first_install_nothing_is_new(
    installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (installed / "node_modules").rmdir()
    (installed / "resources/picture.yaml").write_text(PICTURE)
    capsys.readouterr()

    assert run(installed, "generate") == 1

    assert "New in package.json" not in capsys.readouterr().err
