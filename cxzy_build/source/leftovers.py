"""Files that programs leave beside those that people work on: nobody means to publish them."""

from __future__ import annotations

_HIDDEN_OR_LOCK = (".", "~$")
"""How the names of hidden files begin, and those of the lock files of Word, Excel and PowerPoint."""

_ENDINGS = ("~", ".bak", ".orig", ".tmp", ".swm", ".swn", ".swo", ".swp")
"""Of copies that editors and office programs keep."""

_NAMES = frozenset({"4913", "thumbs.db", "desktop.ini"})
"""How vim tries whether it may write into a folder; lists of the Windows Explorer."""


def is_hidden_or_lock(name: str) -> bool:
    """Whether a file or folder is passed over without a word, wherever it lies."""
    return name.startswith(_HIDDEN_OR_LOCK)


def is_leftover(name: str) -> bool:
    """Whether the name is one that programs give, not people; `#…#` is how Emacs keeps what is not saved yet."""
    small = name.lower()
    is_autosave = len(name) > 1 and name.startswith("#") and name.endswith("#")
    return is_hidden_or_lock(name) or is_autosave or small in _NAMES or small.endswith(_ENDINGS)
