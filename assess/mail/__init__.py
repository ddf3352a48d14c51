"""What a letter says, and how it goes out."""
