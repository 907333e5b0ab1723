"""The catalogue of misbehaviour F01-F30, as data (DOMAIN.md §6.2)."""

from dataclasses import dataclass
from enum import StrEnum


class FaultId(StrEnum):
    """Number of each fault in the catalogue."""

    SLOW = "F01"
    SESSION_LOST = "F02"
    CHANGED_BY_OTHER = "F03"
    LOCKED = "F04"
    UNEXPECTED = "F05"
    DOUBLE_SUBMIT = "F06"
    NO_WAY_BACK = "F07"
    DRIFT = "F08"
    WINDOWS = "F09"
    KEYS = "F10"
    WIDTH = "F11"
    LOST_GLYPH = "F12"
    EXPIRED_CODES = "F13"
    PAGING = "F14"
    TOO_MANY = "F15"
    WARNING = "F16"
    REPORT = "F17"
    CSV = "F18"
    BROKEN_ANSWER = "F19"
    CLOSED = "F20"
    NEW_FIELD = "F21"
    NOT_STORED = "F22"
    SIMILAR_PERSON = "F23"
    PROTECTED_POPUP = "F24"
    FOCUS = "F25"
    DRESS = "F26"
    LATE_BUTTON = "F27"
    NO_RIGHT = "F28"
    MIXED_TABS = "F29"
    YEAR_SWITCH = "F30"


class Occasion(StrEnum):
    """Where a fault may strike; every fault counts its own occasions from 1."""

    SIGN_IN = "ログイン"
    PAGE = "画面の表示"
    SEARCH = "宛名検索"
    LIST = "一覧の表示"
    KEY = "対象者指定"
    OPEN = "照会"
    PROTECTED = "支援措置対象者の照会"
    ENTRY = "入力画面"
    CONFIRM = "確認画面"
    REGISTER = "登録"
    AGAIN = "登録の2度押し"
    STALE = "古い画面からの送信"
    REPORT = "帳票"
    PRINT = "帳票一括作成"
    CSV = "CSV出力"


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a fault shows itself, and where."""

    name: str
    at: Occasion
    what: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One entry of the catalogue."""

    id: FaultId
    title: str
    ways: tuple[Way, ...]

    def ways_at(self, occasion: Occasion) -> tuple[Way, ...]:
        """Return the ways that this occasion can bring."""
        return tuple(way for way in self.ways if way.at is occasion)


def _fault(number: FaultId, title: str, *ways: tuple[str, Occasion, str]) -> Fault:
    return Fault(number, title, tuple(Way(*way) for way in ways))


_F, _O = FaultId, Occasion
FAULTS: dict[FaultId, Fault] = {
    fault.id: fault
    for fault in (
        _fault(
            _F.SLOW,
            "応答の遅れ",
            ("page", _O.PAGE, "画面が0.2〜8秒、50回に1回は45秒遅れる"),
            ("register", _O.REGISTER, "登録した後の応答が45秒遅れる"),
        ),
        _fault(
            _F.SESSION_LOST,
            "セッション切れ",
            ("page", _O.PAGE, "画面の表示で E0901。60分でも切れる"),
            ("before", _O.REGISTER, "登録の前に切れる。登録されない"),
            ("after", _O.REGISTER, "登録の後に切れる。登録されている"),
        ),
        _fault(
            _F.CHANGED_BY_OTHER,
            "他の利用者による更新",
            ("", _O.REGISTER, "登録が E0202 になる。登録されない"),
        ),
        _fault(
            _F.LOCKED, "他端末の処理中（排他）", ("", _O.OPEN, "照会が W0203 になる")
        ),
        _fault(
            _F.UNEXPECTED,
            "予期しない表示",
            ("alert", _O.PAGE, "alert が開く"),
            ("confirm", _O.PAGE, "confirm が開く"),
            ("beforeunload", _O.PAGE, "画面を離れる時に確認が開く"),
            ("modal", _O.PAGE, "画面の中の窓が全体を覆う"),
            ("notice", _O.PAGE, "画面の上にお知らせが出る"),
        ),
        _fault(
            _F.DOUBLE_SUBMIT,
            "二重送信の防止",
            ("", _O.AGAIN, "2度目の登録が E0903 になり、完了画面が失われる"),
        ),
        _fault(
            _F.NO_WAY_BACK,
            "戻る・再読込の禁止",
            ("", _O.PAGE, "戻る・F5 で E0900 になり、入力は捨てられる"),
        ),
        _fault(
            _F.DRIFT,
            "画面の作りの変化",
            (
                "",
                _O.PAGE,
                "項目名が th でなく td と font、区画の順が変わり、name が重なる",
            ),
        ),
        _fault(
            _F.WINDOWS,
            "枠と小窓",
            ("nested", _O.SIGN_IN, "業務画面が iframe（work）の中に入る"),
            ("notice", _O.SIGN_IN, "お知らせが別の窓で開く。ブロックされることもある"),
            ("closes", _O.SEARCH, "宛名検索が1件なら値を返して自分で閉じる"),
        ),
        _fault(
            _F.KEYS,
            "キー操作の制限",
            ("", _O.PAGE, "右クリック・選択・貼付け不可、F1・F5・F12 無効"),
        ),
        _fault(
            _F.WIDTH,
            "文字幅の変換",
            ("", _O.ENTRY, "項目を離れると半角カナが全角になり、空白が付く"),
        ),
        _fault(
            _F.LOST_GLYPH,
            "文字の欠け",
            ("", _O.PAGE, "Windows-31J に無い文字が〓になる"),
        ),
        _fault(
            _F.EXPIRED_CODES,
            "廃止コードの表示",
            ("", _O.ENTRY, "廃止された選択肢・コードが見える。登録は E0302"),
        ),
        _fault(
            _F.PAGING,
            "改ページと並べ替え",
            ("", _O.LIST, "一覧が2件ずつになり、開くたびに並びが変わる"),
        ),
        _fault(
            _F.TOO_MANY,
            "200件超",
            ("", _O.SEARCH, "カナ・生年月日・町名コードがそろわない検索は W0105"),
        ),
        _fault(
            _F.WARNING,
            "確認の要る警告",
            ("different", _O.CONFIRM, "W0401 に確認の印が要る"),
            ("unknown", _O.CONFIRM, "見慣れない W0498 に確認の印が要る"),
        ),
        _fault(
            _F.REPORT,
            "帳票の乱れ",
            ("slow", _O.REPORT, "PDF が遅れて開く"),
            ("blank", _O.REPORT, "PDF が空で届く"),
            ("broken", _O.REPORT, "PDF が途中で切れている"),
            ("name", _O.REPORT, "ファイル名が全角になり、保存が始まる"),
            ("stuck", _O.PRINT, "一括作成が1分、待機のまま進まない"),
            ("error", _O.PRINT, "一括作成がエラーで終わる"),
        ),
        _fault(
            _F.CSV,
            "CSVの乱れ",
            ("utf8", _O.CSV, "UTF-8（BOMなし）、改行 LF"),
            ("bom", _O.CSV, "UTF-8（BOM付き）"),
            ("quotes", _O.CSV, "すべての項目が引用符付き、金額に , が入る"),
            ("zeros", _O.CSV, "番号の先頭の 0 が落ちている"),
        ),
        _fault(
            _F.BROKEN_ANSWER,
            "登録時の応答の異常",
            ("reset_before", _O.REGISTER, "登録の前に接続が切れる。登録されない"),
            ("reset_after", _O.REGISTER, "登録の後に接続が切れる。登録されている"),
            ("500_before", _O.REGISTER, "登録の前に HTTP 500。登録されない"),
            ("500_after", _O.REGISTER, "登録の後に HTTP 500。登録されている"),
        ),
        _fault(
            _F.CLOSED,
            "夜間バッチ・月末締め",
            ("sign_in", _O.SIGN_IN, "ログインが E0902 になる"),
            ("register", _O.REGISTER, "登録が E0902 になる。登録されない"),
        ),
        _fault(
            _F.NEW_FIELD,
            "画面の改版",
            ("", _O.KEY, "版が上がり、必須項目「受付窓口」が増える"),
        ),
        _fault(
            _F.NOT_STORED,
            "無言の失敗",
            ("", _O.REGISTER, "完了画面は出るが、登録されていない"),
        ),
        _fault(
            _F.SIMILAR_PERSON,
            "よく似た人",
            ("list", _O.SEARCH, "検索結果の先頭に似た別人が出る"),
            ("open", _O.OPEN, "照会すると似た別人の画面が開く"),
        ),
        _fault(
            _F.PROTECTED_POPUP,
            "支援措置の小窓",
            (
                "",
                _O.PROTECTED,
                "W0103 が alert で出て、その後ろに入力画面が開いている",
            ),
        ),
        _fault(
            _F.FOCUS,
            "焦点の横取り",
            ("stolen", _O.ENTRY, "入力中に焦点が別のボタンへ移る"),
            ("logout", _O.SEARCH, "宛名検索の窓がログアウトさせる"),
        ),
        _fault(
            _F.DRESS,
            "数字・元号の書き換え",
            ("", _O.PAGE, "金額に , が付き、確認画面では消える。元号が改まる"),
        ),
        _fault(
            _F.LATE_BUTTON,
            "遅れて押せるボタン",
            ("delay", _O.CONFIRM, "登録が1〜3秒後に押せるようになる"),
            ("terms", _O.CONFIRM, "注意書きを最後まで送ると登録が押せる"),
        ),
        _fault(
            _F.NO_RIGHT,
            "メニュー権限なし",
            ("refused", _O.SIGN_IN, "業務を選ぶと E0904 になる"),
            ("hidden", _O.SIGN_IN, "業務がメニューに出ない"),
        ),
        _fault(
            _F.MIXED_TABS,
            "画面の混線",
            ("", _O.STALE, "古い画面からの送信が、今開いている人へ入る"),
        ),
        _fault(
            _F.YEAR_SWITCH,
            "年度切替画面",
            ("", _O.SIGN_IN, "処理年度を尋ねる。はじめの選択は前年度"),
        ),
    )
}
