"""One row of the weekly 軽四輪・二輪 data, its user found in 宛名 by a clerk."""

from typing import Annotated, Literal

from pydantic import Field

from rpa_suite.robots.values import Day, MaybeCount, PersonNumber, Text, record


@record
class Change:
    """One vehicle."""

    vehicle_number: Text
    frame_number: Text
    user_number: PersonNumber
    user_name: Text
    user_kana: Text
    kind: Literal["新規", "移転", "変更", "転出入", "抹消"]
    moved_on: Day
    first_inspected: Annotated[str, Field(pattern=r"^\d{2}(0[1-9]|1[0-2])$")]
    use: Literal["乗用", "貨物"]
    trade: Literal["自家", "営業"]
    garage_town: Annotated[str, Field(pattern=r"^\d{3}$")]
    cause: Literal["新車", "中古", "相続", "その他", ""] = ""
    displacement: MaybeCount = None
    fuel: Literal["ガソリン", "電気", "軽油", ""] = ""
