"""The tables as the code uses them; migrations freeze their own copies."""

from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from rpa_suite.store.types import Sealed, Sealer, UtcTime

# SQLite counts rows by itself only for a plain INTEGER key.
Counter = BigInteger().with_variant(Integer, "sqlite")


@dataclass(frozen=True, kw_only=True, slots=True)
class Tables:
    """Every table, bound to the sealer of this store."""

    batch: Table
    item: Table
    item_event: Table
    item_step: Table
    look: Table
    run: Table
    attempt: Table
    form: Table
    form_page: Table
    evidence: Table
    ledger: Table
    audit: Table
    discrepancy: Table
    field_look: Table
    staff_number: Table
    robot_approval: Table
    column_map: Table
    source_file: Table
    staff: Table
    ledger_sum: Table
    reading_sum: Table
    closing: Table
    timing: Table
    baseline: Table
    baseline_decision: Table
    watch: Table
    candidate: Table
    disposal: Table
    spot_check: Table
    acceptance_switch: Table
    verified_row: Table
    learned_head: Table
    tray_page: Table


def build_tables(sealer: Sealer) -> Tables:
    """Describe the tables; columns of type ``Sealed`` hold personal data."""
    meta = MetaData()

    def sealed(name: str, *, nullable: bool = False) -> Column:  # type: ignore[type-arg]
        return Column(name.split(".")[1], Sealed(sealer, name), nullable=nullable)

    return Tables(
        batch=Table(
            "batch",
            meta,
            Column("id", String(32), primary_key=True),
            Column("robot_id", String(64), nullable=False),
            Column("kind", String(8), nullable=False),
            sealed("batch.source_name"),
            Column("source_sha256", String(64), nullable=False),
            Column("imported_by", String(128), nullable=False),
            Column("imported_at", UtcTime, nullable=False),
            Column("approved_by", String(128)),
            Column("approved_at", UtcTime),
            Column("payload_hash", String(64)),
        ),
        item=Table(
            "item",
            meta,
            Column("sequence", Counter, primary_key=True, autoincrement=True),
            Column("id", String(32), nullable=False, unique=True),
            Column("batch_id", ForeignKey("batch.id"), nullable=False),
            Column("robot_id", String(64), nullable=False),
            Column("number", Integer, nullable=False),
            Column("state", String(16), nullable=False),
            sealed("item.values"),
            sealed("item.doubts"),
            Column("entry_key", String(64), nullable=False),
            Column("attempts", Integer, nullable=False),
            Column("not_before", UtcTime),
            Column("lease_owner", String(128)),
            Column("lease_until", UtcTime),
            Column("reason_code", String(64), nullable=False),
            Column("reason", Text, nullable=False),
            Column("receipt", String(64)),
            Column("review_seconds", Float, nullable=False),
            Column("created_at", UtcTime, nullable=False),
            Column("updated_at", UtcTime, nullable=False),
        ),
        item_event=Table(
            "item_event",
            meta,
            Column("sequence", Counter, primary_key=True, autoincrement=True),
            Column("item_id", ForeignKey("item.id"), nullable=False),
            Column("at", UtcTime, nullable=False),
            Column("actor", String(128), nullable=False),
            Column("from_state", String(16)),
            Column("to_state", String(16), nullable=False),
            Column("reason_code", String(64), nullable=False),
            Column("reason", Text, nullable=False),
        ),
        item_step=Table(
            "item_step",
            meta,
            Column("from_state", String(16), primary_key=True),
            Column("to_state", String(16), primary_key=True),
        ),
        look=Table(
            "look",
            meta,
            Column("sequence", Counter, primary_key=True, autoincrement=True),
            Column("item_id", ForeignKey("item.id"), nullable=False),
            Column("who", String(128), nullable=False),
            Column("at", UtcTime, nullable=False),
            Column("seconds", Float, nullable=False),
        ),
        field_look=Table(
            "field_look",
            meta,
            Column("sequence", Counter, primary_key=True, autoincrement=True),
            Column("item_id", ForeignKey("item.id"), nullable=False),
            Column("field_id", String(64), nullable=False),
            Column("who", String(128), nullable=False),
            Column("at", UtcTime, nullable=False),
            Column("seconds", Float, nullable=False),
            Column("outcome", String(16), nullable=False),
            sealed("field_look.value"),
            Index("field_look_item", "item_id"),
        ),
        source_file=Table(
            "source_file",
            meta,
            Column("batch_id", ForeignKey("batch.id"), primary_key=True),
            Column("path", String(128), nullable=False),
            sealed("source_file.left_out"),
        ),
        staff=Table(
            "staff",
            meta,
            Column("account", String(128), primary_key=True),
            Column("name", String(128), nullable=False),
            Column("roles", String(128), nullable=False),
            Column("sections", Text, nullable=False),
            Column("changed_by", String(128), nullable=False),
            Column("changed_at", UtcTime, nullable=False),
        ),
        run=Table(
            "run",
            meta,
            Column("id", String(32), primary_key=True),
            Column("robot_id", String(64), nullable=False),
            Column("robot_hash", String(64), nullable=False),
            Column("environment", String(16), nullable=False),
            Column("operator", String(128), nullable=False),
            Column("worker", String(128), nullable=False),
            Column("started_at", UtcTime, nullable=False),
            Column("state", String(16), nullable=False),
            Column("ended_at", UtcTime),
            Column("message", Text, nullable=False),
            Column("reconciled_at", UtcTime),
        ),
        staff_number=Table(
            "staff_number",
            meta,
            Column("number", String(64), primary_key=True),
            Column("run_id", String(32), nullable=False),
            Column("robot_id", String(64), nullable=False),
            Column("worker", String(128), nullable=False),
            Column("taken_at", UtcTime, nullable=False),
        ),
        robot_approval=Table(
            "robot_approval",
            meta,
            Column("robot_id", String(64), primary_key=True),
            Column("version", Integer, primary_key=True),
            Column("hash", String(64), nullable=False),
            Column("approved_by", String(128), nullable=False),
            Column("approved_at", UtcTime, nullable=False),
            Column("tested_runs", Integer, nullable=False),
        ),
        column_map=Table(
            "column_map",
            meta,
            Column("robot_id", String(64), primary_key=True),
            Column("header", String(64), primary_key=True),
            Column("columns", Text, nullable=False),
            Column("said_by", String(128), nullable=False),
            Column("said_at", UtcTime, nullable=False),
        ),
        discrepancy=Table(
            "discrepancy",
            meta,
            Column("id", String(32), primary_key=True),
            Column("run_id", ForeignKey("run.id"), nullable=False),
            Column("kind", String(16), nullable=False),
            Column("receipt", String(64), nullable=False),
            Column("item_id", ForeignKey("item.id")),
            Column("labels", Text, nullable=False),
            Column("found_at", UtcTime, nullable=False),
            Column("settled_at", UtcTime),
            Column("settled_by", String(128), nullable=False),
            Column("note", Text, nullable=False),
            UniqueConstraint("kind", "receipt", name="discrepancy_once"),
            Index("discrepancy_item", "item_id"),
        ),
        attempt=Table(
            "attempt",
            meta,
            Column("id", String(32), primary_key=True),
            Column("item_id", ForeignKey("item.id"), nullable=False),
            Column("run_id", ForeignKey("run.id"), nullable=False),
            Column("started_at", UtcTime, nullable=False),
            Column("submitted_at", UtcTime),
            Column("ended_at", UtcTime),
            Column("outcome", String(16)),
            Column("reason_code", String(64), nullable=False),
        ),
        spot_check=Table(
            "spot_check",
            meta,
            Column("item_id", ForeignKey("item.id"), primary_key=True),
            Column("field_id", String(64), primary_key=True),
            Column("kind", String(32), nullable=False),
            Column("calibration", String(64), nullable=False),
            Column("drawn_at", UtcTime, nullable=False),
            Column("looked_at", UtcTime),
            Column("is_right", Boolean),
            Index("spot_check_kind", "kind", "looked_at"),
        ),
        acceptance_switch=Table(
            "acceptance_switch",
            meta,
            Column("sequence", Counter, primary_key=True, autoincrement=True),
            Column("kind", String(32), nullable=False),
            Column("at", UtcTime, nullable=False),
            Column("is_on", Boolean, nullable=False),
            Column("who", String(128), nullable=False),
            Column("reason", Text, nullable=False),
            Column("calibration", String(64), nullable=False),
        ),
        verified_row=Table(
            "verified_row",
            meta,
            Column("item_id", ForeignKey("item.id"), primary_key=True),
            Column("field_id", String(64), primary_key=True),
            Column("kind", String(32), nullable=False),
            Column("taken_at", UtcTime, nullable=False),
            Column("keep_until", UtcTime, nullable=False),
            Column("path", String(128), nullable=False),
        ),
        learned_head=Table(
            "learned_head",
            meta,
            Column("sequence", Counter, primary_key=True, autoincrement=True),
            Column("made_at", UtcTime, nullable=False),
            Column("hash", String(64), nullable=False),
            Column("path", String(128), nullable=False),
            Column("report", Text, nullable=False),
            Column("report_hash", String(64), nullable=False),
            Column("signature", String(64), nullable=False),
            Column("is_adopted", Boolean, nullable=False),
            Column("withdrawn_at", UtcTime),
            Column("withdrawn_by", String(128), nullable=False),
        ),
        tray_page=Table(
            "tray_page",
            meta,
            Column("id", String(32), primary_key=True),
            sealed("tray_page.source_name"),
            Column("source_sha256", String(64), nullable=False),
            Column("page", Integer, nullable=False),
            Column("template_id", String(64), nullable=False),
            Column("reason", Text, nullable=False),
            Column("path", String(80), nullable=False),
            Column("found_at", UtcTime, nullable=False),
            Column("found_by", String(128), nullable=False),
            Column("settled_at", UtcTime),
            Column("settled_by", String(128), nullable=False),
            Column("note", Text, nullable=False),
            Index("tray_page_source", "source_sha256"),
        ),
        form=Table(
            "form",
            meta,
            Column("item_id", ForeignKey("item.id"), primary_key=True),
            sealed("form.readings"),
        ),
        form_page=Table(
            "form_page",
            meta,
            Column("item_id", ForeignKey("item.id"), primary_key=True),
            Column("page", Integer, primary_key=True),
            Column("path", String(128), nullable=False),
        ),
        evidence=Table(
            "evidence",
            meta,
            Column("id", String(32), primary_key=True),
            Column("attempt_id", ForeignKey("attempt.id"), nullable=False),
            Column("kind", String(32), nullable=False),
            Column("name", String(64), nullable=False),
            Column("path", String(128), nullable=False),
            Column("bytes", Integer, nullable=False),
        ),
        ledger=Table(
            "ledger",
            meta,
            Column("sequence", Counter, primary_key=True, autoincrement=True),
            Column("kind", String(16), nullable=False),
            Column("robot_id", String(64), nullable=False),
            Column("task", String(8), nullable=False),
            Column("section", String(64), nullable=False),
            Column("at", UtcTime, nullable=False),
            Column("fiscal_year", Integer, nullable=False),
            Column("before_ms", BigInteger, nullable=False),
            Column("after_ms", BigInteger, nullable=False),
            Column("items", Integer, nullable=False),
            Column("environment", String(16), nullable=False),
            Column("item_id", ForeignKey("item.id")),
            Column("run_id", ForeignKey("run.id")),
            Column("baseline_id", String(128)),
            Column("note", Text, nullable=False),
            Column("booked_at", UtcTime, nullable=False),
            Column("previous_hash", String(64), nullable=False),
            Column("hash", String(64), nullable=False),
        ),
        **_savings_tables(meta),
        audit=Table(
            "audit",
            meta,
            Column("sequence", Counter, primary_key=True, autoincrement=True),
            Column("at", UtcTime, nullable=False),
            Column("actor", String(128), nullable=False),
            Column("action", String(32), nullable=False),
            Column("subject", String(64), nullable=False),
            Column("detail", Text, nullable=False),
            Column("previous_hash", String(64), nullable=False),
            Column("hash", String(64), nullable=False),
        ),
    )


def _savings_tables(meta: MetaData) -> dict[str, Table]:
    """Describe what stands around the ledger: sums, baselines, closings, BPR."""
    return {
        "ledger_sum": Table(
            "ledger_sum",
            meta,
            Column("environment", String(16), primary_key=True),
            Column("fiscal_year", Integer, primary_key=True, autoincrement=False),
            Column("month", Integer, primary_key=True, autoincrement=False),
            Column("section", String(64), primary_key=True),
            Column("task", String(8), primary_key=True),
            Column("robot_id", String(64), primary_key=True),
            Column("kind", String(16), primary_key=True),
            Column("source", String(8), primary_key=True),
            Column("reason", String(64), primary_key=True),
            Column("run_id", String(32), primary_key=True),
            Column("rows", BigInteger, nullable=False),
            Column("items", BigInteger, nullable=False),
            Column("before_ms", BigInteger, nullable=False),
            Column("after_ms", BigInteger, nullable=False),
        ),
        "reading_sum": Table(
            "reading_sum",
            meta,
            Column("environment", String(16), primary_key=True),
            Column("fiscal_year", Integer, primary_key=True, autoincrement=False),
            Column("month", Integer, primary_key=True, autoincrement=False),
            Column("section", String(64), primary_key=True),
            Column("task", String(8), primary_key=True),
            Column("robot_id", String(64), primary_key=True),
            Column("forms", BigInteger, nullable=False),
            Column("fields", BigInteger, nullable=False),
            Column("accepted", BigInteger, nullable=False),
            Column("right", BigInteger, nullable=False),
            Column("accepted_right", BigInteger, nullable=False),
            Column("characters", BigInteger, nullable=False),
            Column("right_characters", BigInteger, nullable=False),
        ),
        "closing": Table(
            "closing",
            meta,
            Column("sequence", Counter, primary_key=True, autoincrement=True),
            Column("fiscal_year", Integer, nullable=False),
            Column("environment", String(16), nullable=False),
            Column("through", BigInteger, nullable=False),
            Column("through_hash", String(64), nullable=False),
            Column("rows", BigInteger, nullable=False),
            Column("items", BigInteger, nullable=False),
            Column("before_ms", BigInteger, nullable=False),
            Column("after_ms", BigInteger, nullable=False),
            Column("closed_by", String(128), nullable=False),
            Column("closed_at", UtcTime, nullable=False),
            Column("note", Text, nullable=False),
            *_links(),
        ),
        "timing": Table(
            "timing",
            meta,
            Column("sequence", Counter, primary_key=True, autoincrement=True),
            Column("robot_id", String(64), nullable=False),
            Column("staff", String(128), nullable=False),
            Column("at", UtcTime, nullable=False),
            Column("ms", BigInteger, nullable=False),
            # An undone timing stays: this row says which one no longer counts.
            Column("voids", BigInteger),
        ),
        "baseline": Table(
            "baseline",
            meta,
            Column("sequence", Counter, primary_key=True, autoincrement=True),
            Column("robot_id", String(64), nullable=False),
            Column("version", Integer, nullable=False),
            Column("minutes_ms", BigInteger, nullable=False),
            Column("mean_ms", BigInteger),
            Column("exception_ms", BigInteger, nullable=False),
            Column("preparation_ms", BigInteger, nullable=False),
            Column("supervision_ms", BigInteger, nullable=False),
            Column("items", Integer, nullable=False),
            Column("staff", Integer, nullable=False),
            Column("measured_on", String(10), nullable=False),
            Column("measured_by", Text, nullable=False),
            Column("valid_from", String(10), nullable=False),
            # Up to which timing; those after it belong to the next version.
            Column("last_timing", BigInteger, nullable=False),
            Column("proposed_by", String(128), nullable=False),
            Column("proposed_at", UtcTime, nullable=False),
            *_links(),
            UniqueConstraint("robot_id", "version", name="baseline_once"),
        ),
        "baseline_decision": Table(
            "baseline_decision",
            meta,
            Column("sequence", Counter, primary_key=True, autoincrement=True),
            Column("robot_id", String(64), nullable=False),
            Column("version", Integer, nullable=False),
            Column("decision", String(16), nullable=False),
            Column("decided_by", String(128), nullable=False),
            Column("decided_at", UtcTime, nullable=False),
            Column("reason", Text, nullable=False),
            *_links(),
            UniqueConstraint("robot_id", "version", name="baseline_decided_once"),
        ),
        "watch": Table(
            "watch",
            meta,
            Column("sequence", Counter, primary_key=True, autoincrement=True),
            Column("run_id", ForeignKey("run.id"), nullable=False),
            Column("who", String(128), nullable=False),
            Column("at", UtcTime, nullable=False),
            Column("ms", BigInteger, nullable=False),
        ),
        "candidate": Table(
            "candidate",
            meta,
            Column("sequence", Counter, primary_key=True, autoincrement=True),
            Column("id", String(16), nullable=False),
            Column("record", Text, nullable=False),
            Column("saved_by", String(128), nullable=False),
            Column("saved_at", UtcTime, nullable=False),
        ),
        "disposal": Table(
            "disposal",
            meta,
            Column("evidence_id", ForeignKey("evidence.id"), primary_key=True),
            Column("disposed_at", UtcTime, nullable=False),
            Column("disposed_by", String(128), nullable=False),
            Column("rule", Text, nullable=False),
        ),
    }


def _links() -> tuple[Column[str], Column[str]]:
    """Return the columns of a hash chain."""
    return (
        Column("previous_hash", String(64), nullable=False),
        Column("hash", String(64), nullable=False),
    )
