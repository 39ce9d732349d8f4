"""What a user gets from the registry renders what the checkout renders."""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from wheel import build

from t3gen.render import package_root, package_template

pytestmark = pytest.mark.slow

PROGRAM = """
import json
from hashlib import sha256
from t3gen.render import package_root, package_template
files = package_template().render({})
print(json.dumps([
    str(package_root()),
    {path: [sha256(file.data).hexdigest(), file.executable] for path, file in files.items()},
]))
"""


def test_the_wheel_carries_the_template_whole(tmp_path: Path) -> None:
    wheel = build(tmp_path)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target"]
    subprocess.run([*pip, tmp_path / "site", wheel], check=True, capture_output=True)

    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={"PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
        check=True,
    )

    place, rendered = json.loads(ended.stdout)
    assert place == str(tmp_path / "site" / "t3gen" / "_template")
    expected = {
        path: [sha256(file.data).hexdigest(), file.executable]
        for path, file in package_template().render({}).items()
    }
    assert expected == rendered
    shop = "examples/shop/resources/order.yaml"
    for carried in (shop, "docs/how-to/plan.md"):
        assert (package_root() / carried).read_bytes() == (Path(place) / carried).read_bytes()
