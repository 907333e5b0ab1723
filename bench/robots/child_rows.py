"""Rows of the files that the childcare robots (C1 to C8) take, by header."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator

from bench.forms.papers.people import firm, landline, mobile
from bench.robots.tax_rows import Row, era, said
from rpa_suite.jp.ages import class_age, end_of_school_year, fiscal_year
from rpa_suite.jp.check_digits import insurer_check_digit
from rpa_suite.training.holdings import Holdings, children_of
from rpa_suite.training.masters import masters, nursery_ages
from rpa_suite.training.register import Person, Register
from rpa_suite.training.screens.medical_certificate import KINDS, kind_on


def allowance_changes(
    register: Register, holdings: Holdings, today: dt.date, draw: random.Random
) -> Iterator[Row]:
    """C2: the youngest comes to count, or the eldest no longer does."""
    recipients = list(holdings.recipients.values())
    draw.shuffle(recipients)
    for each in recipients:
        family = children_of(register.household(each.person.household))
        more = family[-1] not in each.children
        child = family[-1] if more else family[0]
        event = today - dt.timedelta(days=draw.randint(1, 12))
        # People who come within the month need no 15日特例.
        claim = min(today, event + dt.timedelta(days=draw.randint(0, 5)))
        if claim.month != event.month:
            claim = event
        yield {
            **said(each.person, "受給者"),
            "増減区分": "増額" if more else "減額",
            "請求年月日": era(claim),
            "改定事由": "監護開始" if more else "監護終了",
            "事由発生日": era(event),
            "確認書の提出": "有" if len(family) > 2 else "",
            **said(child, "児童1"),
            "児童1増減": "増" if more else "減",
            "児童1続柄": "子",
            "児童1同居別居": "同居",
            "児童1監護": "有" if more else "無",
        }


def rearing_statuses(
    register: Register, holdings: Holdings, today: dt.date, draw: random.Random
) -> Iterator[Row]:
    """C3: the reception's list of August and after."""
    start = dt.date(fiscal_year(today), 8, 3)
    certificates = list(holdings.certificates.values())
    draw.shuffle(certificates)
    for each in certificates:
        received = start + dt.timedelta(
            days=draw.randint(0, min(28, max(0, (today - start).days)))
        )
        pays = draw.random() < 0.4
        yield {
            "証書番号": each.number,
            "受給者宛名番号": each.holder.number,
            **said(each.holder),
            "受付年月日": era(received),
            "面談年月日": era(received),
            "扶養義務者": draw.choice(("有", "無")),
            "世帯の変更": "無",
            "公的年金の受給": "無",
            "養育費": f"{draw.randrange(1, 9) * 10_000:,}" if pays else "",
            "養育費等に関する申告書": "○" if pays else "",
            "適用除外事由届出書": draw.choice(("○", "")),
            "戸籍謄本": "○",
            "住居の証明": "",
        }


def nursery_applications(
    register: Register, holdings: Holdings, today: dt.date, draw: random.Random
) -> Iterator[Row]:
    """C4: for next April, of children who have not applied yet."""
    month = dt.date(fiscal_year(today) + 1, 4, 1)
    applied = {each.child.number for each in holdings.applications.values()}
    nurseries = sorted(masters()["nursery"].names)
    families = register.households()
    draw.shuffle(families)
    for family in families:
        for child in children_of(family):
            if child.number in applied or child.birth >= today:
                continue
            age = class_age(child.birth, fiscal_year(month))
            if age > 5:
                continue
            yield _nursery_application(
                family, child, age, nurseries, month, today, draw
            )


def _nursery_application(
    family: list[Person],
    child: Person,
    age: int,
    nurseries: list[str],
    month: dt.date,
    today: dt.date,
    draw: random.Random,
) -> Row:
    fitting = [code for code in nurseries if age in nursery_ages(code)]
    parents = [member for member in family if member.relation != "子"]
    row = {
        "申込年月日": era(today - dt.timedelta(days=draw.randint(0, 20))),
        "申込区分": "新規",
        "希望年（令和）": str(month.year - 2018),
        "希望月": str(month.month),
        "保護者カナ": parents[0].kana,
        "保護者氏名": parents[0].name,
        **said(child, "児童"),
        "認定区分": "3" if age < 3 else "2",
        "保育必要量": draw.choice(("標準時間", "短時間")),
        "ひとり親": "有" if len(parents) == 1 else "",
        "きょうだい同時申込": "有" if draw.random() < 0.08 else "無",
        "生活保護": "無",
    }
    for parent in parents:
        who = "父" if parent.sex == "男" else "母"
        row[f"{who}携帯"] = mobile(draw)
        row[f"{who}{draw.choice(('就労', '就労', '求職', '復職'))}"] = "○"
    if draw.random() < 0.03:
        row["母虐待・DV"] = "○"
    for place, code in enumerate(draw.sample(fitting, draw.randint(1, 6)), start=1):
        row[f"第{place}希望"] = code
    return row


def work_certificates(
    register: Register, holdings: Holdings, today: dt.date, draw: random.Random
) -> Iterator[Row]:
    """C5: one certificate of each parent who applied."""
    applications = list(holdings.applications.values())
    draw.shuffle(applications)
    for each in applications:
        for parent in (each.guardian, each.partner):
            if parent is None:
                continue
            hours = draw.choice((80, 120, 140, 160))
            worked = {f"実績{n}日数": str(draw.randint(17, 22)) for n in (1, 2, 3)}
            worked |= {
                f"実績{n}時間": str(hours + draw.randint(0, 9)) for n in (1, 2, 3)
            }
            fixed = draw.random() < 0.3
            yield {
                "受付番号": each.number,
                "父母": "父" if parent.sex == "男" else "母",
                **said(parent),
                "証明年月日": era(today - dt.timedelta(days=draw.randint(2, 95))),
                "事業所名": firm(draw),
                "事業所電話番号": landline(draw),
                "雇用形態": draw.choice(("正社員", "パート・アルバイト", "契約社員")),
                "雇用期間": "有期" if fixed else "無期",
                "雇用開始日": era(dt.date(2024, 4, 1)),
                "雇用終了日": era(dt.date(2028, 3, 31)) if fixed else "",
                "月間就労時間": str(hours),
                "週の就労日数": "5",
                "平日開始": "09:00",
                "平日終了": "17:30",
                "休憩分": "60",
                **worked,
            }


def placement_results(
    register: Register, holdings: Holdings, today: dt.date, draw: random.Random
) -> Iterator[Row]:
    """C6: what was decided, never more children than a class takes."""
    nurseries = sorted(masters()["nursery"].names)
    placed: Counter[tuple[str, int]] = Counter()
    for rank, each in enumerate(holdings.applications.values(), start=1):
        age = class_age(each.child.birth, fiscal_year(each.month))
        fitting = [
            code
            for code in nurseries
            if age in nursery_ages(code) and placed[code, age] < 8
        ]
        row = {
            "受付番号": each.number,
            "児童宛名番号": each.child.number,
            **said(each.child, "児童"),
            "入所希望年月": f"{each.month:%Y%m}",
            "結果": "保留",
            "クラス年齢": str(age),
            "指数": str(draw.randint(20, 48)),
            "順位": str(rank % 99 + 1),
        }
        if draw.random() < 0.75:
            code = draw.choice(fitting)
            placed[code, age] += 1
            row |= {"結果": "内定", "園コード": code}
        yield row


def medical_certificates(
    register: Register, holdings: Holdings, today: dt.date, draw: random.Random
) -> Iterator[Row]:
    """C7: children of all ages up to 高校生年代."""
    insurers = sorted(masters()["insurer"].names)
    families = register.households()
    draw.shuffle(families)
    for family in families:
        for child in children_of(family):
            kind = kind_on(child.birth, today) if child.birth <= today else ""
            if not kind:
                continue
            until = end_of_school_year(child.birth, KINDS[kind])
            payer, holder = "8813123", f"{draw.randrange(10**6):06}"
            acquired = max(child.birth, today - dt.timedelta(days=draw.randint(0, 40)))
            yield {
                "児童宛名番号": child.number,
                **said(child, "児童"),
                "保護者宛名番号": family[0].number,
                "医療証の区分": kind_on(child.birth, acquired),
                "交付理由": draw.choice(("転入", "保険変更", "再交付")),
                "公費負担者番号": f"{payer}{insurer_check_digit(payer)}",
                "受給者番号": f"{holder}{insurer_check_digit(holder)}",
                "資格取得年月日": era(acquired),
                "有効期間開始": era(acquired),
                "有効期間終了": era(
                    min(until, end_of_school_year(child.birth, 18))
                    if kind_on(child.birth, acquired) == kind
                    else end_of_school_year(
                        child.birth, KINDS[kind_on(child.birth, acquired)]
                    )
                ),
                "保険者番号": draw.choice(insurers),
                "記号": str(draw.randrange(1000, 9999)),
                "番号": str(draw.randrange(100, 99999)),
                "枝番": f"{draw.randint(1, 5):02}",
                "本人家族": "家族",
            }


def after_school_applications(
    register: Register, holdings: Holdings, today: dt.date, draw: random.Random
) -> Iterator[Row]:
    """C8: for next year, of children who will be at school; some need care."""
    year = fiscal_year(today) + 1
    schools, halls = sorted(masters()["school"].names), sorted(masters()["hall"].names)
    families = register.households()
    draw.shuffle(families)
    for family in families:
        parents = [member for member in family if member.relation != "子"]
        for child in children_of(family):
            age = class_age(child.birth, year) if child.birth < today else 0
            if not 6 <= age <= 11:
                continue
            row = {
                "児童宛名番号": child.number,
                **said(child, "児童"),
                "利用年度（令和）": str(year - 2018),
                "申請年月日": era(today - dt.timedelta(days=draw.randint(0, 15))),
                "学校コード": draw.choice(schools),
                "学年": f"{age - 5}年",
                "利用形態": draw.choice(("通年", "通年", "長期休業")),
                "連絡先1": mobile(draw),
                "課税状況確認の同意": "○",
                "要配慮事項": "○" if draw.random() < 0.06 else "",
            }
            for place, hall in enumerate(draw.sample(halls, draw.randint(1, 3)), 1):
                row[f"第{place}希望"] = hall
            for place, parent in enumerate(parents[:2], start=1):
                row |= {
                    f"保護者{place}氏名": parent.name,
                    f"保護者{place}続柄": "父" if parent.sex == "男" else "母",
                    f"保護者{place}事由": "就労",
                    f"保護者{place}勤務先": firm(draw),
                    f"保護者{place}終業時刻": "18:00",
                    f"保護者{place}通勤時間": str(draw.randrange(10, 75, 5)),
                }
            yield row
