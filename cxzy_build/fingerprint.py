"""What decides the site besides its sources: this program, the libraries, Python."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

from .files import digest_text
from .settings import Settings

_PACKAGE = Path(__file__).parent


@cache
def fingerprint() -> str:
    """Another one for another version of this program, of any library installed, or of Python.

    Libraries are known by the folders that say which version is installed, and when those were made; our own files by
    size and time.
    """
    known = [f"{sys.version} {os.fspath(_PACKAGE)}"]
    for folder, _, names in sorted(os.walk(_PACKAGE)):
        for name in sorted(names):
            if name.endswith((".py", ".otf", ".html", ".js", ".css", ".txt")):
                found = os.stat(os.path.join(folder, name))
                known.append(f"{folder}/{name} {found.st_size} {found.st_mtime_ns}")
    for folder in sys.path:
        for name in _installed(folder):
            known.append(f"{folder}/{name} {os.stat(os.path.join(folder, name)).st_mtime_ns}")
    return digest_text("\n".join(known))


def _installed(folder: str) -> list[str]:
    try:
        names = os.listdir(folder or ".")
    except OSError:
        return []
    return sorted(name for name in names if name.endswith((".dist-info", ".egg-info", ".egg-link")))


def purpose_of(settings: Settings) -> str:
    """What must be the same for a site's tables to be of use: program, libraries, and the settings that shape pages."""
    folders = f"{settings.root}\0{settings.content_dir}\0{settings.docs_dir}\0{settings.theme_dir}"
    names = f"{settings.site_url}\0{settings.site_name}\0{settings.preview}\0{settings.search}"
    return f"{fingerprint()}\0{folders}\0{names}\0{settings.markdown}"


def purpose_of_frame(settings: Settings) -> str:
    """What must be the same for a kept frame to be of use; it depends on neither content nor previews nor search."""
    folders = f"{settings.root}\0{settings.docs_dir}\0{settings.theme_dir}"
    return f"{fingerprint()}\0{folders}\0{settings.site_url}\0{settings.site_name}\0{settings.markdown}"


def purpose_of_drafts(settings: Settings) -> str:
    """What must be the same for kept drafts to be of use; empty where mkdocs.yml names what may read who knows what."""
    shown = settings.shown(settings.content_dir)
    return f"{fingerprint()}\0{shown}\0{settings.site_url}\0{settings.markdown}" if settings.config_digest else ""
