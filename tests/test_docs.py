"""Documents for developers name modules and files that there are; that for those who write, every key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fixtures.sites import PROJECT

from cxzy_build.models import front_matter
from cxzy_build.models.front_matter import Model, Promiser

DOCUMENTS = ("architecture.md", "dependencies.md", "design.md", "performance.md", "quality.md", "search.md")
TOPS = ("", "cxzy_build", "docs", "site_src", "theme", "theme/cxzy")
"""Where what they name may lie."""

NAMED = re.compile(r"`((?:[a-z_]+/)+[a-z_]+(?:\.[a-z]+)?)(?:\.[A-Za-z_]+)*`")
"""A path, perhaps without its ending, and perhaps what is in it: `content/guesses.MOST_GUESSES`."""

PUBLISHED = {"search/fold.js", "search/asking.js", "search/showing.js"}
"""What documents call by where browsers find it."""


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_a_document_names_is_there(document: str) -> None:
    named = set(NAMED.findall((PROJECT / "docs" / document).read_text("utf-8"))) - PUBLISHED
    assert [path for path in sorted(named) if not _is_there(path)] == []


def test_every_key_that_people_write_is_explained() -> None:
    told = set(re.findall(r"[a-z_]+", (PROJECT / "docs/writing.md").read_text("utf-8")))
    models = [one for one in vars(front_matter).values() if isinstance(one, type) and issubclass(one, Model)]
    keys = {model.__name__: model.known_keys() - told for model in models if model is not Promiser}
    assert len(keys) > 20
    assert {name: sorted(untold) for name, untold in keys.items() if untold} == {}


def test_every_warning_is_explained() -> None:
    told = (PROJECT / "docs/writing.md").read_text("utf-8")
    code = "".join(path.read_text("utf-8") for path in (PROJECT / "cxzy_build").rglob("*.py"))
    given = {*re.findall(r'"([a-z]+(?:-[a-z]+)+)",[^\n]*Severity\.WARNING', code)}
    assert len(given) > 20
    assert [one for one in sorted(given) if f"`{one}`" not in told] == []


def test_the_results_of_stages_are_types() -> None:
    stages = (PROJECT / "docs/architecture.md").read_text("utf-8").partition("| --- |")[2].partition("\n\n")[0]
    code = "".join(path.read_text("utf-8") for path in (PROJECT / "cxzy_build").rglob("*.py"))
    named = re.findall(r"`([A-Z][A-Za-z]+)`", stages)
    assert "SearchIndex" in named
    assert [name for name in named if f"class {name}(" not in code and f"class {name}:" not in code] == []


def _is_there(path: str) -> bool:
    stem = path.rpartition("/")[0] + "/" + path.rpartition("/")[2].partition(".")[0]
    places = [Path(top) / name for top in TOPS for name in (path, f"{path}.py", f"{stem}.py")]
    return any((PROJECT / place).exists() for place in places)
