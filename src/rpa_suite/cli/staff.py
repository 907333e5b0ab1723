"""Commands about people and their roles (職員と役割)."""

from typing import Annotated

import typer

from rpa_suite.app.office import Office
from rpa_suite.cli.output import AsJson, print_json, print_table
from rpa_suite.model.staff import ROLE_LABELS, Role, Staff

Account = Annotated[str, typer.Argument(help="PCにサインインするアカウント名")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    staff = typer.Typer(help="職員と役割", no_args_is_help=True)
    staff.command("list")(list_staff)
    staff.command("add")(add_staff)
    staff.command("remove")(remove_staff)
    app.add_typer(staff, name="staff")


def list_staff(as_json: AsJson = False) -> None:
    """登録されている職員の一覧."""
    office = Office.open()
    try:
        people = office.permissions.everybody()
        is_open = office.permissions.is_open
    finally:
        office.close()
    if as_json:
        print_json(
            {
                "open": is_open,
                "staff": [
                    {
                        "account": each.account,
                        "name": each.name,
                        "roles": sorted(each.roles),
                        "sections": sorted(each.sections),
                    }
                    for each in people
                ],
            }
        )
        return
    if is_open:
        print("管理者が登録されていないので、だれでもすべての操作ができます。")
    print_table(
        "職員",
        ("アカウント", "氏名", "役割", "課"),
        [(p.account, p.name, roles_of(p), sections_of(p)) for p in people],
    )


def add_staff(
    account: Account,
    name: Annotated[str, typer.Option(help="氏名")],
    role: Annotated[list[Role], typer.Option(help="役割（何度でも書ける）")],
    section: Annotated[
        list[str] | None, typer.Option(help="課（何度でも書ける。なければ全部の課）")
    ] = None,
) -> None:
    """職員を登録する（同じアカウントは書き換える）."""
    person = Staff(
        account=account,
        name=name,
        roles=frozenset(role),
        sections=frozenset(section or ()),
    )
    office = Office.open()
    try:
        office.permissions.register(person, who=office.current_user())
    finally:
        office.close()
    print(f"登録しました: {name}（{roles_of(person)}）")


def remove_staff(account: Account) -> None:
    """職員の登録を消す."""
    office = Office.open()
    try:
        office.permissions.dismiss(account, who=office.current_user())
    finally:
        office.close()
    print(f"登録を消しました: {account}")


def roles_of(person: Staff) -> str:
    """Return his roles in words."""
    return "・".join(ROLE_LABELS[each] for each in Role if each in person.roles)


def sections_of(person: Staff) -> str:
    """Return his 課 in words."""
    return "、".join(sorted(person.sections)) or "すべての課"
