"""Property tests of the rules: no time limit for one example, for the machine may be busy."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("rules", deadline=None)
settings.load_profile("rules")
