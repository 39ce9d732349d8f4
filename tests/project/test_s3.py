"""Files of the emitted shop in S3: stored, read, replaced and removed; and if the store is away."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from emitted import free_port
from http_client import Client, Response
from serving import Shop, assert_problem, opened, sku, slug

PNG = bytes.fromhex("89504e470d0a1a0a0000000049444154") + bytes(256)
BUCKET = "shop-files"


@contextmanager
def store(port: int) -> Iterator[Client]:
    """Run a server that speaks S3 for the length of a `with` block, with an empty bucket."""
    command = [sys.executable, "-m", "moto.server", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            client = Client(port)
            eventually(lambda: answers(client))
            assert client.call("PUT", f"/{BUCKET}").status == 200
            yield client
        finally:
            process.terminate()


def answers(client: Client) -> bool:
    try:
        return client.call("GET", "/").status == 200
    except OSError:
        return False


def eventually(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@dataclass(frozen=True)
class Photos:
    """The shop with its files in S3.

    Args:
        port: Where the store is, or is not.
        shop: The shop, being served.
    """

    port: int
    shop: Shop

    def new(self) -> str:
        """Make a product, and return the address of its photo."""
        admin = self.shop.admin
        category = admin.call("POST", "/api/categories", {"name": "C", "slug": slug()}).json()
        body = {"name": "P", "sku": sku(), "price": "1.00", "categoryId": category["id"]}
        return f"/api/products/{admin.call('POST', '/api/products', body).json()['id']}/photo"

    def put(self, path: str, data: bytes = PNG) -> Response:
        """Upload a photo."""
        return self.shop.admin.call(
            "PUT", f"{path}?name=a.png", data, {"Content-Type": "image/png"}
        )


@pytest.fixture(scope="module")
def photos(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Photos]:
    port = free_port()
    variables = {
        "S3_BUCKET": BUCKET,
        "S3_ENDPOINT": f"http://127.0.0.1:{port}",
        "AWS_REGION": "eu-central-1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }
    folder = tmp_path_factory.mktemp("s3")
    with opened(request, folder, "standalone on postgresql", **variables) as shop:
        yield Photos(port, shop)


def keys(store: Client) -> list[str]:
    """Return the keys of all objects."""
    listed = store.call("GET", f"/{BUCKET}?list-type=2").body.decode()
    return [part.partition("</Key>")[0] for part in listed.split("<Key>")[1:]]


def followed(response: Response) -> Response:
    """Call where an answer points to, as a browser does."""
    assert response.status == 302
    address = urlsplit(response.headers["location"])
    return Client(address.port or 80).call("GET", f"{address.path}?{address.query}")


def test_a_file_is_stored_read_replaced_and_removed(photos: Photos) -> None:
    path = photos.new()
    with store(photos.port) as s3:
        assert photos.put(path).status == 200
        (first,) = keys(s3)
        assert first.startswith("products/")
        found = followed(photos.shop.stranger.call("GET", path))
        assert (found.status, found.body) == (200, PNG)
        assert found.headers["content-type"] == "image/png"
        assert found.headers["content-disposition"].startswith('inline; filename="a.png"')

        assert photos.put(path, PNG + b"more").status == 200
        eventually(lambda: len(keys(s3)) == 1)
        assert keys(s3) != [first]
        assert followed(photos.shop.stranger.call("GET", path)).body == PNG + b"more"

        assert photos.shop.admin.call("DELETE", path).status == 204
        eventually(lambda: keys(s3) == [])
        assert photos.shop.stranger.call("GET", path).status == 404


def test_what_the_rule_refuses_never_gets_to_the_store(photos: Photos) -> None:
    path = photos.new()
    with store(photos.port) as s3:
        assert_problem(photos.put(path, b"no picture"), 422)
        assert keys(s3) == []


def test_a_store_that_is_away_is_unavailable_for_a_moment(photos: Photos) -> None:
    path = photos.new()
    refused = photos.put(path)

    assert_problem(refused, 503)
    assert "1" == refused.headers["retry-after"]
    assert photos.shop.stranger.call("GET", path).status == 404
    with store(photos.port):
        assert photos.put(path).status == 200


def test_a_store_without_the_bucket_is_a_mistake_of_ours(photos: Photos) -> None:
    path = photos.new()
    with store(photos.port) as s3:
        assert s3.call("DELETE", f"/{BUCKET}").status == 204
        assert_problem(photos.put(path), 500)
