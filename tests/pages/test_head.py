"""What machines read of each kind of page: page tags, Open Graph, JSON-LD."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fixtures.sites import NEWS, Site, make_site
from support.heads import Said, said_by

URL = "https://www.example.edu.cn/cxzy/"
SITE_TAGS = {
    "viewport": "width=device-width,initial-scale=1",
    "SiteName": "创先争优活动",
    "SiteDomain": "www.example.edu.cn",
    "twitter:card": "summary_large_image",
    "renderer": "webkit",
    "format-detection": "telephone=no",
}
PUBLISHER = {"@type": "Organization", "@id": f"{URL}#organisation", "name": "示例大学文法学院党委", "url": URL}
PART_OF = {"@id": f"{URL}#website"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The valid site, one of its news with everything that a head can say."""
    site = make_site(tmp_path_factory.mktemp("heads") / "root")
    lines = "source: 校报\ncontributor: 某“某”\nupdated: 2011-03-08 16:05\nsummary: 一<二\nsample: true\n"
    path = "news/2011-03-05-volunteers/index.md"
    site.replace(path, "date: 2011-03-06\n", f"date: 2011-03-06 09:30\n{lines}")
    site.build()
    return site


def _said(site: Site, address: str) -> Said:
    said = said_by(site.site_dir / address / "index.html")
    assert said.canonical == f"{URL}{address}"
    del said.tags["theme-color"]
    return said


def _own_tags(said: Said) -> dict[str, str]:
    """Those that are not the site's, which every page has."""
    assert said.tags.items() >= SITE_TAGS.items()
    return {name: content for name, content in said.tags.items() if name not in SITE_TAGS}


def _crumbs(said: Said) -> list[tuple[int, str, str]]:
    steps = said.node("BreadcrumbList")["itemListElement"]
    return [(step["position"], step["name"], step.get("item", "")) for step in steps]


def test_the_home_page_tells_of_the_site(built: Site) -> None:
    said = _said(built, "")
    assert said.title == "创先争优活动"
    about = "争当文法事业发展先锋，三创三推进，五比五带头"
    assert _own_tags(said) == {"description": about}
    assert said.properties == [
        ("og:title", "创先争优活动"),
        ("og:type", "website"),
        ("og:url", URL),
        ("og:description", about),
        ("og:image", f"{URL}assets/cards/site.jpg"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", "创先争优活动"),
        ("og:site_name", "创先争优活动"),
        ("og:locale", "zh_CN"),
    ]
    assert said.data == [
        {
            "@type": "WebSite",
            "@id": f"{URL}#website",
            "name": "创先争优活动",
            "url": URL,
            "description": about,
            "inLanguage": "zh-CN",
            "publisher": {"@id": f"{URL}#organisation"},
        },
        {**PUBLISHER, "parentOrganization": {"@type": "CollegeOrUniversity", "name": "示例大学"}},
    ]


def test_a_list_tells_of_its_column(built: Site) -> None:
    said = _said(built, "news/columns/meetings/")
    assert said.title == "会议部署 - 创先争优活动"
    assert _own_tags(said) == {
        "description": "会议部署：文法学院党委创先争优活动",
        "ColumnName": "会议部署",
        "ColumnKeywords": "会议部署,创先争优活动",
        "ColumnType": "工作动态",
    }
    assert said.property("og:image") == f"{URL}assets/cards/news/columns/meetings.jpg"
    assert said.node("CollectionPage")["isPartOf"] == PART_OF
    assert _crumbs(said) == [(1, "首页", URL), (2, "新闻动态", f"{URL}news/"), (3, "会议部署", "")]


def test_a_news_item_tells_all_that_was_written(built: Site) -> None:
    address = "news/2011/03/volunteers/"
    said, url = _said(built, address), f"{URL}{address}"
    photo = f"{url}photo.png"
    assert _own_tags(said) == {
        "description": "一<二",
        "ColumnName": "争创实践",
        "ColumnKeywords": "争创实践,创先争优活动",
        "ColumnType": "工作动态",
        "ArticleTitle": "学雷锋志愿服务",
        "PubDate": "2011-03-06 09:30",
        "ContentSource": "校报",
        "Keywords": "实践,志愿服务",
        "Author": "某“某”",
        "Description": "一<二",
        "Image": photo,
        "Url": url,
    }
    width, height = said.property("og:image:width"), said.property("og:image:height")
    assert int(width) > 0
    assert int(height) > 0
    assert said.properties[:-2] == [
        ("og:title", "【示例】学雷锋志愿服务"),
        ("og:type", "article"),
        ("og:url", url),
        ("og:description", "一<二"),
        ("og:image", photo),
        ("og:image:width", width),
        ("og:image:height", height),
        ("og:image:alt", "志愿者在校门口"),
        ("article:published_time", "2011-03-06T09:30:00+08:00"),
        ("article:modified_time", "2011-03-08T16:05:00+08:00"),
        ("article:section", "争创实践"),
        ("article:tag", "实践"),
        ("article:tag", "志愿服务"),
    ]
    assert said.node("NewsArticle") == {
        "@type": "NewsArticle",
        "headline": "学雷锋志愿服务",
        "url": url,
        "description": "一<二",
        "image": photo,
        "datePublished": "2011-03-06T09:30:00+08:00",
        "dateModified": "2011-03-08T16:05:00+08:00",
        "articleSection": "争创实践",
        "keywords": ["实践", "志愿服务"],
        "about": [{"@type": "Organization", "name": "法学学生党支部", "url": f"{URL}branches/law-students/"}],
        "author": {"@type": "Person", "name": "某“某”"},
        "publisher": PUBLISHER,
        "creativeWorkStatus": "示例",
        "inLanguage": "zh-CN",
        "isPartOf": PART_OF,
    }
    assert [name for _, name, _ in _crumbs(said)] == ["首页", "新闻动态", "争创实践", "学雷锋志愿服务"]


def test_what_was_not_written_is_not_told(built: Site) -> None:
    said = _said(built, "news/2010/05/launch/")
    assert _own_tags(said).keys().isdisjoint({"ContentSource", "Author", "Image", "ColumnDescription"})
    assert _own_tags(said)["PubDate"] == "2010-05-28 00:00"
    assert said.property("og:image") == f"{URL}assets/cards/news/columns/meetings.jpg"
    assert said.node("NewsArticle").keys().isdisjoint({"author", "dateModified", "creativeWorkStatus"})


def test_contributors_are_told_as_what_their_names_tell(site: Site) -> None:
    written = ("党委宣传部 王某", "本报记者采写组合影像工作坊")
    for number, contributor in enumerate(written):
        site.write(f"news/a{number}.md", NEWS.format(f"contributor: {contributor}\n"))
    site.build()
    units, unknown = (_said(site, f"news/2011/04/a{number}/").node("NewsArticle")["author"] for number in range(2))
    assert units == [{"@type": "Organization", "name": "党委宣传部"}, {"@type": "Person", "name": "王某"}]
    assert unknown == {"name": written[1]}


def test_an_item_without_any_text_is_described_by_what_it_is_a_part_of(site: Site) -> None:
    site.write("news/a.md", NEWS.format("").replace("正文。\n", ""))
    site.build()
    assert _own_tags(_said(site, "news/2011/04/a/"))["description"] == "一：文法学院党委创先争优活动"


def test_an_exemplar_is_a_profile_of_a_person(built: Site) -> None:
    said = _said(built, "exemplars/bai/")
    assert said.property("og:type") == "profile"
    url = f"{URL}exemplars/bai/"
    assert said.node("ProfilePage")["mainEntity"] == {
        "@type": "Person",
        "name": "白示例",
        "url": url,
        "image": f"{url}portrait.png",
        "affiliation": [{"@type": "Organization", "name": "法学学生党支部", "url": f"{URL}branches/law-students/"}],
    }


def test_a_branch_is_a_profile_of_an_organisation(built: Site) -> None:
    said = _said(built, "branches/law-staff/")
    entity = said.node("ProfilePage")["mainEntity"]
    assert entity["@type"] == "Organization"
    assert entity["parentOrganization"] == {"@id": f"{URL}#organisation"}
    assert said.property("og:image") == f"{URL}assets/cards/branches/kinds/staff.jpg"


@pytest.mark.parametrize(
    ("address", "kind", "card"),
    [
        ("results/teaching/", "Report", "results/kinds/teaching"),
        ("commitments/committee/", "Article", "commitments"),
        ("documents/plan/", "DigitalDocument", "documents/kinds/plan"),
        ("exemplars/roles/students/", "CollectionPage", "exemplars/roles/students"),
        ("commitments/", "CollectionPage", "commitments"),
        ("branches/", "CollectionPage", "branches"),
        ("news/2010/05/", "CollectionPage", "news"),
        ("pledges/service/", "CollectionPage", "site"),
        ("sitemap/", "CollectionPage", "site"),
        ("overview/", "WebPage", "site"),
    ],
)
def test_each_kind_of_page_has_its_type_and_card(built: Site, address: str, kind: str, card: str) -> None:
    said = _said(built, address)
    assert said.node(kind)["url"] == f"{URL}{address}"
    assert said.property("og:image") == f"{URL}assets/cards/{card}.jpg"
    assert said.tags["ColumnName"]
    assert said.tags["ColumnType"]


def test_the_page_for_missing_addresses_asks_not_to_be_listed(built: Site) -> None:
    said = said_by(built.site_dir / "404.html")
    assert said.tags["robots"] == "noindex"
    assert said.canonical == ""
    assert said.data == []


ALIAS = "---\ntitle: 甲\ndate: 2012-12-01\ncolumn: meetings\naliases: [/old/]\n---\n\n文。\n"


def test_previews_ask_not_to_be_listed_and_sites_do_not(site: Site, built: Site) -> None:
    site.write("news/alias.md", ALIAS).build(preview=True)
    for address in ("", "news/", "overview/"):
        assert _said(site, address).tags["robots"] == "noindex"
    assert said_by(site.site_dir / "old/index.html").tags["robots"] == "noindex"
    for address in ("", "news/", "overview/"):
        assert "robots" not in _said(built, address).tags


def test_the_sites_code_is_told_where_one_was_issued(site: Site) -> None:
    site.append("campaign.yml", "\nfooter: {site_id_code: '1100000001'}\n").build()
    assert _said(site, "news/").tags["SiteIDCode"] == "1100000001"


def test_every_page_shows_a_picture_that_is_there_and_says_nothing_empty(demo: Site) -> None:
    for page, said in _all(demo):
        picture = said.property("og:image")
        assert picture.startswith(URL), page
        assert (demo.site_dir / picture[len(URL) :]).is_file(), page
        assert all(said.tags.values()), page
        assert all(content for _, content in said.properties), page
        assert _is_full(said.data), page


def _all(site: Site) -> Iterator[tuple[Path, Said]]:
    for page in sorted(site.site_dir.rglob("index.html")):
        if "http-equiv" not in page.read_text("utf-8"):
            yield page, said_by(page)


def _is_full(value: object) -> bool:
    if isinstance(value, dict):
        return bool(value) and all(map(_is_full, value.values()))
    if isinstance(value, list):
        return bool(value) and all(map(_is_full, value))
    return bool(value)
