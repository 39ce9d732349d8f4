"""Tests in projects can fail: each fault that is planted into the shop is found by one of them."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from emitted import Emitted


@dataclass(frozen=True)
class Fault:
    """A fault, and the test that has to notice it.

    Args:
        what: What goes wrong.
        file: Where it is planted.
        before: The right code.
        after: The wrong one.
        test: The test file that covers it.
        noticed: The name of the test in it.
    """

    what: str
    file: str
    before: str
    after: str
    test: str
    noticed: str


_FILE = Path(__file__).with_name("planted_faults.yaml")
FAULTS = [Fault(**entry) for entry in yaml.safe_load(_FILE.read_bytes())]
# Each starts a server of its own, so that the quick run takes one of seven.
PLANTED = FAULTS if os.environ.get("T3GEN_FUZZ") else FAULTS[::7]


def test_every_fault_can_be_planted(shop: Emitted, tmp_path: Path) -> None:
    copy = shop.with_runtime_tests(tmp_path / "shop")
    for fault in FAULTS:
        text = (copy.root / fault.file).read_text(encoding="utf-8")
        assert text.count(fault.before) == 1, fault.what
        assert (copy.root / fault.test).is_file(), fault.what


@pytest.mark.parametrize("fault", PLANTED, ids=[fault.what for fault in PLANTED])
def test_a_planted_fault_is_found(fault: Fault, shop: Emitted, tmp_path: Path) -> None:
    copy = shop.with_runtime_tests(tmp_path / "shop")
    copy.edit(fault.file, fault.before, fault.after)

    ended = copy.run(f"npx vitest run {fault.test}")

    failed = re.findall(rf"FAIL +{re.escape(fault.test)} > .* > (.+)", ended.output)
    assert fault.noticed in failed, ended.output
    assert ended.code == 1
