"""The npm scripts of a project."""

from __future__ import annotations

import json
import re

from t3gen.render import package_template

NEEDS_CLIENT = re.compile(r"\b(?:next (?:build|dev)|prisma db seed|tsc|vitest)\b")


def test_what_needs_the_client_of_prisma_makes_it_first() -> None:
    """A new field is in the schema before it is in the client, and `npm test` has to know it."""
    scripts = json.loads(package_template().render({})["package.json"].data)["scripts"]

    needing = {name: text for name, text in scripts.items() if NEEDS_CLIENT.search(text)}

    assert {"build", "db:seed", "dev", "test", "test:e2e", "typecheck"} == needing.keys()
    first = ("prisma generate && ", "npm run build && ")
    assert all(text.startswith(first) for text in needing.values())
