"""The recipe: read and check the content, index it for search, plan every file, make what is not kept from the build
before and verify its links, publish."""

from __future__ import annotations

from functools import partial

from .background import meanwhile
from .errors import BuildFailed, Problem, any_error
from .incremental.inputs import Inputs
from .pages.templates import compile_ahead
from .records import Record
from .stages.build import Build
from .stages.inputs import inputs_of
from .stages.planning import plan_all
from .stages.publishing import keep_twin, publish_all
from .stages.reading import read_content
from .stages.remaking import make_all
from .stages.searching import index_content
from .stages.vanished import vanished_addresses


class Built(Record):
    """inputs: of the site, for a summary and for the next build's glance. written: how many files were. problems:
    warnings."""

    inputs: Inputs
    written: int
    problems: tuple[Problem, ...]


def follow_recipe(build: Build) -> Built:
    """Content in, verified files out, in the published site's place if there is to be one. Raises BuildFailed."""
    compiling = partial(compile_ahead, build.settings.theme_dir, build.settings.cache_dir / "templates")
    with meanwhile(compiling, is_worth_it=build.previous is None and build.settings.jobs > 1):
        content = read_content(build)
    if not content.can_be_shown:
        raise BuildFailed(content.problems)
    index = index_content(build, content)
    site = plan_all(build, content, index)
    made = make_all(build, content, site)
    gone = vanished_addresses(build, content, site)
    problems = (*content.problems, *site.problems, *made.problems, *gone)
    if any_error(problems):
        keep_twin(build, site, made)
        raise BuildFailed(problems)
    inputs = inputs_of(build, content, site, made, problems)
    if build.publishes:
        publish_all(build, content, site, made, inputs)
    return Built(inputs, len(made.written), problems)
