"""`cxzy samples remove`."""

from __future__ import annotations

from fixtures.sites import Site

from cxzy_build.authoring.samples import remove, samples_in
from cxzy_build.content.draft_cache import read_drafts
from cxzy_build.source.tree import list_tree


def test_samples_go_and_everything_else_stays(site: Site) -> None:
    front = "title: 甲\ndate: 2012-12-01\ncolumn: meetings\n"
    site.write("news/x/s1.md", f"---\n{front}sample: true\n---\n\n文。\n")
    site.write("news/x/s2/index.md", f"---\n{front}sample: true\n---\n\n文。\n").write("news/x/s2/a.txt", "附件")
    site.write("news/y/s3/index.md", f"---\n{front}sample: true\n---\n\n文。\n")
    site.write("news/x/s2/other.md", f"---\n{front}sample: true\n---\n\n也是示例。\n")
    site.write("news/y/s3/mine.md", f"---\n{front}---\n\n我的。\n")
    before = {p.relative_to(site.content_dir).as_posix() for p in site.content_dir.rglob("*") if p.is_file()}
    settings = site.settings()
    draft_cache = read_drafts(settings, list_tree(settings), "")
    drafts = [draft_cache.load(path) for path in draft_cache.paths]
    already = {d.path for d in drafts if d.front.sample} - {"news/x/s1.md", "news/x/s2/index.md", "news/y/s3/index.md"}
    already -= {"news/x/s2/other.md"}
    remove(settings, [s for s in samples_in(drafts) if s.path.startswith(("news/x", "news/y"))])
    after = {p.relative_to(site.content_dir).as_posix() for p in site.content_dir.rglob("*") if p.is_file()}
    assert before - after == {
        "news/x/s1.md",
        "news/x/s2/index.md",
        "news/x/s2/other.md",
        "news/x/s2/a.txt",
        "news/y/s3/index.md",
    }
    assert already <= after
    aside = site.root / "removed-samples"
    assert {p.relative_to(aside).as_posix() for p in aside.rglob("*") if p.is_file()} == before - after
    assert not (site.content_dir / "news/x").exists()
