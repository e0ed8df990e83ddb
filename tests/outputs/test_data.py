"""Collections as JSON."""

from __future__ import annotations

import json

from fixtures.sites import SITE_URL, Site, file_made

from cxzy_build.models.collections import COLLECTIONS
from cxzy_build.outputs.data import collection_data, kept_lines


def test_data_holds_facts_and_not_instructions(site: Site) -> None:
    for collection in COLLECTIONS:
        for entry in json.loads(file_made(site, f"data/{collection}.json"))["items"]:
            assert not {"draft", "reviewer", "slug", "publish_on"} & set(entry)
            assert entry["url"].startswith(SITE_URL)


def test_data_say_nothing_of_figures_where_there_are_none(site: Site) -> None:
    site.write("results/own.md", "---\ntitle: 无数\ndate: 2012-12-01\n---\n")
    own = json.loads(file_made(site, "data/results.json"))["items"][0]
    assert (own["title"], "metrics" in own) == ("无数", False)


def test_figures_that_count_themselves_are_numbers_in_the_data(site: Site) -> None:
    metrics = "metrics:\n  - {name: 支部, counts: {collection: branches}}\n  - {name: 比例, value: 98.50, unit: '%'}\n"
    site.write("results/own.md", f"---\ntitle: 数\ndate: 2012-12-01\n{metrics}---\n")
    entries = json.loads(file_made(site, "data/results.json"))["items"]
    own = next(entry for entry in entries if entry["id"] == "results/own")
    assert own["metrics"] == [
        {"name": "支部", "value": 3},
        {"name": "比例", "value": 98.5, "unit": "%"},
    ]


def test_what_an_item_names_is_told_by_its_id_however_it_was_written(site: Site) -> None:
    evidence = ["../news/迎新服务.md", "news/launch", f"{SITE_URL}news/2010/05/launch/", "https://x.cn/"]
    front = "title: 甲\ndate: 2012-12-01\nby: committee\nitems: [{promise: 乙, evidence: %s}]"
    site.write("commitments/own.md", f"---\n{front % json.dumps(evidence, ensure_ascii=False)}\n---\n")
    entries = json.loads(file_made(site, "data/commitments.json"))["items"]
    (promise,) = next(entry for entry in entries if entry["id"] == "commitments/own")["items"]
    told = ["news/ying-xin-fu-wu", "news/launch", "news/launch", "https://x.cn/"]
    assert promise["evidence"] == told
    site.write("documents/old.md", "---\ntitle: 旧\ndate: 2010-06-01\nkind: plan\nreplaced_by: documents/plan/\n---\n")
    entries = json.loads(file_made(site, "data/documents.json"))["items"]
    assert next(entry for entry in entries if entry["id"] == "documents/old")["replaced_by"] == "plan"


def test_what_was_not_written_is_not_there(site: Site) -> None:
    site.write("results/own.md", "---\ntitle: 数\ndate: 2012-12-01\n---\n")
    entries = json.loads(file_made(site, "data/results.json"))["items"]
    assert "metrics" not in next(entry for entry in entries if entry["id"] == "results/own")
    entries = json.loads(file_made(site, "data/commitments.json"))["items"]
    assert next(entry for entry in entries if entry["id"] == "commitments/committee")["by"] == {"kind": "committee"}


def test_data_do_not_tell_how_the_content_is_kept(site: Site) -> None:
    site.write("documents/inner/list.pdf", b"%PDF-1.4")
    site.replace("documents/bulletin-1.md", "\n---\n", "\nattachments: [{file: inner/list.pdf}]\n---\n")
    paths = "[../news/2010-05-27-launch.md, news/launch, ../documents/inner/list.pdf, https://www.example.org/a]"
    site.replace("commitments/committee.md", "evidence: news/launch", f"evidence: {paths}")
    entries = json.loads(file_made(site, "data/documents.json"))["items"]
    (attachments,) = [one["attachments"] for one in entries if one["id"] == "documents/bulletin-1"]
    assert [one["title"] for one in attachments] == ["list.pdf"]
    entries = json.loads(file_made(site, "data/commitments.json"))["items"]
    (evidence,) = [one["items"][0]["evidence"] for one in entries if one["id"] == "commitments/committee"]
    file = f"{SITE_URL}commitments/committee/list.pdf"
    assert evidence == ["news/launch", "news/launch", file, "https://www.example.org/a"]


def test_lines_of_data_can_be_taken_out_of_a_document_again() -> None:
    for lines in ([], [b'{"a": 1}'], [b'{"a": "x,"}', b'{"b": 2}', b"{}"]):
        document = collection_data("news", lines)
        assert json.loads(document)["items"] == [json.loads(line) for line in lines]
        assert kept_lines(document) == lines
