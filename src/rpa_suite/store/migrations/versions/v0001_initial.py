"""The first schema: items and their steps, runs, papers, evidence, ledger, audit.

Everything is written out here, not taken from the code: a change of the code must never
change what this migration did.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

STATES = (
    "REVIEW",
    "READY",
    "ENTERING",
    "SUBMITTING",
    "IN_DOUBT",
    "REJECTED",
    "FAILED",
    "HELD",
    "DONE",
    "ALREADY",
    "BY_HAND",
    "WITHDRAWN",
)
STEPS = (
    ("REVIEW", "READY"),
    ("REVIEW", "WITHDRAWN"),
    ("READY", "ENTERING"),
    ("READY", "WITHDRAWN"),
    ("ENTERING", "SUBMITTING"),
    ("ENTERING", "READY"),
    ("ENTERING", "REJECTED"),
    ("ENTERING", "HELD"),
    ("ENTERING", "ALREADY"),
    ("ENTERING", "FAILED"),
    ("SUBMITTING", "DONE"),
    ("SUBMITTING", "IN_DOUBT"),
    ("IN_DOUBT", "DONE"),
    ("IN_DOUBT", "READY"),
    ("IN_DOUBT", "BY_HAND"),
    ("REJECTED", "REVIEW"),
    ("REJECTED", "BY_HAND"),
    ("FAILED", "READY"),
    ("FAILED", "BY_HAND"),
    ("HELD", "BY_HAND"),
)
# Rows of these tables stay as they were written.
APPEND_ONLY = ("item_event", "ledger", "audit")

COUNTER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables, the table of allowed steps and the triggers."""
    _batches_and_items()
    _runs_and_papers()
    _books()
    steps = sa.table("item_step", sa.column("from_state"), sa.column("to_state"))
    op.bulk_insert(
        steps, [{"from_state": start, "to_state": end} for start, end in STEPS]
    )
    if op.get_bind().dialect.name == "sqlite":
        _sqlite_triggers()
    else:
        _postgresql_triggers()


def _batches_and_items() -> None:
    listed = ", ".join(f"'{state}'" for state in STATES)
    op.create_table(
        "batch",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("robot_id", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("source_name", sa.LargeBinary, nullable=False),
        sa.Column("source_sha256", sa.String(64), nullable=False),
        sa.Column("imported_by", sa.String(128), nullable=False),
        sa.Column("imported_at", TIME, nullable=False),
        sa.Column("approved_by", sa.String(128)),
        sa.Column("approved_at", TIME),
        sa.Column("payload_hash", sa.String(64)),
    )
    op.create_index("batch_source", "batch", ["robot_id", "source_sha256"])
    op.create_table(
        "item",
        sa.Column("sequence", COUNTER, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("batch_id", sa.String(32), sa.ForeignKey("batch.id"), nullable=False),
        sa.Column("robot_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("values", sa.LargeBinary, nullable=False),
        sa.Column("doubts", sa.LargeBinary, nullable=False),
        sa.Column("entry_key", sa.String(64), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("not_before", TIME),
        sa.Column("lease_owner", sa.String(128)),
        sa.Column("lease_until", TIME),
        sa.Column("reason_code", sa.String(64), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("receipt", sa.String(64)),
        sa.Column("review_seconds", sa.Float, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        sa.CheckConstraint(f"state IN ({listed})", name="item_state"),
        # No receipt, no DONE: a finished entry can always be shown in the system.
        sa.CheckConstraint(
            "state <> 'DONE' OR receipt IS NOT NULL", name="item_receipt"
        ),
    )
    op.create_index("item_waiting", "item", ["robot_id", "state", "sequence"])
    op.create_index("item_batch", "item", ["batch_id"])
    live = sa.text("state <> 'WITHDRAWN'")
    op.create_index(
        "item_live_key",
        "item",
        ["robot_id", "entry_key"],
        unique=True,
        sqlite_where=live,
        postgresql_where=live,
    )
    op.create_table(
        "item_step",
        sa.Column("from_state", sa.String(16), primary_key=True),
        sa.Column("to_state", sa.String(16), primary_key=True),
    )
    op.create_table(
        "item_event",
        sa.Column("sequence", COUNTER, primary_key=True, autoincrement=True),
        sa.Column("item_id", sa.String(32), sa.ForeignKey("item.id"), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("actor", sa.String(128), nullable=False),
        sa.Column("from_state", sa.String(16)),
        sa.Column("to_state", sa.String(16), nullable=False),
        sa.Column("reason_code", sa.String(64), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_index("item_event_item", "item_event", ["item_id"])
    op.create_table(
        "look",
        sa.Column("sequence", COUNTER, primary_key=True, autoincrement=True),
        sa.Column("item_id", sa.String(32), sa.ForeignKey("item.id"), nullable=False),
        sa.Column("who", sa.String(128), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
    )
    op.create_index("look_item", "look", ["item_id"])


def _runs_and_papers() -> None:
    op.create_table(
        "run",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("robot_id", sa.String(64), nullable=False),
        sa.Column("robot_hash", sa.String(64), nullable=False),
        sa.Column("environment", sa.String(16), nullable=False),
        sa.Column("operator", sa.String(128), nullable=False),
        sa.Column("worker", sa.String(128), nullable=False),
        sa.Column("started_at", TIME, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("ended_at", TIME),
        sa.Column("message", sa.Text, nullable=False),
        sa.CheckConstraint(
            "environment IN ('training', 'production')", name="run_environment"
        ),
    )
    op.create_index("run_robot", "run", ["robot_id", "started_at"])
    op.create_table(
        "attempt",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("item_id", sa.String(32), sa.ForeignKey("item.id"), nullable=False),
        sa.Column("run_id", sa.String(32), sa.ForeignKey("run.id"), nullable=False),
        sa.Column("started_at", TIME, nullable=False),
        sa.Column("submitted_at", TIME),
        sa.Column("ended_at", TIME),
        sa.Column("outcome", sa.String(16)),
        sa.Column("reason_code", sa.String(64), nullable=False),
    )
    op.create_index("attempt_item", "attempt", ["item_id"])
    op.create_table(
        "form",
        sa.Column("item_id", sa.String(32), sa.ForeignKey("item.id"), primary_key=True),
        sa.Column("readings", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "form_page",
        sa.Column("item_id", sa.String(32), sa.ForeignKey("item.id"), primary_key=True),
        sa.Column("page", sa.Integer, primary_key=True),
        sa.Column("path", sa.String(128), nullable=False),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column(
            "attempt_id", sa.String(32), sa.ForeignKey("attempt.id"), nullable=False
        ),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("path", sa.String(128), nullable=False),
        sa.Column("bytes", sa.Integer, nullable=False),
    )
    op.create_index("evidence_attempt", "evidence", ["attempt_id"])


def _books() -> None:
    op.create_table(
        "ledger",
        sa.Column("sequence", COUNTER, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("robot_id", sa.String(64), nullable=False),
        sa.Column("task", sa.String(8), nullable=False),
        sa.Column("section", sa.String(64), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("fiscal_year", sa.Integer, nullable=False),
        # Whole milliseconds: sums are exact on every engine.
        sa.Column("before_ms", sa.BigInteger, nullable=False),
        sa.Column("after_ms", sa.BigInteger, nullable=False),
        sa.Column("items", sa.Integer, nullable=False),
        sa.Column("environment", sa.String(16), nullable=False),
        sa.Column("item_id", sa.String(32), sa.ForeignKey("item.id")),
        sa.Column("run_id", sa.String(32), sa.ForeignKey("run.id")),
        sa.Column("baseline_id", sa.String(128)),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("booked_at", TIME, nullable=False),
        sa.Column("previous_hash", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    # An item counts once, a run's overhead counts once.
    for column, kinds in (
        ("item_id", "kind IN ('item', 'exception')"),
        ("run_id", "kind = 'run'"),
    ):
        op.create_index(
            f"ledger_{column}_once",
            "ledger",
            [column],
            unique=True,
            sqlite_where=sa.text(kinds),
            postgresql_where=sa.text(kinds),
        )
    op.create_index("ledger_year", "ledger", ["environment", "fiscal_year"])
    op.create_table(
        "audit",
        sa.Column("sequence", COUNTER, primary_key=True, autoincrement=True),
        sa.Column("at", TIME, nullable=False),
        sa.Column("actor", sa.String(128), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("previous_hash", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )


def _sqlite_triggers() -> None:
    op.execute(
        """
        CREATE TRIGGER item_step_guard BEFORE UPDATE OF state ON item
        WHEN OLD.state <> NEW.state AND NOT EXISTS (
            SELECT 1 FROM item_step
            WHERE from_state = OLD.state AND to_state = NEW.state)
        BEGIN SELECT RAISE(ABORT, 'item_step: this step is not allowed'); END
        """
    )
    op.execute(
        """
        CREATE TRIGGER item_no_delete BEFORE DELETE ON item
        BEGIN SELECT RAISE(ABORT, 'item: rows are never deleted'); END
        """
    )
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"""
                CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}
                BEGIN SELECT RAISE(ABORT, '{table}: append only'); END
                """
            )


def _postgresql_triggers() -> None:
    op.execute(
        """
        CREATE FUNCTION item_step_guard() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NOT EXISTS (SELECT 1 FROM item_step
                WHERE from_state = OLD.state AND to_state = NEW.state) THEN
                RAISE EXCEPTION 'item_step: this step is not allowed';
            END IF;
            RETURN NEW;
        END $$
        """
    )
    op.execute(
        """
        CREATE TRIGGER item_step_guard BEFORE UPDATE OF state ON item
        FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state)
        EXECUTE FUNCTION item_step_guard()
        """
    )
    op.execute(
        """
        CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '%: append only', TG_TABLE_NAME; END $$
        """
    )
    for table in APPEND_ONLY:
        op.execute(
            f"""
            CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION append_only()
            """
        )
    op.execute(
        """
        CREATE TRIGGER item_no_delete BEFORE DELETE ON item
        FOR EACH ROW EXECUTE FUNCTION append_only()
        """
    )
    # TRUNCATE empties a table past the triggers of its rows.
    for table in ("item", *APPEND_ONLY):
        op.execute(
            f"""
            CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION append_only()
            """
        )
