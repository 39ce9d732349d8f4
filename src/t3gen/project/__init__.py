"""A T3 project on disk: what it records, what will change in it, and changing it as a whole."""

from t3gen.project.answers import Answers, find, parse, read_answers
from t3gen.project.disk import Disk
from t3gen.project.joining import Branch, join
from t3gen.project.journal import apply, changing, founding, is_interrupted
from t3gen.project.merging import Vocabulary
from t3gen.project.plan import Manner, make, with_edits, with_own
from t3gen.project.steps import File, Plan, Step, Verdict

__all__ = [
    "Answers",
    "Branch",
    "Disk",
    "File",
    "Manner",
    "Plan",
    "Step",
    "Verdict",
    "Vocabulary",
    "apply",
    "changing",
    "find",
    "founding",
    "is_interrupted",
    "join",
    "make",
    "parse",
    "read_answers",
    "with_edits",
    "with_own",
]
