"""A new type, and a new key of a field, made as CONTRIBUTING says, in the files that it names."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).parents[2]
MOST_FILES = 4
GENERATE = """
import json, sys
from t3gen import model, spec
from t3gen.render import Template, package_root

text = sys.stdin.read()
files = {"schema.json": json.dumps(spec.resource_schema()), "layout.yaml": spec.layout(text)}
for database in ("sqlite", "postgresql"):
    resources = model.resolve(spec.read({"contact.yaml": text.encode()}), model.App(database))
    answers = {"database": database, "resources": [one.record() for one in resources]}
    for path, file in Template.load(package_root()).render(answers).items():
        files[f"{database}/{path}"] = file.data.decode("utf-8", "replace")
print(json.dumps(files))
"""
Insertions = Mapping[str, tuple[str, str]]
"""By file: a text, and what is inserted in front of it."""
PHONE: Insertions = {
    "src/t3gen/spec/vocabulary/types.py": (
        "    ENUM: FieldType(\n",
        r"""    "phone": FieldType(
        "phone",
        "String",
        "a number as E.164 has it, `+14155550123`",
        family="text",
        groups=PLAIN | {TEXT},
        lists=True,
        length=Length(16, 16),
        form=Form(re.compile(r"\+[1-9][0-9]{6,14}"), "+14155550123"),
        aliases=("tel",),
    ),
""",
    ),
    "template/macros/types.jinja": (
        '  "int": dict(number',
        """  "phone": dict(text, zod="z.e164()", \
sample=["fake.phone.number", '{ style: "international" }']),
""",
    ),
}
SQUEEZE: Insertions = {
    "src/t3gen/spec/vocabulary/keys.py": (
        '    FieldKey(\n        "items",\n',
        """    FieldKey(
        "squeeze",
        FLAG,
        "Spaces in a row become one.",
        "the body is changed before it is checked",
        groups=frozenset({TEXT}),
        carried=True,
    ),
""",
    ),
    "src/t3gen/model/record/fields.py": (
        "    precision: int | None = None\n",
        "    squeeze: bool = False\n",
    ),
    "template/macros/types.jinja": (
        '"lower": ".toLowerCase()"',
        '"squeeze": \'.overwrite((text) => text.replace(/ +/g, " "))\', ',
    ),
}


def test_a_type_is_added_in_the_files_of_its_recipe(tmp_path: Path) -> None:
    spec = """
        resource: Contact
        fields:
          mobile: phone unique
          home: {type: phone, optional: true, default: "+14155550123"}
        api: {filter: [mobile], search: [mobile]}
    """
    files = generated(tmp_path, PHONE, spec)

    assert " mobile" in files["sqlite/prisma/models/contact.prisma"]
    assert re.search(
        r'home +String\? +@default\("\+14155550123"\) @db\.VarChar\(16\)',
        files["postgresql/prisma/models/contact.prisma"],
    )
    schema = files["sqlite/src/server/contacts/schema.ts"]
    assert "  mobile: z.e164().max(16),\n" in schema
    assert "  home: z.string().nullable(),\n" in schema
    assert "mobile: text(16)" in schema
    sample = 'mobile: fake.phone.number({ style: "international" }),'
    assert sample in files["sqlite/prisma/factories/contact.ts"]
    filtered = files["postgresql/src/server/contacts/repository.ts"]
    assert "mobile: anyCase(" in filtered
    assert "  home:   phone? = +14155550123\n" in files["layout.yaml"]
    check_editors(files, "phone unique max=12", "phnoe")


def test_a_key_is_added_in_the_files_of_its_recipe(tmp_path: Path) -> None:
    spec = """
        resource: Contact
        fields:
          name: {type: string, squeeze: true, trim: true}
          note: text squeeze
    """
    files = generated(tmp_path, SQUEEZE, spec)
    schema = files["sqlite/src/server/contacts/schema.ts"]

    assert schema.count('.overwrite((text) => text.replace(/ +/g, " "))') == 2
    assert "  name: string squeeze trim\n" in files["layout.yaml"]
    check_editors(files, "string squeeze", "int squeeze")


@pytest.mark.parametrize(
    ("title", "changes"), [("Add a type", PHONE), ("Add a key on a field", SQUEEZE)]
)
def test_a_recipe_names_the_files_that_are_touched(title: str, changes: Insertions) -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    recipe = text.partition(f"### {title}\n")[2].partition("\n#")[0]
    named = re.findall(r"^\d\. `([^`]+)`", recipe, re.MULTILINE)

    assert sorted(changes) == sorted(named)
    assert len(named) <= MOST_FILES


def generated(root: Path, changes: Insertions, spec: str) -> dict[str, str]:
    """Return what a copy of t3gen with changed files generates from a spec, by path."""
    for folder in ("src", "template"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "copier.yml", root)
    for name, (anchor, added) in changes.items():
        text = (root / name).read_text(encoding="utf-8")
        assert text.count(anchor) == 1, name
        (root / name).write_text(text.replace(anchor, added + anchor), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(root / "src"), "XDG_CACHE_HOME": str(root)}
    text = "\n".join(line.removeprefix(" " * 8) for line in spec.splitlines()).strip() + "\n"
    ended = subprocess.run(
        [sys.executable, "-c", GENERATE],
        input=text,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    files: dict[str, str] = json.loads(ended.stdout)
    return files


def check_editors(files: Mapping[str, str], good: str, bad: str) -> None:
    """Check that the JSON Schema takes one line and refuses the other."""
    validator = jsonschema.Draft7Validator(json.loads(files["schema.json"]))

    assert validator.is_valid({"resource": "Contact", "fields": {"x": good}})
    assert not validator.is_valid({"resource": "Contact", "fields": {"x": bad}})
