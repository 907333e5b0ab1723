"""Plain frozen records and enums that every other layer shares; standard library only."""
