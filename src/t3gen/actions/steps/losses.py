"""Agreement to what a change loses: rows, and edits of files, where nobody is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from t3gen import project
from t3gen.actions.steps.change import Approval, Change
from t3gen.actions.steps.migration import DueMigration
from t3gen.errors import ProjectError, UsageError
from t3gen.model import LOSS

_LONGEST = 200


@dataclass(frozen=True)
class Agreement:
    """Who agrees to what is lost.

    Args:
        is_needed: Whether it is required, as without a terminal.
        note: Who agrees, and why, in one line; may be empty.
    """

    is_needed: bool
    note: str = ""

    @classmethod
    def of(cls, text: str, *, attended: bool) -> Agreement:
        """Return the agreement of a command.

        Args:
            text: The text of `--consent`; may be empty.
            attended: Whether somebody at a terminal runs it.

        Raises:
            UsageError: The text is too long for a comment, or of several lines.
        """
        note = text.strip()
        if not note.isprintable() or len(note) > _LONGEST:
            hint = f"write one line of at most {_LONGEST} characters"
            raise UsageError("it becomes a comment of the migration", where="--consent", hint=hint)
        return cls(not attended and not note, note)


NOT_NEEDED = Agreement(is_needed=False)


def approval(agreement: Agreement) -> Approval | None:
    """Return the check that nothing is lost without an agreement; None if none is needed."""
    return _check if agreement.is_needed else None


def _check(change: Change, planned: project.Plan, due: DueMigration) -> None:
    """Check that nothing is lost.

    Raises:
        ProjectError: Rows or edits would be.
    """
    lost = [*_rows(change, due), *_edits(change, planned)]
    if lost:
        raise ProjectError(
            f"this would be lost: {', '.join(lost)}",
            where="t3gen",
            hint="without a terminal, say who agrees and why, for the comment in the migration: "
            '--consent "TEXT"\nor have it approved: t3gen plan, then t3gen generate --plan DIGEST',
            code="consent",
        )


def _rows(change: Change, due: DueMigration) -> Iterator[str]:
    for key, name in sorted(change.accepted | due.accepted):
        if key == LOSS:
            yield f"the rows or values of {name}"


def _edits(change: Change, planned: project.Plan) -> Iterator[str]:
    """Yield the edited files that are deleted."""
    for step in planned.steps if change.force else ():
        generated = change.base.get(step.path)
        is_edited = generated is not None and step.before != generated.data
        if is_edited and step.verdict is project.Verdict.DELETE:
            yield f"your edits of {step.path}"
