"""Tables, audit chain, numbers, staff accounts, and opening the database."""
