"""Property-based tests try the same examples every time; ``explore`` tries new ones."""

import os

from hypothesis import settings

# A fixed choice of examples: a red run can be repeated, and machines differ in speed.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
