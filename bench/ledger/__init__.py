"""The managers' figures over a million rows of the ledger."""
