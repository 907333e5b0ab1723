"""Rows of the files that the tax robots (T2 to T8) take, by header."""

import datetime as dt
import random
from collections.abc import Iterator

from bench.forms.papers.people import corporate_number, firm, mobile
from rpa_suite.jp.bank_kana import bank_kana
from rpa_suite.jp.eras import to_era
from rpa_suite.jp.salary import salary_after_deduction
from rpa_suite.training.holdings import Holdings
from rpa_suite.training.masters import branches_of, masters
from rpa_suite.training.register import Person, Register

Row = dict[str, str]


def era(day: dt.date) -> str:
    """Return a day as offices write it: R8.6.1."""
    return to_era(day).short


def said(person: Person, prefix: str = "") -> Row:
    """Return how a file names a person."""
    return {
        f"{prefix}カナ" if prefix else "氏名カナ": person.kana,
        f"{prefix}氏名": person.name,
        f"{prefix}生年月日": era(person.birth),
    }


def adults(register: Register, draw: random.Random) -> list[Person]:
    """Return people of working age in a random order."""
    found = [
        person
        for person in register.people.values()
        if person.relation != "子" and 1955 < person.birth.year < 2004
    ]
    draw.shuffle(found)
    return found


def wage_reports(
    register: Register, holdings: Holdings, today: dt.date, draw: random.Random
) -> Iterator[Row]:
    """T2: 給与支払報告書 of this year, 追加・訂正分."""
    for person in adults(register, draw):
        paid = draw.randrange(1_800_000, 7_500_000)
        social, life = round(paid * 0.145), draw.choice((0, 40_000, 80_000))
        total = 580_000 + social + life
        income = salary_after_deduction(2025, paid)
        yield {
            "年分": "7",
            **said(person),
            "支払者法人番号": corporate_number(draw),
            "支払者名称": firm(draw),
            "種別": "給料・賞与",
            "支払金額": f"{paid:,}",
            "給与所得控除後の金額": f"{income:,}",
            "所得控除の額の合計額": f"{total:,}",
            "源泉徴収税額": f"{max(0, income - total) // 2000 * 100:,}",
            "社会保険料等の金額": f"{social:,}",
            "生命保険料の控除額": f"{life:,}" if life else "",
            "16歳未満": str(draw.randint(0, 2)),
        }


def collection_switches(
    register: Register, holdings: Holdings, today: dt.date, draw: random.Random
) -> Iterator[Row]:
    """T3: people who start at one of the employers."""
    for place, person in enumerate(adults(register, draw)):
        month, paid = draw.choice(((7, "1期"), (9, "2期"), (11, "3期"), (11, "1期")))
        yield {
            "指定番号": draw.choice(sorted(register.employers)),
            "受給者番号": f"N{place:05}",
            **said(person),
            "届出年月日": era(today - dt.timedelta(days=draw.randint(0, 20))),
            "切替開始月": str(month),
            "普徴納付済の期": paid,
            "切替理由": draw.choice(("就職", "届出もれ")),
        }


def employer_changes(
    register: Register, holdings: Holdings, today: dt.date, draw: random.Random
) -> Iterator[Row]:
    """T3b: employers that moved or were renamed; some notices are of a mixed-up one."""
    employers = list(register.other_employers.values())
    draw.shuffle(employers)
    for place, each in enumerate(employers):
        what = draw.choice(("所在地", "所在地", "名称", "名称・所在地"))
        notified = today - dt.timedelta(days=draw.randint(0, 20))
        row = {
            "指定番号": each.number,
            "法人番号": each.corporate_number,
            "変更前名称": employers[place - 1].name if place % 13 == 6 else each.name,
            "届出年月日": era(notified),
            "変更年月日": era(notified - dt.timedelta(days=draw.randint(1, 40))),
            "変更区分": what,
        }
        if place % 17 == 4:
            row["変更後法人番号"] = employers[place - 1].corporate_number
        if "名称" in what:
            row |= {
                "変更後名称カナ": f"{each.kana}ホールディングス",
                "変更後名称": f"{each.name}ホールディングス",
            }
        if "所在地" in what:
            row |= {
                "変更後郵便番号": "1430016",
                "変更後所在地": f"大田区大森北1丁目999番{place + 1}号",
                "変更後電話番号": f"033999{place:04}",
            }
        yield row


def tax_returns(
    register: Register, holdings: Holdings, today: dt.date, draw: random.Random
) -> Iterator[Row]:
    """T4: returns of people with wages, pensions, a business, or nothing."""
    for person in adults(register, draw):
        row = {
            "宛名番号": person.number,
            "課税年度": "9",
            **said(person),
            "申告年月日": era(today - dt.timedelta(days=draw.randint(0, 30))),
            "電話番号": mobile(draw),
        }
        match draw.randrange(4):
            case 0:
                yield row | {"収入がなかった理由": draw.choice(("預貯金", "その他"))}
            case 1:
                pension = draw.randrange(600_000, 2_400_000)
                yield row | {
                    "公的年金等収入": f"{pension:,}",
                    "介護保険料": f"{pension // 30:,}",
                }
            case 2:
                sales = draw.randrange(1_000_000, 9_000_000)
                yield row | {
                    "営業等収入": f"{sales:,}",
                    "営業等経費": f"{sales // 3:,}",
                    "国民健康保険料": f"{sales // 15:,}",
                    "国民年金保険料": "203,760",
                    "支払医療費": f"{draw.randrange(50_000, 300_000):,}",
                }
            case _:
                yield row | {
                    "給与収入": f"{draw.randrange(900_000, 4_000_000):,}",
                    "その他社会保険料": f"{draw.randrange(100_000, 500_000):,}",
                }


def moped_registrations(
    register: Register, holdings: Holdings, today: dt.date, draw: random.Random
) -> Iterator[Row]:
    """T5: new mopeds; every twelfth comes too late (W1505)."""
    engines = {"第一種": 49, "第二種乙": 88, "第二種甲": 124}
    makers = list(masters()["maker"].names.values())
    for place, owner in enumerate(adults(register, draw)):
        kind = draw.choice(list(engines))
        late = 30 if place % 12 == 7 else draw.randint(0, 12)
        applied = today - dt.timedelta(days=draw.randint(0, 20))
        bought = applied - dt.timedelta(days=late)
        yield {
            "標識番号": f"す{1001 + place}",
            **said(owner, "所有者"),
            "申告年月日": era(applied),
            "納税義務発生日": era(bought),
            "申告の理由": draw.choice(("購入", "譲受け", "転入")),
            "所有形態": "自己所有",
            "定置場": "所有者と同じ",
            "種別": kind,
            "車名": draw.choice(makers),
            "車台番号": f"JK{draw.randint(10, 99)}-{draw.randrange(10**7):07}",
            "型式": f"2BH-JK{draw.randint(10, 99)}",
            "総排気量": str(engines[kind]),
            "販売・譲渡者": firm(draw),
            "証明年月日": era(bought),
        }


def moped_scrappings(
    register: Register, holdings: Holdings, today: dt.date, draw: random.Random
) -> Iterator[Row]:
    """T6: vehicles of the register; some stolen, some without their 標識."""
    vehicles = list(holdings.vehicles.values())
    draw.shuffle(vehicles)
    for vehicle in vehicles:
        reason = draw.choice(("廃棄", "廃棄", "譲渡", "転出", "盗難", "紛失"))
        gone = today - dt.timedelta(days=draw.randint(1, 60))
        row = {
            "標識番号": vehicle.plate,
            "車台番号": vehicle.frame_number,
            **said(vehicle.owner, "納税義務者"),
            "届出年月日": era(today),
            "廃車年月日": era(gone),
            "廃車事由": reason,
            "届出者": vehicle.owner.name,
            "標識返納": "無" if reason in ("盗難", "紛失") else "有",
        }
        if reason in ("盗難", "紛失"):
            row["返納できない理由"] = reason
        if reason == "盗難":
            row |= {
                "警察署名": draw.choice(("蒲田", "大森", "田園調布", "池上")),
                "受理番号": f"{draw.randrange(10**4):04}",
                "警察届出日": era(gone),
            }
        yield row


def light_vehicle_changes(
    register: Register, holdings: Holdings, today: dt.date, draw: random.Random
) -> Iterator[Row]:
    """T7: the weekly data with what a clerk has added."""
    found = list(holdings.inspections.values())
    draw.shuffle(found)
    for each in found:
        yield {
            "車両番号": each.number,
            "車台番号": each.frame_number,
            "使用者宛名番号": each.user.number,
            "使用者氏名": each.user.name,
            "使用者カナ": each.user.kana,
            "申告区分": draw.choice(("新規", "移転", "変更", "抹消")),
            "異動年月日": era(today - dt.timedelta(days=draw.randint(3, 14))),
            "初度検査年月": f"{draw.randint(1, 8):02}{draw.randint(1, 12):02}",
            "用途": draw.choice(("乗用", "貨物")),
            "営自": draw.choice(("自家", "自家", "営業")),
            "定置場町名コード": draw.choice(sorted(masters()["town"].names)),
            "取得原因": draw.choice(("新車", "中古")),
            "総排気量": "658",
            "燃料": "ガソリン",
        }


def account_orders(
    register: Register, holdings: Holdings, today: dt.date, draw: random.Random
) -> Iterator[Row]:
    """T8: orders to banks and to ゆうちょ; every ninth on somebody else's account."""
    banks = sorted(masters()["bank"].names)
    people = adults(register, draw)
    for place, person in enumerate(people):
        holder = people[place - 1] if place % 9 == 4 else person
        row = {
            "税目": draw.choice(("特別区民税・都民税", "軽自動車税")),
            "通知書番号": f"{4_000_000_000 + 17 * place}",
            **said(person),
            "依頼年月日": era(today - dt.timedelta(days=draw.randint(0, 10))),
            "開始期別": "全期",
            "口座名義カナ": bank_kana(holder.kana).value,
        }
        if draw.random() < 0.3:
            yield row | {
                "ゆうちょ記号": f"1{draw.randrange(1000):03}0",
                "ゆうちょ番号": f"{draw.randrange(10**6, 10**7)}1",
            }
        else:
            bank = draw.choice(banks)
            yield row | {
                "金融機関コード": bank,
                "支店コード": draw.choice(branches_of(bank)),
                "預金種別": "普通",
                "口座番号": f"{draw.randrange(10**7):07}",
            }
