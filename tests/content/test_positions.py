"""Places of problems in files that were read long ago."""

from __future__ import annotations

from fixtures.sites import NEWS, Site, where


def test_places_are_told_though_entries_before_them_could_not_be_read(site: Site) -> None:
    front = (
        "attachments:\n  - x.pdf\n  - {title: y}\n  - {file: no1.pdf}\n  - {file: no2.pdf}\naliases: [/a/, '', 'b:c']\n"
    )
    site.write("news/x.md", NEWS.format(front + "branch:\n  -\n  - nobody\n"))
    found = {(line, code) for _, line, code in where(site.problems()) if code in ("missing-file", "unknown-id")}
    assert found == {(8, "missing-file"), (9, "missing-file"), (13, "unknown-id")}
