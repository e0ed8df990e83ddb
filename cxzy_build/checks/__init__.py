"""Rules that must hold before anything goes out: over one item as it is linked, and over the whole site."""
