"""mkdocs.yml as it was written, so that faults in it have their places."""

from __future__ import annotations

import re

from yaml.nodes import Node

from ..errors import Position, Problem
from ..source.text_files import YamlFile


class SettingsText(YamlFile, dict=True):
    """mkdocs.yml as it was written; `file` is what messages call it."""

    def fault(self, word: str, message: str, hint: str) -> Problem:
        """What is wrong with a word, where it first stands; else with the file."""
        found = self.standing(word)
        return _problem(self.at(found.start(1)) if found else Position(self.file), message, hint)

    def standing(self, word: str) -> re.Match[str] | None:
        """Where a word stands by itself, comments passed over, as group 1."""
        pattern = rf"^[^#\n]*?(?<![\w-])({re.escape(word)})(?![\w-])"
        return re.search(pattern, self.text, re.MULTILINE) if word else None

    def fault_at(self, node: Node, message: str, hint: str) -> Problem:
        """What is wrong with a part of it."""
        return _problem(self.at(node.start_mark.index), message, hint)


def _problem(where: Position, message: str, hint: str) -> Problem:
    return Problem(where, "settings", message, hint)
