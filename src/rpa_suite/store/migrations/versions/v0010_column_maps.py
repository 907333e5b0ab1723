"""列の対応: what a person said of a sender's columns."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the table of columns by header."""
    op.create_table(
        "column_map",
        sa.Column("robot_id", sa.String(64), primary_key=True),
        sa.Column("header", sa.String(64), primary_key=True),
        sa.Column("columns", sa.Text, nullable=False),
        sa.Column("said_by", sa.String(128), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
    )
