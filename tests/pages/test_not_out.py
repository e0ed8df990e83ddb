"""What previews say of items that are not out, in the same breath as the rule that keeps them in."""

from __future__ import annotations

import pytest

from cxzy_build.bodies.body import Body
from cxzy_build.content.drafts import OUT, Draft, outline_of
from cxzy_build.models.front_matter import NewsFront
from cxzy_build.models.schemas import make
from cxzy_build.pages.not_out import why_not_out

NOW = "2012-11-08T09:30"


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({}, ""),
        ({"draft": "true"}, "草稿"),
        ({"draft": "true", "date": "2013-01-01"}, "草稿"),
        ({"date": "2012-11-09"}, "将于2012年11月9日发布"),
        ({"publish_on": "2012-11-08 10:00"}, "将于2012年11月8日 10:00发布"),
        ({"date": "2012-11-09", "publish_on": "2012-12-01"}, "将于2012年12月1日发布"),
        ({"publish_on": "2012-11-08 09:30"}, ""),
        ({"expire_on": "2012-11-08"}, ""),
        ({"expire_on": "2012-11-07"}, "已过期"),
        ({"expire_on": "2012-11-08 09:00"}, "已过期"),
    ],
)
def test_a_preview_says_why_readers_do_not_see_an_item(keys: dict[str, str], said: str) -> None:
    front = make(NewsFront, {"title": "甲", "date": "2012-11-01", "column": "meetings", **keys})
    standing = outline_of(Draft("news/a.md", front, Body(), True)).standing(NOW)
    assert why_not_out(front, standing) == said
    assert (standing == OUT) == (not said)
