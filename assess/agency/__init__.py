"""The agent's room: portfolios and invitations."""
