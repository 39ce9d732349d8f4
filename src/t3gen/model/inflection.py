"""Inflection of names: cases and plurals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import inflection

WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
PLURALS = {
    "aircraft": "aircraft",
    "alumnus": "alumni",
    "apparatus": "apparatuses",
    "appendix": "appendices",
    "atlas": "atlases",
    "blitz": "blitzes",
    "bonus": "bonuses",
    "buzz": "buzzes",
    "cactus": "cacti",
    "cafe": "cafes",
    "calf": "calves",
    "campus": "campuses",
    "canvas": "canvases",
    "census": "censuses",
    "chassis": "chassis",
    "consensus": "consensuses",
    "corps": "corps",
    "corpus": "corpora",
    "criterion": "criteria",
    "curriculum": "curricula",
    "debris": "debris",
    "deer": "deer",
    "echo": "echoes",
    "fez": "fezzes",
    "focus": "focuses",
    "foot": "feet",
    "gas": "gases",
    "genus": "genera",
    "goose": "geese",
    "gulf": "gulfs",
    "half": "halves",
    "headquarters": "headquarters",
    "hero": "heroes",
    "iris": "irises",
    "knife": "knives",
    "leaf": "leaves",
    "lens": "lenses",
    "life": "lives",
    "loaf": "loaves",
    "nucleus": "nuclei",
    "phenomenon": "phenomena",
    "prospectus": "prospectuses",
    "quartz": "quartzes",
    "radius": "radii",
    "safe": "safes",
    "shelf": "shelves",
    "stimulus": "stimuli",
    "surf": "surfs",
    "surplus": "surpluses",
    "tennis": "tennis",
    "thief": "thieves",
    "tooth": "teeth",
    "topaz": "topazes",
    "trellis": "trellises",
    "turf": "turfs",
    "virus": "viruses",
    "waltz": "waltzes",
    "wife": "wives",
    "wolf": "wolves",
}
"""Plurals that the library `inflection` lacks."""


@dataclass(frozen=True)
class Names:
    """All forms of a resource's name.

    Args:
        name: The model, "OrderItem".
        var: One of it in code, "orderItem".
        plural_var: A list of it in code, "orderItems".
        label: One of it in a sentence, "order item".
        plural_label: Several in a sentence, "order items".
        slug: Its files, "order-item".
        folder: Its folder below src/server, "order-items".
        path: Its segment below /api, "order-items".
    """

    name: str
    var: str
    plural_var: str
    label: str
    plural_label: str
    slug: str
    folder: str
    path: str


def words(name: str) -> list[str]:
    """Return the words of a name in any case, in lower case: ["order", "item"] for "OrderItem"."""
    parts = (WORD_START.split(part) for part in re.split(r"[-_\s]+", name) if part)
    return [word.lower() for part in parts for word in part]


def pascal(name: str) -> str:
    """Return "OrderItem" for "order-item"."""
    return "".join(word[:1].upper() + word[1:] for word in words(name))


def camel(name: str) -> str:
    """Return "orderItem" for "OrderItem"."""
    whole = pascal(name)
    return whole[:1].lower() + whole[1:]


def kebab(name: str) -> str:
    """Return "order-item" for "OrderItem"."""
    return "-".join(words(name))


def label(name: str) -> str:
    """Return "order item" for "OrderItem"."""
    return " ".join(words(name))


def plural(name: str) -> str:
    """Return the plural of a name in PascalCase: "OrderItems" for "OrderItem"."""
    *front, last = words(name) or [""]
    many = PLURALS.get(last) or str(inflection.pluralize(last))
    return pascal("-".join([*front, many]))


def singular(name: str) -> str:
    """Return the singular of a name in camelCase: "tag" for "tags"."""
    *front, last = words(name) or [""]
    one = {many: one for one, many in PLURALS.items()}.get(last)
    return camel("-".join([*front, one or str(inflection.singularize(last))]))


def upper_first(name: str) -> str:
    """Return "PlacedAt" for "placedAt"; other letters are unchanged."""
    return name[:1].upper() + name[1:]


@cache
def names(name: str, many: str | None = None, path: str | None = None) -> Names:
    """Return all forms of a resource's name.

    Args:
        name: The resource in PascalCase.
        many: Its plural, where the spec gives it.
        path: Its segment below /api, where the spec gives it.
    """
    whole = pascal(many) if many else plural(name)
    var, plural_var = camel(name), camel(whole)
    return Names(
        name=name,
        var=var,
        # Some English words have no plural; code needs two names anyway.
        plural_var=plural_var if plural_var != var else f"{var}List",
        label=label(name),
        plural_label=label(whole),
        slug=kebab(name),
        folder=kebab(whole),
        path=path or kebab(whole),
    )
