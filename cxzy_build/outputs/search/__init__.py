"""The search index: what is searched, folded, cut into grams and laid out in small files (docs/search.md)."""

import os

# Before numpy is loaded: its linear algebra, which nobody here uses, would start threads in a process that forks, and
# the kernel may give such a thread the signal of Ctrl+C, which then does not wake the one that waits.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
