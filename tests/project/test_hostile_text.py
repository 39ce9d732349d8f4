"""Texts of specs stay texts: whatever stands in them, the code around them is the same."""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess

from services import environment, node_modules

from t3gen import model, spec
from t3gen.render import package_template
from t3gen.spec.yaml import FORBIDDEN

COUNT = 300 if os.environ.get("T3GEN_FUZZ") else 60
HARMLESS = "A plain sentence."
PARTS = [
    "*/",
    "/*",
    "//",
    "///",
    "${process.exit()}",
    "`",
    "'",
    '"',
    "\\",
    "\\u0022",
    "\n",
    "\n\n",
    "</script>",
    "<!--",
    "-->",
    "{{7*7}}",
    "{% raw %}",
    "{#",
    "--",
    "; DROP TABLE x;",
    '"@@map("x")',
    "@deprecated",
    "}\n",
    ")",
    "]",
    "#{x}",
    "%s",
    "$1",
    "\\n",
    "é🦄",
    "\u200b",
    "\u00a0",
    "\t",
    "*\\/",
    "model X {",
    'import "x"',
    "export default 1",
    "&amp;",
    "0;",
    "__proto__",
]
TREES = """
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";
const ts = createRequire(process.argv[1] + "/")("typescript");
const named = [ts.SyntaxKind.Identifier, ts.SyntaxKind.NumericLiteral];
const trees = {};
for (const [path, source] of Object.entries(JSON.parse(await text(process.stdin)))) {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, false);
  const seen = file.parseDiagnostics.map((one) => one.messageText);
  const walk = (node) => {
    seen.push(named.includes(node.kind) ? node.text : node.kind);
    ts.forEachChild(node, walk);
  };
  walk(file);
  trees[path] = seen.join(" ");
}
process.stdout.write(JSON.stringify(trees));
"""
PRISMA = re.compile(r'//[^\n]*|"(?:[^"\\\n]|\\.)*"|\w+|[^\s\w]')


def hostile() -> list[str]:
    """Texts that would break out of some context, each allowed in a spec."""
    pairs = [f"a {one}{other} b" for one, other in itertools.product(PARTS, PARTS)]
    chosen = [*PARTS, *pairs[:: len(pairs) // COUNT + 1], "x" * 5000, "*/" * 2000, "\n" * 500 + "x"]
    allowed = [one for one in chosen if one.strip() and not FORBIDDEN.search(one)]
    return (allowed * 2)[:COUNT]


def rendered(texts: list[str], app: model.App) -> dict[str, str]:
    """Every file of an app that has each text in every place where a spec may have one."""
    specs = {}
    for number, text in enumerate(texts):
        quoted = json.dumps(text[:9000], ensure_ascii=False)
        data = {
            "resource": f"Thing{number}",
            "doc": text,
            "fields": {
                "plain": {"type": "string", "doc": text},
                "preset": {"type": f"string(10000) min=0 = {quoted}", "doc": text},
                "long": {"type": "string(10000) min=0", "default": text[:9000]},
                "shaped": {"type": "json(Shape)", "doc": text},
            },
            "types": {"Shape": {"inner": {"type": "int", "doc": text}}},
            "relations": {"other": {"type": f"Thing{number}?", "inverse": "others", "doc": text}},
        }
        specs[f"{number}.yaml"] = json.dumps(data, ensure_ascii=False).encode()
    records = [one.record() for one in model.resolve(spec.read(specs), app)]
    answers = {"database": app.database, "auth": app.auth, "resources": records}
    files = package_template().render({**answers, "project_name": "shop"})
    return {path: one.data.decode() for path, one in files.items()}


def trees(files: dict[str, str]) -> dict[str, str]:
    ended = subprocess.run(
        ["node", "--input-type=module", "-e", TREES, str(node_modules().parent)],
        input=json.dumps({path: text for path, text in files.items() if path.endswith(".ts")}),
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found: dict[str, str] = json.loads(ended.stdout)
    return found


def schemas(files: dict[str, str]) -> dict[str, list[str]]:
    """The words of every Prisma schema, with texts and comments left out."""
    return {
        path: [
            '""' if one.startswith('"') else one
            for one in PRISMA.findall(text)
            if not one.startswith("//")
        ]
        for path, text in files.items()
        if path.endswith(".prisma")
    }


def test_no_text_of_a_spec_becomes_code() -> None:
    texts = hostile()
    app = model.App("postgresql", "none")
    plain, loaded = rendered([HARMLESS] * len(texts), app), rendered(texts, app)

    assert COUNT == len(texts)
    assert plain.keys() == loaded.keys()
    expected, actual = trees(plain), trees(loaded)
    assert [] == [path for path in expected if expected[path] != actual[path]]
    assert schemas(plain) == schemas(loaded)
    assert [] == [path for path, text in loaded.items() if FORBIDDEN.search(text)]


def test_every_other_file_is_the_same_but_for_what_is_recorded() -> None:
    app = model.App("sqlite", "better-auth")
    plain, loaded = rendered([HARMLESS] * 40, app), rendered(hostile()[:40], app)
    others = [path for path in plain if not path.endswith((".ts", ".prisma"))]

    assert [".copier-answers.yml"] == [path for path in others if plain[path] != loaded[path]]
