"""突合: what the business system's list says of our entries."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the table of differences, and when each run was held against the list."""
    op.create_table(
        "discrepancy",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("run_id", sa.String(32), sa.ForeignKey("run.id"), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("receipt", sa.String(64), nullable=False),
        sa.Column("item_id", sa.String(32), sa.ForeignKey("item.id")),
        sa.Column("labels", sa.Text, nullable=False),
        sa.Column("found_at", TIME, nullable=False),
        sa.Column("settled_at", TIME),
        sa.Column("settled_by", sa.String(128), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.UniqueConstraint("kind", "receipt", name="discrepancy_once"),
    )
    op.create_index("discrepancy_item", "discrepancy", ["item_id"])
    op.add_column("run", sa.Column("reconciled_at", TIME))
