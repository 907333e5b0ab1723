"""The code masters hold what the lists of the country hold."""

from rpa_suite.jp.banks import branch_named
from rpa_suite.training.masters import branch_name, branches_of, masters


def test_the_branches_are_those_of_the_list() -> None:
    for bank in masters()["bank"].names:
        assert branches_of(bank)
        for code in branches_of(bank):
            assert branch_name(bank, code) == branch_named(bank, code)
