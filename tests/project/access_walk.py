"""What an app lets people see and write over HTTP, held against the rows in memory."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from access_model import Person, RefusedError, Resource, Row, World
from access_specs import FIELDS, Maker, sortable
from databases import Database
from http_client import Client, Response

WRITES = ("create", "update", "delete", "bulk")
UNKNOWN = "00000000-0000-4000-8000-000000000000"


@dataclass
class Walk:
    """An app, and what it should be.

    Args:
        clients: People and how they call.
        calls: How many requests were sent.
    """

    maker: Maker
    world: World
    clients: Mapping[Person, Client]
    database: Database
    calls: int = 0
    told: list[str] = field(default_factory=list)

    @property
    def dice(self) -> random.Random:
        """Where all that is random comes from."""
        return self.maker.dice

    def call(self, who: Person, method: str, path: str, body: object = None) -> Response:
        """Send one request."""
        self.calls += 1
        response = self.clients[who].call(method, f"/api/{path}", body)
        self.told = [*self.told[-6:], f"{who.name}: {method} {path} {body} {response.status}"]
        assert response.status < 500, (self.told, response.body)
        return response

    def check(self, *, is_right: bool, what: object) -> None:
        """Fail with what was called and the rule that it is about."""
        assert is_right, f"{what}\n{self.told}"

    def read_all(self) -> None:
        """Read all rows by every way in, as everybody."""
        for who in self.clients:
            for one in self.world.resources.values():
                self.lists(who, one)
                self.each(who, one)

    def lists(self, who: Person, one: Resource) -> None:
        """Read lists: whole, counted, by cursors, filtered, and with what is included."""
        expected = [row["id"] for row in self.world.seen(who, "list", one.name)]
        rule = self.world.rule(one.name, "list")
        query = {"count": "true"}
        if one.parent:
            query["include"] = one.parent
        whole = self.call(who, "GET", f"{one.path}?{urlencode(query)}")
        if whole.status in (401, 403):
            self.check(is_right=not expected, what=(one.name, "list", str(rule), expected))
            return
        page = whole.json()
        ids = sorted(item["id"] for item in page["items"])
        self.check(is_right=ids == expected, what=(one.name, "list", str(rule), expected, ids))
        self.check(is_right=page["count"] == len(expected), what=(one.name, "count", page["count"]))
        for item in page["items"]:
            self.shows(who, one, item)
        self.walks(who, one, expected)
        self.filtered(who, one)
        self.nested(who, one)

    def shows(self, who: Person, one: Resource, item: Row) -> None:
        """Hold what an answer has of a row against it."""
        row = self.world.rows[one.name][item["id"]]
        own = {name: item[name] for name in one.fields}
        self.check(is_right=own.items() <= row.items(), what=(one.name, item, row))
        if one.members:
            members = sorted(row["members"])
            self.check(is_right=sorted(item["memberIds"]) == members, what=(item, members))
        if one.parent and one.parent in item:
            above = self.world.parent(one.name, row)
            open_ = above is not None and self.world.may(who, "get", one.target, above)
            self.check(
                is_right=(item[one.parent] is not None) == open_, what=("include", one.name, item)
            )

    def walks(self, who: Person, one: Resource, expected: list[str]) -> None:
        """Walk through a list by its cursors, a row at a time."""
        sort = self.dice.choice([*sortable(one), "id"])
        query = {"limit": "1", "sort": self.dice.choice(["", "-"]) + sort}
        found: list[str] = []
        while len(found) <= len(expected):
            page = self.call(who, "GET", f"{one.path}?{urlencode(query)}").json()
            found += [item["id"] for item in page["items"]]
            if not page["nextCursor"]:
                break
            query["cursor"] = page["nextCursor"]
        self.check(is_right=sorted(found) == expected, what=(one.name, "cursor", expected, found))

    def filtered(self, who: Person, one: Resource) -> None:
        """Filter by a field of the row, or of the row that it belongs to."""
        of, prefix = one, ""
        if one.parent and self.dice.random() < 0.8:
            of, prefix = self.world.resources[one.target], f"{one.parent}."
        name = self.dice.choice(list(of.fields))
        value = self.dice.choice([it for it in FIELDS[name][1] if it is not None])
        expected = []
        for row in self.world.seen(who, "list", one.name):
            held: Row | None = self.world.parent(one.name, row) if prefix else row
            open_ = held is not None and (not prefix or self.world.may(who, "get", of.name, held))
            if open_ and held is not None and held[name] == value:
                expected.append(row["id"])
        text = str(value).lower() if isinstance(value, bool) else str(value)
        query = urlencode({prefix + name: text, "count": "true"})
        page = self.call(who, "GET", f"{one.path}?{query}").json()
        ids = sorted(item["id"] for item in page["items"])
        self.check(is_right=ids == expected, what=(one.name, query, expected, ids))
        self.check(is_right=page["count"] == len(expected), what=(one.name, query, page["count"]))

    def nested(self, who: Person, one: Resource) -> None:
        """Read lists with the rows below each row."""
        for child in self.world.resources.values():
            if child.target != one.name:
                continue
            open_ = {row["id"] for row in self.world.seen(who, "list", child.name)}
            for item in self.call(who, "GET", f"{one.path}?include=parts").json()["items"]:
                children = self.world.children(one.name, item["id"])
                below = {row["id"] for _, row in children}
                ids = {part["id"] for part in item["parts"]}
                what = (one.name, "parts", str(child.rules["list"]), below & open_, ids)
                self.check(is_right=ids == below & open_, what=what)

    def each(self, who: Person, one: Resource) -> None:
        """Get each row: those that are not open are answered as one that does not exist."""
        absent = self.call(who, "GET", f"{one.path}/{UNKNOWN}")
        rule = self.world.rule(one.name, "get")
        for row in self.world.rows[one.name].values():
            answer = self.call(who, "GET", f"{one.path}/{row['id']}")
            open_ = self.world.is_there(one.name, row) and self.world.may(who, "get", one.name, row)
            what = (one.name, "get", str(rule), row, open_)
            self.check(is_right=(answer.status == 200) == open_, what=what)
            if open_:
                self.shows(who, one, answer.json())
            else:
                self.check(is_right=is_alike(absent, answer), what=(what, absent.body, answer.body))

    def write(self) -> None:
        """Send one random write, and let it be done to the rows as well."""
        who = self.dice.choice(list(self.clients))
        one = self.dice.choice(list(self.world.resources.values()))
        steps: dict[str, Callable[[Person, Resource], None]] = {
            "create": self.create,
            "update": self.update,
            "delete": self.delete,
            "bulk": self.bulk,
        }
        steps[self.dice.choice(WRITES)](who, one)

    def create(self, who: Person, one: Resource) -> None:
        """Create a row, at times with rows that are nested in it."""
        body = self.body(one)
        if self.lacks_parent(one, body):
            return
        sent = dict(body)
        below = [it for it in self.world.resources.values() if it.target == one.name and it.embeds]
        for child in below:
            bodies = [self.body(child) for _ in range(self.dice.randint(0, 1))]
            body["nested"] = [
                {key: value for key, value in it.items() if key != f"{child.parent}Id"}
                for it in bodies
            ]
            sent["parts"] = body["nested"]
        self.compare(
            who,
            one,
            ("POST", one.path, sent),
            lambda world: world.create(who, one.name, body, "new"),
        )

    def update(self, who: Person, one: Resource) -> None:
        """Update a row."""
        if (id_ := self.some(one)) is None:
            return
        body = self.change(one)
        self.compare(
            who,
            one,
            ("PATCH", f"{one.path}/{id_}", body),
            lambda world: world.update(who, one.name, id_, body),
        )

    def delete(self, who: Person, one: Resource) -> None:
        """Delete a row."""
        if (id_ := self.some(one)) is not None:
            self.compare(
                who,
                one,
                ("DELETE", f"{one.path}/{id_}", None),
                lambda world: world.delete(who, one.name, id_),
            )

    def bulk(self, who: Person, one: Resource) -> None:
        """Write several rows at once: all of it, or nothing."""
        ids = sorted(self.world.rows[one.name])
        chosen = self.dice.sample(ids, min(len(ids), self.dice.randint(1, 2)))
        created = [self.body(one) for _ in range(self.dice.randint(0, 1))]
        created = [body for body in created if not self.lacks_parent(one, body)]
        updated = [{"id": id_, **self.change(one)} for id_ in chosen]
        lists = {"update": updated, "create": created}
        body = {name: some for name, some in lists.items() if some}
        if not body:
            return

        def work(world: World) -> None:
            for item in updated:
                changed = {key: value for key, value in item.items() if key != "id"}
                world.update(who, one.name, item["id"], changed)
            for number, item in enumerate(created):
                world.create(who, one.name, item, f"new{number}")

        self.compare(who, one, ("POST", f"{one.path}/bulk", body), work)

    def compare(
        self,
        who: Person,
        one: Resource,
        request: tuple[str, str, object],
        work: Callable[[World], None],
    ) -> None:
        """Send a write, and do it to the rows in memory: both refuse it, or neither does."""
        after = self.world.copy()
        statuses: tuple[int, ...] = (200, 201, 204)
        try:
            work(after)
        except RefusedError as refused:
            after = self.world
            statuses = refused.statuses
        response = self.call(who, *request)
        rules = {name: str(rule) for name, rule in one.rules.items()}
        is_done = response.status < 300
        what = (one.name, rules, statuses, response.body, self.world.rows[one.name])
        self.check(is_right=is_done == (200 in statuses), what=what)
        if not is_done and "bulk" not in request[1]:
            self.check(is_right=response.status in statuses, what=what)
        self.world = after
        if is_done:
            self.take_ids(request, one, response)
        # What is refused has left nothing behind, seen or not.
        for name, rows in self.world.rows.items():
            (count,) = self.database.query(f'select count(*) from "{name}"')
            self.check(is_right=int(count) == len(rows), what=(what, name, count))

    def take_ids(self, request: tuple[str, str, object], one: Resource, response: Response) -> None:
        """Give new rows the ids that the app has given them."""
        if request[0] != "POST":
            return
        rows = self.world.rows[one.name]
        made = response.json()
        bulk = made["create"] if request[1].endswith("/bulk") else [made]
        for number, item in enumerate(bulk):
            name = f"new{number}" if request[1].endswith("/bulk") else "new"
            self.rename(one, name, item["id"])
            self.shows_own(one, item, rows[item["id"]])

    def shows_own(self, one: Resource, item: Row, row: Row) -> None:
        """Hold the answer to a write against the row."""
        own = {name: item[name] for name in one.fields}
        self.check(is_right=own.items() <= row.items(), what=(item, row))

    def rename(self, one: Resource, old: str, new: str) -> None:
        """Give a row, and the row that was nested in it, the ids that the app has given them."""
        rows = self.world.rows[one.name]
        rows[new] = {**rows.pop(old), "id": new}
        for child, row in list(self.world.children(one.name, old)):
            key = f"{child.parent}Id"
            query = f"""select "id" from "{child.name}" where "{key}" = '{new}'"""
            (id_,) = self.database.query(query)
            del self.world.rows[child.name][row["id"]]
            self.world.rows[child.name][id_] = {**row, "id": id_, key: new}

    def body(self, one: Resource) -> Row:
        """Return the body of a create."""
        return self.maker.body(self.world, one, self.users)

    def lacks_parent(self, one: Resource, body: Row) -> bool:
        """Return whether there is no row that a body has to refer to."""
        return bool(one.parent) and not one.optional and body[f"{one.parent}Id"] is None

    def change(self, one: Resource) -> Row:
        """Return the body of an update."""
        body = self.body(one)
        names = self.dice.sample(list(body), self.dice.randint(1, min(3, len(body))))
        return {name: body[name] for name in names}

    def some(self, one: Resource) -> str | None:
        """Return the id of a row, if there is one."""
        ids = sorted(self.world.rows[one.name])
        return self.dice.choice(ids) if ids else None

    @property
    def users(self) -> list[str]:
        """The ids of those who are signed in."""
        return [one.id for one in self.clients if one.id]


def is_alike(one: Response, other: Response) -> bool:
    """Return whether two answers say the same, but for the id of the request."""
    first, second = one.json(), other.json()
    return one.status == other.status and {**first, "requestId": ""} == {**second, "requestId": ""}
