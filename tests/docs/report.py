"""Prints which documented commands the tests run, and which they do not: `report.py`."""

from __future__ import annotations

import sys

from pages import Page, names, read


def report(pages: list[Page]) -> str:
    """Return a line for each page, one for each command that is not run, and the share."""
    lines, total = list[str](), [0, 0]
    for page in pages:
        run, not_run = (len(page.commands(run=one)) for one in (True, False))
        total = [total[0] + run, total[1] + not_run]
        lines.append(f"{run:4} of {run + not_run:3}  {page.name}")
        for block in page.blocks:
            if block.not_run:
                reason = f"not run: {block.not_run}"
                lines += [
                    f"{'':13}line {command.line}: {command.text.splitlines()[0]}  ({reason})"
                    for command in block.commands
                ]
    run, not_run = total
    share = run / max(run + not_run, 1)
    return "\n".join([*lines, f"{run:4} of {run + not_run:3}  {share:.1%} of all commands"])


if __name__ == "__main__":
    sys.stdout.write(f"{report([read(name) for name in names()])}\n")
