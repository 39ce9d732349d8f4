"""Calling an emitted backend over HTTP, byte by byte."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Response:
    """An answer; the names of its headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """Return the body as what its JSON means."""
        return json.loads(self.body)

    @property
    def places(self) -> list[str]:
        """The pointers and parameters that a problem names."""
        return [error.get("pointer", error.get("parameter")) for error in self.json()["errors"]]


@dataclass(frozen=True)
class Client:
    """Somebody who calls a server on this machine.

    Args:
        token: Whose session the calls carry; strangers have none.
    """

    port: int
    token: str | None = None

    def call(
        self,
        method: str,
        path: str,
        body: object = None,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Send one request; bytes are sent as they are, other bodies as JSON."""
        sent = dict(headers or {})
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        if body is not None:
            sent.setdefault("Content-Type", "application/json")
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request(method, path, data, sent)
            response = connection.getresponse()
            received = {name.lower(): value for name, value in response.getheaders()}
            return Response(response.status, received, response.read())

    def sign_up(self, name: str) -> Client:
        """Sign somebody up, and return them."""
        body = {"name": name, "email": f"{name}@example.com", "password": "correct horse battery"}
        response = self.call("POST", "/api/auth/sign-up/email", body)
        assert response.status == 200, response.body
        return Client(self.port, response.headers["set-auth-token"])
