"""Addresses of the published site that a build would take away."""

from __future__ import annotations

from fixtures.sites import Site


def test_a_published_address_that_would_vanish_is_a_warning_until_an_alias_keeps_it(site: Site) -> None:
    site.build()
    text = site.read("documents/bulletin-1.md")
    site.delete("documents/bulletin-1.md").write("documents/bulletin-one.md", text)
    assert [(p.code, p.is_error) for p in site.check()] == [("vanished-address", False)]
    site.replace("documents/bulletin-one.md", "issue: 1", "issue: 1\naliases: [/documents/bulletin-1/]")
    assert site.check() == ()
