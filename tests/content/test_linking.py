"""What references of an item lead to, and what is published with it."""

from __future__ import annotations

from fixtures.sites import NEWS, Site, where


def test_files_of_what_is_not_out_are_told_where_another_item_publishes_them(site: Site) -> None:
    site.write("news/y/index.md", NEWS.format("draft: true\n")).write("news/y/list.txt", "文")
    site.write("news/x.md", f"{NEWS.format('')}\n[名单](y/list.txt)\n")
    assert [(path, code) for path, _, code in where(site.problems())] == [("news/x.md", "file-of-hidden")]
    site.write("news/y/index.md", NEWS.format(""))
    assert site.problems() == ()
