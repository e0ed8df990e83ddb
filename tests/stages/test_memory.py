"""What a build leaves for the next one."""

from __future__ import annotations

import pytest
from fixtures.sites import Site

from cxzy_build.dependencies import Question
from cxzy_build.incremental.glance import glance_at
from cxzy_build.incremental.inputs import ITEM_QUESTIONS
from cxzy_build.stages import memory
from cxzy_build.store import out_of_chunks

NEWS = "---\ntitle: 甲\ndate: 2011-04-05\ncolumn: practice\n---\n\n{}。\n"


def test_questions_that_no_item_asks_any_more_are_forgotten(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_RECOUNT", 8)
    site.quick_build()
    first = _questions_of_items(site)
    sizes = []
    for number in range(6):
        written = [f"documents/d{number}{letter}" for letter in "abcdefgh"]
        for path in written:
            site.write(f"{path}.md", "---\ntitle: 甲\ndate: 2011-04-01\nkind: bulletin\n---\n\n文。\n")
        site.write("news/x.md", NEWS.format("".join(f"[甲]({path})" for path in written))).quick_build()
        sizes.append(len(_questions_of_items(site)))
        for path in ("news/x", *written):
            site.delete(f"{path}.md")
        site.quick_build()
    assert max(sizes) <= 2 * min(sizes)
    assert set(first) <= set(_questions_of_items(site))


def _questions_of_items(site: Site) -> list[Question]:
    with glance_at(site.quick_settings(), watches=False) as glance:
        kept = glance.store.load(ITEM_QUESTIONS)
    assert kept
    return out_of_chunks(kept)
