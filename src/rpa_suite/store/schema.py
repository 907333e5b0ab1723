"""The tables as the code uses them; migrations freeze their own copies."""

from dataclasses import dataclass

from sqlalchemy import (
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

from rpa_suite.store.savings_schema import savings_tables
from rpa_suite.store.types import Counter, Sealed, Sealer, UtcTime


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
    office_names: Table


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
        office_names=Table(
            "office_names",
            meta,
            Column("path", String(80), primary_key=True),
            Column("people", Integer, nullable=False),
            Column("surnames", Integer, nullable=False),
            Column("given_names", Integer, nullable=False),
            Column("taken_at", UtcTime, nullable=False),
            Column("taken_by", String(128), nullable=False),
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
        **savings_tables(meta),
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
