"""削減時間: sums beside the ledger, baselines, closings, watching, BPR, disposals."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

COUNTER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
TIME = sa.DateTime(timezone=True)
APPEND_ONLY = (
    "closing",
    "timing",
    "baseline",
    "baseline_decision",
    "watch",
    "candidate",
    "disposal",
)


def upgrade() -> None:
    """Add the tables, fill the sums from the rows there are, and the indexes."""
    _sums()
    _books()
    _measures()
    # A run's rows, and a run's attempts: what a click on a bar asks for.
    op.create_index("ledger_run", "ledger", ["run_id"])
    op.create_index("ledger_item", "ledger", ["item_id"])
    op.create_index("attempt_run", "attempt", ["run_id"])
    op.create_index("run_started", "run", ["started_at"])
    _fill_sums()
    for table in APPEND_ONLY:
        _keep_rows(table)


def _sums() -> None:
    op.create_table(
        "ledger_sum",
        *_keys(),
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("source", sa.String(8), primary_key=True),
        sa.Column("reason", sa.String(64), primary_key=True),
        sa.Column("run_id", sa.String(32), primary_key=True),
        sa.Column("rows", sa.BigInteger, nullable=False),
        sa.Column("items", sa.BigInteger, nullable=False),
        sa.Column("before_ms", sa.BigInteger, nullable=False),
        sa.Column("after_ms", sa.BigInteger, nullable=False),
    )
    names = ("forms", "fields", "accepted", "right", "accepted_right")
    op.create_table(
        "reading_sum",
        *_keys(),
        *(
            sa.Column(name, sa.BigInteger, nullable=False)
            for name in (*names, "characters", "right_characters")
        ),
    )


def _books() -> None:
    op.create_table(
        "closing",
        sa.Column("sequence", COUNTER, primary_key=True, autoincrement=True),
        sa.Column("fiscal_year", sa.Integer, nullable=False),
        sa.Column("environment", sa.String(16), nullable=False),
        sa.Column("through", sa.BigInteger, nullable=False),
        sa.Column("through_hash", sa.String(64), nullable=False),
        sa.Column("rows", sa.BigInteger, nullable=False),
        sa.Column("items", sa.BigInteger, nullable=False),
        sa.Column("before_ms", sa.BigInteger, nullable=False),
        sa.Column("after_ms", sa.BigInteger, nullable=False),
        sa.Column("closed_by", sa.String(128), nullable=False),
        sa.Column("closed_at", TIME, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        *_links(),
    )
    op.create_table(
        "watch",
        sa.Column("sequence", COUNTER, primary_key=True, autoincrement=True),
        sa.Column("run_id", sa.String(32), sa.ForeignKey("run.id"), nullable=False),
        sa.Column("who", sa.String(128), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("ms", sa.BigInteger, nullable=False),
    )
    op.create_index("watch_run", "watch", ["run_id"])
    op.create_table(
        "candidate",
        sa.Column("sequence", COUNTER, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("saved_by", sa.String(128), nullable=False),
        sa.Column("saved_at", TIME, nullable=False),
    )
    op.create_table(
        "disposal",
        sa.Column(
            "evidence_id", sa.String(32), sa.ForeignKey("evidence.id"), primary_key=True
        ),
        sa.Column("disposed_at", TIME, nullable=False),
        sa.Column("disposed_by", sa.String(128), nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
    )


def _measures() -> None:
    op.create_table(
        "timing",
        sa.Column("sequence", COUNTER, primary_key=True, autoincrement=True),
        sa.Column("robot_id", sa.String(64), nullable=False),
        sa.Column("staff", sa.String(128), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("ms", sa.BigInteger, nullable=False),
        sa.Column("voids", sa.BigInteger),
    )
    op.create_index("timing_robot", "timing", ["robot_id"])
    op.create_table(
        "baseline",
        sa.Column("sequence", COUNTER, primary_key=True, autoincrement=True),
        sa.Column("robot_id", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("minutes_ms", sa.BigInteger, nullable=False),
        sa.Column("mean_ms", sa.BigInteger),
        sa.Column("exception_ms", sa.BigInteger, nullable=False),
        sa.Column("preparation_ms", sa.BigInteger, nullable=False),
        sa.Column("supervision_ms", sa.BigInteger, nullable=False),
        sa.Column("items", sa.Integer, nullable=False),
        sa.Column("staff", sa.Integer, nullable=False),
        sa.Column("measured_on", sa.String(10), nullable=False),
        sa.Column("measured_by", sa.Text, nullable=False),
        sa.Column("valid_from", sa.String(10), nullable=False),
        sa.Column("last_timing", sa.BigInteger, nullable=False),
        sa.Column("proposed_by", sa.String(128), nullable=False),
        sa.Column("proposed_at", TIME, nullable=False),
        *_links(),
        sa.UniqueConstraint("robot_id", "version", name="baseline_once"),
    )
    op.create_table(
        "baseline_decision",
        sa.Column("sequence", COUNTER, primary_key=True, autoincrement=True),
        sa.Column("robot_id", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("decision", sa.String(16), nullable=False),
        sa.Column("decided_by", sa.String(128), nullable=False),
        sa.Column("decided_at", TIME, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        *_links(),
        sa.UniqueConstraint("robot_id", "version", name="baseline_decided_once"),
    )


def _keys() -> list[sa.Column]:  # type: ignore[type-arg]
    return [
        sa.Column("environment", sa.String(16), primary_key=True),
        sa.Column("fiscal_year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("month", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("section", sa.String(64), primary_key=True),
        sa.Column("task", sa.String(8), primary_key=True),
        sa.Column("robot_id", sa.String(64), primary_key=True),
    ]


def _links() -> tuple[sa.Column, sa.Column]:  # type: ignore[type-arg]
    return (
        sa.Column("previous_hash", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )


def _fill_sums() -> None:
    """Sum the ledger rows that were booked before there were sums."""
    month = (
        "CAST(strftime('%m', ledger.at, '+9 hours') AS INTEGER)"
        if op.get_bind().dialect.name == "sqlite"
        else "CAST(extract(month FROM ledger.at AT TIME ZONE 'Asia/Tokyo') AS INTEGER)"
    )
    op.execute(
        f"""
        INSERT INTO ledger_sum (environment, fiscal_year, month, section, task,
            robot_id, kind, source, reason, run_id, rows, items, before_ms, after_ms)
        SELECT ledger.environment, ledger.fiscal_year, {month}, ledger.section,
            ledger.task, ledger.robot_id, ledger.kind, coalesce(batch.kind, ''), '',
            coalesce(ledger.run_id, ''), count(*), sum(ledger.items),
            sum(ledger.before_ms), sum(ledger.after_ms)
        FROM ledger
        LEFT JOIN item ON item.id = ledger.item_id
        LEFT JOIN batch ON batch.id = item.batch_id
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 10
        """
    )


def _keep_rows(table: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"""
            CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION append_only()
            """
        )
        op.execute(
            f"""
            CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION append_only()
            """
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"""
            CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}
            BEGIN SELECT RAISE(ABORT, '{table}: append only'); END
            """
        )
