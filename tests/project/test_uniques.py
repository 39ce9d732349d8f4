"""Tests and seed of a project leave each other room, whatever has to be unique."""

from __future__ import annotations

from pathlib import Path

from emitted import emit

SPECS = {
    "profile": "fields: {bio: string}\nrelations: {user: User unique}\n",
    "follow": (
        "fields: {note: string?}\n"
        "relations:\n"
        "  follower: User inverse=follows\n"
        "  following: User inverse=followers\n"
        "unique: [[follower, following]]\n"
    ),
    "page": "fields: {page: int min=1 max=20}\nowner: user\nunique: [[user, page]]\n",
    "habit": "fields:\n  kind: enum(daily, weekly)\nowner: user\nunique: [[user, kind]]\n",
    "toggle": "fields: {isOn: boolean unique}\n",
    "balance": (
        "fields: {currency: string len=3 upper}\n"
        "relations: {page: Page}\n"
        "unique: [[page, currency]]\n"
    ),
    "price": (
        "fields:\n  day: date\n  count: bigint\n  amount: decimal(6, 2)\n"
        "owner: user\nunique: [[user, day], [count, amount]]\n"
    ),
    "mailbox": (
        "fields:\n  address: email\n  main: boolean = false\n"
        "  state: enum(open, shut)\n  note: string?\n"
        "owner: user\nunique:\n  - {fields: [user], where: main}\n"
        "  - {fields: [user, state], where: note is null & state != shut}\n"
        "  - {fields: [address], where: state = open}\n"
        "options: {soft_delete: true}\n"
    ),
    "stay": (
        "fields:\n  starts: datetime\n  ends: datetime?\n  guests: int\n  beds: int = 1\n"
        "relations:\n  page: Page on_delete=cascade\n"
        "  agent: Page? on_delete=set_null inverse=agencies\n"
        "  buyer: Page? on_delete=set_null inverse=sales\n"
        "unique: [[page, starts]]\n"
        "check:\n  period: starts < ends\n  guests: beds >= guests\n"
        "  agent: agent is null | buyer is null\n"
    ),
    "click": "fields: {lastClicked: datetime? readonly}\napi: {sort: [lastClicked]}\n",
}


def test_tests_pass_and_seeding_fills_what_it_can(tmp_path: Path) -> None:
    specs = {
        f"{name}.yaml": f"resource: {name.capitalize()}\n{text}".encode()
        for name, text in SPECS.items()
    }
    project = emit(tmp_path / "app", specs)
    project.done("npx tsc --noEmit")
    project.done("npx eslint prisma tests --max-warnings 0")
    project.done("npx prettier --check .")
    project.done("npm test")
    project.done("npm run db:migrate")
    project.done("npm run db:seed")
    output = project.done("npm run db:seed")

    assert "profile: 25" in output
    assert "follow: 25" in output
    assert "stay: " in output
    assert "habit: 2" in output
    assert "toggle: 2" in output
