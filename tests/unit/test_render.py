"""What the renderer refuses, and where it says the fault is."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from trees import write

from t3gen.errors import TemplateError, UsageError
from t3gen.render import Template

CONFIG = """\
_subdirectory: template/project
_envops: {undefined: jinja2.StrictUndefined, trim_blocks: true, lstrip_blocks: true}
name: {type: str, default: shop, validator: "{% if ' ' in name %}no spaces{% endif %}"}
size: {type: str, choices: {Small one: small, Large one: large}, default: small}
resources: {type: yaml, default: []}
"""
LOOP = "{% yield r from resources %}{{ r.slug }}{% endyield %}"
TWO = [{"slug": "a"}, {"slug": "b"}]


def template(root: Path, files: Mapping[str, str], config: str = CONFIG) -> Template:
    write(root, {"copier.yml": config})
    write(root / "template", files)
    (root / "template" / "project").mkdir(parents=True, exist_ok=True)
    return Template.load(root)


@pytest.mark.parametrize(
    ("files", "where"),
    [
        ({"project/a.ts.jinja": "1\n2\n{{ nmae }}\n"}, "template/project/a.ts.jinja:3"),
        ({"project/a.ts.jinja": "1\n{% if %}\n"}, "template/project/a.ts.jinja:2"),
        ({"project/a.ts.jinja": "1\n{{ name | uper }}\n"}, "template/project/a.ts.jinja:2"),
        ({"project/a.ts.jinja": "{{ resources | to_json(oops=1) }}"}, "project/a.ts.jinja:1"),
        ({"project/a.ts.jinja": f"1\n{LOOP}"}, "template/project/a.ts.jinja:2"),
        (
            {
                "project/a.ts.jinja": '{% from "template/macros/m.jinja" import m %}\n{{ m() }}',
                "macros/m.jinja": "{% macro m() %}\n\n{{ gone }}\n{% endmacro %}",
            },
            "template/macros/m.jinja:3",
        ),
    ],
    ids=["undefined name", "syntax", "unknown filter", "filter that fails", "yield", "macro"],
)
def test_a_faulty_template_is_named_with_its_line(
    tmp_path: Path, files: dict[str, str], where: str
) -> None:
    with pytest.raises(TemplateError) as caught:
        template(tmp_path, files).render({})

    assert caught.value.where is not None
    assert caught.value.where.endswith(where)


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("{% yield r from resources %}{{ r.slgu }}{% endyield %}.ts", "slgu"),
        (f"{LOOP}{LOOP}.ts", "two yield tags"),
        ("{% yield name from resources %}{{ name.slug }}{% endyield %}.ts", 'variable "name"'),
        ("{{ gone }}.ts", "gone"),
    ],
    ids=["undefined attribute", "two loops", "a name that is taken", "undefined name"],
)
def test_a_faulty_path_is_named(tmp_path: Path, path: str, what: str) -> None:
    with pytest.raises(TemplateError, match=what) as caught:
        template(tmp_path, {f"project/{path}.jinja": ""}).render({"resources": TWO})

    assert f"template/project/{path}.jinja" == caught.value.where


@pytest.mark.parametrize("slug", ["..", ".", "a/b", "/etc", "a\\b", "a\nb"])
def test_a_path_cannot_leave_the_project(tmp_path: Path, slug: str) -> None:
    with pytest.raises(TemplateError, match="would leave its folder"):
        template(tmp_path, {f"project/{LOOP}/a.ts": ""}).render({"resources": [{"slug": slug}]})


@pytest.mark.parametrize("slugs", [("a", "a"), ("a", "A")], ids=["equal", "equal but for case"])
def test_two_files_with_one_path_are_refused(tmp_path: Path, slugs: tuple[str, str]) -> None:
    resources = [{"slug": slug} for slug in slugs]

    with pytest.raises(TemplateError, match="is also rendered from"):
        template(tmp_path, {f"project/{LOOP}.ts": ""}).render({"resources": resources})


def test_an_empty_part_leaves_the_file_out(tmp_path: Path) -> None:
    files = {"project/{% if size == 'large' %}big{% endif %}/a.ts": "", "project/b.ts": ""}
    made = template(tmp_path, files)

    assert ["b.ts"] == list(made.render({}))
    assert ["b.ts", "big/a.ts"] == list(made.render({"size": "large"}))


def test_what_copier_yml_excludes_is_left_out_unrendered(tmp_path: Path) -> None:
    config = CONFIG + "_exclude: [\"{% if size == 'small' %}/src/big{% endif %}\"]\n"
    files = {"project/src/big/a.ts.jinja": "{{ resources[0].slug }}", "project/src/bigger.ts": ""}
    made = template(tmp_path, files, config)

    assert ["src/bigger.ts"] == list(made.render({}))
    answers = {"size": "large", "resources": TWO}
    assert ["src/big/a.ts", "src/bigger.ts"] == list(made.render(answers))


@pytest.mark.parametrize("pattern", ["*.ts", "src/a.ts", "/src/", "!/src", "/src/[id]"])
def test_copier_yml_excludes_plain_paths_only(tmp_path: Path, pattern: str) -> None:
    config = f"{CONFIG}_exclude: ['{pattern}']\n"

    with pytest.raises(TemplateError, match="has the pattern"):
        template(tmp_path, {}, config).render({})


def test_a_symbolic_link_is_no_template(tmp_path: Path) -> None:
    write(tmp_path / "template" / "project", {"a.ts": ""})
    (tmp_path / "template" / "project" / "b.ts").symlink_to("a.ts")

    with pytest.raises(TemplateError, match="symbolic links"):
        template(tmp_path, {})


@pytest.mark.parametrize(
    ("config", "what"),
    [
        (CONFIG + "_tasks: [npm install]\n", '"_tasks" is not supported'),
        (CONFIG.replace("StrictUndefined", "Debug"), "cannot be"),
        (CONFIG + "_exclude: ['{% if %}']\n", "_exclude: "),
        ("a: [", "expected"),
    ],
    ids=["tasks", "envops", "exclude", "no YAML"],
)
def test_what_copier_yml_may_not_ask_for_is_refused(tmp_path: Path, config: str, what: str) -> None:
    with pytest.raises(TemplateError, match=what):
        template(tmp_path, {}, config)


@pytest.mark.parametrize(
    ("answers", "hint"),
    [({"size": "huge"}, "choose one of: small, large"), ({"name": "my shop"}, "no spaces")],
)
def test_answers_are_judged_as_copier_judges_them(
    tmp_path: Path, answers: dict[str, str], hint: str
) -> None:
    with pytest.raises(UsageError) as caught:
        template(tmp_path, {}).check(answers)

    assert hint == caught.value.hint


def test_a_changed_template_is_not_taken_from_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    made = []
    for text, config in (("1 {{ name }}", CONFIG), ("2 {{ name }}", CONFIG)):
        files = {"project/a.ts.jinja": f"{{% if name %}}\n{text}\n{{% endif %}}\n"}
        made.append(template(tmp_path, files, config).render({})["a.ts"].data)
    made.append(template(tmp_path, {}, CONFIG.replace("true", "false")).render({})["a.ts"].data)

    assert [b"1 shop\n", b"2 shop\n", b"\n2 shop\n\n"] == made
    assert any((tmp_path / "cache").rglob("*"))


def test_a_cache_that_cannot_be_used_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", os.devnull)

    made = template(tmp_path, {"project/a.ts.jinja": "{{ name }}"}).render({})

    assert made["a.ts"].data == b"shop"


RELATED = CONFIG + "_related_keys: [name, slug]\n"
PAIR = [
    {"name": "A", "slug": "a", "text": "one", "of": "B"},
    {"name": "B", "slug": "b", "text": "two", "of": ""},
    {"name": "C", "slug": "c", "text": "three", "of": ""},
]


def test_the_files_of_a_resource_read_no_more_than_the_template_declares(tmp_path: Path) -> None:
    text = "{% for one in resources %}{{ one.name }}{{ one.text }}{% endfor %}"
    made = template(tmp_path, {f"project/{LOOP}.ts.jinja": text}, RELATED)
    _, files = made.compare({"resources": PAIR[:1]}, {"resources": PAIR[:1]})

    assert made.render({"resources": PAIR[:1]})["a.ts"].data == b"Aone"
    with pytest.raises(TemplateError, match="text"):
        _ = files["a.ts"].data


def test_the_files_of_a_resource_see_related_records_only(tmp_path: Path) -> None:
    text = "{{ resources | map(attribute='name') | join }}"
    made = template(
        tmp_path, {f"project/{LOOP}.ts.jinja": text, "project/all.jinja": text}, RELATED
    )
    both = [PAIR[0] | {"more": 1}, PAIR[1] | {"more": 1}, PAIR[2] | {"more": 1}]
    both = [{**one, "of": one.get("of", "")} for one in both]
    _, files = made.compare({"resources": PAIR}, {"resources": PAIR})

    data = {path: file.data for path, file in files.items()}
    assert data == {"a.ts": b"AB", "b.ts": b"AB", "c.ts": b"C", "all": b"ABC"}


def test_a_template_that_declares_nothing_is_rendered_as_a_whole(tmp_path: Path) -> None:
    text = "{{ resources | map(attribute='text') | join }}"
    made = template(tmp_path, {f"project/{LOOP}.ts.jinja": text})
    old, new = made.compare({"resources": PAIR[:2]}, {"resources": PAIR})

    assert (b"onetwo", b"onetwothree") == (old["b.ts"].data, new["b.ts"].data)
