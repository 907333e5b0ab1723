"""抜き取り確認と学習: spot checks, what was switched off, verified rows, new heads."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

COUNTER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the tables of spot checks and of learning."""
    op.create_table(
        "spot_check",
        sa.Column("item_id", sa.String(32), sa.ForeignKey("item.id"), primary_key=True),
        sa.Column("field_id", sa.String(64), primary_key=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("calibration", sa.String(64), nullable=False),
        sa.Column("drawn_at", TIME, nullable=False),
        sa.Column("looked_at", TIME),
        sa.Column("is_right", sa.Boolean),
    )
    op.create_index("spot_check_kind", "spot_check", ["kind", "looked_at"])
    op.create_table(
        "acceptance_switch",
        sa.Column("sequence", COUNTER, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("is_on", sa.Boolean, nullable=False),
        sa.Column("who", sa.String(128), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("calibration", sa.String(64), nullable=False),
    )
    op.create_table(
        "verified_row",
        sa.Column("item_id", sa.String(32), sa.ForeignKey("item.id"), primary_key=True),
        sa.Column("field_id", sa.String(64), primary_key=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("taken_at", TIME, nullable=False),
        sa.Column("keep_until", TIME, nullable=False),
        sa.Column("path", sa.String(128), nullable=False),
    )
    op.create_table(
        "learned_head",
        sa.Column("sequence", COUNTER, primary_key=True, autoincrement=True),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("path", sa.String(128), nullable=False),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("report_hash", sa.String(64), nullable=False),
        sa.Column("signature", sa.String(64), nullable=False),
        sa.Column("is_adopted", sa.Boolean, nullable=False),
        sa.Column("withdrawn_at", TIME),
        sa.Column("withdrawn_by", sa.String(128), nullable=False),
    )
