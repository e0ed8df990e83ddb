"""Files made from their specs, several at a time."""

from __future__ import annotations

import pytest
from fixtures.sites import ReadyMaker, Site, maker_of

from cxzy_build.dependencies import Steps
from cxzy_build.outputs import file_maker
from cxzy_build.outputs.feeds import Feed, json_feed
from cxzy_build.outputs.specs import OutputSpec, in_traditional
from cxzy_build.pages.frame import HOME, NOWHERE, Frame, Slot
from cxzy_build.settings import Settings

SPEC: OutputSpec = ("json feed", "")
TRADITIONAL = in_traditional("feed.json", SPEC)


@pytest.fixture
def ready(site: Site) -> ReadyMaker:
    site.append("campaign.yml", "\neditions: [zh-Hant]\n")
    return _maker_of(site)


def _maker_of(site: Site) -> ReadyMaker:
    return maker_of(site.settings(), Frame({HOME: Slot.BODY, NOWHERE: Slot.BODY}, (), {}))


def test_each_is_made_as_if_it_was_made_alone(site: Site, ready: ReadyMaker) -> None:
    """By another maker, and in the other order: what one keeps for later pages is asked for with each of them."""
    specs = {path: spec for path, spec in ready.plan.specs.items() if path.endswith((".html", ".json", ".xml"))}
    steps = Steps(ready.log)
    made = ready.maker.make(specs, steps)
    assert list(made) == list(specs)
    other = _maker_of(site)
    for path in reversed(specs):
        alone = Steps(other.log)
        assert other.maker.make({path: specs[path]}, alone)[path] == made[path]
        assert alone.asked(path) == steps.asked(path), path


def test_a_file_in_traditional_is_made_from_the_one_made_with_it(
    ready: ReadyMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = ready.maker.make({"zh-hant/feed.json": TRADITIONAL}, Steps(ready.log))
    assert list(alone) == ["zh-hant/feed.json"]
    made = []

    def noting(feed: Feed, settings: Settings) -> bytes:
        made.append(feed)
        return json_feed(feed, settings)

    monkeypatch.setattr(file_maker, "json_feed", noting)
    both = ready.maker.make({"zh-hant/feed.json": TRADITIONAL, "feed.json": SPEC}, Steps(ready.log))
    assert both["zh-hant/feed.json"] == alone["zh-hant/feed.json"]
    assert len(made) == 1


def test_what_is_asked_for_the_original_is_asked_for_what_is_made_from_it(ready: ReadyMaker) -> None:
    steps = Steps(ready.log)
    ready.maker.make({"feed.json": SPEC, "zh-hant/feed.json": TRADITIONAL}, steps)
    assert steps.asked("feed.json") < steps.asked("zh-hant/feed.json")
