"""Content is listed by another process, which tells early that something has changed."""

from __future__ import annotations

import dataclasses
import os
import shutil
import signal
from contextlib import AbstractContextManager

import pytest
from fixtures.sites import LAUNCH, Site, StandIn
from support.tree import tree_digest

from cxzy_build.delivery.exchange import spare_of
from cxzy_build.incremental import scanning
from cxzy_build.incremental.glance import glance_at
from cxzy_build.incremental.scanning import Listing, listing_of
from cxzy_build.site import build_site
from cxzy_build.source.tree import Tree, list_tree


def look(site: Site, before: Tree) -> AbstractContextManager[Listing]:
    return listing_of(dataclasses.replace(site.settings(), jobs=2), before.files)


def listed(site: Site) -> Tree:
    return list_tree(site.settings())


def test_where_nothing_has_changed_nothing_is_found(site: Site) -> None:
    before = listed(site)
    with look(site, before) as started:
        assert not started.finds_something()
        assert started.tree() == before


@pytest.mark.parametrize("path", [LAUNCH, "news/new.md", "results/zz.pdf"])
def test_a_file_that_is_new_or_another_one_is_found(site: Site, path: str) -> None:
    before = listed(site)
    site.write(path, "文")
    with look(site, before) as started:
        assert started.finds_something()
        assert started.tree() == listed(site) != before


def test_what_is_gone_is_seen_in_the_tree(site: Site) -> None:
    before = listed(site)
    site.delete(LAUNCH)
    with look(site, before) as started:
        assert not started.finds_something()
        assert LAUNCH not in started.tree().files


def test_problems_and_places_are_those_of_a_look_from_here(site: Site) -> None:
    (site.content_dir / "news/link.pdf").symlink_to("/etc/hostname")
    (site.content_dir / "news/own.png").symlink_to("2011-03-05-volunteers/photo.png")
    site.write("nwes/x.md", "文").write("news/x.docx", "稿")
    with look(site, listed(site)) as started:
        assert started.tree() == listed(site)


def test_a_folder_that_is_not_there_holds_nothing(site: Site) -> None:
    before = listed(site)
    shutil.rmtree(site.content_dir)
    with look(site, before) as started:
        assert not started.finds_something()
        assert started.tree() == listed(site)


def test_a_process_that_dies_is_done_without(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    before = listed(site)
    monkeypatch.setattr(scanning, "list_tree_here", lambda *about: os.kill(os.getpid(), signal.SIGKILL))
    with look(site, before) as started:
        assert not started.finds_something()
        assert started.tree() == before


def test_a_process_that_cannot_be_had_is_done_without(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError

    settings = dataclasses.replace(site.quick_settings(), jobs=2)
    build_site(settings, StandIn(settings.docs_dir))
    site.append(LAUNCH, "一句。\n")
    monkeypatch.setattr(os, "fork", refuse)
    assert build_site(settings, StandIn(settings.docs_dir)).changed
    assert build_site(settings, StandIn(settings.docs_dir)).changed == 0


def test_a_look_that_nobody_wants_leaves_nothing_open(site: Site) -> None:
    def opened() -> list[str]:
        return sorted(os.listdir("/proc/self/fd"))

    before, tree = opened(), listed(site)
    with look(site, tree):
        pass
    with look(site, tree) as started:
        started.tree()
    assert opened() == before


def seems_changed(site: Site) -> bool:
    settings = dataclasses.replace(site.quick_settings(), jobs=2)
    with glance_at(settings, watches=False) as glance:
        assert glance.inputs
        return glance.seems_changed(glance.inputs.frame)


def test_a_change_is_expected_where_folders_or_files_are_newer(site: Site) -> None:
    site.quick_build()
    site.quick_build()  # what had only just been written is settled now
    assert not seems_changed(site)
    site.append(LAUNCH, "一句。\n")
    assert seems_changed(site)
    site.quick_build()
    site.quick_build()
    assert not seems_changed(site)
    site.delete(LAUNCH)
    assert seems_changed(site)


def test_what_an_editor_left_and_took_away_is_taken_for_a_change_once(site: Site) -> None:
    site.quick_build()
    site.quick_build()
    site.write("news/.launch.md.swp", "").delete("news/.launch.md.swp")
    assert seems_changed(site)
    assert build_site(dataclasses.replace(site.quick_settings(), jobs=2), StandIn(site.root / "site_src")).changed == 0
    assert not seems_changed(site)


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_lies_behind_a_link_in_the_spares_place_is_not_the_spare(site: Site, jobs: int) -> None:
    settings = dataclasses.replace(site.quick_settings(), jobs=jobs)
    build_site(settings, StandIn(settings.docs_dir))
    site.append(LAUNCH, "一句。\n")
    build_site(settings, StandIn(settings.docs_dir))
    spare, elsewhere, published = spare_of(site.site_dir), site.root / "elsewhere", tree_digest(site.site_dir)
    spare.rename(elsewhere)
    spare.symlink_to(elsewhere)
    for said in ("又一句。\n", "再一句。\n"):
        site.append(LAUNCH, said)
        build_site(settings, StandIn(settings.docs_dir))
        assert tree_digest(site.site_dir).keys() == published.keys()
    assert tree_digest(elsewhere) == published
