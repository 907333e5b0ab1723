"""What invented people write on each form: field id to true value."""

from collections.abc import Callable, Mapping

from bench.forms.papers.changes import make_changes
from bench.forms.papers.claims import make_claims
from bench.forms.papers.mopeds import make_mopeds
from bench.forms.papers.notices import make_notices
from bench.forms.papers.nurseries import make_nurseries
from bench.forms.papers.wages import make_wages

# Template id to what writes the values of so many forms from a seed.
PAPERS: Mapping[str, Callable[..., list[dict[str, str]]]] = {
    "child_allowance_claim": make_claims,
    "child_allowance_change": make_changes,
    "nursery_application": make_nurseries,
    "wage_report": make_wages,
    "employee_transfer_notice": make_notices,
    "moped_registration": make_mopeds,
}
