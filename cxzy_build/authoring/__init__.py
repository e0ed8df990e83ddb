"""What helps people write: a new item to start from, and the demonstration content to start without."""
