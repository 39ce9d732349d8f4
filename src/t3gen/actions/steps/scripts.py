"""The scripts of a migration that would be generated, judged statement by statement."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from t3gen import migrate
from t3gen.actions.steps.migration import DueMigration
from t3gen.migrate.lint import Verdict


@dataclass(frozen=True)
class Script:
    """A migration that would be generated.

    Args:
        name: Its folder.
        sql: Its SQL.
        verdicts: The verdicts of its statements.
    """

    name: str
    sql: str
    verdicts: tuple[Verdict, ...]


def judged(root: Path, due: DueMigration) -> tuple[Script, ...]:
    """Return the scripts of a migration, in the order in which they are applied."""
    history = migrate.read(root)
    earlier = list(history.scripts())
    lock = next((text for path, text in due.files.items() if path.endswith(".toml")), b"")
    provider = history.provider or migrate.provider_in(lock.decode()) or ""
    found = []
    for path, text in sorted(due.files.items()):
        if path.endswith(f"/{migrate.SQL}"):
            sql = text.decode()
            verdicts = migrate.lint_script(sql, provider, earlier)
            found.append(Script(Path(path).parent.name, sql, verdicts))
            earlier.append(sql)
    return tuple(found)
