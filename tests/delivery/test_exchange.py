"""Two trees, one exchange."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixtures.trees import fill, texts_in

from cxzy_build.delivery import exchange
from cxzy_build.delivery.exchange import recover, swap_in


@pytest.mark.parametrize("can_exchange", [True, False])
def test_the_spare_takes_the_place_of_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    if not can_exchange:
        monkeypatch.setattr(exchange, "_exchange", lambda one, other: False)
    spare, site = fill(tmp_path / ".site.spare", {"x": "new"}), fill(tmp_path / "site", {"x": "old"})
    swap_in(spare, site)
    assert (texts_in(site), texts_in(spare)) == ({"x": "new"}, {"x": "old"})
    assert sorted(p.name for p in tmp_path.iterdir()) == [".site.spare", "site"]


def test_the_first_site_just_takes_its_place(tmp_path: Path) -> None:
    spare, site = fill(tmp_path / ".site.spare", {"x": "new"}), tmp_path / "site"
    site.mkdir()
    swap_in(spare, site)
    assert texts_in(site) == {"x": "new"}
    assert not spare.exists()


def test_an_exchange_by_renaming_that_was_interrupted_is_finished(tmp_path: Path) -> None:
    site = tmp_path / "site"
    fill(tmp_path / ".site.old", {"x": "old"})
    recover(site)
    assert texts_in(site) == {"x": "old"}
    fill(tmp_path / ".site.old", {"x": "older"})
    recover(site)
    assert texts_in(site) == {"x": "old"}
    assert not (tmp_path / ".site.old").exists()
