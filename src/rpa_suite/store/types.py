"""Column types: counters, sealed personal data, times that know their zone."""

import json
from datetime import UTC, datetime
from typing import Any, Protocol

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, LargeBinary
from sqlalchemy.types import TypeDecorator

# SQLite counts rows by itself only for a plain INTEGER key.
Counter = BigInteger().with_variant(Integer, "sqlite")


class Sealer(Protocol):
    """What the store needs of the vault; ``security.vault.Vault`` has it."""

    def seal(self, plain: bytes, *, purpose: str) -> bytes:
        """Return ``plain`` encrypted and bound to ``purpose``."""

    def unseal(self, sealed: bytes, *, purpose: str) -> bytes:
        """Return what was sealed; raises ``StoreError`` when it was tampered with."""


class Sealed(TypeDecorator[Any]):
    """A JSON value that lies encrypted in its column.

    Every personal field of the database goes through here: encryption at rest is this
    one place (and ``sealed_files`` for images).
    """

    impl = LargeBinary
    cache_ok = False

    def __init__(self, sealer: Sealer, purpose: str) -> None:
        super().__init__()
        self._sealer = sealer
        self._purpose = purpose

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        """Seal the value as canonical JSON."""
        if value is None:
            return None
        plain = json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
        return self._sealer.seal(plain, purpose=self._purpose)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Unseal the value."""
        if value is None:
            return None
        return json.loads(self._sealer.unseal(bytes(value), purpose=self._purpose))


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC; naive times are refused, SQLite's are given their zone back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        """Refuse naive times and turn the rest into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        """Return the moment with its zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value.astimezone(UTC)
