"""確認: every person's look at every doubtful field, never changed."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

COUNTER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add the table of looks at fields; rows can only be added."""
    op.create_table(
        "field_look",
        sa.Column("sequence", COUNTER, primary_key=True, autoincrement=True),
        sa.Column("item_id", sa.String(32), sa.ForeignKey("item.id"), nullable=False),
        sa.Column("field_id", sa.String(64), nullable=False),
        sa.Column("who", sa.String(128), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("value", sa.LargeBinary, nullable=False),
    )
    op.create_index("field_look_item", "field_look", ["item_id"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            """
            CREATE TRIGGER field_look_append_only BEFORE UPDATE OR DELETE ON field_look
            FOR EACH ROW EXECUTE FUNCTION append_only()
            """
        )
        op.execute(
            """
            CREATE TRIGGER field_look_no_truncate BEFORE TRUNCATE ON field_look
            FOR EACH STATEMENT EXECUTE FUNCTION append_only()
            """
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"""
            CREATE TRIGGER field_look_no_{verb.lower()} BEFORE {verb} ON field_look
            BEGIN SELECT RAISE(ABORT, 'field_look: append only'); END
            """
        )
