"""Opening a database: made once, the same as described, refused in plain words."""

import re
import socket
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from rpa_suite.errors import StoreError
from rpa_suite.security.vault import Vault
from rpa_suite.store import open_store
from rpa_suite.store.schema import build_tables
from tests.store.places import KEY
from tests.store.samples import add_one

JAPANESE = re.compile(r"[ぁ-んァ-ン一-龥]")
META = build_tables(Vault(KEY)).item.metadata


def test_a_new_database_is_made_and_opening_it_again_changes_nothing(new_place):
    first = new_place.open()
    item = add_one(first)
    first.close()

    for _ in range(2):
        again = new_place.open()
        assert again.items.get(item.id) == item
        again.check_writable()
        again.close()


def test_two_may_have_the_store_open_at_the_same_time(place, store):
    with closing(place.open()) as other:
        item = add_one(other)

        assert store.items.get(item.id) == item


def test_a_database_of_a_newer_program_is_left_alone(place, store):
    add_one(store)
    place.execute("UPDATE alembic_version SET version_num = '9999'")
    before = place.execute("SELECT * FROM item_event")

    with pytest.raises(StoreError, match="新しい版のプログラム"):
        place.open()

    assert place.execute("SELECT * FROM item_event") == before


def test_the_migration_made_every_column_that_the_code_describes(place):
    with place.stranger() as connection:
        found = inspect(connection)
        tables = set(found.get_table_names()) - {"alembic_version"}
        made = {
            table: {
                column["name"]: column["nullable"]
                for column in found.get_columns(table)
            }
            for table in tables
        }
        keys = {t: found.get_pk_constraint(t)["constrained_columns"] for t in tables}

    assert made == {
        table.name: {column.name: bool(column.nullable) for column in table.columns}
        for table in META.sorted_tables
    }
    assert keys == {
        table.name: [column.name for column in table.primary_key]
        for table in META.sorted_tables
    }


def test_types_and_foreign_keys_are_as_described(place):
    # Indexes live in the migration alone: the code needs no word of them.
    def described(_object, _name, kind, *_):
        return kind not in ("index", "unique_constraint")

    with place.stranger() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": described}
        )

        assert compare_metadata(context, META) == []


# What cannot be opened.


def refused(url, tmp_path) -> str:
    with pytest.raises(StoreError) as caught:
        open_store(url, Vault(KEY), files=tmp_path / "sealed")
    message = str(caught.value)
    assert JAPANESE.search(message)
    assert message.endswith("。")
    assert "\n" not in message
    for word in (
        "Traceback",
        "sqlite3",
        "sqlalchemy",
        "psycopg",
        "Error",
        "sqlalche.me",
    ):
        assert word not in message
    return message


def test_a_file_that_is_no_database_is_said_and_left_alone(tmp_path):
    path = tmp_path / "rpa.db"
    garbage = b"this is no database at all, only a text\n" * 200
    path.write_bytes(garbage)

    assert "壊れているか、別の種類のファイル" in refused(f"sqlite:///{path}", tmp_path)
    assert path.read_bytes() == garbage


def test_a_damaged_database_is_said(sqlite_place, tmp_path):
    path = tmp_path / "rpa.db"
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 4000)

    assert "壊れている" in refused(sqlite_place.url, tmp_path)


def test_a_database_that_may_only_be_read_is_said_before_any_work(
    sqlite_place, tmp_path
):
    url = f"sqlite:///file:{(tmp_path / 'rpa.db').as_posix()}?mode=ro&uri=true"

    assert "書き込めません" in refused(url, tmp_path)


@pytest.mark.parametrize("name", ["nowhere/rpa.db", "."])
def test_a_place_where_no_database_can_be_is_said(tmp_path, name):
    assert "書き込めません" in refused(f"sqlite:///{tmp_path / name}", tmp_path)


def test_a_server_that_is_not_there_is_said_without_its_password(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        url = f"postgresql://u:secret@127.0.0.1:{probe.getsockname()[1]}/rpa"

        message = refused(url, tmp_path)

    assert "接続できません" in message
    assert "secret" not in message


@pytest.mark.postgres
def test_a_database_that_is_not_on_the_server_is_said(postgres_server, tmp_path):
    assert "接続できません" in refused(postgres_server.url("nowhere"), tmp_path)


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://u@h/d", "sqlite-x:///a"])
def test_an_address_that_means_nothing_is_said(url, tmp_path):
    assert "RPA_SUITE_DATABASE_URL" in refused(url, tmp_path)


def test_a_write_while_another_one_holds_the_database_too_long_is_said(
    sqlite_place, monkeypatch
):
    monkeypatch.setattr("rpa_suite.store.database._WAIT_MS", 50)
    with closing(sqlite_place.open()) as store, sqlite_place.stranger() as other:
        other.exec_driver_sql("BEGIN IMMEDIATE")

        with pytest.raises(StoreError, match="ほかの処理が使用中です"):
            add_one(store)

        other.exec_driver_sql("ROLLBACK")
