"""What a browser sees: forms, views, and who may do what."""
