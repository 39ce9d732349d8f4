"""The edit of prisma/schema.prisma: what Prisma 7 wants, and t3gen's models after the app's."""

from __future__ import annotations

import re

from t3gen import psl
from t3gen.adopting.edits import Edit
from t3gen.adopting.found import SCHEMA
from t3gen.errors import ProjectError

_URLS = re.compile(r"^[ \t]*(?:url|directUrl|shadowDatabaseUrl)[ \t]*=.*\n", re.MULTILINE)
_GENERATOR = re.compile(r"^generator\s+\w+\s*\{.*?^\}", re.MULTILINE | re.DOTALL)
_CLIENTS = ("prisma-client-js", "prisma-client")
_KNOWN = frozenset({"provider", "output", "previewFeatures", "engineType", "binaryTargets"})
_MODEL = re.compile(r"\n(?:///.*\n)*model\s+(\w+)\s*\{.*?^\}\n", re.MULTILINE | re.DOTALL)


def own_schema(text: str, generated: str) -> Edit:
    """Return the schema with what Prisma 7 wants, and only the models of the app.

    Raises:
        ProjectError: A generator has settings that t3gen's would drop.
    """
    changed = [f"datasource: {line.strip()} -> prisma.config.ts" for line in _URLS.findall(text)]
    text = _URLS.sub("", text)
    ours = _GENERATOR.search(generated)
    for match in _GENERATOR.finditer(text):
        keys = dict(re.findall(r'^\s*(\w+)\s*=\s*"?([^"\n]*)', match[0], re.MULTILINE))
        if keys.get("provider") not in _CLIENTS or ours is None:
            continue
        if unknown := sorted(keys.keys() - _KNOWN):
            hint = "remove it, or keep a generator of its own for it"
            raise ProjectError(
                f"the generator sets {unknown[0]}", where=SCHEMA, hint=hint, code="not-adoptable"
            )
        if _words(match[0]) != _words(ours[0]):
            changed.append(f"generator: {keys['provider']} -> that of t3gen, prisma-client")
            text = text.replace(match[0], ours[0])
        break
    return Edit(SCHEMA, text, changed=tuple(changed))


def schema(own: Edit, generated: str) -> Edit:
    """Return the schema with t3gen's models at its end.

    Raises:
        ProjectError: The app has a model of the same name.
    """
    models = {match[1]: match[0] for match in _MODEL.finditer(generated)}
    for name in psl.parse(own.text).models.keys() & models.keys():
        raise ProjectError(
            f'the app has a model "{name}", and so has t3gen',
            where=SCHEMA,
            hint="rename yours; `@@map` keeps its table",
            code="not-adoptable",
        )
    text = f"{own.text.rstrip()}\n{''.join(models.values())}"
    return Edit(SCHEMA, text, tuple(f"model {name}" for name in models), own.changed)


def _words(text: str) -> list[str]:
    return text.split()
