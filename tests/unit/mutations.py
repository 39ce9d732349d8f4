"""Valid specs with one thing made wrong, and what should be said about it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

MARKED = """\
«resource»: Order
«plural»: Orders
«doc»: A customer's purchase.

«fields»:
  number:   «string»(32) «unique» «immutable» «match»=/^SO-[0-9]+$/
  status:   «enum»(draft, placed, shipped) = «draft» «index»
  total:    «decimal»(12, 2) «min»=0
  amount:   int «min»=1 «max»=9 «was»=count «backfill»=1
  email:    «email» «trim» «lower»
  placedAt: «datetime»? «readonly»
  secret:   «text» «hidden» max=2000
  code:     string «len»=5 «upper»
  weight:   «float»? «read»=«role»(admin) | role(clerk) «write»=role(admin)
  big:      «bigint»
  active:   «boolean» = true
  born:     «date»
  key:      «uuid»
  link:     «slug»
  scan:     «bytes»?
  photo:    «file»(«image/png», image/jpeg)? «max»=5mb
  address:  «json»(«Address»)?
  long:     {«type»: string, «optional»: true, «immutable»: false, «doc»: Something long.}

«types»:
  Address: {street: «string», city: string}

«relations»:
  customer: «Customer» «on_delete»=«restrict»
  parent:   «Order»? «inverse»=children
  tags:     «Tag»[] «many»
  other:    {«type»: «Customer», «optional»: true, «inverse»: others, «on_delete»: «set_null»}

«unique»: [[«customer», «number»]]
«index»: [[«status», «placedAt» desc]]

«owner»: «user»
«access»:
  «list»: «owner» | «role»(admin)
  «create»: «signed_in»
  «update»: «public»
  «delete»: role(admin)

«options»: {id: «uuid7», «timestamps»: true, «version»: true, «soft_delete»: true}

api:
  «path»: orders
  «operations»: [«list», get, «create», «update», «delete»]
  «filter»: [«status», «total», «customer», «customer.name»]
  «sort»: [«placedAt», «total», «createdAt»]
  «search»: [«number», code]
  «include»: [«customer», «tags»]
  «fields»: true
  «bulk»: 100
  «page»: {«size»: 20, max: 100}
  «rate»: {«read»: 120/min, «write»: 20/min}

«seed»: {«count»: 25}
"""
OTHERS = {
    "customer.yaml": "resource: Customer\nfields:\n  name: string\n  country: string\n",
    "tag.yaml": "resource: Tag\nfields:\n  label: string unique\n",
}
ORDER = "order.yaml"
VALID = MARKED.replace("«", "").replace("»", "")
SPOTS = [found.span() for found in re.finditer("«[^»]+»", MARKED)]
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ODD = [
    "[1, 2]",
    "{a: b}",
    "[[x]]",
    "12",
    "true",
    "~",
    "-1",
    "99999",
    '""',
    "'x",
    "*x",
    "&x y",
    "!!set {}",
    "a: b: c",
    "[",
    "}",
    "@x",
    "`x`",
    "%x",
    "\t",
    "\x01",
    "\u202e",
    "|",
    "- x",
]


@dataclass(frozen=True)
class Mutation:
    """The bytes of specs of which one may be wrong.

    Args:
        meant: For a typo, the word that was meant.
    """

    texts: Mapping[str, bytes]
    meant: str = ""


def typo(dice: random.Random) -> Mutation:
    """Give a word that means something one letter more, less, other, or exchanged."""
    start, end = dice.choice(SPOTS)
    word = MARKED[start + 1 : end - 1]
    made = word
    while made.lower() == word.lower() or not made[:1].isalpha():
        at, letter = dice.randrange(len(word)), dice.choice(LETTERS)
        made = dice.choice(
            [
                word[:at] + letter + word[at:],
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
            ]
        )
    text = MARKED[:start] + made + MARKED[end:]
    return _of(text.replace("«", "").replace("»", ""), word)


def change(dice: random.Random) -> Mutation:
    """Change the spec in a way that people do by accident, or on purpose."""
    return dice.choice(CHANGES)(dice)


def _of(text: str, meant: str = "") -> Mutation:
    encoded = {name: one.encode() for name, one in OTHERS.items()}
    return Mutation({**encoded, ORDER: text.encode()}, meant)


def _value(dice: random.Random) -> Mutation:
    found = dice.choice(list(re.finditer(r"(?<=: )\S.*$", VALID, re.MULTILINE)))
    return _of(VALID[: found.start()] + dice.choice(ODD) + VALID[found.end() :])


def _line(dice: random.Random) -> Mutation:
    lines = VALID.split("\n")
    at = dice.randrange(len(lines))
    made = dice.choice(
        [
            lines[:at] + lines[at + 1 :],
            lines[:at] + [lines[at]] * 2 + lines[at + 1 :],
            [*lines[:at], lines[at].strip(), *lines[at + 1 :]],
            [*lines[:at], f" {lines[at]}", *lines[at + 1 :]],
            [*lines[:at], lines[at].replace(":", "", 1), *lines[at + 1 :]],
            [*lines[:at], lines[at][:-1], *lines[at + 1 :]],
            [*lines[:at], "  unknown: 3", *lines[at:]],
            lines[:at],
        ]
    )
    return _of("\n".join(made))


def _cut(dice: random.Random) -> Mutation:
    start = dice.randrange(len(VALID))
    return _of(VALID[:start] + VALID[start + dice.randint(1, 9) :])


def _insert(dice: random.Random) -> Mutation:
    at = dice.randrange(len(VALID))
    return _of(VALID[:at] + dice.choice(ODD) + VALID[at:])


def _meaning(dice: random.Random) -> Mutation:
    before, after = dice.choice(
        [
            ("min=1 max=9", "min=9 max=1"),
            ("= draft", "= drat"),
            ("len=5", "len=5 min=2"),
            ("Order? inverse", "Order inverse"),
            ("parent:  ", "number:  "),
            ("code: ", "createdAt: "),
            ("code: ", "constructor: "),
            ("secret: ", "__proto__: "),
            ("Tag[] many", "Tag[] unique many"),
            ("[status, total", "[secret, total"),
            ("[placedAt, total", "[address, total"),
            ("resource: Order", "resource: Customer"),
            ("resource: Order", "resource: order"),
            ("plural: Orders", "plural: Customers"),
            ("/^SO-[0-9]+$/", "/(a+)+/"),
            ("/^SO-[0-9]+$/", "/(/"),
            ("owner: user", "owner: parent"),
            ("on_delete=restrict", "on_delete=set_null"),
            ("path: orders", "path: customers"),
            ("size: 20, max: 100", "size: 200, max: 100"),
            ("json(Address)?", "json(Adress)"),
            ("string(32)", "string[]"),
            ("read=role(admin)", "read=owner"),
            ("write=role(admin)", "write=role(nobody)"),
            ("hidden max", "hidden read=role(admin) max"),
        ]
    )
    return _of(VALID.replace(before, after, 1))


def _bytes(dice: random.Random) -> Mutation:
    raw = dice.choice(
        [
            VALID.encode("utf-16"),
            VALID.encode().replace(b"Order", b"\xff\xfe", 1),
            VALID.encode() + b"\x00",
            b"",
            b"\x00" * 100,
            b"x" * (1024 * 1024 + 1),
            b"[" * 2000,
            b"a: " * 2000,
            b"- " * 3000,
            VALID.encode() + b"x: &a [1]\ny: *a\n",
        ]
    )
    return Mutation({**_of("").texts, ORDER: raw})


CHANGES: list[Callable[[random.Random], Mutation]] = [
    _value,
    _value,
    _line,
    _line,
    _cut,
    _insert,
    _meaning,
    _bytes,
]
