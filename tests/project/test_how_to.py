"""The how-tos: the code that they print is typed, linted, formatted, and does what they say."""

from __future__ import annotations

import re
from pathlib import Path

from emitted import Emitted
from services import REPOSITORY

_BLOCK = re.compile(r"^```ts (\S+)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def blocks(page: str) -> dict[str, str]:
    """Return the code of a how-to by the file that it belongs to."""
    text = (REPOSITORY / "docs" / "how-to" / page).read_text(encoding="utf-8")
    return dict(_BLOCK.findall(text))


def test_an_endpoint_of_ones_own_is_written_as_the_how_to_has_it(
    shop: Emitted, tmp_path: Path
) -> None:
    mine = shop.copy(tmp_path / "shop")
    code = blocks("own-endpoint.md")
    service = mine.root / "src/server/orders/service.ts"
    names = ("AppError", "assertVersion", "notFound", "versionConflict")
    imports = f"import {{ {', '.join(names[1:])} }} from"
    more = "".join(f"  {name},\n" for name in names)
    mine.edit("src/server/orders/service.ts", imports, f"import {{\n{more}}} from")
    rule = code.pop("src/server/orders/service.ts")
    service.write_text(f"{service.read_text(encoding='utf-8')}\n{rule}", encoding="utf-8")
    for path, text in code.items():
        (mine.root / path).parent.mkdir(parents=True, exist_ok=True)
        (mine.root / path).write_text(text, encoding="utf-8")

    files = " ".join(["src/server/orders/service.ts", *code])
    mine.done("npx tsc --noEmit")
    mine.done(f"npx eslint {files} --max-warnings 0")
    mine.done(f"npx prettier --check {files}")
    mine.done("npx vitest run tests/orders/pay.test.ts")
