"""Sites on which it is measured what search costs."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import search


@pytest.mark.parametrize(("is_natural", "in_traditional"), [(True, True), (False, False)])
def test_a_site_is_built_where_nothing_was_measured_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_natural: bool, in_traditional: bool
) -> None:
    monkeypatch.setattr(search, "CACHE", tmp_path / "not/yet")
    with search.project(12, is_natural=is_natural, in_traditional=in_traditional, folder=None) as site:
        assert len(list(site.site_dir.glob("search/texts/*.js"))) >= 12
        assert (site.site_dir / "zh-hant/search/facets.js").exists() == in_traditional
    assert list((tmp_path / "not/yet").iterdir()) == []
