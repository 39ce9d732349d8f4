from __future__ import annotations

from hypothesis import settings

# How long an example takes says more about the machine than about the code.
settings.register_profile("t3gen", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=20, derandomize=True)
settings.load_profile("t3gen")
