"""What to make of it: candidates, options, verdicts. Every pound comes from the ledger."""
