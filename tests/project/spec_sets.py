"""Valid spec sets with everything that a spec can say, drawn from a seed."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from t3gen import migrate, model, spec
from t3gen.errors import SpecErrors
from t3gen.model import inflection
from t3gen.model.fields.files import MEDIA


def _words(text: str) -> list[str]:
    return text.split()


WORDS = _words("""
    able amber anchor apple badge basket bridge candle circle copper crystal desert dragon
    engine fabric forest garden harbor island jacket kettle ladder lantern market mirror
    needle orchard packet pepper planet quartz ribbon saddle silver spider temple ticket
    tunnel velvet violet window
    """)
NAMES = _words("""
    type name key value length data where select include orderBy index object any number
    string boolean symbol date model status count error request params body z db id2 create
    update remove list get set map filter sort2 limit2 next prev table column order group
    user2 from to as is of async self global process module exports require log env schema
    resource query page size result input output content hash token secret password url path
    host port class default delete new package public function null this
    """)
TRICKY = [
    "Event",
    "Item",
    "Data",
    "Query",
    "Page",
    "Schema",
    "Service",
    "Route",
    "Model",
    "List",
    "Value",
    "Result",
    "Order",
    "Group",
    "Table",
    "Column",
    "Window",
    "Document",
    "Node",
    "Class",
    "Error",
    "Event",
    "File",
    "Map",
    "Object",
    "Promise",
    "Record",
    "Request",
    "Symbol",
]
TEXTS = [
    "A plain sentence.",
    "Ends a comment */ at once",
    "`backticks` and ${expressions}",
    "quotes \" and ' and \\ backslashes",
    "{{ braces }} {% and %} {# more #}",
    "Ünïcödé, 日本語, 🦄 and ﷽",
    "two\nlines\n\nand a gap",
    "// slashes /// and -- dashes; DROP TABLE x",
    '@@map("x") @deprecated <b>html</b> </script>',
    "x" * 300,
]
BOUNDED = ("int", "bigint", "float", "decimal", "date", "datetime")
TEXTUAL = ("string", "text", "email", "url", "slug")
LISTS = ("string", "text", "int", "float", "boolean", "uuid", "email", "url", "slug", "enum")
TYPES = (*BOUNDED, *TEXTUAL, "boolean", "uuid", "enum", "json", "bytes")
MATCHES = [r"/^[a-z]+$/", r"/^SO-\d{1,4}$/i", r"/^[^\s\/]{1,9}$/", r"/^\p{Lu}[\p{L} ']*$/u"]
SAMPLES = {
    "int": ["0", "-3", "2147483647"],
    "bigint": ["0", "9007199254740993", "-9223372036854775808"],
    "float": ["0", "1.5", "-2.25"],
    "date": ["2026-01-31", "1969-12-31"],
    "datetime": ["now", "2026-01-31T08:00:00Z"],
    "boolean": ["true", "false"],
    "uuid": ["018f0000-0000-7000-8000-000000000000"],
    "email": ["a@b.org"],
    "url": ["https://b.org/?a=b&c"],
    "slug": ["summer-sale"],
}
RANGES = {
    "int": ["min=0", "max=9", "min=-5 max=5"],
    "bigint": ["min=0", "max=9223372036854775807"],
    "float": ["min=0.5", "min=-1.5 max=1.5"],
    "decimal": ["min=0", "max=9.5"],
    "date": ["min=2020-01-01", "max=2030-12-31"],
    "datetime": ["min=2020-01-01T00:00:00Z"],
}
RULES = [
    "public",
    "signed_in",
    "owner",
    "role(admin)",
    "owner | role(admin)",
    "signed_in & (owner | role(editor))",
    "role(a) | role(b-c)",
]
FIELD_RULES = [
    "signed_in",
    "role(admin)",
    "role(a) | role(b-c)",
    "signed_in & (role(admin) | role(editor))",
]


OWN = """\
model Studio {
  id   Int        @id @default(autoincrement())
  name String     @unique
  kind StudioKind @default(film)
  crew Crew[]
}

model Crew {
  code     String @id
  studioId Int
  studio   Studio @relation(fields: [studioId], references: [id])
}

enum StudioKind {
  sound
  film
}
"""
"""Models of the user's own, which relations lead to."""


@dataclass
class Set:
    """Specs of one app, as the data of their files, and what the app is."""

    app: model.App
    specs: dict[str, dict[str, Any]]

    def texts(self) -> dict[str, bytes]:
        """Return the specs as the texts of files, and the user's own by its path."""
        own = {"prisma/own.prisma": OWN.encode()} if self.app.models else {}
        return own | {
            f"{inflection.kebab(name)}.yaml": spec.dump(spec.document(data)).encode()
            for name, data in self.specs.items()
        }


def draw(seed: int, resources: int, app: model.App) -> Set:
    """Return a valid set; what does not fit to the others is drawn anew."""
    app = replace(app, models=migrate.own_models({"own.prisma": OWN}, ()))
    maker = _Maker(random.Random(seed), app)
    found = Set(app, {})
    while len(found.specs) < resources:
        name = maker.resource_name(found.specs)
        data = maker.resource(name, found.specs)
        candidate = Set(app, {**found.specs, name: data})
        if len(found.specs) > 1 and maker.maybe(0.1):
            candidate = Set(app, maker.linked(name, found.specs))
        if not is_valid(candidate):
            continue
        found = candidate
        if maker.maybe(0.3):
            candidate = Set(app, maker.circled(name, found.specs))
            found = candidate if is_valid(candidate) else found
    return found


def is_valid(candidate: Set) -> bool:
    read = [_read(name, spec.dump(spec.document(data))) for name, data in candidate.specs.items()]
    problems = tuple(problem for one in read for problem in one.problems)
    specs = tuple(found for one in read for found in one.specs)
    try:
        model.resolve(spec.Reading(specs, problems), candidate.app)
    except SpecErrors:
        return False
    return True


@cache
def _read(name: str, text: str) -> spec.Reading:
    return spec.read({f"{name}.yaml": text.encode()})


class _Maker:
    def __init__(self, dice: random.Random, app: model.App) -> None:
        self.dice = dice
        # Apart from the others, so that choices of frames leave the sets of a seed as they are.
        self.frame = random.Random(0)
        self.former = itertools.count(1)
        self.app = app

    def maybe(self, chance: float) -> bool:
        return self.dice.random() < chance

    def words(self, most: int) -> list[str]:
        return self.dice.sample(WORDS, self.dice.randint(1, most))

    def resource_name(self, taken: Any) -> str:
        while True:
            name = inflection.pascal("-".join(self.words(2)))
            if self.maybe(0.1):
                name = inflection.pascal("-".join(self.words(6)))[:40]
            elif self.maybe(0.1):
                name = self.dice.choice(["Ox", "A1", "Xy", "Ab2c"])
            elif self.maybe(0.2):
                name = self.dice.choice(TRICKY)
            if name not in taken:
                return name

    def resource(self, name: str, others: dict[str, Any]) -> dict[str, Any]:
        count = 60 if self.maybe(0.04) else self.dice.randint(1, 9)
        names = self.names(count)
        types = self.types() if self.maybe(0.3) else {}
        fields = {one: self.field(list(types)) for one in names}
        relations = dict(self.relations(name, list(others))) if self.maybe(0.8) else {}
        self.identify(fields, relations)
        owner = self.dice.choice([None, "user"]) if self.app.has_users else None
        columns = [*names, *(one for one, line in relations.items() if "[" not in str(line))]
        pick = self.dice.sample(columns, min(len(columns), 4))
        tenant = self.tenant(relations, others)
        rules = [one for one in RULES if one != "public"] if tenant else RULES
        data = {
            "resource": name,
            "doc": self.dice.choice(TEXTS) if self.maybe(0.5) else None,
            "plural": f"Many{name}"[:60] if self.maybe(0.05) else None,
            "fields": fields,
            "relations": relations,
            "types": types,
            "owner": owner,
            "unique": [pick[:2]] if len(pick) > 1 and self.maybe(0.2) else [],
            "index": [[pick[-1], f"{pick[0]} desc"]] if len(pick) > 1 and self.maybe(0.2) else [],
            "access": tenant
            | {one: self.dice.choice(rules) for one in spec.OPERATIONS if self.maybe(0.3)},
            "options": {
                "id": self.dice.choice(["uuid7", "serial", "uuid4", "cuid2", "ulid", "nanoid"]),
                "timestamps": self.maybe(0.8) and self.frame.choice([True, "created", "updated"]),
                "naming": self.frame.choice(["camel", "camel", "snake"]),
                "version": self.maybe(0.3),
                "soft_delete": self.maybe(0.2),
            },
            "api": {
                "filter": [*pick[:3], *self.beyond(relations, others)] if self.maybe(0.4) else [],
                "sort": pick[1:2] if self.maybe(0.3) else [],
                "search": [one for one in pick if self.is_text(fields.get(one))],
                "include": [one for one in relations if self.maybe(0.4)],
                "fields": self.maybe(0.2),
                "bulk": 20 if self.maybe(0.2) else None,
                "operations": self.operations() if self.maybe(0.2) else None,
                "rate": self.dice.choice([{}, {"read": "off"}, {"read": "5/s", "write": "9/h"}]),
            },
        }
        return self.mended(data)

    def identify(self, fields: dict[str, Any], relations: dict[str, str]) -> None:
        """Let some ids be given, or those of related rows."""
        ones = [one for one, line in relations.items() if line.split(" ")[0].isalnum()]
        kind = self.frame.choice(["generated"] * 5 + ["given", "shared"])
        if kind == "given":
            fields["id"] = self.frame.choice(["string(40)", "text max=60", "uuid", "int min=1"])
        elif kind == "shared" and ones and " key=" not in relations[ones[0]]:
            relations[ones[0]] = f"{relations[ones[0]].replace(' unique', '')} key=id"

    def linked(self, name: str, others: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
        """Return the others, two of them linked by rows of a new one."""
        near, far = self.dice.sample(sorted(others), 2)
        relations = {"near": f"{near} on_delete=cascade", "far": f"{far} inverse=farOf{name[:30]}"}
        link = {"resource": name, "fields": {"at": "int"}, "relations": relations}
        if self.frame.choice([True, False]):
            link["options"] = {"id": self.frame.choice([["near", "far"], ["at", "far", "near"]])}
        way = {"reached": f"{far}[] many through={name}"}
        changed = {**others[near], "relations": {**others[near]["relations"], **way}}
        if self.maybe(0.5):
            api = others[near].get("api", {})
            changed["api"] = {**api, "include": [*api.get("include", []), "reached"]}
        return {**others, near: changed, name: link}

    def circled(self, name: str, specs: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
        """Return the specs, one of them pointing to what points to it."""
        lines = specs[name]["relations"].values()
        ends = [line.split(" ")[0].rstrip("?") for line in lines if "[" not in line]
        near = next((one for one in ends if one in specs and one != name), None)
        if near is None:
            return specs
        flag = self.dice.choice(["", " unique", " on_delete=set_null", " on_delete=no_action"])
        back = {f"round{name[:30]}": f"{name}?{flag} inverse=roundOf{near[:30]}"}
        changed = {**specs[near], "relations": {**specs[near]["relations"], **back}}
        return {**specs, near: changed}

    def mended(self, data: dict[str, Any]) -> dict[str, Any]:
        """Leave out, one after the other, what makes a resource impossible by itself."""
        alone = {**data, "relations": {}}
        for key in ("unique", "index", "api", "access", "owner"):
            known = set(alone["fields"])
            if data["relations"] or is_valid(Set(self.app, {data["resource"]: alone})):
                break
            alone[key] = {} if key in ("api", "access") else [] if key != "owner" else None
            data[key] = alone[key]
            assert known
        return data

    def tenant(self, relations: dict[str, str], others: dict[str, Any]) -> dict[str, str]:
        """Return the relation to a tenant, or nothing; a set with two kinds of them is redrawn."""
        ways = [name for name, line in relations.items() if line.split(" ")[0] in others]
        return {"tenant": self.dice.choice(ways)} if ways and self.maybe(0.2) else {}

    def beyond(self, relations: dict[str, str], others: dict[str, Any]) -> list[str]:
        """Return fields at the ends of relations; a set in which one is no filter is redrawn."""
        ends = {name: line.split(" ")[0].rstrip("?") for name, line in relations.items()}
        return [
            f"{name}.{self.dice.choice(list(others[target]['fields']))}"
            for name, target in ends.items()
            if target in others and self.maybe(0.5)
        ]

    def is_text(self, field: Any) -> bool:
        line = field["type"] if isinstance(field, dict) else field or ""
        return self.maybe(0.5) and line.startswith(("string", "text", "email", "url", "slug"))

    def operations(self) -> list[str]:
        return self.dice.sample(spec.OPERATIONS, self.dice.randint(1, 5))

    def names(self, count: int) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < count:
            name = inflection.camel("-".join(self.words(2)))
            if self.maybe(0.3):
                name = self.dice.choice(NAMES)
            elif self.maybe(0.05):
                name = inflection.camel("-".join(self.words(8)))[:40]
            elif self.maybe(0.05):
                name = self.dice.choice(["a", "b", "x", "y1"])
            found[name] = None
        return list(found)

    def types(self) -> dict[str, Any]:
        first, second = self.dice.sample(["Address", "Place", "Point", "Shape2", "Extra"], 2)
        inner = {one: self.line(self.dice.choice(TYPES), []) for one in self.names(3)}
        outer = {one: self.line(self.dice.choice(TYPES), []) for one in self.names(2)}
        outer |= {one: self.listed(self.dice.choice(LISTS)) for one in self.names(2)}
        return {first: {**outer, "nested": f"json({second})?"}, second: inner}

    def field(self, shapes: Sequence[str]) -> Any:
        kind = self.dice.choice(TYPES)
        if self.maybe(0.05):
            return self.file()
        is_list = self.app.has_lists and self.maybe(0.15)
        if is_list:
            return self.listed(self.dice.choice(LISTS)) + (" = []" if self.maybe(0.3) else "")
        line = self.line(kind, shapes)
        default = self.default(kind, line) if "?" not in line else ""
        line += default
        flags = ["immutable", "hidden"] + (["readonly"] if "?" in line or default else [])
        line += f" {self.dice.choice(flags)}" if self.maybe(0.15) else ""
        if kind not in ("json", "bytes", "text", "boolean") and not default and self.maybe(0.2):
            line += " unique" if self.maybe(0.5) else " index"
        line += f" read={self.dice.choice(FIELD_RULES)}" if self.maybe(0.06) else ""
        line += f" write={self.dice.choice(FIELD_RULES)}" if self.maybe(0.06) else ""
        line += f" was=former{next(self.former)}" if self.maybe(0.1) else ""
        line += default.replace(" = ", " backfill=") if self.maybe(0.2) else ""
        return {"type": line, "doc": self.dice.choice(TEXTS)} if self.maybe(0.3) else line

    def file(self) -> str:
        types = self.dice.sample(MEDIA, self.dice.choice([1, 2, 12]))
        most = self.dice.choice(["", " max=1", " max=200kb", " max=2gb"])
        return f"file({', '.join(types)}){self.dice.choice(['', '?'])}{most}"

    def listed(self, kind: str) -> str:
        bounds = f" {self.dice.choice(RANGES[kind])}" if kind in RANGES else ""
        count = f" items={self.dice.choice([1, 7, 1000])}" if self.maybe(0.3) else ""
        return f"{self.base(kind, [])}[]{bounds}{count}"

    def line(self, kind: str, shapes: Sequence[str]) -> str:
        line = self.base(kind, shapes) + ("?" if self.maybe(0.4) else "")
        if kind in RANGES and self.maybe(0.3):
            line += f" {self.dice.choice(RANGES[kind])}"
        if kind in ("string", "text") and self.maybe(0.4):
            line += self.dice.choice([" min=0", " trim", " lower", " trim upper", ""])
            line += f" match={self.dice.choice(MATCHES)}" if self.maybe(0.4) else ""
        if kind == "bytes" and self.maybe(0.5):
            line += self.dice.choice([" max=10", " min=2 max=700000", " min=0"])
        return line

    def base(self, kind: str, shapes: Sequence[str]) -> str:
        if kind == "decimal":
            return self.dice.choice(["decimal(12, 2)", "decimal(18, 18)", "decimal(5)"])
        if kind == "string":
            return self.dice.choice(["string", "string(32)", "string(1)", "string(10000)"])
        if kind == "enum":
            values = [inflection.camel(one) for one in self.dice.sample(WORDS, 3)]
            values += ["A_1", "null2", "default"]
            return f"enum({', '.join(values[: self.dice.randint(1, 6)])})"
        if kind == "json" and shapes:
            return f"json({self.dice.choice(shapes)})"
        return kind

    def default(self, kind: str, line: str) -> str:
        bounded = any(word in line for word in ("min=", "max=", "match="))
        if not self.maybe(0.4) or bounded:
            return ""
        if kind == "enum":
            return f" = {line.partition('(')[2].partition(')')[0].split(', ')[0]}"
        if kind == "string" and "(1)" not in line:
            text = self.dice.choice(["draft", '"two words"', '"it\'s `${x}`"', '"\\\\ */ é🦄"'])
            return f" = {text}"
        if kind == "decimal":
            return " = 0"
        return f" = {self.dice.choice(SAMPLES[kind])}" if kind in SAMPLES else ""

    def relations(self, source: str, others: Sequence[str]) -> Iterator[tuple[str, str]]:
        for at in range(self.dice.randint(1, 3)):
            name = inflection.camel("-".join([*self.words(1), "link"[: at + 2]]))
            targets = [source, *others[-6:], "Studio", "Crew"]
            targets += ["User"] if self.app.has_users else []
            target = self.dice.choice(targets)
            inverse = f" inverse={name}Of{source[:20]}"
            if target != "Crew" and self.maybe(0.25):
                yield name, f"{target}[] many{inverse}"
            elif target not in (source, "User", "Crew", "Studio") and self.maybe(0.1):
                yield name, f"{target}[] embed{inverse}"
            elif target in (source, "User", "Crew") or self.maybe(0.5):
                flag = self.dice.choice(["", " unique", " immutable", " on_delete=set_null"])
                yield name, f"{target}?{flag}{inverse}"
            else:
                action = self.dice.choice(["", " on_delete=cascade", " unique on_delete=no_action"])
                yield name, f"{target}{action}{inverse}"
