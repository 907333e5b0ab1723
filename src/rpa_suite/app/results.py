"""結果: what became of an import leaves the suite, as a sheet or as a slip."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from rpa_suite.app.access import Access
from rpa_suite.errors import InputError
from rpa_suite.model.robots import Site
from rpa_suite.model.staff import Duty
from rpa_suite.store import Store


class Results:
    """Writes the files that a clerk gives on; each is recorded in the audit log."""

    def __init__(
        self,
        store: Store,
        access: Access,
        sites: Mapping[str, Site],
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._access = access
        self._sites = sites
        self._now = now

    def export_sheet(self, batch_id: str, path: Path) -> int:
        """Write the clerk's own sheet with results (.xlsx); returns how many items.

        Raises:
            InputError: The file cannot be written.
        """
        # Excel takes a third of a second to load: not while the launcher starts.
        from rpa_suite.app.exporting import export_sheet

        batch = self._store.batches.get(batch_id)
        robot = self._access.robot_for(Duty.EXPORT, batch.robot_id)
        written = export_sheet(self._store, robot, batch_id, path)
        self._note(batch_id, written)
        return written

    def export_slip(self, batch_id: str, path: Path) -> int:
        """Write the 処理結果票 (.pdf); returns how many items it tells of.

        Raises:
            InputError: The file cannot be written.
            SetupError: No Japanese font that a PDF can carry is installed.
        """
        from rpa_suite.app.exporting import export_slip

        robot = self._access.seen_robot(self._store.batches.get(batch_id).robot_id)
        site = self._sites.get(robot.site)
        written = export_slip(
            self._store,
            robot,
            site.title if site else robot.site,
            batch_id,
            path,
            who=self._access.permissions.account,
            now=self._now(),
        )
        self._note(batch_id, written)
        return written

    def export_papers(self, batch_id: str, path: Path) -> int:
        """Write the 帳票 of an import into one PDF; returns how many there are.

        Raises:
            InputError: The file cannot be written, or there are none.
            NotAllowed: He may not see what is personal.
        """
        from rpa_suite.app.papers import export_papers

        robot = self._access.seen_robot(self._store.batches.get(batch_id).robot_id)
        self._access.robot_for(Duty.REVEAL, robot.id)
        written = export_papers(self._store, batch_id, path)
        if not written:
            raise InputError(
                f"この取込には、保存した帳票（{robot.paper or '帳票'}）がありません。"
                "実行が済んでから書き出してください。"
            )
        self._note(batch_id, written)
        return written

    def _note(self, batch_id: str, items: int) -> None:
        self._store.audit.record(
            actor=self._access.permissions.account,
            action="export",
            subject=batch_id,
            detail={"items": str(items)},
            now=self._now(),
        )
