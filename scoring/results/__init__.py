"""From an edition and a company's facts to a result."""
