"""Files that others wrote, read without trust, and what is wrong with them in words."""
