"""What the emitted backend says of itself: as a file, as a page, and as the types of a client."""

from __future__ import annotations

import json
from pathlib import Path

from emitted import Emitted
from http_client import Client

CLIENT = """\
import createClient from "openapi-fetch";

import type { paths } from "./api";

const [baseUrl = "", token = ""] = process.argv.slice(2);
const client = createClient<paths>({
  baseUrl,
  headers: { Authorization: `Bearer ${token}` },
});

const made = await client.POST("/api/customers", {
  body: { name: "Ada", email: "ada@example.com" },
});
if (!made.data) throw new Error(made.error.detail);
const params = { path: { id: made.data.id } };
const changed = await client.PATCH("/api/customers/{id}", {
  params,
  body: { phone: "+4412345678" },
});
const listed = await client.GET("/api/customers", {
  params: { query: { limit: 1, sort: ["-createdAt"] } },
});
const refused = await client.GET("/api/orders", {
  params: { query: { limit: 0 } },
});
console.log(
  JSON.stringify({
    phone: changed.data?.phone,
    names: listed.data?.items.map(({ name }) => name),
    refused: refused.error?.errors.map(({ parameter }) => parameter),
  }),
);
// @ts-expect-error there is no such field
await client.POST("/api/customers", { body: { name: "Ada", mail: "" } });
// @ts-expect-error there is no such path
await client.GET("/api/customer");
"""
TYPES = {
    "compilerOptions": {
        "module": "esnext",
        "target": "es2022",
        "strict": True,
        "noUncheckedIndexedAccess": True,
        "moduleResolution": "bundler",
        "noEmit": True,
        "skipLibCheck": False,
        "types": ["node"],
    },
    "include": ["*.ts"],
}


def test_the_description_is_written_without_a_server_or_an_environment(
    shop: Emitted, tmp_path: Path
) -> None:
    project = shop.copy(tmp_path / "shop")
    (project.root / ".env").rename(project.root / ".env.away")
    project.done("npm run openapi")
    written = json.loads((project.root / "openapi.json").read_bytes())

    with shop.serving("standalone") as port:
        assert Client(port).call("GET", "/api/openapi.json").json() == written


def test_what_is_created_links_to_what_can_be_done_with_it(shop: Emitted) -> None:
    with shop.serving("standalone") as port:
        paths = Client(port).call("GET", "/api/openapi.json").json()["paths"]

    created = paths["/api/products"]["post"]["responses"]["201"]
    assert {
        "getProduct",
        "updateProduct",
        "deleteProduct",
        "getProductPhoto",
        "setProductPhoto",
        "removeProductPhoto",
    } <= created["links"].keys()
    assert {"Location", "X-Request-Id", "RateLimit", "RateLimit-Policy"} == set(created["headers"])
    assert "ETag" in paths["/api/orders"]["post"]["responses"]["201"]["headers"]


def test_the_page_for_people_is_off_in_production_unless_it_is_asked_for(shop: Emitted) -> None:
    with shop.serving("standalone") as port:
        hidden = Client(port).call("GET", "/api/docs")
        assets = Client(port).call("GET", "/api/docs/swagger-ui.css")
    with shop.serving("next", API_DOCS="true") as port:
        shown = Client(port).call("GET", "/api/docs")
        script = Client(port).call("GET", "/api/docs/swagger-ui-bundle.js")
        other = Client(port).call("GET", "/api/docs/package.json")

    assert [404, 404] == [hidden.status, assets.status]
    assert [200, 200, 400] == [shown.status, script.status, other.status]
    assert b"http" not in shown.body
    assert "script-src 'self'" in shown.headers["content-security-policy"]


def test_a_client_with_the_types_of_the_description_calls_the_server(
    shop: Emitted, tmp_path: Path
) -> None:
    project = shop.copy(tmp_path / "shop")
    project.done("npm run openapi")
    client = project.root / "client"
    client.mkdir()
    (client / "call.ts").write_text(CLIENT, encoding="utf-8")
    (client / "tsconfig.json").write_text(json.dumps(TYPES), encoding="utf-8")
    project.done("npx openapi-typescript openapi.json --output client/api.d.ts")
    project.done("npx tsc --project client")

    with project.serving("standalone") as port:
        ada = Client(port).sign_up("ada")
        told = project.run(f"npx tsx client/call.ts http://127.0.0.1:{port} {ada.token}").output
    said = next(line for line in told.splitlines() if line.startswith("{"))
    assert json.loads(said) == {
        "phone": "+4412345678",
        "names": ["Ada"],
        "refused": ["limit"],
    }
