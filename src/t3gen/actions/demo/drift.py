"""Third act: `t3gen check`, as CI runs it."""

from __future__ import annotations

from collections.abc import Generator

from t3gen.actions.demo.events import Event, Excerpt, Heading
from t3gen.actions.demo.steps import SHOP, Workspace, edit, line_with

SPEC = "resources/question.yaml"
_TEXT = "  text: string(500) trim\n"
_ANSWER = "  answer: text?\n"


def act(work: Workspace) -> Generator[Event]:
    """Check the project, change a spec, and generate again.

    Raises:
        ProjectError: A step failed, or a check has another exit code than it should.
    """
    yield Heading("A check for CI")
    yield from _check_passes(work)
    title = f"A field is added to {SHOP}/{SPEC}, and nothing is generated:"
    yield from edit(work.shop / SPEC, title, (_TEXT, _TEXT + _ANSWER))
    finding = line_with("finding")
    output = yield from work.run(
        "t3gen check", detail=lambda output: f"exit code 1: {finding(output)}", code=1
    )
    yield Excerpt("The findings:", output[:-1])
    yield from work.generate("t3gen generate")
    yield from _check_passes(work)
    yield from work.run("t3gen migrate apply", detail=line_with("applied."))
    yield from work.commit(SHOP, "Add a field")


def _check_passes(work: Workspace) -> Generator[Event]:
    """Run a check without findings."""
    agrees = line_with("passed")
    yield from work.run("t3gen check", detail=lambda output: f"exit code 0: {agrees(output)}")
