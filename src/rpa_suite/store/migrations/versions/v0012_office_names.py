"""宛名台帳の氏名: counted names of the office's own register."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the table that says where the counted names lie."""
    op.create_table(
        "office_names",
        sa.Column("path", sa.String(80), primary_key=True),
        sa.Column("people", sa.Integer, nullable=False),
        sa.Column("surnames", sa.Integer, nullable=False),
        sa.Column("given_names", sa.Integer, nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by", sa.String(128), nullable=False),
    )
