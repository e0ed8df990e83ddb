"""The photo of an item stands on its own page, whatever its collection; not where its body shows it."""

from __future__ import annotations

import pytest
from fixtures.pictures import phone_photo
from fixtures.sites import Site

COVER = "cover: photo.jpg\ncover_alt: 合影\n"
FRONTS = {
    "news/2012/12": "title: 甲\ndate: 2012-12-30\ncolumn: practice\n",
    "exemplars": "name: 甲\ndate: 2012-12-30\nrole: teachers\nbranch: law-staff\n",
    "results": "title: 甲\ndate: 2012-12-30\n",
    "commitments": "title: 甲\ndate: 2012-12-30\nby: committee\nitems: [promise: 办好]\n",
    "documents": "title: 甲\ndate: 2012-12-30\nkind: plan\n",
}


@pytest.mark.parametrize("folder", FRONTS)
def test_an_items_cover_stands_on_its_page(site: Site, folder: str) -> None:
    collection = folder.partition("/")[0]
    site.write(f"{collection}/d/photo.jpg", phone_photo((300, 200)))
    site.write(f"{collection}/d/index.md", f"---\n{FRONTS[folder]}{COVER}---\n\n正文。\n").build()
    page = site.site_dir / folder / "d/index.html"
    assert page.read_text("utf-8").count('<figure class="cx-lead">') == 1
    site.append(f"{collection}/d/index.md", "\n![合影](photo.jpg)\n").build()
    assert '<figure class="cx-lead">' not in page.read_text("utf-8")
