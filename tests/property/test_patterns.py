"""Our judgement of regular expressions against the one of JavaScript itself."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from t3gen.errors import MigrationError
from t3gen.migrate import find_node
from t3gen.spec import patterns

WRITTEN = r"""
a z 0 9 - ^ $ . | ( ) [ ] { } * + ? , / = ! < > : \ \d \w \b \B \] \/ \- \x2a \u0041 \cA \u{61}
\p{L} (?: (?= (?! (?<= (?<! (?<n> (?P<n> (?> (?i: (?# [^ [a-z] [z-a] [\x5a-9] {2} {3,1} {1,} *? ++
"""
PARTS = st.sampled_from(WRITTEN.split())
SOURCE = st.lists(PARTS, min_size=1, max_size=8).map("".join)
FLAGS = st.sampled_from(["", "i", "u", "v", "ims", "g", "uv", "ii"])
SCRIPT = """
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const [source, flags] = JSON.parse(line);
  try { new RegExp(source, flags); console.log("true"); } catch { console.log("false"); }
});
"""


@pytest.fixture(scope="module")
def compiles() -> Iterator[Callable[[str, str], bool]]:
    """Ask a running node whether it takes a regular expression."""
    try:
        node = find_node()
    except MigrationError as error:
        pytest.skip(str(error))
    with subprocess.Popen(
        [node, "-e", SCRIPT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        stdin, stdout = process.stdin, process.stdout

        def ask(source: str, flags: str) -> bool:
            stdin.write(json.dumps([source, flags]) + "\n")
            stdin.flush()
            return stdout.readline() == "true\n"

        yield ask
        stdin.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=400)
@given(SOURCE, FLAGS)
def test_nothing_that_javascript_takes_is_refused(
    compiles: Callable[[str, str], bool], source: str, flags: str
) -> None:
    stateful = set(flags) & set("gyd")
    fault = patterns.syntax_error(source, flags)

    assert fault is None or stateful or not compiles(source, flags)
