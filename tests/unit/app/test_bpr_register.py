"""The register of 業務 to automate next, and what became of it."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from rpa_suite.errors import InputError
from rpa_suite.kpi.bpr import Candidate
from rpa_suite.model.work import Environment

ROBOT = "employee_transfer"
NOW = datetime(2026, 11, 2, 1, tzinfo=UTC)
PRODUCTION = Environment.PRODUCTION


def candidate(**changes):
    values = {
        "id": "N1",
        "title": "証明書の発行",
        "section": "戸籍住民課",
        "yearly_items": 1200,
        "minutes": Decimal(5),
    }
    return Candidate(**(values | changes))


def test_the_register_is_ranked_kept_and_goes_through_excel(office, sign_in, tmp_path):
    office.bpr.save(candidate())
    office.bpr.save(candidate(id="N2", title="紙の届", paper=Decimal(1)))
    office.bpr.save(candidate(id="N2", title="紙の届出", paper=Decimal(1)))
    path = tmp_path / "BPR台帳.csv"

    assert [e.candidate.id for e in office.bpr.ranked()] == ["N1", "N2"]
    assert office.bpr.export_csv(path) == 2
    assert office.bpr.import_csv(path) == 2
    assert office.bpr.candidates()[1].title == "紙の届出"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("番号,業務名\nN1,x\n", "列がありません: 課、年間件数、1件の分"),
        (
            "番号,業務名,課,年間件数,1件の分\nN1,x,課,10,abc\n",
            "2行目: 「1件の分」の「abc」は使えません。0より大きく480までの数を",
        ),
        (
            "番号,業務名,課,年間件数,1件の分\nN1,,課,10,1\n",
            "2行目: 「業務名」がありません",
        ),
        ("番号,業務名,課,年間件数,1件の分\n", "行がありません"),
        (
            "番号,業務名,課,年間件数,1件の分\nN1,x,課,10,1\nN1,y,課,10,1\n",
            "3行目: 番号「N1」が2度",
        ),
        (
            "番号,業務名,課,年間件数,1件の分,紙の割合\nN1,x,課,10,1,80\n",
            "「紙の割合」の「80」は使えません。0から1までの数か、0%から100%まで",
        ),
    ],
)
def test_a_register_that_cannot_be_read_is_refused_as_a_whole(
    office, sign_in, tmp_path, text, words
):
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="cp932")
    with pytest.raises(InputError, match=words):
        office.bpr.import_csv(path)
    assert office.bpr.candidates() == []


def test_numbers_may_stand_as_excel_shows_them(office, sign_in, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "番号,業務名,課,年間件数,1件の分,紙の割合\n"
        'N1,"転入,転出",戸籍住民課,"1,200",５.５,80%\n',
        encoding="cp932",
    )
    office.bpr.import_csv(path)
    assert office.bpr.candidates() == [
        candidate(title="転入,転出", minutes=Decimal("5.5"), paper=Decimal("0.8"))
    ]


def test_what_costs_more_than_it_saves_is_named(office, sign_in):
    office.bpr.save(candidate(robot_task="T1"))
    assert office.bpr.compared()[0].verdict == "実績なし"
    office.savings.maintain(ROBOT, Decimal(600), "修理")

    shown = office.savings.dashboard(PRODUCTION)

    assert [group.task for group in shown.losing] == ["T1"]
