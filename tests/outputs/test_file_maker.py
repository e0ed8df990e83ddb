"""Files made from their specs, one after the other."""

from __future__ import annotations

import pytest
from fixtures.sites import ReadyMaker, Site, maker_of

from cxzy_build.dependencies import Question
from cxzy_build.outputs.file_maker import JustMade
from cxzy_build.outputs.specs import OutputSpec, in_traditional
from cxzy_build.pages.frame import HOME, NOWHERE, Frame, Slot
from cxzy_build.pages.renderer import MadeFile

SPEC: OutputSpec = ("json feed", "")
TRADITIONAL = in_traditional("feed.json", SPEC)
ASKED: Question = ("exists", "asked/for/the/original/")
ORIGINAL = MadeFile('{"title": "刚做好的网页"}'.encode())
MADE_OF_IT = '{"title": "剛做好的網頁"}'.encode()


@pytest.fixture
def ready(site: Site) -> ReadyMaker:
    site.append("campaign.yml", "\neditions: [zh-Hant]\n")
    return maker_of(site.settings(), Frame({HOME: Slot.BODY, NOWHERE: Slot.BODY}, (), {}))


def test_a_file_in_traditional_is_made_from_the_one_just_made(ready: ReadyMaker) -> None:
    assert ready.maker.make(TRADITIONAL, JustMade(SPEC, ORIGINAL, frozenset({ASKED}))).data == MADE_OF_IT
    assert ASKED in ready.log.take()


def test_another_file_is_not_taken_for_the_original(ready: ReadyMaker) -> None:
    other = JustMade(("json feed", "news/columns/meetings/"), ORIGINAL, frozenset({ASKED}))
    made = ready.maker.make(TRADITIONAL, other)
    assert made.data != MADE_OF_IT
    assert made.data == ready.maker.make(TRADITIONAL).data
    assert ASKED not in ready.log.take()


def test_what_is_asked_for_the_original_is_asked_for_what_is_made_from_it(ready: ReadyMaker) -> None:
    ready.maker.make(SPEC)
    asked = ready.log.take()
    ready.maker.make(TRADITIONAL)
    assert asked < ready.log.take()
