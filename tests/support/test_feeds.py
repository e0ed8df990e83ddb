"""The validators accept good documents and find each fault they are there for."""

from __future__ import annotations

import copy
import json
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .feeds import atom_problems, json_feed_problems, sitemap_problems
from .formats import is_absolute_iri, is_language_tag, is_media_type, is_rfc3339, is_w3c_datetime

# --- Atom

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hans" xmlns:o="https://example.org/ns">
  <title>标题</title>
  <subtitle type="html">&lt;em&gt;x&lt;/em&gt;</subtitle>
  <link rel="self" type="application/atom+xml" href="https://example.org/feed.xml"/>
  <link type="text/html" hreflang="zh" href="https://example.org/zh/"/>
  <link rel="alternate" type="text/html" hreflang="en" href="https://example.org/en/"/>
  <id>https://example.org/</id>
  <updated>2024-02-29T12:00:00+08:00</updated>
  <author><name>A</name><uri>https://example.org/a</uri><email>a@example.org</email><o:x/></author>
  <generator uri="https://example.org/gen" version="1">g</generator>
  <icon>https://example.org/i.png</icon>
  <logo>https://example.org/l.png</logo>
  <rights type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p class="c">r <b>s</b></p></div></rights>
  <category term="t" scheme="https://example.org/tags/" label="T"/>
  <o:simple>text</o:simple>
  <o:structured o:a="1"><o:inner/>text</o:structured>
  <entry>
    <title>One</title>
    <link href="https://example.org/1/"/>
    <id>https://example.org/1/</id>
    <published>2024-01-01T00:00:00Z</published>
    <updated>2024-01-01T00:00:00.25Z</updated>
    <summary>s</summary>
    <content type="html">&lt;p&gt;x&lt;/p&gt;</content>
  </entry>
  <entry>
    <title>Two</title>
    <link href="https://example.org/2/"/>
    <id>tag:example.org,2024:2</id>
    <updated>2024-01-02T00:00:00Z</updated>
  </entry>
</feed>
"""
AUTHOR = "<author><name>A</name><uri>https://example.org/a</uri><email>a@example.org</email><o:x/></author>"


def atom_with(old: str, new: str) -> bytes:
    """The good feed with one thing changed, wherever it stands."""
    assert old in ATOM
    return ATOM.replace(old, new).encode()


def test_a_good_atom_feed_has_no_problems() -> None:
    assert atom_problems(ATOM.encode()) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<title>Two</title>", '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"/></title>'),
        ("<title>Two</title>", "<title>Two</title><o:any xmlns:o='urn:o'>x</o:any>"),
        ("<summary>s</summary>", "<source><title>s</title><id>urn:x:s</id></source>"),
        ("<summary>s</summary>", ""),
        ('<content type="html">&lt;p&gt;x&lt;/p&gt;</content>', '<content type="image/png" src="urn:x:1"/>'),
        (
            '<content type="html">&lt;p&gt;x&lt;/p&gt;</content>',
            '<content type="image/svg+xml"><svg xmlns="urn:s"/></content>',
        ),
        ('xml:lang="zh-Hans"', 'xml:lang="zh-Hans" o:extra="1"'),
        ("<id>https://example.org/1/</id>", "<id>https://example.org/文章/</id>"),
        ("<id>https://example.org/</id>", "<id>https://example.org/<!-- comment --></id>"),
    ],
)
def test_what_atom_allows_is_allowed(old: str, new: str) -> None:
    assert atom_problems(atom_with(old, new)) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("</feed>", "", "not well-formed"),
        ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#", "the root element"),
        ("  <title>标题</title>", "", "schema"),
        ("<title>Two</title>", "<title>Two</title><title>Three</title>", "schema"),
        ("<title>Two</title>", "<title><b>Two</b></title>", "schema"),
        ("<title>Two</title>", '<title type="markdown">Two</title>', "schema"),
        ("<title>Two</title>", '<title type="xhtml"><p xmlns="http://www.w3.org/1999/xhtml"/></title>', "schema"),
        ("<title>Two</title>", "<title>Two</title><pubDate>x</pubDate>", "schema"),
        ("<id>tag:example.org,2024:2</id>", "", "schema"),
        ('xml:lang="zh-Hans"', 'xml:lang="zh_Hans"', "schema"),
        ('xml:lang="zh-Hans"', 'version="1"', "schema"),
        (' term="t"', "", "schema"),
        ("<name>A</name>", "", "schema"),
        ("a@example.org", "nobody", "schema"),
        ('type="application/atom+xml"', 'type="atom"', "schema"),
        ('<link href="https://example.org/2/"/>', "<link>https://example.org/2/</link><link/>", "schema"),
        ('<content type="html">&lt;p&gt;x&lt;/p&gt;</content>', '<content type="html"><p/></content>', "schema"),
        ('<content type="html">&lt;p&gt;x&lt;/p&gt;</content>', "<content><o:p/></content>", "schema"),
        ('<content type="html">', '<content type="text/html" src="https://example.org/1/">', "schema"),
        ("2024-01-02T00:00:00Z", "2024-02-30T00:00:00Z", "schema"),
        ("2024-01-02T00:00:00Z", "2024-01-02", "schema"),
        ("2024-01-02T00:00:00Z", "2024-01-02T00:00:00", "not an RFC 3339"),
        ("2024-01-01T00:00:00Z", " 2024-01-01T00:00:00Z", "not an RFC 3339"),
        (f"  {AUTHOR}", "", "neither the entry nor the feed has an author"),
        ("tag:example.org,2024:2", "https://example.org/1/", "2 entries have the id"),
        ("tag:example.org,2024:2", "https://example.org/", "the id of the feed"),
        ('rel="self"', 'rel="related"', "0 links with rel=self"),
        ("<icon>https://example.org/i.png</icon>", "<icon>/i.png</icon>", "'/i.png' is not an absolute IRI"),
        ('href="https://example.org/2/"', 'href="/2/"', "'/2/' is not an absolute IRI"),
        ('scheme="https://example.org/tags/"', 'scheme="tags"', "'tags' is not an absolute IRI"),
        ("tag:example.org,2024:2", " tag:example.org,2024:2", "not an absolute IRI"),
        ("tag:example.org,2024:2", "https:///2", "not an absolute IRI"),
        ('hreflang="en"', 'hreflang="ZH"', "2 alternate links"),
        ('<link href="https://example.org/2/"/>', "", "neither content nor an alternate link"),
        ("<summary>s</summary>\n    <content ", '<content src="urn:x:1" ', "no summary"),
        ('<summary>s</summary>\n    <content type="html">', '<content type="image/png">', "no summary"),
    ],
)
def test_a_fault_of_an_atom_feed_is_found(old: str, new: str, problem: str) -> None:
    assert problem in "\n".join(atom_problems(atom_with(old, new)))


def test_an_author_for_each_entry_does_instead_of_the_feeds() -> None:
    feed = ATOM.replace(AUTHOR, "").replace("<title>One</title>", f"<title>One</title>{AUTHOR}")
    assert [problem for problem in atom_problems(feed.encode()) if "author" in problem]
    both = feed.replace("<title>Two</title>", f"<title>Two</title><source>{AUTHOR}</source>")
    assert atom_problems(both.encode()) == []


def test_alternate_links_of_the_same_kind_are_found_by_the_long_name_of_the_relation_too() -> None:
    link = '<link rel="http://www.iana.org/assignments/relation/alternate" href="https://example.org/again/"/>'
    assert "2 alternate" in atom_problems(atom_with("<title>Two</title>", f"<title>Two</title>{link}"))[0]


# --- JSON Feed

JSON_FEED: dict[str, Any] = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "标题",
    "home_page_url": "https://example.org/",
    "feed_url": "https://example.org/feed.json",
    "description": "d",
    "icon": "https://example.org/i.png",
    "language": "zh-Hans",
    "expired": False,
    "authors": [{"name": "A", "url": "mailto:a@example.org", "avatar": "https://example.org/a.png"}],
    "hubs": [{"type": "WebSub", "url": "https://example.org/hub"}],
    "_site": {"about": "https://example.org/about"},
    "items": [
        {
            "id": "https://example.org/1/",
            "url": "https://example.org/1/",
            "title": "One",
            "content_html": "<p>x</p>",
            "content_text": "x",
            "date_published": "2024-02-29T12:00:00+08:00",
            "date_modified": "2024-03-01T00:00:00Z",
            "tags": ["a", "标签"],
            "attachments": [
                {
                    "url": "https://example.org/a.mp3",
                    "mime_type": "audio/mpeg",
                    "size_in_bytes": 1,
                    "duration_in_seconds": 1.5,
                }
            ],
        },
        {"id": "2", "content_text": ""},
    ],
}
MISSING = object()


def json_with(path: str, value: object) -> bytes:
    """The good feed with the member at a path (as in a message of the validator) replaced or left out."""
    feed = copy.deepcopy(JSON_FEED)
    *steps, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    place: Any = feed
    for step in steps:
        place = place[step]
    if value is MISSING:
        del place[last]
    else:
        place[last] = value
    return json.dumps(feed).encode()


def test_a_good_json_feed_has_no_problems() -> None:
    assert json_feed_problems(json.dumps(JSON_FEED, ensure_ascii=False).encode()) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("items", []),
        ("items/0/_mark", {"a": 1}),
        ("author", {"name": "A"}),
        ("items/0/content_text", MISSING),
        ("next_url", "https://example.org/feed-2.json"),
    ],
)
def test_what_json_feed_allows_is_allowed(path: str, value: object) -> None:
    assert json_feed_problems(json_with(path, value)) == []


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("version", MISSING, "feed: version is missing"),
        ("version", "https://jsonfeed.org/version/1", "feed.version"),
        ("title", MISSING, "feed: title is missing"),
        ("title", " ", "feed.title"),
        ("items", MISSING, "feed: items is missing"),
        ("items", {}, "feed.items: not an array"),
        ("items/0", "x", "feed.items[0]: not an object"),
        ("home_page_url", MISSING, "feed: home_page_url is missing"),
        ("home_page_url", "/", "feed.home_page_url"),
        ("feed_url", "feed.json", "feed.feed_url"),
        ("feed_url", "ftp://example.org/feed.json", "feed.feed_url"),
        ("next_url", "https://example.org/feed.json", "feed.next_url: the same"),
        ("expired", "no", "feed.expired"),
        ("language", "zh_CN", "feed.language"),
        ("generator", "g", "unknown member 'generator'"),
        ("_", {}, "unknown member '_'"),
        ("_site", "x", "feed._site: an extension"),
        ("authors", {"name": "A"}, "feed.authors: not an array"),
        ("authors/0", {}, "feed.authors[0]: none of"),
        ("authors/0/email", "a@example.org", "unknown member 'email'"),
        ("hubs/0/url", MISSING, "feed.hubs[0]: url is missing"),
        ("items/0/id", MISSING, "feed.items[0]: id is missing"),
        ("items/0/id", 1, "feed.items[0].id"),
        ("items/0/id", "2", "2 items have the id '2'"),
        ("items/1/content_text", MISSING, "neither content_html nor content_text"),
        ("items/0/content_html", None, "feed.items[0].content_html"),
        ("items/0/url", "/1/", "feed.items[0].url"),
        ("items/0/image", 7, "feed.items[0].image"),
        ("items/0/date_published", "2024-02-30T00:00:00Z", "feed.items[0].date_published"),
        ("items/0/date_modified", "2024-02-29", "feed.items[0].date_modified"),
        ("items/0/tags", "a", "feed.items[0].tags: not an array"),
        ("items/0/tags/0", 1, "feed.items[0].tags[0]"),
        ("items/0/author", {"name": "A"}, "author is deprecated"),
        ("items/0/guid", "x", "unknown member 'guid'"),
        ("items/0/attachments/0/url", MISSING, "url is missing"),
        ("items/0/attachments/0/mime_type", MISSING, "mime_type is missing"),
        ("items/0/attachments/0/mime_type", "mp3", "mime_type: 'mp3'"),
        ("items/0/attachments/0/size_in_bytes", "1", "size_in_bytes"),
        ("items/0/attachments/0/duration_in_seconds", True, "duration_in_seconds"),
    ],
)
def test_a_fault_of_a_json_feed_is_found(path: str, value: object, problem: str) -> None:
    assert problem in "\n".join(json_feed_problems(json_with(path, value)))


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"\xef\xbb\xbf{}", b"\xff{}", b'{"title": NaN}', b'{"title": "a", "title": "b"}', b"[" * 99_999],
)
def test_what_is_no_json_object_is_no_json_feed(data: bytes) -> None:
    assert len(json_feed_problems(data)) == 1


# --- Sitemaps

SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:x="http://www.w3.org/1999/xhtml">
  <url>
    <loc>https://example.org/</loc>
    <lastmod>2024-02-29</lastmod>
    <changefreq>weekly</changefreq>
    <priority>0.5</priority>
    <x:link rel="alternate" hreflang="en" href="https://example.org/en/"/>
  </url>
  <url><loc>https://example.org/%E6%96%87/?a=1&amp;b=2</loc></url>
</urlset>
"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <sitemap><loc>https://example.org/a.xml</loc><lastmod>2024-02-29T10:00:00+08:00</lastmod></sitemap>
  <sitemap><loc>https://example.org/b.xml</loc></sitemap>
</sitemapindex>
"""


@pytest.mark.parametrize("document", [SITEMAP, INDEX])
def test_a_good_sitemap_has_no_problems(document: str) -> None:
    assert sitemap_problems(document.encode()) == []


@pytest.mark.parametrize(
    "lastmod", ["2024", "2024-02", "2024-02-29", "2024-02-29T10:00Z", "2024-02-29T10:00:00.5+08:00"]
)
def test_a_date_of_a_sitemap_may_be_as_exact_as_one_likes(lastmod: str) -> None:
    assert sitemap_problems(SITEMAP.replace("2024-02-29", lastmod).encode()) == []


@pytest.mark.parametrize(
    ("document", "old", "new", "problem"),
    [
        (SITEMAP, "</urlset>", "", "not well-formed"),
        (SITEMAP, "sitemap/0.9", "sitemap/0.8", "the root element"),
        (SITEMAP, ' xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"', "", "the root element"),
        (SITEMAP, "urlset", "urls", "the root element"),
        (SITEMAP, "<loc>https://example.org/</loc>", "", "no loc"),
        (SITEMAP, "<loc>https://example.org/</loc>", "<loc>https://example.org/</loc>" * 2, "2 times"),
        (SITEMAP, "https://example.org/<", "/<", "does not have the form"),
        (SITEMAP, "https://example.org/<", "https://example.org/文<", "does not have the form"),
        (SITEMAP, "https://example.org/<", "https://example.org/a b<", "does not have the form"),
        (SITEMAP, "https://example.org/<", "<b/><", "does not have the form"),
        (SITEMAP, "https://example.org/<", "https://example.org/" + 2028 * "a" + "<", "does not have the form"),
        (SITEMAP, "https://example.org/%E6%96%87/?a=1&amp;b=2", "https://example.org/", "2 times https"),
        (SITEMAP, "https://example.org/%", "https://example.net/%", "more than one host"),
        (SITEMAP, "2024-02-29", "2023-02-29", "lastmod"),
        (SITEMAP, "2024-02-29", "2024-02-29T10:00", "lastmod"),
        (SITEMAP, "2024-02-29", "29.2.2024", "lastmod"),
        (SITEMAP, "weekly", "often", "changefreq"),
        (SITEMAP, "0.5", "1.5", "priority"),
        (SITEMAP, "<priority>", "<weight>1</weight><priority>", "weight"),
        (SITEMAP, "<url><loc>", "<page/><url><loc>", "page"),
        (INDEX, "<lastmod>", "<priority>1</priority><lastmod>", "priority"),
        (INDEX, "b.xml", "a.xml", "2 times"),
    ],
)
def test_a_fault_of_a_sitemap_is_found(document: str, old: str, new: str, problem: str) -> None:
    assert old in document
    assert problem in "\n".join(sitemap_problems(document.replace(old, new).encode()))


@pytest.mark.parametrize(("number", "sound"), [(0, False), (1, True), (50_000, True), (50_001, False)])
def test_a_sitemap_has_from_1_to_50000_entries(number: int, sound: bool) -> None:
    urls = "".join(f"<url><loc>https://example.org/{index}</loc></url>" for index in range(number))
    data = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode()
    assert (sitemap_problems(data) == []) is sound


def test_a_sitemap_has_at_most_50_megabytes() -> None:
    padding = f"<!--{'x' * 52_428_800}--></urlset>"
    assert "more than 52428800" in sitemap_problems(SITEMAP.replace("</urlset>", padding).encode())[0]


# --- What they have in common


@settings(deadline=None)
@given(st.datetimes(), st.integers(-1439, 1439))
def test_every_moment_that_python_writes_is_read(moment: datetime, minutes: int) -> None:
    text = moment.replace(tzinfo=timezone(timedelta(minutes=minutes))).isoformat()
    assert is_rfc3339(text)
    assert is_w3c_datetime(text)
    assert not is_rfc3339(moment.isoformat())


@settings(deadline=None)
@given(st.dates())
def test_every_date_is_a_date_for_sitemaps_but_no_moment(day: date) -> None:
    assert is_w3c_datetime(day.isoformat())
    assert not is_rfc3339(day.isoformat())


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_the_validators_never_fail_themselves(data: bytes) -> None:
    assert atom_problems(data)
    assert json_feed_problems(data)
    assert sitemap_problems(data)


def test_a_leap_second_is_a_moment_but_the_61st_of_a_minute_is_none() -> None:
    assert is_rfc3339("2016-12-31T23:59:60Z")
    assert not is_rfc3339("2016-12-31T23:59:61Z")


@pytest.mark.parametrize(
    "iri", ["https://example.org/文?a#b", "tag:a,2024:x", "urn:uuid:1", "mailto:a@b", "http://[::1]:8/"]
)
def test_absolute_iris(iri: str) -> None:
    assert is_absolute_iri(iri)


@pytest.mark.parametrize(
    "text",
    ["", "/a", "//a/b", "a", "a:", "https:", "https:/a", "http://a:x/", "http://[a/", "urn:a b", "urn:%zz", "urn:a\n"],
)
def test_what_is_no_absolute_iri(text: str) -> None:
    assert not is_absolute_iri(text)


def test_language_tags_and_media_types() -> None:
    assert is_language_tag("zh-Hans-CN")
    assert not is_language_tag("zh-")
    assert is_media_type("text/html; charset=utf-8")
    assert not is_media_type("text/")
