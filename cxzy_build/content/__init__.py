"""Content by itself and together: drafts, addresses, references, items, and the graph of all lists."""
