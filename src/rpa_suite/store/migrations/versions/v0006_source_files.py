"""取込元のファイル: the clerk's own sheet, to give it back with results."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the table of files that imports came from."""
    op.create_table(
        "source_file",
        sa.Column(
            "batch_id", sa.String(32), sa.ForeignKey("batch.id"), primary_key=True
        ),
        sa.Column("path", sa.String(128), nullable=False),
        sa.Column("left_out", sa.LargeBinary, nullable=False),
    )
