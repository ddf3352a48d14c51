"""The underwriter's room: queues, verdicts and certificates."""
