"""The graph: what is out, in which phase, counted, mentioned, tagged, and whose it is."""

from __future__ import annotations

import pytest
from fixtures.sites import Site, where

from cxzy_build.content.items import COMMITTEE, conditions_of
from cxzy_build.content.list_names import mentioning, of_branch, of_promiser, replaced_by
from cxzy_build.models.front_matter import Counts
from cxzy_build.models.schemas import make

NEWS = "---\ntitle: 一\ndate: {date}\ncolumn: practice\n{front}---\n\n正文。\n"


def news(site: Site, front: str = "", date: str = "2011-04-05") -> Site:
    return site.write("news/x.md", NEWS.format(front=front, date=date))


def phase(site: Site) -> str:
    return site.content().item("news/x.md").phase


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2010-05-26", ""),
        ("2010-05-27", "mobilise"),
        ("2010-10-31 23:59", "mobilise"),
        ("2010-11-01 00:00", "strive"),
        ("2012-06-30", "improve"),
        ("2012-11-08 23:59", "conclude"),
        ("2012-11-09", ""),
    ],
)
def test_the_phase_is_that_whose_days_hold_the_date(site: Site, date: str, expected: str) -> None:
    assert phase(news(site, date=date)) == expected


def test_the_day_of_the_event_counts_before_that_of_publication(site: Site) -> None:
    assert phase(news(site, "event_date: 2010-10-30\n")) == "mobilise"


def test_a_phase_that_is_written_counts_before_any_date(site: Site) -> None:
    assert phase(news(site, "phase: conclude\n")) == "conclude"


def test_a_branch_belongs_to_no_phase(site: Site) -> None:
    assert site.content().item("branches/law-staff.md").phase == ""


@pytest.mark.parametrize(
    ("front", "now", "out"),
    [
        ("", "2011-04-04", False),
        ("", "2011-04-05", True),
        ("", "2011-04-05 00:00", True),
        ("draft: true\n", "2013-01-01", False),
        ("draft: false\n", "2013-01-01", True),
        ("publish_on: 2011-05-01\n", "2011-04-30", False),
        ("publish_on: 2011-05-01\n", "2011-05-01 00:00", True),
        ("publish_on: 2011-05-01 09:30\n", "2011-05-01 09:29", False),
        ("publish_on: 2011-05-01 09:30\n", "2011-05-01 09:30", True),
        ("publish_on: 2011-01-01\n", "2011-04-04", False),
        ("expire_on: 2011-05-01\n", "2011-05-01", True),
        ("expire_on: 2011-05-01\n", "2011-05-02 00:00", False),
        ("expire_on: 2011-05-01 09:30\n", "2011-05-01 09:30", True),
        ("expire_on: 2011-05-01 09:30\n", "2011-05-01 09:31", False),
    ],
)
def test_now_decides_what_is_out(site: Site, front: str, now: str, out: bool) -> None:
    assert ("news/x.md" in news(site, front).content(now).out()) is out


@pytest.mark.parametrize("front", ["draft: true\n", "publish_on: 2014-01-01\n", "expire_on: 2011-05-01\n"])
def test_a_preview_shows_everything(site: Site, front: str) -> None:
    assert "news/x.md" in news(site, front).content(preview=True).out()


def test_an_item_without_a_date_is_out(site: Site) -> None:
    assert "exemplars/lin.md" in site.content("1990-01-01").out()


def test_what_is_not_out_is_in_no_index_and_is_counted_nowhere(site: Site) -> None:
    graph = news(site, "draft: true\ntags: [草稿]\npledges: [service]\nbranch: retired\n").content().graph
    address = "news/2011/04/x/"
    assert address not in graph.by_address
    assert not any(teaser.address == address for name in graph.names for teaser in graph.list(name))


def counted(site: Site, **keys: str) -> list[str]:
    content = site.content()
    counts = make(Counts, keys)
    until = content.graph.by_address["results/teaching/"].end
    return sorted(f.path for f in content.graph.counted(until, counts.collection, conditions_of(counts)))


def test_counts_holds_what_fits_every_key(site: Site) -> None:
    assert len(counted(site, collection="news")) == 3
    assert counted(site, collection="news", branch="law-students", column="meetings") == ["news/2010-05-27-launch.md"]
    assert counted(site, collection="exemplars", role="students") == ["exemplars/bai/index.md"]
    assert counted(site, collection="news", pledge="service") == ["news/2011-03-05-volunteers/index.md"]
    assert counted(site, collection="news", phase="improve") == ["news/迎新服务.md"]


def test_counts_ends_with_the_day_of_the_result(site: Site) -> None:
    site.replace("results/teaching.md", "date: 2011-12-31", "date: 2011-03-06")
    assert len(counted(site, collection="news")) == 2
    site.replace("results/teaching.md", "date: 2011-03-06", "date: 2011-03-05")
    assert len(counted(site, collection="news")) == 1


def test_an_exemplar_without_a_date_is_not_counted_and_a_branch_is(site: Site) -> None:
    assert counted(site, collection="exemplars") == ["exemplars/bai/index.md"]
    assert len(counted(site, collection="branches")) == 3


def test_commitments_count_for_the_branch_of_their_promiser(site: Site) -> None:
    assert counted(site, collection="commitments", branch="law-staff") == ["commitments/lin-commitment.md"]


def test_a_branch_lists_what_it_did_newest_first(site: Site) -> None:
    assert site.content().listed(of_branch("law-staff")) == [
        "results/teaching.md",
        "commitments/lin-commitment.md",
        "news/2010-05-27-launch.md",
        "exemplars/lin.md",
    ]


def test_an_item_of_two_branches_is_in_both_lists_once(site: Site) -> None:
    site.replace("news/2010-05-27-launch.md", "[law-staff, law-students]", "[law-staff, law-students, law-staff]")
    content = site.content()
    for branch in ("law-staff", "law-students"):
        assert content.listed(of_branch(branch)).count("news/2010-05-27-launch.md") == 1


def test_who_mentions_an_item_is_known_from_bodies_and_evidence(site: Site) -> None:
    assert set(site.content().listed(mentioning("news/2010/05/launch/"))) == {
        "commitments/committee.md",
        "documents/bulletin-1.md",
        "news/2011-03-05-volunteers/index.md",
    }


def test_a_document_knows_what_it_replaces(site: Site) -> None:
    site.replace("documents/plan/index.md", "kind: plan", "kind: plan\nreplaced_by: bulletin-1")
    content = site.content()
    assert "documents/plan/index.md" in content.listed(mentioning("documents/bulletin-1/"))
    assert content.listed(replaced_by("bulletin-1")) == ["documents/plan/index.md"]


def test_commitments_are_found_by_who_promised(site: Site) -> None:
    content = site.content()
    assert content.listed(of_promiser(COMMITTEE)) == ["commitments/committee.md"]
    assert content.listed(of_promiser("exemplars/lin/")) == ["commitments/lin-commitment.md"]


def test_tags_have_slugs_from_pinyin_or_as_campaign_yml_says(site: Site) -> None:
    slugs = {tag.name: tag.slug for tag in site.content().graph.tags}
    assert slugs == {"动员": "dong-yuan", "实践": "practice", "志愿服务": "zhi-yuan-fu-wu"}


def test_two_tags_with_one_slug_are_an_error_where_the_second_is_first_used(site: Site) -> None:
    news(site, "tags: [时间]\n").write("news/y.md", NEWS.format(date="2011-04-05", front="tags: [学习, 事件]\n"))
    site.write("news/z.md", NEWS.format(date="2011-04-05", front="tags: [事件]\n"))
    (problem,) = site.problems()
    assert (problem.position.file, problem.position.line, problem.code) == ("content/news/y.md", 5, "tag-collision")
    assert "时间" in problem.message


def test_campaign_yml_resolves_tags_that_collide(site: Site) -> None:
    news(site, "tags: [时间, 事件]\n").append("campaign.yml", "  - {name: 时间, slug: time}\n")
    assert site.problems() == ()


def test_two_tags_of_campaign_yml_with_one_slug_are_an_error_at_the_second_ones_slug(site: Site) -> None:
    site.append("campaign.yml", "  - {name: 总结, slug: one}\n  - {name: 动员, slug: one}\n")
    (problem,) = site.problems()
    line = site.read("campaign.yml").splitlines()[problem.position.line - 1]
    assert line[problem.position.column - 1 :] == "one}"
    assert "动员" in line
    assert problem.code == "tag-collision"


def test_a_tag_without_letters_needs_a_slug_in_campaign_yml(site: Site) -> None:
    assert where(news(site, "tags: [★]\n").problems()) == [("news/x.md", 5, "bad-id")]
    site.append("campaign.yml", "  - {name: ★, slug: star}\n")
    assert site.problems() == ()


def test_items_are_newest_first_and_undated_ones_last(site: Site) -> None:
    items = site.content().graph.teasers
    dates = [item.start for item in items if item.start]
    assert dates == sorted(dates, reverse=True)
    assert all(not item.start for item in items[len(dates) :])


def test_the_order_of_files_on_disk_does_not_matter(site: Site) -> None:
    before = [teaser.address for teaser in site.content().graph.teasers]
    for path in ("exemplars/lin.md", "news/2010-05-27-launch.md"):
        text = site.read(path)
        site.delete(path).write(path, text)
    assert [teaser.address for teaser in site.content().graph.teasers] == before
