"""HTTP client of the demo."""

from __future__ import annotations

import http.client
import json
import secrets
from collections.abc import Generator
from contextlib import closing
from typing import Any

from t3gen.actions.demo.events import VISITOR, Called, Request, Response
from t3gen.errors import ProjectError

HINT = "to keep the project and look at it: t3gen demo --keep DIR"
_TIMEOUT = 30.0

Exchange = Generator[Called, None, Response]


class Api:
    """A client of the backend, with the sessions of its users."""

    def __init__(self, host: str, port: int) -> None:
        self._address = (host, port)
        self._tokens: dict[str, str] = {}

    def is_ready(self) -> bool:
        """Return whether the server responds."""
        try:
            self.call(Request("GET", "/api/openapi.json"))
        except (OSError, http.client.HTTPException):
            return False
        return True

    def call(self, request: Request) -> Response:
        """Send a request and return the response."""
        headers = {"Content-Type": "application/json"} if request.body is not None else {}
        if request.who in self._tokens:
            headers["Authorization"] = f"Bearer {self._tokens[request.who]}"
        body = None if request.body is None else json.dumps(request.body)
        with closing(http.client.HTTPConnection(*self._address, timeout=_TIMEOUT)) as connection:
            connection.request(request.method, request.path, body, {**headers, **request.headers})
            response = connection.getresponse()
            text = response.read()
            names = {name.lower(): value for name, value in response.getheaders()}
        return Response(response.status, names, _parsed(text))

    def expect(self, status: int, caption: str, request: Request) -> Exchange:
        """Send a request, yield the exchange, and check the status of the response.

        Raises:
            ProjectError: There is no response, or it has another status.
        """
        try:
            response = self.call(request)
        except (OSError, http.client.HTTPException) as problem:
            raise _failure(request, f"no response: {problem}") from problem
        yield Called(caption, request, response, status)
        if response.status != status:
            raise _failure(request, f"responded {response.status} instead of {status}")
        return response

    def sign_up(self, name: str) -> Exchange:
        """Sign a user up; later requests in this name are signed in."""
        body = {
            "name": name,
            "email": f"{name.lower()}@example.com",
            "password": secrets.token_urlsafe(),
        }
        request = Request("POST", "/api/auth/sign-up/email", VISITOR, body)
        response = yield from self.expect(200, f"{name} signs up", request)
        self._tokens[name] = response.headers["set-auth-token"]
        return response


def _parsed(text: bytes) -> Any:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return text.decode("utf-8", errors="replace")


def _failure(request: Request, what: str) -> ProjectError:
    return ProjectError(what, where=f"{request.method} {request.path}", hint=HINT, code="demo")
