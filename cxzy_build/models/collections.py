"""The collections: the folders of content/ that items lie in."""

COLLECTIONS = ("news", "exemplars", "results", "branches", "commitments", "documents")
"""In the order in which lists and summaries name them."""
