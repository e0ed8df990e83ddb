"""Every picture that is to be published, looked at; those of the build before where none can be another."""

from __future__ import annotations

from msgspec import structs

from ..content.picture_names import is_picture
from ..content.references import Resolver
from ..ledger.past import Past
from ..looks import Looks
from ..pictures.gathering import names_among_pages, pictures_of_items, pictures_of_pages
from ..pictures.library import Pictures, read_pictures
from ..settings import Settings
from .build import Build
from .reading import Content


def look_at_pictures(build: Build, content: Content) -> Pictures:
    """Every picture that is to be published, checked; if there is to be a site, and nothing is wrong so far, in all its
    forms."""
    settings, past = build.settings, build.past
    blamed = frozenset(problem.position.file for problem in content.problems if problem.is_error)
    if past and not blamed and _has_same_pictures(settings, content, past):
        return past.world.pictures
    frame, resolver = content.frame, Resolver(settings, content.register, Looks())
    wanted = (
        *pictures_of_items(settings, content.graph, content.linked, content.shelf, blamed),
        *pictures_of_pages(settings, frame.files, content.pages, resolver, blamed),
    )
    encode = build.publishes and not blamed
    build.progress.stage("处理图片" if encode else "核对图片", len(wanted))
    found = read_pictures(settings, wanted, encode=encode, on_done=build.progress.advance)
    pictures = structs.replace(found, problems=(*found.problems, *names_among_pages(settings, frame.files)))
    return past.world.pictures if past and pictures == past.world.pictures else pictures


def _has_same_pictures(settings: Settings, content: Content, past: Past) -> bool:
    """Whether the same pictures are published as before, and their files are as they were; those beside hand-written
    pages are among what makes the frame."""
    if not content.has_same_frame:
        return False
    top, files, before = f"{settings.content_dir}/", content.tree.files, past.contents
    known = {address: file[len(top) :] for address, file in past.picture_files if file.startswith(top)}
    if content.graph is not past.world.graph:
        shown = (one for face in content.graph.faces if face.files for one in face.files)
        if {address: path for path, address in shown if is_picture(path)} != known:
            return False
    return all(files.get(path) == before.get(path) for path in known.values())
