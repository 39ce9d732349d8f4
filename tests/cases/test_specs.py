"""Golden archives: specs that cannot be, and everything that is said about them.

specs/<what-it-shows>.txtar
  *.yaml      the specs
  *.prisma    optional: models of the user's own
  app.txt     optional: the database and the sign-in of the app; else "sqlite better-auth"
  stderr.txt  what t3gen says

`pytest tests/cases --update-goldens` writes stderr.txt anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import txtar

from t3gen import migrate, model, spec
from t3gen.cli import terminal
from t3gen.errors import SpecErrors

CASES = sorted((Path(__file__).parent / "specs").iterdir())


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_a_spec_that_cannot_be_is_refused_with_every_reason(
    case: Path, capsys: pytest.CaptureFixture[str], update_goldens: bool
) -> None:
    files = txtar.read(case)
    database, auth = files.get("app.txt", b"sqlite better-auth").decode().split()
    texts = {name: data for name, data in files.items() if name.endswith(".yaml")}
    prisma = {name: data.decode() for name, data in files.items() if name.endswith(".prisma")}
    app = model.App(database, auth, migrate.own_models(prisma, ()))
    with pytest.raises(SpecErrors) as refused:
        model.resolve(spec.read(texts), app)
    terminal.show(refused.value)
    said = capsys.readouterr().err

    if update_goldens:
        txtar.write(case, files | {"stderr.txt": said.encode()})
    assert txtar.read(case)["stderr.txt"].decode() == said
