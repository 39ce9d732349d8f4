"""Which file an import means, and how it is written after files have moved."""

from __future__ import annotations

from pathlib import Path

import pytest
from trees import write

from t3gen import project
from t3gen.project.merging.tokens import Context, contexts, significant, tokens
from t3gen.project.modules import moved_specifier, specifiers

FILES = {
    "src/server/orders/service.ts": "",
    "src/server/orders/index.ts": "",
    "src/env.js": "",
    "src/own.ts": "",
}
MOVES = {
    "src/server/orders/service.ts": "src/server/purchases/service.ts",
    "src/server/orders/index.ts": "src/server/purchases/index.ts",
}


@pytest.mark.parametrize(
    ("old", "new", "specifier", "expected"),
    [
        ("src/own.ts", "src/own.ts", "./server/orders/service", "./server/purchases/service"),
        ("src/own.ts", "src/own.ts", "~/server/orders/service", "~/server/purchases/service"),
        ("src/own.ts", "src/own.ts", "./server/orders", "./server/purchases"),
        ("src/own.ts", "src/own.ts", "./server/orders/service.js", "./server/purchases/service.js"),
        ("src/own.ts", "src/own.ts", "./env.js", "./env.js"),
        ("src/own.ts", "src/lib/own.ts", "./env.js", "../env.js"),
        ("src/own.ts", "src/lib/own.ts", "~/env.js", "~/env.js"),
        ("src/own.ts", "src/lib/own.ts", "./server/orders", "../server/purchases"),
        ("src/own.ts", "src/lib/own.ts", "zod", "zod"),
        ("src/own.ts", "src/lib/own.ts", "./absent", "./absent"),
        ("src/own.ts", "src/lib/own.ts", "../../outside", "../../outside"),
    ],
)
def test_an_import_follows_the_files_that_move(
    tmp_path: Path, old: str, new: str, specifier: str, expected: str
) -> None:
    write(tmp_path, FILES)

    assert expected == moved_specifier(project.Disk(tmp_path), MOVES, (old, new), specifier)


def test_specifiers_are_those_of_imports_alone() -> None:
    text = 'import a from "a";\nexport * from "b";\nawait import("c");\nconst d = { "e": "f" };\n'

    assert [(1, "a"), (2, "b"), (3, "c")] == list(specifiers(text.encode()))


def test_a_text_is_a_key_only_in_front_of_a_colon() -> None:
    found = [token for _, token in significant(list(tokens('f("z"); x = { "a": "b", c: ["d"] };')))]

    texts = {
        token.text: context
        for token, context in zip(found, contexts(found), strict=True)
        if token.kind == "text"
    }

    assert [Context.OTHER, Context.KEY, Context.OTHER, Context.OTHER] == list(texts.values())
