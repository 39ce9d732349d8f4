"""The emitted shop keeps what its OpenAPI document says, whatever schemathesis makes of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from emitted import Emitted
from serving import Shop, opened

# How many cases are made up for each operation, beside those at the edges of what may be sent.
EXAMPLES = int(os.environ.get("T3GEN_FUZZ_EXAMPLES", "0"))
SERVED = [
    "next on sqlite",
    "next on postgresql",
    "standalone on sqlite",
    "standalone on postgresql",
]
# A quick run takes the two resources that have something of everything.
KINDS, PATHS = (SERVED, "") if EXAMPLES else (SERVED[3:], "^/api/(orders|products)")
CONFIG = """\
hooks = "{hooks}"

[auth.wfc]
path = "people.json"
peers = ["admin", "bob"]

# Next answers TRACE and CONNECT itself, without our headers.
[phases.coverage]
unexpected-methods = ["GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS"]

# The check of our own that takes its place forgives what no JSON Schema can say.
[checks.positive_data_acceptance]
enabled = false

# Of the server's own refusals only those of addresses and headers that are too long: 5xx is none.
[checks.negative_data_rejection]
expected-statuses = [400, 401, 403, 404, 405, 406, 409, 412, 413, 414, 415, 422, 428, 431]
"""


@pytest.mark.parametrize("kind", KINDS)
def test_every_answer_is_one_that_the_document_names(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str
) -> None:
    (tmp_path / "served").mkdir()
    if kind == "next on postgresql":
        shop: Emitted = request.getfixturevalue("shop_on_postgresql")
        shop.done("npm run build", NEXT_TELEMETRY_DISABLED="1")
    with opened(request, tmp_path / "served", kind) as served:
        examined = examine(served, tmp_path)

    assert examined == 0


def examine(shop: Shop, folder: Path) -> int:
    """Let schemathesis make all its checks, in all its phases, as an administrator and as Bob.

    What it prints, pytest shows of a failure, and with -rP of a success.
    """
    people = [
        {
            "name": name,
            "fixedHeaders": [{"name": "Authorization", "value": f"Bearer {client.token}"}],
        }
        for name, client in (("admin", shop.admin), ("bob", shop.bob))
    ]
    hooks = Path(__file__).with_name("schemathesis_hooks.py")
    (folder / "people.json").write_text(json.dumps({"auth": people}), encoding="utf-8")
    config = folder / "schemathesis.toml"
    config.write_text(CONFIG.format(hooks=hooks), encoding="utf-8")
    program = Path(sys.executable).with_name("schemathesis")
    options = {
        "phases": "examples,coverage,fuzzing,stateful",
        "mode": "all",
        "include-path-regex": PATHS,
        "max-examples": str(EXAMPLES or 5),
        "seed": "1",
        "request-timeout": "20",
        "suppress-health-check": "all",
        "warnings": "off",
    }
    return subprocess.run(
        [
            str(program),
            f"--config-file={config}",
            "run",
            f"http://127.0.0.1:{shop.stranger.port}/api/openapi.json",
            "--continue-on-failure",
            "--no-color",
            *(f"--{name}={value}" for name, value in options.items()),
        ],
        cwd=folder,
        check=False,
    ).returncode
