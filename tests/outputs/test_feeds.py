"""Feeds: valid whatever is in them."""

from __future__ import annotations

import json

from fixtures.sites import Site, file_made
from support.feeds import atom_problems, json_feed_problems

from cxzy_build.outputs.atom import atom
from cxzy_build.outputs.feeds import FEED_ITEMS, Feed, json_feed


def test_an_empty_feed_is_valid(site: Site) -> None:
    feed = Feed("news/columns/none/", "news/columns/none/", "空", "学院党委", ())
    assert atom_problems(atom(feed, site.settings())) == []
    assert json_feed_problems(json_feed(feed, site.settings())) == []


def test_a_feed_has_the_newest_dated_items_and_survives_any_character(site: Site) -> None:
    for number in range(30):
        title = f'第{number}条 <b>&amp; "引号" ]]> 𠮷'
        site.write(
            f"news/n{number:02d}.md",
            f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\ndate: 2012-12-{number % 28 + 1:02d} 08:00\n"
            "column: meetings\nsummary: 一句 <摘要> & 更多\nupdated: 2012-12-30\ncontributor: 甲 & 乙\n---\n\n文。\n",
        )
    atom, feed = (file_made(site, f"feed.{kind}") for kind in ("xml", "json"))
    items = json.loads(feed)["items"]
    assert len(items) == FEED_ITEMS
    dates = [item["date_published"] for item in items]
    assert dates == sorted(dates, reverse=True)
    assert atom_problems(atom) == []
    assert json_feed_problems(feed) == []
    assert items[0]["title"].endswith("𠮷")
