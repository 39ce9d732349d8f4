"""Golden directories: specs that cannot be, and everything that is said about them.

specs/<what-it-shows>/
  before/*.yaml  the specs
  before/*.prisma  optional: models of the user's own
  app.txt        optional: the database and the sign-in of the app; else "sqlite better-auth"
  stderr.txt     what t3gen says

`pytest tests/cases --update-goldens` writes stderr.txt anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from t3gen import migrate, model, spec
from t3gen.cli import terminal
from t3gen.errors import SpecErrors

CASES = sorted((Path(__file__).parent / "specs").iterdir())


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_spec_that_cannot_be_is_refused_with_every_reason(
    case: Path, capsys: pytest.CaptureFixture[str], update_goldens: bool
) -> None:
    about = case / "app.txt"
    database, auth = about.read_text().split() if about.exists() else ("sqlite", "better-auth")
    texts = {path.name: path.read_bytes() for path in (case / "before").glob("*.yaml")}
    prisma = {path.name: path.read_text() for path in (case / "before").glob("*.prisma")}
    app = model.App(database, auth, migrate.own_models(prisma, ()))
    with pytest.raises(SpecErrors) as refused:
        model.resolve(spec.read(texts), app)
    terminal.show(refused.value)
    said = capsys.readouterr().err

    golden = case / "stderr.txt"
    if update_goldens:
        golden.write_text(said, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == said
