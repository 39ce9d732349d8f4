"""`t3gen demo`: the shop of examples/, from its specs to a running backend that is called.

Every step is what a user would do, by the same actions; what happens is told as events.
"""

from t3gen.actions.demo.events import Answer, Called, Done, Event, Failed, Request, Started
from t3gen.actions.demo.run import Wish, demo

__all__ = ["Answer", "Called", "Done", "Event", "Failed", "Request", "Started", "Wish", "demo"]
