"""What a build remembers of the one before, and what has to be done again because something differs."""
