"""What search adds to builds after edits."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import search_edits
from bench.natural import write_items
from bench.runs import Run


def test_both_projects_are_edited_alike_and_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = [tmp_path / "searched", tmp_path / "plain"]
    for folder in folders:
        write_items(folder, 12)
    pairs = search_edits.measured(folders, 1)
    assert [len(runs) for runs in pairs.values()] == [1] * len(search_edits.EDITS)
    texts = [
        {path.relative_to(folder): path.read_bytes() for path in folder.glob("content/news/*.md")} for folder in folders
    ]
    assert texts[0] == texts[1]
    assert len(texts[0]) == 12 + 2 * 3
    assert [(folder / "site/search").is_dir() for folder in folders] == [True, False]


def test_what_it_adds_is_the_difference_of_each_pair() -> None:
    pairs = {"a": [(Run(1.5, 0, 0), Run(0.5, 0, 0)), (Run(3.5, 0, 0), Run(0.5, 0, 0))]}
    assert search_edits.rows(pairs) == [["a", "2.50 (1.50–3.50)", "0.50 (0.50–0.50)", "2.00 (1.00–3.00)"]]
