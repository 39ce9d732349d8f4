"""`t3gen init`: what it finds in an app, what it adds to shared files, and what it refuses."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from adoptable import (
    CLIENT,
    DEPENDENCIES,
    ENV,
    FILES,
    MANIFEST,
    SCHEMA,
    TSCONFIG,
    contents,
    make_app,
    manifest,
)

from t3gen import adopting, project, render
from t3gen.actions import adoption
from t3gen.errors import ProjectError
from t3gen.render import Rendered, Template

ACCEPTED = adoption.Options(upgrade=True)
MODEL = "/// Keys.\nmodel Key {\n  id String @id\n}\n"
GENERATED_SCHEMA = f'generator client {{\n  provider = "prisma-client"\n}}\n\n{MODEL}'


@pytest.fixture(scope="module")
def generated() -> dict[str, Rendered]:
    """The files of an adopted app without resources."""
    template = Template.load(render.package_root())
    return template.render({"project_name": "blog", "auth": "none", "adopted": True})


def text_of(generated: dict[str, Rendered], path: str) -> str:
    return generated[path].data.decode()


@pytest.mark.parametrize(
    ("wanted", "version", "expected"),
    [
        ("^15.2.3", "16.4.6", False),
        ("^15.2.3", "15.2.3", True),
        ("^15.2.3", "15.2.2", False),
        ("^16", "16.4.6", True),
        ("^0.12.0", "0.13.11", False),
        ("^0.13.0", "0.13.11", True),
        ("^0.0.3", "0.0.4", False),
        ("~5.8.2", "5.9.3", False),
        ("~5.9.0", "5.9.3", True),
        ("5.x", "5.9.3", True),
        ("5.9.3", "5.9.3", True),
        ("5.9.2", "5.9.3", False),
        (">=4", "16.4.6", True),
        (">=17.0.0", "16.4.6", False),
        ("^3.0.0 || ^4.0.0", "4.6.7", True),
        ("5.0.0-beta.25", "5.0.0-beta.32", False),
        ("5.0.0-beta.32", "5.0.0-beta.32", True),
        ("latest", "4.6.7", True),
        ("*", "4.6.7", True),
        ("workspace:*", "4.6.7", None),
        ("github:a/b", "4.6.7", None),
    ],
)
def test_a_range_admits_a_version(wanted: str, version: str, expected: bool | None) -> None:
    assert project.admits(wanted, version) is expected


def test_packages_and_scripts_are_added_and_old_versions_raised(
    generated: dict[str, Rendered],
) -> None:
    edit = adopting.manifest(FILES["package.json"], text_of(generated, "package.json"))
    after, ours = json.loads(edit.text), json.loads(text_of(generated, "package.json"))

    assert after["dependencies"]["react"] == "^19.0.0", "a range that admits t3gen's stays"
    assert after["dependencies"]["pino"] == ours["dependencies"]["pino"]
    assert after["devDependencies"]["prisma"] == ours["devDependencies"]["prisma"]
    assert after["devDependencies"]["eslint"] == "^9.23.0"
    assert after["scripts"]["lint"] == "eslint src"
    assert after["scripts"]["build"] == "next build"
    assert after["scripts"]["prebuild"] == "prisma generate"
    assert list(after)[: len(MANIFEST)] == list(MANIFEST)
    assert "dependencies: zod ^3.24.2 -> " in "\n".join(edit.changed)
    assert f'dependencies: pino "{after["dependencies"]["pino"]}"' in edit.added
    kept = set(FILES["package.json"].splitlines()) - set(edit.text.splitlines())
    assert all(
        any(word in line for word in (*edit_words(edit), "}", '"typescript"')) for line in kept
    )


def edit_words(edit: adopting.Edit) -> set[str]:
    """Return the keys that an edit changes."""
    return {f'"{line.split()[1]}"' for line in edit.changed}


def test_a_second_edit_of_package_json_has_nothing_to_do(generated: dict[str, Rendered]) -> None:
    ours = text_of(generated, "package.json")
    once = adopting.manifest(FILES["package.json"], ours)
    assert adopting.manifest(once.text, ours) == adopting.Edit("package.json", once.text)


def test_an_upgrade_keeps_ranges_that_allow_its_versions(generated: dict[str, Rendered]) -> None:
    base = text_of(generated, "package.json")
    ours = adopting.manifest(FILES["package.json"], base).text
    new = base
    for name in ("pino", "react"):
        version = json.loads(base)["dependencies"][name]
        new = new.replace(f'"{name}": "{version}"', f'"{name}": "{version}9"')
    merged = project.merge("package.json", project.Sides(*map(str.encode, (ours, base, new))))
    after = json.loads(merged.data)["dependencies"]
    assert merged.conflicts == 0
    assert (after["react"], after["pino"]) == ("^19.0.0", json.loads(new)["dependencies"]["pino"])


def test_scripts_and_ranges_of_the_app_stay(generated: dict[str, Rendered]) -> None:
    text = manifest(
        scripts={"test": "jest", "dev": "prisma generate && next dev"},
        dependencies={"next": "workspace:*", "zod": "^4.0.0"},
    )
    after = json.loads(adopting.manifest(text, text_of(generated, "package.json")).text)
    assert after["scripts"]["test"] == "jest"
    assert "predev" not in after["scripts"]
    assert (after["dependencies"]["next"], after["dependencies"]["zod"]) == (
        "workspace:*",
        "^4.0.0",
    )


def test_env_js_gets_the_variables_and_keeps_its_own(generated: dict[str, Rendered]) -> None:
    edit = adopting.settings(ENV, text_of(generated, "src/env.js"))
    assert "    // Where the newsletter is sent from.\n    NEWS_FROM: z.string()" in edit.text
    assert "    // NEXT_PUBLIC_NAME: process.env.NEXT_PUBLIC_NAME,\n    API_DOCS:" in edit.text
    assert edit.text.count("CURSOR_SECRET") == ENV.count("CURSOR_SECRET") + 3
    assert edit.text.count("DATABASE_URL:") == ENV.count("DATABASE_URL:")
    assert "server: CURSOR_SECRET" in edit.added
    assert "runtimeEnv: CURSOR_SECRET" in edit.added
    assert "skipValidation" not in edit.text
    assert "function lenient(shape)" in edit.text
    again = adopting.settings(edit.text, text_of(generated, "src/env.js"))
    assert again == adopting.Edit("src/env.js", edit.text)


def test_a_variable_of_another_form_stays(generated: dict[str, Rendered]) -> None:
    text = ENV.replace("z.string().url()", "z.string().startsWith('file:')")
    edit = adopting.settings(text, text_of(generated, "src/env.js"))
    assert "DATABASE_URL: z.string().startsWith('file:')," in edit.text
    assert not [line for line in edit.changed if "DATABASE_URL" in line]


def test_env_js_of_another_form_is_refused(generated: dict[str, Rendered]) -> None:
    with pytest.raises(ProjectError, match=r'there is no "server: \{"') as caught:
        adopting.settings("export const env = process.env;\n", text_of(generated, "src/env.js"))
    assert caught.value.code == "not-adoptable"


def test_what_later_generations_add_to_env_js_merges(generated: dict[str, Rendered]) -> None:
    base = generated["src/env.js"].data
    ours = adopting.settings(ENV, base.decode()).text.encode()
    new = base
    for name in ("CACHE_STORE", "FILES_DIR", "S3_BUCKET", "ZONE"):
        new = _with_variable(new.decode(), name).encode()
    merged = project.merge("src/env.js", project.Sides(ours, base, new))
    assert merged.conflicts == 0
    assert all(merged.data.count(name) == 3 for name in (b"CACHE_STORE", b"FILES_DIR", b"ZONE"))


def _with_variable(text: str, name: str) -> str:
    """Add a variable to both objects of env.js, in the order of the alphabet."""
    lines: list[str] = []
    inside, placed = False, False
    for line in text.splitlines(keepends=True):
        if line.startswith(("  server: {", "  runtimeEnv: {")):
            inside, placed = True, False
        key = line.strip().split(":")[0] if line.startswith("    ") and line[4].isupper() else ""
        if inside and not placed and ((key > name) or line == "  },\n"):
            value = f"process.env.{name}" if "process.env." in "".join(lines[-3:]) else "z.any()"
            lines.append(f"    {name}: {value},\n")
            placed = True
        inside = inside and line != "  },\n"
        lines.append(line)
    return "".join(lines)


@pytest.mark.parametrize("moved", [True, False])
def test_env_files_get_what_they_lack(generated: dict[str, Rendered], moved: bool) -> None:
    example = text_of(generated, ".env.example")
    text = 'CURSOR_SECRET="mine"\nDATABASE_URL="file:./db.sqlite"\n'
    edit = adopting.dotenv(".env", text, example, moved=moved)
    assert edit.text.startswith('CURSOR_SECRET="mine"\n')
    assert edit.text.count("CURSOR_SECRET=") == 1
    assert edit.added == ("API_TOKENS",)
    assert ('"file:./prisma/db.sqlite"' in edit.text) is moved
    assert bool(edit.changed) is moved
    server = adopting.dotenv(".env", 'DATABASE_URL="postgresql://x/y"\n', example, moved=moved)
    assert not server.changed


def test_the_schema_has_what_prisma_7_wants() -> None:
    own = adopting.own_schema(SCHEMA, GENERATED_SCHEMA)
    assert "url" not in own.text
    assert "prisma-client-js" not in own.text
    assert "model Post {\n    id        Int      @id @default(autoincrement())" in own.text
    edit = adopting.schema(own, GENERATED_SCHEMA)
    assert edit.text == f"{own.text}\n{MODEL}"
    assert edit.added == ("model Key",)
    assert len(edit.changed) == 2


def test_a_model_of_the_same_name_and_an_unknown_setting_are_refused() -> None:
    own = adopting.own_schema(f"{SCHEMA}\n{MODEL}", GENERATED_SCHEMA)
    with pytest.raises(ProjectError, match='a model "Key"'):
        adopting.schema(own, GENERATED_SCHEMA)
    odd = SCHEMA.replace("output   =", 'moduleFormat = "cjs"\n    output   =')
    with pytest.raises(ProjectError, match="sets moduleFormat"):
        adopting.own_schema(odd, GENERATED_SCHEMA)


def test_gitignore_and_tsconfig_get_what_they_lack(generated: dict[str, Rendered]) -> None:
    edit = adopting.ignored(FILES[".gitignore"], text_of(generated, ".gitignore"), ["/x.json"])
    lines = edit.text.splitlines()
    assert lines[:5] == FILES[".gitignore"].splitlines()
    assert lines.count(".env") == 1
    assert {"/generated/", "/x.json"} <= set(lines)
    assert not adopting.ignored(edit.text, text_of(generated, ".gitignore"), ["/x.json"]).added

    edit = adopting.typescript(TSCONFIG)
    assert '"lib": ["dom", "dom.iterable", "ES2024"]' in edit.text
    assert '"**/*.js", ".next/types/**/*.ts", ".next/dev/types/**/*.ts"]' in edit.text
    assert '"target": "es2022"' in edit.text
    assert "/* As strict as can be */" in edit.text
    assert adopting.typescript(edit.text) == adopting.Edit("tsconfig.json", edit.text)
    other = adopting.typescript(
        '{\n  "compilerOptions": {\n    "paths": { "@/*": ["./src/*"] }\n  }\n}\n'
    )
    assert json.loads(other.text)["compilerOptions"]["paths"] == {
        "~/*": ["./src/*"],
        "@/*": ["./src/*"],
    }


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", True),
        ("// One for the whole process.\n", "/* Two\n lines. */\n", True),
        ('"query", ', "", True),
        ("export const db = ", "export const db: PrismaClient = ", False),
        ("  });\n", "  }).$extends(audit);\n", False),
        ("    log:", "    omit: { user: { hash: true } },\n    log:", False),
    ],
)
def test_only_the_client_of_create_t3_app_is_taken(before: str, after: str, expected: bool) -> None:
    assert (
        adopting.is_stock_client(CLIENT.replace(before, after, 1) if before else CLIENT) is expected
    )


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (
            "src/app/a/page.tsx",
            'import { type Post } from "@prisma/client";\n',
            'import { type Post } from "../../../generated/prisma/client";\n',
        ),
        (
            "src/lib/x.ts",
            'import { Prisma } from "../../generated/prisma";\n',
            'import { Prisma } from "../../generated/prisma/client";\n',
        ),
        (
            "src/trpc/react.tsx",
            '"use client";\n\nimport { type A, type B } from "~/server/api/root";\n',
            '"use client";\n\nimport type { A, B } from "~/server/api/root";\n',
        ),
    ],
)
def test_imports_of_the_client_follow(path: str, before: str, after: str) -> None:
    edit = adopting.imports(path, before)
    assert edit.text == after
    assert len(edit.changed) == 1
    assert not adopting.imports(path, after).changed


DRIZZLE = {"dependencies": {"next": "^15.0.0", "drizzle-orm": "^0.41.0"}, "devDependencies": {}}
REFUSALS: list[tuple[dict[str, str | None], str, str]] = [
    ({"package.json": None}, "there is no package.json", "t3gen new app"),
    ({"package.json": "{"}, "not valid JSON", "fix it"),
    ({"package.json": manifest(dependencies={})}, "does not depend on next", "monorepo"),
    ({"package.json": manifest(type="commonjs")}, '"type" is not "module"', ".cjs"),
    ({"package.json": manifest(**DRIZZLE)}, "Drizzle", "add Prisma"),
    ({"package.json": FILES["package.json"].replace('"^6.6.0"', '"^8.0.0"')}, "not Prisma 7", "7"),
    ({"prisma/schema.prisma": None}, "there is no schema here", "datasource"),
    ({"prisma/schema.prisma": SCHEMA.replace("sqlite", "mysql")}, '"mysql"', "move to one"),
    ({"src/app/layout.tsx": None, "src/app/page.tsx": None, "app/page.tsx": ""}, "src/app", "src/"),
    ({"src/env.js": None, "src/env.mjs": ""}, "expected as src/env.js", "git mv"),
    ({"src/server/db.ts": f"{CLIENT}\nexport const more = db;\n"}, "has more than", "move it away"),
    ({"src/server/errors.ts": "export {};\n"}, "files of yours are where", "move them"),
    (
        {"package.json": manifest(dependencies={"next": "^15.0.0", "next-auth": "5.0.0-beta.25"})},
        "its module is not there",
        "export `auth`",
    ),
]


@pytest.mark.parametrize(("changes", "what", "hint"), REFUSALS, ids=[one[1] for one in REFUSALS])
def test_an_app_that_does_not_fit_is_refused_with_a_way_out(
    tmp_path: Path, changes: dict[str, str | None], what: str, hint: str
) -> None:
    root = make_app(tmp_path / "blog", changes)
    before = contents(root)
    with pytest.raises(ProjectError, match=what.replace("(", r"\(")) as caught:
        adoption.init(root, ACCEPTED)
    assert caught.value.code in {"not-adoptable", "taken"}
    assert hint in str(caught.value.hint)
    assert contents(root) == before


def test_lines_of_the_app_change_with_consent_only(tmp_path: Path) -> None:
    root = make_app(tmp_path / "blog")
    before = contents(root)
    with pytest.raises(ProjectError, match=r"next \^15\.2\.3 -> ") as caught:
        adoption.init(root, adoption.Options())
    assert caught.value.code == "needs-upgrade"
    assert contents(root) == before


def test_a_dry_run_writes_nothing_and_plans_the_same(tmp_path: Path) -> None:
    root = make_app(tmp_path / "blog")
    before = contents(root)
    planned = adoption.init(root, adoption.Options(upgrade=True, dry_run=True))
    assert contents(root) == before
    done = adoption.init(root, ACCEPTED)
    assert [step.path for step in planned.outcome.plan.changes] == [
        step.path for step in done.outcome.plan.changes
    ]


def test_files_of_the_app_stay_and_the_app_is_initialised_once(tmp_path: Path) -> None:
    root = make_app(tmp_path / "blog")
    adoption.init(root, ACCEPTED)
    for path in ("README.md", "next.config.js", "src/app/layout.tsx", "src/app/page.tsx"):
        assert (root / path).read_text(encoding="utf-8") == FILES[path]
    assert not (root / "eslint.config.js").exists()
    assert not (root / "src/app/route.ts").exists()
    assert stat.S_IMODE((root / ".t3gen/init.json").stat().st_mode) == 0o600
    answers = project.read_answers(root).values
    assert (answers["adopted"], answers["auth"], answers["trpc"]) == (True, "none", False)
    with pytest.raises(ProjectError) as caught:
        adoption.init(root, ACCEPTED)
    assert caught.value.code == "initialised"


def test_files_keep_the_line_ends_of_windows(tmp_path: Path) -> None:
    root = make_app(tmp_path / "blog")
    adoption.init(make_app(tmp_path / "unix"), ACCEPTED)
    for path in FILES:
        (root / path).write_bytes((root / path).read_bytes().replace(b"\n", b"\r\n"))
    before = contents(root)
    result = adoption.init(root, ACCEPTED)
    assert {"package.json", "src/env.js", "tsconfig.json"} <= {edit.path for edit in result.edits}
    for edit in result.edits:
        unix = (tmp_path / "unix" / edit.path).read_bytes()
        if edit.path not in {".env", "src/server/db.ts"}:
            assert (root / edit.path).read_bytes() == unix.replace(b"\n", b"\r\n"), edit.path
    adoption.undo(root)
    assert contents(root) == before


@pytest.mark.parametrize("auth", ["next-auth", "better-auth"])
def test_the_caller_is_asked_of_the_auth_library_of_the_app(tmp_path: Path, auth: str) -> None:
    packages = {**DEPENDENCIES, auth: "*"}
    folder = "auth" if auth == "next-auth" else "better-auth"
    module = f"src/server/{folder}/index.ts"
    root = make_app(
        tmp_path / "blog",
        {"package.json": manifest(dependencies=packages), module: 'export * from "./config";\n'},
    )
    found = adoption.init(root, ACCEPTED).found
    assert found.auth == auth
    session = (root / "src/server/auth/session.ts").read_text(encoding="utf-8")
    assert f'import {{ auth }} from "~/server/{folder}";' in session
    actor = (root / "src/server/auth/actor.ts").read_text(encoding="utf-8")
    assert "?? sessionActor(headers);" in actor
    tests = (root / "vitest.config.ts").read_text(encoding="utf-8")
    assert ('inline: ["next-auth"]' in tests) is (auth == "next-auth")


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"scripts": {"lint": "eslint . --cache"}}, "prisma/engine"),
        ({"scripts": {"build": "next build --webpack"}}, "Turbopack"),
        ({"scripts": {"test": "jest"}}, "npx vitest run"),
        ({"devDependencies": {"@biomejs/biome": "^2.0.0"}}, "Biome"),
        ({"scripts": {"lint": "eslint src", "test": "vitest run"}}, ""),
    ],
)
def test_what_is_left_to_the_user_is_said(
    tmp_path: Path, changes: dict[str, object], word: str
) -> None:
    root = make_app(tmp_path / "blog", {"package.json": manifest(**changes)})
    notes = adoption.init(root, adoption.Options(upgrade=True, dry_run=True)).outcome.notes
    assert [word in note for note in notes] == ([True] if word else [])


def test_undo_restores_every_file(tmp_path: Path) -> None:
    root = make_app(tmp_path / "blog")
    before = contents(root)
    adoption.init(root, ACCEPTED)
    adoption.undo(root, dry_run=True)
    assert contents(root) != before
    adoption.undo(root)
    assert contents(root) == before
    adoption.init(root, ACCEPTED)


def test_undo_is_refused_after_an_edit_or_without_its_record(tmp_path: Path) -> None:
    root = make_app(tmp_path / "blog")
    adoption.init(root, ACCEPTED)
    (root / "src/server/log.ts").unlink()
    (root / "package.json").write_text("{}", encoding="utf-8")
    edited = contents(root)
    with pytest.raises(ProjectError, match=r"package.json.*src/server/log.ts") as caught:
        adoption.undo(root)
    assert caught.value.code == "edited-since-init"
    assert contents(root) == edited
    (root / ".t3gen/init.json").unlink()
    with pytest.raises(ProjectError) as caught:
        adoption.undo(root)
    assert caught.value.code == "no-init-record"


@pytest.mark.parametrize(
    ("lock", "manager"),
    [
        ("blog/pnpm-lock.yaml", "pnpm"),
        ("yarn.lock", "yarn"),
        ("blog/bun.lock", "bun"),
        ("blog/package-lock.json", "npm"),
    ],
)
def test_the_package_manager_is_that_of_the_lock_file(
    tmp_path: Path, lock: str, manager: str
) -> None:
    root = make_app(tmp_path / "blog")
    (tmp_path / lock).touch()
    (tmp_path / "yarn.lock").touch()
    options = adoption.Options(upgrade=True, dry_run=True)
    assert adoption.init(root, options).found.manager == manager


def test_an_app_without_prisma_gets_it(tmp_path: Path) -> None:
    without = {name: text for name, text in DEPENDENCIES.items() if "prisma" not in name}
    left_out = dict.fromkeys((".env", ".env.example", "prisma/schema.prisma", "src/server/db.ts"))
    text = manifest(dependencies=without, devDependencies={})
    root = make_app(tmp_path / "blog", {**left_out, "src/env.js": None, "package.json": text})
    result = adoption.init(root, adoption.Options("postgresql", upgrade=True))
    assert (result.found.prisma, result.found.database) == (0, "postgresql")
    assert "prisma" in json.loads((root / "package.json").read_text())["devDependencies"]
    env = (root / ".env").read_text(encoding="utf-8")
    assert 'DATABASE_URL="postgresql://' in env
    assert "replace-me" not in env
