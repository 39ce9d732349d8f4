"""A project on disk: its answers file, the plan of a change, and the transaction of it."""

from t3gen.project.answers import Answers, find, parse, read_answers
from t3gen.project.disk import Disk
from t3gen.project.joining import Branch, join
from t3gen.project.journal import apply, creating_project, is_interrupted, transaction
from t3gen.project.merging import Sides, Vocabulary, admits, major, merge
from t3gen.project.plan import MergeOptions, make_plan, with_edits, with_user_files
from t3gen.project.steps import File, Plan, Step, Verdict

__all__ = [
    "Answers",
    "Branch",
    "Disk",
    "File",
    "MergeOptions",
    "Plan",
    "Sides",
    "Step",
    "Verdict",
    "Vocabulary",
    "admits",
    "apply",
    "creating_project",
    "find",
    "is_interrupted",
    "join",
    "major",
    "make_plan",
    "merge",
    "parse",
    "read_answers",
    "transaction",
    "with_edits",
    "with_user_files",
]
