"""A file to be published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..pages.renderer import Made, Renderer


@dataclass(frozen=True, slots=True)
class Output:
    """`path` is relative to the site's folder; `make` gives its contents, in whichever worker comes to it.

    source: the file that faults in it are reported at, relative to the folder of mkdocs.yml (empty: none).
    """

    path: str
    make: Callable[[Renderer], Made]
    source: str = ""

    @property
    def address(self) -> str:
        """What follows the site's root in its address."""
        return self.path.removesuffix("index.html") if self.is_html else self.path

    @property
    def is_html(self) -> bool:
        return self.path.endswith("index.html") or self.path == "404.html"
