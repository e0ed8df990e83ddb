"""Pictures in a site: what is published and how pages show it, where faults are reported, what the cache may suffer."""

from __future__ import annotations

import multiprocessing
import os
import re
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from fixtures.pictures import SECRET, encoded, iphone_photo, noted_gif, noted_png, phone_photo, scene
from fixtures.sites import Site, codes, where
from support.tree import differences, tree_digest

from cxzy_build.errors import BuildFailed, Position
from cxzy_build.pictures import derivatives, library
from cxzy_build.pictures.cache import Part, PictureCache
from cxzy_build.pictures.library import Wanted, bytes_of, picture_cache, read_pictures

NewSite = Callable[[str], Site]

ITEM = """---
title: 图
date: 2012-12-30
column: meetings
cover: cover.JPG
cover_alt: 封面
attachments:
  - {{file: attached.heic, title: 附件}}
---

{}
"""
ADDRESS = "news/2012/12/d"


def item(site: Site, body: str = "正文。", **files: bytes) -> Site:
    """An item with a cover and an attached photo, and the files given (`_` for the dot)."""
    site.write("news/d/index.md", ITEM.format(body))
    site.write("news/d/cover.JPG", phone_photo((500, 400), 6)).write("news/d/attached.heic", iphone_photo())
    for name, data in files.items():
        site.write(f"news/d/{name.replace('_', '.')}", data)
    return site


def html_of(site: Site, path: str = ADDRESS) -> str:
    return (site.site_dir / path / "index.html").read_text("utf-8")


def test_nothing_published_carries_a_trace_of_metadata(site: Site) -> None:
    """Covers, portraits, attachments, pictures shown, linked, and beside hand-written pages."""
    figure = "<figure><img src='c.gif' alt='丙'><figcaption>说</figcaption></figure>"
    body = f"![甲](a.jpg) [乙](b.png)\n\n{figure}\n\n![丁](d.svg)"
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><!-- SENTINEL --></svg>'
    item(site, body, a_jpg=phone_photo(), b_png=noted_png(scene()), c_gif=noted_gif(2), d_svg=drawing)
    site.write("exemplars/bai/portrait.png", noted_png(scene((300, 400))))
    site.write("../site_src/gate.heic", iphone_photo()).write("../site_src/unused.jpg", phone_photo())
    site.page("gallery.md", "# 照片\n\n![门](gate.heic) [大图](gate.heic)\n")
    site.build()
    published = {p: p.read_bytes() for p in site.site_dir.rglob("*") if p.is_file()}
    assert [p for p, data in published.items() if SECRET in data] == []
    names = {p.relative_to(site.site_dir).as_posix() for p in published}
    assert {f"{ADDRESS}/a.jpg", f"{ADDRESS}/a.jpg.800.avif", f"{ADDRESS}/b.png", f"{ADDRESS}/d.svg"} <= names
    assert {f"{ADDRESS}/attached.jpg", f"{ADDRESS}/cover.JPG", "gate.jpg", "unused.jpg"} <= names
    assert not [name for name in names if name.lower().endswith((".heic", ".tif"))]
    gallery = html_of(site, "gallery")
    assert re.search('<a class="cx-zoom" href="../gate.jpg"[^>]*><picture>.*src="../gate.jpg"', gallery)
    assert '<a href="../gate.jpg">大图</a>' in gallery


def test_a_picture_in_a_body_is_drawn_with_its_forms_size_and_link(site: Site) -> None:
    item(site, '![甲 "乙"](a.jpg "题注 <1>")', a_jpg=phone_photo((900, 600), 6)).build()
    found = re.search(r'<figure><a class="cx-zoom".*?</figure>', html_of(site))
    assert found
    drawn = found[0].replace(f"../../../../{ADDRESS}/", "")
    assert drawn.startswith('<figure><a class="cx-zoom" href="a.jpg" data-width="600" data-height="900" data-caption=')
    assert 'srcset="a.jpg.400.avif 400w, a.jpg.600.avif 600w" sizes=' in drawn
    assert 'alt="甲 &#34;乙&#34;" width="600" height="900" loading="lazy" decoding="async"' in drawn
    assert drawn.endswith("</a><figcaption>题注 &lt;1&gt;</figcaption></figure>")


def test_the_words_below_a_picture_stand_below_it_once(site: Site) -> None:
    figure = "<figure markdown>\n![丙](a.jpg)\n<figcaption>说丙</figcaption>\n</figure>"
    body = f'> ![甲](a.jpg "说甲")\n\n文 ![乙](a.jpg "说乙") 字\n\n{figure}\n\n文\n\n![丁](a.jpg)'
    item(site, body, a_jpg=phone_photo()).build()
    html = html_of(site).partition('class="cx-body')[2]
    assert re.findall(r"<figcaption>(.*?)</figcaption>", html) == ["说甲", "说丙"]
    assert html.count("<figure") == html.count("</figure>") == 2
    assert re.findall(r' title="(.*?)"', html) == ["说乙"]
    assert re.search(r'<p><a class="cx-zoom"[^>]*><picture>(?:(?!</p>).)*alt="丁"', html)


def test_a_linked_picture_keeps_its_link_and_a_writers_width_counts(site: Site) -> None:
    body = "[![甲](a.jpg)](/help/)\n\n文\n\n![乙](a.jpg){: width=300px .left }\n\n文\n\n![丙](small.png)"
    item(site, body, a_jpg=phone_photo(), small_png=encoded(scene((40, 30)), "PNG")).build()
    html = html_of(site)
    assert '<a href="../../../../help/"><picture>' in html
    assert 'width="300" height="200" loading="lazy" decoding="async" class="left"' in html
    assert 'sizes="300px"' in html
    assert re.search(
        '<p><picture>.*?<img [^>]*small.png"[^>]*></picture></p>', html.replace("../", "").replace(ADDRESS + "/", "")
    )


def test_neighbouring_pictures_make_an_album(site: Site) -> None:
    body = '![甲](a.jpg "一")\n![乙](a.jpg)\n\n![丙](a.jpg)\n\n文\n\n![丁](a.jpg)'
    item(site, body, a_jpg=phone_photo()).build()
    html = html_of(site)
    (album,) = re.findall(r'<div class="cx-album" data-count="3">(.*?)</div>', html)
    assert album.count('<figure class="cx-album__item">') == 3
    assert album.count("<figcaption>一</figcaption>") == 1
    assert html.count('class="cx-zoom"') == 4


def test_the_lead_picture_is_fetched_first_and_all_others_when_they_are_near(site: Site) -> None:
    item(site, "![甲](a.jpg)", a_jpg=phone_photo()).build()
    images = re.findall("<img [^>]*>", html_of(site).partition("<article")[2])
    assert [("fetchpriority" in image, "lazy" in image) for image in images[:2]] == [(True, False), (False, True)]
    assert all("width=" in image and "height=" in image for image in images)


# Faults ---------------------------------------------------------------------------------------------------------------


def test_faults_are_reported_once_each_where_the_picture_is_named(site: Site) -> None:
    item(site, "文\n\n![甲](a.jpg) ![甲](a.jpg)\n\n![乙](b.svg)", a_jpg=encoded(scene(), "PNG"), b_svg=b"<svg>")
    site.write("news/d/cover.JPG", b"no picture")
    site.write("../site_src/x.png", b"").page("gallery.md", "# 照片\n\n文\n\n![门](x.png)\n")
    expected = [
        ("news/d/b.svg", 1, "bad-picture"),
        ("news/d/index.md", 5, "bad-picture"),
        ("news/d/index.md", 13, "disguised-picture"),
        ("site_src/gallery.md", 5, "bad-picture"),
    ]
    for _ in range(2):  # the second time from the cache
        assert where(site.check()) == expected
    with pytest.raises(BuildFailed) as failed:
        site.build()
    assert where(failed.value.problems) == expected
    assert not site.site_dir.exists()


def test_what_is_refused_or_cannot_be_read_is_no_picture(site: Site) -> None:
    site.write("bad.jpg", b"no picture").write("good.gif", noted_gif())
    wanted = [
        Wanted(str(site.content_dir / name), name, lambda: Position("content/a.md"))
        for name in ("bad.jpg", "gone.jpg", "good.gif")
    ]
    for encode in (False, True):
        found = read_pictures(site.settings(), wanted, encode=encode)
        assert list(found.by_address) == ["good.gif"]
        assert codes(found.problems) == ["bad-picture", "unreadable"]


def test_a_picture_that_memory_did_not_suffice_for_is_looked_at_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(image: object) -> None:
        raise MemoryError

    site.write("a.jpg", phone_photo())
    wanted = [Wanted(str(site.content_dir / "a.jpg"), "a.jpg", lambda: Position("content/a.md"))]
    for encode in (False, True):
        with monkeypatch.context() as short:
            short.setattr("cxzy_build.pictures.decoding._plain", fail)
            assert codes(read_pictures(site.settings(), wanted, encode=encode).problems) == ["unreadable"]
        assert list(read_pictures(site.settings(), wanted, encode=encode).by_address) == ["a.jpg"]


def test_what_one_version_of_the_program_refused_another_looks_at_itself(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write("a.jpg", phone_photo())
    wanted = [Wanted(str(site.content_dir / "a.jpg"), "a.jpg", lambda: Position("content/a.md"))]
    with monkeypatch.context() as old:
        old.setattr("cxzy_build.pictures.formats.MAX_PIXELS", 100)
        assert codes(read_pictures(site.settings(), wanted, encode=True).problems) == ["picture-too-large"]
    assert codes(read_pictures(site.settings(), wanted, encode=True).problems) == ["picture-too-large"]
    monkeypatch.setattr("cxzy_build.pictures.cache.fingerprint", lambda: "another version")
    assert list(read_pictures(site.settings(), wanted, encode=True).by_address) == ["a.jpg"]


def test_two_pictures_that_would_be_one_file_are_a_problem(site: Site) -> None:
    item(site, "![甲](a.heic)", a_heic=iphone_photo(), a_jpg=phone_photo())
    site.write("../site_src/b.heic", iphone_photo()).write("../site_src/b.jpg", phone_photo())
    assert where(site.check()) == [
        ("news/d/index.md", 11, "address-collision"),
        ("site_src/b.heic", 1, "address-collision"),
    ]


def test_nobody_can_take_the_name_of_a_derived_form(site: Site) -> None:
    item(site, "![甲](x.jpg.800.webp)").write("news/d/x.jpg.800.webp", encoded(scene(), "WEBP"))
    site.write("../site_src/y.jpg", phone_photo()).write("../site_src/y.jpg.400.webp", encoded(scene(), "WEBP"))
    assert where(site.check()) == [
        ("news/d/index.md", 11, "address-collision"),
        ("site_src/y.jpg.400.webp", 1, "address-collision"),
    ]


def test_a_picture_whose_name_is_too_long_is_told_before_it_is_encoded(site: Site) -> None:
    name = f"{'照' * 80}.jpg"
    item(site, f"![甲]({name})").write(f"news/d/{name}", phone_photo())
    site.write(f"../site_src/{name}", phone_photo())
    assert where(site.check()) == [("news/d/index.md", 11, "bad-file-name"), (f"site_src/{name}", 1, "bad-file-name")]


# The cache ------------------------------------------------------------------------------------------------------------


def test_cold_and_warm_builds_with_any_number_of_workers_give_the_same_bytes(new_site: NewSite) -> None:
    digests = []
    for name, jobs in (("one", 1), ("two", 2)):
        site = item(new_site(name), "![甲](a.jpg)", a_jpg=phone_photo())
        site.build(jobs=jobs)
        digests.append(tree_digest(site.site_dir))
        site.build(jobs=jobs)
        assert site.build(jobs=jobs).changed == 0
    assert differences(*digests) == []


def test_a_warm_build_opens_no_picture_and_a_changed_one_is_seen(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    item(site, "![甲](a.jpg)", a_jpg=phone_photo())
    old = 1_300_000_000
    photo = site.content_dir / "news/d/a.jpg"
    for name in ("SETTLED", "SETTLED_FINE"):
        monkeypatch.setattr(f"cxzy_build.files.{name}", -(10**18))
    site.build()
    with monkeypatch.context() as patch:
        patch.setattr(library, "read_file", lambda file: pytest.fail(f"{file} was read"))
        site.build()
    photo.write_bytes(phone_photo((700, 500)))
    os.utime(photo, (old, old))
    site.build()
    assert 'width="700" height="500"' in html_of(site)


def test_a_file_changed_just_now_is_not_known_by_its_times(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SETTLED", "SETTLED_FINE"):
        monkeypatch.setattr(f"cxzy_build.files.{name}", 3600 * 10**9)
    item(site).build()
    assert not _seen(site).exists() or b"news/d/" not in _seen(site).read_bytes()


def _seen(site: Site) -> Path:
    return site.root / ".cache/pictures/seen"


def test_another_version_of_the_program_encodes_as_it_does_afresh(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though it knows the files by their times."""
    for name in ("SETTLED", "SETTLED_FINE"):
        monkeypatch.setattr(f"cxzy_build.files.{name}", -(10**18))
    item(site).build()
    before = tree_digest(site.site_dir)
    monkeypatch.setattr(derivatives, "JPEG_QUALITY", 40)
    for name in ("_made_with", "fingerprint"):
        monkeypatch.setattr(f"cxzy_build.pictures.cache.{name}", lambda: "another version")
    shutil.rmtree(site.root / ".cache/sites")  # it is of no use to another version
    site.build()
    after = tree_digest(site.site_dir)
    shutil.rmtree(site.root / ".cache")
    site.build()
    assert differences(after, tree_digest(site.site_dir)) == []
    assert differences(before, after)


def test_another_version_that_encodes_alike_opens_no_picture(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SETTLED", "SETTLED_FINE"):
        monkeypatch.setattr(f"cxzy_build.files.{name}", -(10**18))
    item(site).build()
    monkeypatch.setattr("cxzy_build.pictures.cache.fingerprint", lambda: "another version")
    monkeypatch.setattr(library, "read_file", lambda file: pytest.fail(f"{file} was read"))
    shutil.rmtree(site.root / ".cache/sites")
    site.build()


def _packs(site: Site) -> list[Path]:
    return sorted((site.root / ".cache/pictures").rglob("*.pack"))


@pytest.mark.parametrize("damage", [b"", b"{}", b"x\ny\nz", None])
def test_a_damaged_pack_is_remade(site: Site, damage: bytes | None) -> None:
    item(site).build()
    before, packs = tree_digest(site.site_dir), {p: p.read_bytes() for p in _packs(site)}
    for pack, data in packs.items():
        middle = len(data) // 2
        pack.write_bytes(data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :] if damage is None else damage)
    _seen(site).write_bytes(b"[]")
    shutil.rmtree(site.root / ".cache/sites")  # else the published files are known to be whole, and nothing is asked
    site.build()
    assert differences(before, tree_digest(site.site_dir)) == []
    assert {p: p.read_bytes() for p in _packs(site)} == packs


@pytest.mark.parametrize("header", [b"[]", b"{}", b'{"refusal": null, "parts": [{}]}', b'{"refusal": {"why": ""}}'])
def test_what_another_version_kept_is_not_read(tmp_path: Path, header: bytes) -> None:
    key, part = "ab12", Part("", 1, 1, 1, "")
    (tmp_path / "ab").mkdir()
    (tmp_path / "ab/12.pack").write_bytes(b"%s\n%s\n" % (sha256(key.encode() + header).hexdigest().encode(), header))
    assert PictureCache(tmp_path).entry(key, encoded=True) is None
    assert PictureCache(tmp_path).data(key, part) is None


def test_a_cache_deleted_midway_costs_time_only(site: Site) -> None:
    item(site, "![甲](a.jpg)", a_jpg=phone_photo()).build()
    before = tree_digest(site.site_dir)
    found = read_pictures(
        site.settings(),
        [Wanted(str(site.content_dir / "news/d/a.jpg"), "a.jpg", lambda: pytest.fail("asked"))],
        encode=True,
    )
    shutil.rmtree(site.root / ".cache/pictures")
    picture = found.by_address["a.jpg"]
    for path, part in picture.paths:
        published = site.site_dir / ADDRESS / path
        assert bytes_of(picture, part, picture_cache(site.settings())) == published.read_bytes()
    shutil.rmtree(site.root / ".cache")
    site.build()
    assert differences(before, tree_digest(site.site_dir)) == []


def test_two_runs_at_once_share_a_cache(site: Site) -> None:
    item(site, "![甲](a.jpg)", a_jpg=phone_photo())
    wanted = [
        Wanted(str(p), p.name, lambda: pytest.fail("asked")) for p in sorted((site.content_dir / "news/d").glob("*.*g"))
    ]
    run = multiprocessing.get_context("fork").Process
    runs = [run(target=read_pictures, args=(site.settings(), wanted), kwargs={"encode": True}) for _ in range(2)]
    for one in runs:
        one.start()
    for one in runs:
        one.join()
    assert [one.exitcode for one in runs] == [0, 0]
    found = read_pictures(site.settings(), wanted, encode=True)
    assert found.problems == ()
    cache = picture_cache(site.settings())
    assert all(cache.data(p.key, part) for p in found.by_address.values() for _, part in p.paths)
    assert not [p for p in (site.root / ".cache/pictures").rglob("*") if p.suffix not in (".pack", "", ".json")]


def test_a_check_encodes_nothing_and_says_the_same_twice(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    item(site, "![甲](a.jpg)", a_jpg=phone_photo())
    monkeypatch.setattr(derivatives, "forms", lambda *_: pytest.fail("encoded"))
    assert site.check() == ()
    monkeypatch.setattr(derivatives, "measure", lambda *_: pytest.fail("decoded again"))
    assert site.check() == ()
