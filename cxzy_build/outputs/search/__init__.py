"""The search index: what is searched, how it is folded, cut into grams, and laid out in small files (docs/search.md)."""
