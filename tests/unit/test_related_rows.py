"""Which ids a list fetches before it is read, by its rule."""

from __future__ import annotations

import pytest

from t3gen import model, spec

PROJECT = """\
resource: Project
fields: {name: string(40), open: boolean = false}
relations:
  members: User[] many
owner: user
access: {list: %s}
"""
TASK = """\
resource: Task
fields: {title: string(40), published: boolean = false}
relations: {project: %s}
owner: user
access: {list: "%s"}
"""


def prefetched(task: str, project: str = "owner", relation: str = "Project") -> tuple[str, ...]:
    """Return the names of the ids that the list of tasks fetches first."""
    texts = {"project.yaml": PROJECT % project, "task.yaml": TASK % (relation, task)}
    resources = model.resolve(spec.read({name: text.encode() for name, text in texts.items()}))
    (found,) = (one for one in resources if one.name == "Task")
    return found.conditions.prefetched if found.conditions else ()


@pytest.mark.parametrize(
    ("rule", "names"),
    [
        ("owner", ()),
        ("published | owner", ()),
        ("member(project)", ()),
        ("published & member(project)", ()),
        ("member(project) | role(admin)", ()),
        ("published | member(project)", ("projectMember",)),
        ("owner | published & member(project)", ("projectMember",)),
        ("project.owner | member(project)", ("projectMember", "projectOwner")),
        ("published | not (member(project))", ("projectMember",)),
    ],
)
def test_ids_are_fetched_first_where_another_table_is_one_of_several_alternatives(
    rule: str, names: tuple[str, ...]
) -> None:
    assert names == prefetched(rule)


def test_the_alternatives_of_a_rule_that_is_followed_count() -> None:
    assert ("projectMember",) == prefetched("can(get, project)", project='"owner | member"')
    assert () == prefetched("can(get, project)", project="member")


def test_a_relation_that_may_be_absent_is_never_equal_to_null_in_the_ids() -> None:
    texts = {"a.yaml": PROJECT % "owner", "b.yaml": TASK % ("Project?", "owner | member(project)")}
    resources = model.resolve(spec.read({name: text.encode() for name, text in texts.items()}))
    (task,) = (one for one in resources if one.name == "Task")
    assert task.conditions
    (followed,) = task.conditions.followed

    assert followed.ids is not None
    assert ("projectId", True) == (followed.ids.key, followed.ids.optional)
