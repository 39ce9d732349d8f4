"""`t3gen demo`: three acts with the shop of examples/, by the commands that a user would type.

Progress is reported as events.
"""

from t3gen.actions.demo.events import (
    Called,
    Done,
    Event,
    Excerpt,
    Failed,
    Heading,
    Request,
    Response,
    Started,
)
from t3gen.actions.demo.run import DemoOptions, demo
from t3gen.programs import path_additions

__all__ = [
    "Called",
    "DemoOptions",
    "Done",
    "Event",
    "Excerpt",
    "Failed",
    "Heading",
    "Request",
    "Response",
    "Started",
    "demo",
    "path_additions",
]
