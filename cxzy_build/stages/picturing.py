"""Every picture that is to be published, looked at; those of the build before where none can be another."""

from __future__ import annotations

from msgspec import structs

from ..content.picture_names import is_picture
from ..content.references import Resolver
from ..dependencies import DependencyLog
from ..incremental.previous_build import PreviousBuild
from ..pictures.gathering import names_among_pages, pictures_of_items, pictures_of_pages
from ..pictures.library import Pictures, read_pictures
from ..settings import Settings
from .build import Build
from .reading import Content


def look_at_pictures(build: Build, content: Content) -> Pictures:
    """Every picture that is to be published, checked; if there is to be a site, and nothing is wrong so far, in all its
    forms."""
    settings, previous = build.settings, build.previous
    blamed = frozenset(problem.position.file for problem in content.problems if problem.is_error)
    if previous and not blamed and _has_same_pictures(settings, content, previous):
        return previous.world.pictures
    frame, resolver = content.frame, Resolver(settings, content.register, DependencyLog())
    wanted = (
        *pictures_of_items(settings, content.graph, content.linked, content.draft_cache, blamed),
        *pictures_of_pages(settings, frame.files, content.pages, resolver, blamed),
    )
    encode = build.publishes and not blamed
    build.progress.stage("处理图片" if encode else "核对图片", len(wanted))
    found = read_pictures(settings, wanted, encode=encode, on_done=build.progress.advance)
    pictures = structs.replace(found, problems=(*found.problems, *names_among_pages(settings, frame.files)))
    return previous.world.pictures if previous and pictures == previous.world.pictures else pictures


def _has_same_pictures(settings: Settings, content: Content, previous: PreviousBuild) -> bool:
    """Whether the same pictures are published as before, and their files are as they were; those beside hand-written
    pages are among what makes the frame."""
    if not content.has_same_frame:
        return False
    top, files, before = f"{settings.content_dir}/", content.tree.files, previous.contents
    known = {address: file[len(top) :] for address, file in previous.picture_files if file.startswith(top)}
    if content.graph is not previous.world.graph:
        shown = (one for teaser in content.graph.teasers if teaser.files for one in teaser.files)
        if {address: path for path, address in shown if is_picture(path)} != known:
            return False
    return all(files.get(path) == before.get(path) for path in known.values())
