"""The words a person reads: written in Japanese, shown in the language he chose.

``make words`` collects them into ``translations/launcher_en.ts`` and compiles it.
"""

from PySide6.QtCore import QCoreApplication


def tr(text: str, comment: str = "", n: int = -1) -> str:
    """Return a text in the language of the launcher.

    Called by its bare name, never as a method: so Qt's lupdate finds every text under
    one empty context, in functions and classes alike.

    Args:
        text: Written out where it is called, or marked by ``QT_TR_NOOP``.
        comment: Tells two meanings of one Japanese word apart.
        n: A count: what ``%n`` in the text becomes, and what makes a plural.
    """
    return QCoreApplication.translate("", text, comment, n)


def QT_TR_NOOP(text: str) -> str:
    """Mark a text of a table, for ``tr`` to translate when it is shown."""
    return text


# Words of the core's enums and tables, which the core shows in Japanese only.
CORE_WORDS = (
    # Where an item stands.
    QT_TR_NOOP("確認待ち"),
    QT_TR_NOOP("実行待ち"),
    QT_TR_NOOP("入力中"),
    QT_TR_NOOP("登録中"),
    QT_TR_NOOP("照会待ち"),
    QT_TR_NOOP("要確認"),
    QT_TR_NOOP("エラー"),
    QT_TR_NOOP("保留(抑止)"),
    QT_TR_NOOP("完了"),
    QT_TR_NOOP("スキップ(既登録)"),
    QT_TR_NOOP("人手"),
    QT_TR_NOOP("取下げ"),
    # What becomes of a row.
    QT_TR_NOOP("実行待ちへ"),
    QT_TR_NOOP("確認が必要"),
    QT_TR_NOOP("重複（取り込みません）"),
    QT_TR_NOOP("エラー（取り込めません）"),
    # How the business system's list differs.
    QT_TR_NOOP("業務システムに無い"),
    QT_TR_NOOP("値が違う"),
    QT_TR_NOOP("こちらに無い"),
    # What a person may do with an item.
    QT_TR_NOOP("確認へ戻す"),
    QT_TR_NOOP("実行待ちへ戻す"),
    QT_TR_NOOP("手で登録した"),
    QT_TR_NOOP("取り下げる"),
    # Roles, and what they are for.
    QT_TR_NOOP("操作者"),
    QT_TR_NOOP("確認者"),
    QT_TR_NOOP("承認者"),
    QT_TR_NOOP("作成者"),
    QT_TR_NOOP("管理者"),
    QT_TR_NOOP("監査"),
    QT_TR_NOOP("管理職"),
    QT_TR_NOOP("取込"),
    QT_TR_NOOP("実行"),
    QT_TR_NOOP("確認"),
    QT_TR_NOOP("承認"),
    QT_TR_NOOP("例外の処理"),
    QT_TR_NOOP("個人情報の表示"),
    QT_TR_NOOP("結果の書き出し"),
    QT_TR_NOOP("ロボットの作成"),
    QT_TR_NOOP("職員と設定の変更"),
    QT_TR_NOOP("削減時間の閲覧"),
    QT_TR_NOOP("保守・訂正・計測の記録"),
    QT_TR_NOOP("年度の確定と基準時間の承認"),
    # How the year's plan counts, and the steps from gross to net hours.
    QT_TR_NOOP("年間合計"),
    QT_TR_NOOP("累計"),
    QT_TR_NOOP("総量（参考）"),
    QT_TR_NOOP("確認・訂正"),
    QT_TR_NOOP("例外（人手）"),
    QT_TR_NOOP("準備・見守り"),
    QT_TR_NOOP("保守"),
    QT_TR_NOOP("訂正行"),
)
