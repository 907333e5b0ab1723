"""What only a manager (管理職) may do, and who that is."""

from rpa_suite.errors import InputError
from rpa_suite.settings import Settings


def require_manager(settings: Settings, who: str, *, to: str) -> None:
    """Refuse who is not named in the settings.

    Args:
        settings: ``managers`` names the accounts.
        who: The account of the person at the desk.
        to: What is to be done, for the message.

    Raises:
        InputError: He is no manager, or none is named.
    """
    if who in settings.managers:
        return
    if not settings.managers:
        raise InputError(
            f"{to}は管理職が行います。だれが管理職か、まだ設定されていません。"
            'settings.toml に managers = ["職員のアカウント"] を書いてください。'
        )
    raise InputError(
        f"{to}は管理職だけができます（{'、'.join(settings.managers)}）。"
        "管理職に頼んでください。"
    )
