"""The day's backup, brought up to date while a screen stands and nobody waits for it."""

from __future__ import annotations

from flashcards.errors import AccessError, BusyError
from flashcards.home.library import Library


class DayCopy:
    """Knows what of this session's writing the day's backup holds."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._held = -1

    def refresh(self) -> str:
        """Bring the day's backup up to date; return a word if that fails.

        Nothing is looked at where nothing was written here since it was done last.
        """
        from flashcards.store.daily import refresh_daily

        conn = self._library.database.conn
        if self._held == conn.total_changes:
            return ""
        try:
            refresh_daily(conn, self._library.home.backups, self._library.clock.today)
        except (AccessError, BusyError) as error:
            return f"No backup today: {error}"
        self._held = conn.total_changes
        return ""
