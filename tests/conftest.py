"""What all tests share: the same examples every time, and no spot checks by chance."""

import os

from hypothesis import settings

from gui.quick_start import import_plainly

# pytest-qt loads Qt before anything of ours.
import_plainly()

# A fixed choice of examples: a red run can be repeated, and machines differ in speed.
# ``HYPOTHESIS_PROFILE=explore`` tries new ones.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
# Tests count forms; a field drawn by chance would send one more to a person.
os.environ.setdefault("RPA_SUITE_SPOT_CHECK_SHARE", "0")

settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
