"""The search index: what is searched, folded, cut into grams and laid out in small files (docs/search.md)."""
