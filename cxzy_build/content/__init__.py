"""Items: each by itself (drafts), and all together (addresses, references, the graph of their lists)."""
