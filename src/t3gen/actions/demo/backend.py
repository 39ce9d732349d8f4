"""First act: from specs to a running backend, with a resource added by a command."""

from __future__ import annotations

import shutil
from collections.abc import Generator

from t3gen import render
from t3gen.actions.demo.calls import calls
from t3gen.actions.demo.client import Api
from t3gen.actions.demo.events import Event, Excerpt, Failed, Heading
from t3gen.actions.demo.steps import SHOP, TEMPLATE, Workspace, line_with, step
from t3gen.actions.steps import generation
from t3gen.errors import T3genError
from t3gen.programs import Running, free_port, wait_until

QUESTION = (
    "t3gen new resource Question 'text:string(500) trim' product:Product"
    " --owner user --access list=public"
)
_HOST = "127.0.0.1"
_SHOWN = 14


def act(work: Workspace) -> Generator[Event]:
    """Create the shop, generate its backend, start, call and stop it.

    Raises:
        T3genError: A step failed, or a response has another status than it should.
    """
    yield Heading("From specs to a running backend")
    yield from _new_app(work)
    yield from work.run("npm install", detail=line_with("added"))
    yield from _specs(work)
    yield from work.generate("t3gen generate")
    yield from work.generate(QUESTION)
    yield from work.run("t3gen migrate apply", detail=line_with("applied."))
    yield from work.run("npm run db:seed")
    yield from work.run("npm run build")
    yield from _serve(work)


def _new_app(work: Workspace) -> Generator[Event]:
    """Create the app from a template repository of its own, which the second act changes."""
    yield from work.run(f"t3gen template new {TEMPLATE}", folder="", detail=line_with(TEMPLATE))
    command = f"t3gen new app {SHOP} --template {TEMPLATE}"
    yield from work.run(command, folder="", detail=line_with(" files "))
    yield from work.run("git init --quiet")


def _specs(work: Workspace) -> Generator[Event]:
    source = render.package_root() / "examples" / SHOP / generation.SPECS
    shutil.copytree(source, work.shop / generation.SPECS, dirs_exist_ok=True)
    names = sorted(path.name for path in source.glob("*.yaml"))
    text = (source / "order.yaml").read_text(encoding="utf-8")
    lines = tuple(line for line in text.splitlines() if line and not line.startswith("#"))
    title = f"{len(names)} specs are copied to {SHOP}/{generation.SPECS}. order.yaml begins:"
    yield Excerpt(title, lines[:_SHOWN])


def _serve(work: Workspace) -> Generator[Event]:
    port = free_port()
    url = f"http://{_HOST}:{port}"
    command = ["npm", "run", "start", "--", "--port", str(port), "--hostname", _HOST]
    with work.programs.running(command, SHOP, {"BETTER_AUTH_URL": url}) as server:
        api = Api(_HOST, port)
        yield from step("npm run start", lambda: _wait(api, url, server))
        try:
            yield from calls(api)
        except T3genError:
            yield Failed("npm run start", server.tail())
            raise


def _wait(api: Api, url: str, server: Running) -> str:
    wait_until(api.is_ready, server)
    return url
