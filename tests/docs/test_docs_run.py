"""The documentation is true: what its pages say to do is done, to the letter.

`pages.py` has the conventions of pages, `following.py` the one thing that is not as it stands, and
`python tests/docs/report.py` lists the commands that are not run.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from emitted import shop_specs
from following import edited, prints, reading
from pages import REPOSITORY, Block, Page, names, read
from services import Postgres, environment, running_postgres
from starts import SHOP, Starts

from t3gen import model, spec

ALL_PAGES = [read(name) for name in names()]
ELSEWHERE = ("checkout", "jobs", "organisations")
"""Pages whose commands the README or tests/project run as well: with T3GEN_FUZZ alone."""
FOLLOWED = [
    page
    for page in ALL_PAGES
    if Path(page.name).stem not in ELSEWHERE or os.environ.get("T3GEN_FUZZ")
]
SHARE = 0.9
_PASSED_ON = ("PIP_", "npm_config_", "http_proxy", "https_proxy", "no_proxy")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server, for pages that are about it."""
    with running_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def starts(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Starts]:
    """What pages start from; `t3gen` of this checkout is on PATH, and caches of packages stay."""
    root = tmp_path_factory.mktemp("starts")
    inherited = {name: os.environ[name] for name in os.environ if name.startswith(_PASSED_ON)}
    clean = environment()
    variables = {
        **inherited,
        **clean,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{clean['PATH']}",
        "XDG_CACHE_HOME": str(root / "cache"),
        "PIP_CACHE_DIR": _pip_cache(),
        "T3GEN": REPOSITORY.as_uri(),
        "npm_config_prefer_offline": "true",
        "npm_config_audit": "false",
        "npm_config_fund": "false",
        "NEXT_TELEMETRY_DISABLED": "1",
        **{f"GIT_{who}_NAME": "Ada" for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_EMAIL": "ada@example.com" for who in ("AUTHOR", "COMMITTER")},
    }
    yield Starts(root, variables, request)


def _pip_cache() -> str:
    command = [sys.executable, "-m", "pip", "cache", "dir"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize("page", FOLLOWED, ids=[page.name for page in FOLLOWED])
def test_a_page_is_true(page: Page, starts: Starts, tmp_path: Path) -> None:
    place = starts.place(page.start, tmp_path)
    if page.name == SHOP:  # followed where the shop is made
        return
    with reading(page, place.folder, place.variables) as reader:
        for block in page.blocks:
            if not block.not_run:
                reader.follow(block)


def test_nearly_all_documented_commands_are_run() -> None:
    run, not_run = (sum(len(page.commands(run=one)) for page in ALL_PAGES) for one in (True, False))

    assert run / (run + not_run) >= SHARE


@pytest.mark.parametrize("page", ALL_PAGES, ids=[page.name for page in ALL_PAGES])
def test_every_block_says_what_it_holds(page: Page) -> None:
    """A command in a block without a language would be run by nobody."""
    shells = {"", "bash", "shell", "shell-session", "text", "zsh"}

    assert not [f"{page.name}:{block.line}" for block in page.blocks if block.language in shells]


@pytest.mark.parametrize(
    ("shown", "printed", "agrees"),
    [
        ("Created shop: ... files in shop", "Created shop: 104 files in shop\n", True),
        ("applied  20260101000000_init", "applied  20261123113508_init\n", True),
        ("  create  a.ts\n...\n3 create.", "  create  a.ts\n  create  b.ts\n\n3 create.\n", True),
        ("401", "200\n", False),
        ("first", "first\nsecond\n", False),
        ("first\nsecond", "first\n", False),
    ],
)
def test_output_is_compared_line_by_line(shown: str, printed: str, agrees: bool) -> None:
    assert prints(shown.splitlines(), printed) is agrees


def test_an_edit_has_to_fit_in_one_place() -> None:
    assert edited("a\nb\nc\n", " a\n+new\n b\n@@\n-c\n+d\n") == "a\nnew\nb\nd\n"
    for unfit in ("-x\n+y\n", "-a\n+b\n"):
        with pytest.raises(AssertionError, match="does not fit in one place"):
            edited("a\nb\na\n", unfit)


def test_commands_are_what_bash_takes_for_complete() -> None:
    text = "# a remark\necho 'one\ntwo' \\\n  three   # exit code 1\n\nfalse\n"
    first, second = Block(4, "sh", "", text).commands

    assert (6, 1) == (first.line, first.code)
    assert (10, "false") == (second.line, second.text)


def test_the_spec_that_the_readme_shows_is_one_of_the_shop() -> None:
    (shown,) = (block.text for block in read("README.md").blocks if block.language == "yaml")
    specs = {**shop_specs(), "order.yaml": shown.encode()}

    assert model.resolve(spec.read(specs))


DOCUMENTS = sorted([*(REPOSITORY / "docs").rglob("*.md"), *REPOSITORY.glob("*.md")])
_LINK = re.compile(r"\]\(([^)#:\s]*)(?:#([^)\s]*))?\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=[path.name for path in DOCUMENTS])
def test_every_link_leads_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for path, anchor in _LINK.findall(text):
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), path
        assert not anchor or anchor in anchors(target), f"{path}#{anchor}"


def anchors(document: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", one).strip().lower().replace(" ", "-") for one in headings}


@pytest.mark.parametrize("name", ["src", "docs", "template", "README.md", "action.yml"])
def test_nothing_names_a_release_that_does_not_exist(name: str) -> None:
    """No registry has t3gen, and no tag of its repository is promised."""
    promised = re.compile(r"t3gen\[node\]|t3gen==|pip install (--\S+ )*t3gen\b|t3gen/t3gen@")
    place = REPOSITORY / name
    files = [place] if place.is_file() else [one for one in place.rglob("*") if one.is_file()]
    texts = {one: one.read_text(encoding="utf-8", errors="ignore") for one in files}

    assert not [
        one for one, text in texts.items() if promised.search(text) and one.suffix != ".pyc"
    ]
