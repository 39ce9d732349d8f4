"""Calling the API over HTTP, and what is said in the demo."""

from __future__ import annotations

import http.client
import json
import secrets
from collections.abc import Generator
from contextlib import closing
from typing import Any
from urllib.parse import urlencode

from t3gen.actions.demo.events import STRANGER, Answer, Called, Request
from t3gen.errors import ProjectError

AGAIN = "run it again with --keep DIR, and look at the project there"
_TIMEOUT = 30.0
_NOBODY = "00000000-0000-7000-8000-000000000000"

Exchange = Generator[Called, None, Answer]


class Api:
    """The backend under an address, as a few people use it."""

    def __init__(self, host: str, port: int) -> None:
        self._place = (host, port)
        self._tokens: dict[str, str] = {}

    def answers(self) -> bool:
        """Tell whether somebody answers."""
        try:
            self.call(Request("GET", "/api/openapi.json"))
        except (OSError, http.client.HTTPException):
            return False
        return True

    def call(self, request: Request) -> Answer:
        """Send a request and wait for the answer."""
        headers = {"Content-Type": "application/json"} if request.body is not None else {}
        if request.who in self._tokens:
            headers["Authorization"] = f"Bearer {self._tokens[request.who]}"
        body = None if request.body is None else json.dumps(request.body)
        with closing(http.client.HTTPConnection(*self._place, timeout=_TIMEOUT)) as connection:
            connection.request(request.method, request.path, body, {**headers, **request.headers})
            response = connection.getresponse()
            text = response.read()
            names = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, names, _parsed(text))

    def ask(self, caption: str, expected: int, request: Request) -> Exchange:
        """Call, tell it, and check the status.

        Raises:
            ProjectError: There is no answer, or it has another status than it should.
        """
        try:
            answer = self.call(request)
        except (OSError, http.client.HTTPException) as problem:
            raise _disappointed(request, f"no answer: {problem}") from problem
        yield Called(caption, request, answer, expected)
        if answer.status != expected:
            raise _disappointed(request, f"answered {answer.status} instead of {expected}")
        return answer

    def sign_up(self, name: str) -> Exchange:
        """Sign somebody up; from then on they are signed in."""
        body = {
            "name": name,
            "email": f"{name.lower()}@example.com",
            "password": secrets.token_urlsafe(),
        }
        request = Request("POST", "/api/auth/sign-up/email", STRANGER, body)
        answer = yield from self.ask(f"{name} signs up", 200, request)
        self._tokens[name] = answer.headers["set-auth-token"]
        return answer


def _parsed(text: bytes) -> Any:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return text.decode("utf-8", errors="replace")


def _disappointed(request: Request, what: str) -> ProjectError:
    return ProjectError(what, where=f"{request.method} {request.path}", hint=AGAIN, code="demo")


def hold(api: Api) -> Generator[Called]:
    """Tell the whole story: what works, what is refused, and what the API says about itself."""
    yield from api.sign_up("Ada")
    orders = yield from _buying(api)
    yield from _listing(api)
    yield from _changing(api, orders[0])
    yield from _mistakes(api, orders[0]["customerId"])
    yield from _others(api, orders[0]["id"])
    yield from api.ask("It describes itself", 200, Request("GET", "/api/openapi.json"))


def _buying(api: Api) -> Generator[Called, None, list[dict[str, Any]]]:
    customer = {"name": "Ada Lovelace", "email": "Ada@Example.com", "phone": "+441632960001"}
    made = yield from api.ask(
        "She creates her customer; the e-mail is stored in lower case",
        201,
        Request("POST", "/api/customers", "Ada", customer),
    )
    orders: list[dict[str, Any]] = []
    captions = (
        "She orders; a decimal is a string, to the last digit",
        "A second order",
        "A third one",
    )
    for caption, total in zip(captions, ("49.90", "1250.00", "7.35"), strict=True):
        number = f"SO-{1815 + len(orders)}"
        order = {"number": number, "total": total, "customerId": made.body["id"]}
        answer = yield from api.ask(caption, 201, Request("POST", "/api/orders", "Ada", order))
        orders.append(answer.body)
    products = yield from api.ask(
        "Anybody may see the products, the seeded ones",
        200,
        Request("GET", "/api/products?active=true&sort=-price&limit=1"),
    )
    product = products.body["items"][0]
    item = {
        "orderId": orders[0]["id"],
        "productId": product["id"],
        "quantity": 2,
        "unitPrice": product["price"],
    }
    yield from api.ask(
        "She puts one into her first order", 201, Request("POST", "/api/order-items", "Ada", item)
    )
    return orders


def _listing(api: Api) -> Generator[Called]:
    query = {"status": "draft", "total[gte]": "10", "sort": "-total", "limit": "1"}
    page = yield from api.ask(
        "She lists her drafts from 10 upwards, the dearest first, one a page",
        200,
        Request("GET", f"/api/orders?{urlencode(query)}", "Ada"),
    )
    query["cursor"] = page.body["nextCursor"]
    yield from api.ask(
        "and goes to the next page", 200, Request("GET", f"/api/orders?{urlencode(query)}", "Ada")
    )


def _changing(api: Api, order: dict[str, Any]) -> Generator[Called]:
    path, read = f"/api/orders/{order['id']}", {"If-Match": f'"{order["version"]}"'}
    placed = Request("PATCH", path, "Ada", {"status": "placed"}, read)
    yield from api.ask("She places the order that she has read", 200, placed)
    late = Request("PATCH", path, "Ada", {"status": "cancelled"}, read)
    yield from api.ask("What she has read is stale by now", 412, late)


def _mistakes(api: Api, customer_id: str) -> Generator[Called]:
    twin = {"name": "Ada King", "email": "ada@example.com"}
    yield from api.ask(
        "An e-mail that is taken", 409, Request("POST", "/api/customers", "Ada", twin)
    )
    wrong = {"number": "1", "total": 49.9, "customerId": customer_id, "userId": "me"}
    yield from api.ask(
        "A body with three mistakes", 422, Request("POST", "/api/orders", "Ada", wrong)
    )
    nobodys = {"number": "SO-9", "total": "1.00", "customerId": _NOBODY}
    yield from api.ask(
        "A customer that does not exist", 422, Request("POST", "/api/orders", "Ada", nobodys)
    )
    yield from api.ask("A method that is not served", 405, Request("PUT", "/api/orders", "Ada"))


def _others(api: Api, order_id: str) -> Generator[Called]:
    yield from api.ask("A stranger is asked to sign in", 401, Request("GET", "/api/orders"))
    yield from api.sign_up("Bob")
    yield from api.ask(
        "Bob does not learn that Ada's order exists",
        404,
        Request("GET", f"/api/orders/{order_id}", "Bob"),
    )
    tag = Request("POST", "/api/tags", "Bob", {"name": "sale"})
    yield from api.ask("nor may he do what is for administrators", 403, tag)
