"""t3gen: describe a resource once, get the T3 backend slice a senior engineer would write."""

__version__ = "0.1.0"

ANSWERS_FILE = ".copier-answers.yml"
