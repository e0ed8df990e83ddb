"""sitemap.xml."""

from __future__ import annotations

import re

from fixtures.sites import SITE_URL
from support.feeds import sitemap_problems

from cxzy_build.outputs.site_maps import MOST_ADDRESSES, site_maps


def test_a_site_map_of_too_many_addresses_becomes_an_index() -> None:
    entries = [(f"news/{n}/", "") for n in range(MOST_ADDRESSES + 1)]
    files = dict(site_maps(SITE_URL, entries))
    assert sorted(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    assert all(sitemap_problems(data) == [] for data in files.values())
    named = re.findall(rb"<loc>(.*?)</loc>", files["sitemap.xml"])
    assert named == [f"{SITE_URL}sitemap-{n}.xml".encode() for n in (1, 2)]
    assert sum(data.count(b"<url>") for name, data in files.items() if name != "sitemap.xml") == len(entries)


def test_a_site_map_of_a_folder_names_what_is_in_it_and_lies_there() -> None:
    entries = [("a/", ""), ("zh-hant/", ""), *((f"zh-hant/{n}/", "") for n in range(MOST_ADDRESSES))]
    files = dict(site_maps(SITE_URL, entries, "zh-hant/"))
    assert [*files] == ["zh-hant/sitemap.xml", "zh-hant/sitemap-1.xml", "zh-hant/sitemap-2.xml"]
    assert f"{SITE_URL}zh-hant/sitemap-1.xml".encode() in files["zh-hant/sitemap.xml"]
    assert f"<loc>{SITE_URL}a/".encode() not in b"".join(files.values())
