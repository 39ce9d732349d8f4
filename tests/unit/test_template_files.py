"""Templates look like the files they emit: plain names, few control lines, shallow nesting.

`template_control.json` holds the percentage of control lines, and the nesting, that each template
may reach; a figure only goes down.
`python tests/unit/test_template_files.py` lowers those that have got better, and prints the shares.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from t3gen.render import package_root

TEMPLATE = package_root() / "template"
LIMITS = Path(__file__).with_name("template_control.json")
PLAIN = re.compile(r"[\w.\[\]()-]+")
LOOP = re.compile(r"\{% yield (\w+) from (resource\.)?\w+ %\}\{\{ \1(\.\w+)? \}\}\{% endyield %\}")
CHOICE = re.compile(
    r"\{% if resource(\.\w+)+( or resource(\.\w+)+)*( is defined)? %\}([\w.\[\]-]+)\{% endif %\}"
)
ANSWERS = "{{ _copier_conf.answers_file }}"
CONTROL = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
TAG = re.compile(r"\{%-?\s*(\w+).*?%\}", re.DOTALL)
SLACK = 3
"""Percentage points that a limit may be above its template, so that small edits do not fail."""
BLOCKS = frozenset({"if", "for", "filter", "call"})


@dataclass(frozen=True)
class Figures:
    """Lines that are only Jinja control, all lines that are not blank, and the deepest nesting."""

    control: int
    lines: int
    nesting: int

    @property
    def percent(self) -> int:
        """The share of control lines, rounded up."""
        return -(-100 * self.control // max(self.lines, 1))


def measure(text: str) -> Figures:
    """Measure a template. Macros, and `set` blocks, are no nesting of what is emitted."""
    lines = sum(bool(line.strip()) for line in text.splitlines())
    output = CONTROL.sub(lambda tag: "\n" * tag[0].count("\n") + " ", text)
    control = lines - sum(bool(line.strip()) for line in output.splitlines())
    depth = deepest = 0
    for word in TAG.findall(text):
        if word in BLOCKS:
            depth += 1
            deepest = max(deepest, depth)
        elif word.startswith("end") and word[3:] in BLOCKS:
            depth -= 1
    assert depth == 0, "unbalanced"
    return Figures(control, lines, deepest)


@cache
def figures() -> dict[str, Figures]:
    """Return the figures of every template, by path without the loop over resources."""
    return {
        LOOP.sub(r"\1", path.relative_to(TEMPLATE).as_posix()): measure(
            path.read_text(encoding="utf-8")
        )
        for path in sorted(TEMPLATE.rglob("*.jinja"))
    }


def limits() -> dict[str, list[int]]:
    """Return the percentage of control lines, and the nesting, that each template may have."""
    return dict(json.loads(LIMITS.read_text(encoding="utf-8")))


def project() -> Figures:
    """Return the figures of all templates of a project together."""
    found = [one for name, one in figures().items() if name.startswith("project/")]
    control, lines = sum(one.control for one in found), sum(one.lines for one in found)
    return Figures(control, lines, max(one.nesting for one in found))


def summary() -> str:
    """Return the figures of all templates of a project in words."""
    total = project()
    share = 100 * total.control / total.lines
    return (
        f"{total.control} of {total.lines} lines are control ({share:.1f} %), "
        f"nesting {total.nesting}"
    )


def test_the_measure_counts_control_lines_and_nesting() -> None:
    text = (
        "{% for a in b %}\nx{% if a %}y{% endif %}\n"
        "{% if a\n   and b %}\n\nz\n{% endif %}\n{% endfor %}\n"
    )

    assert measure(text) == Figures(control=5, lines=7, nesting=2)


def test_every_template_has_a_limit() -> None:
    assert sorted(limits()) == sorted(figures())


@pytest.mark.parametrize("name", sorted(figures()))
def test_a_template_has_no_more_control_than_before(name: str) -> None:
    percent, nesting = limits()[name]
    now = figures()[name]

    assert now.percent <= percent, summary()
    assert now.nesting <= nesting, summary()


def test_limits_go_down_with_their_templates() -> None:
    slack = {
        name: (percent - now.percent, nesting - now.nesting)
        for name, now in figures().items()
        for percent, nesting in [limits()[name]]
    }

    loose = [name for name, (percent, nesting) in slack.items() if percent > SLACK or nesting > 0]
    assert loose == [], f"run python tests/unit/{Path(__file__).name}"


def test_names_of_template_files_are_plain() -> None:
    for path in TEMPLATE.rglob("*"):
        name = path.name.removesuffix(".jinja")
        plain = CHOICE.sub(r"\5", LOOP.sub("name", name.replace(ANSWERS, "answers")))
        assert PLAIN.fullmatch(plain), path


def test_names_of_template_files_are_possible_on_windows() -> None:
    for path in TEMPLATE.rglob("*"):
        assert not set('<>:"\\|?*') & set(path.name), path


def test_the_templates_of_a_project_look_like_what_they_emit() -> None:
    figures = project()

    assert figures.percent <= 15
    assert figures.nesting <= 2


def lower() -> None:
    """Write the figures of now, none of which may be higher than before."""
    before = limits() if LIMITS.exists() else {}
    after = {}
    for name, now in figures().items():
        percent, nesting = before.get(name, [now.percent, now.nesting])
        after[name] = [min(percent, now.percent), min(nesting, now.nesting)]
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(one)}" for name, one in after.items())
    LIMITS.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
    sys.stdout.write(f"{summary()}\n")


if __name__ == "__main__":
    lower()
