"""Tables that a build leaves for the next: together or not at all, small changes beside them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from cxzy_build import store as store_module
from cxzy_build.files import signature_of
from cxzy_build.store import Store, in_chunks, out_of_chunks

WHOLE: dict[str, Any] = {f"key {number}": (number, "值") for number in range(40)}
"""A table beside which ten changes may stand."""

SMALL = {"a": 1}


def kept(folder: Path, **tables: Any) -> Store:
    """A build that keeps these tables; what the next one finds."""
    Store(folder, "purpose").keep(tables)
    return Store(folder, "purpose")


def held(folder: Path) -> dict[str, int]:
    """The files in the folder and their inodes, named by what stands before the digest."""
    return {entry.name.rpartition("-")[0] or entry.name: entry.inode() for entry in os.scandir(folder)}


def file_of(folder: Path, table: str) -> Path:
    (path,) = folder.glob(f"{table}-*")
    return path


def pass_time(folder: Path, seconds: float) -> None:
    """Make every file so much older."""
    for path in folder.iterdir():
        at = path.stat().st_mtime - seconds
        os.utime(path, (at, at))


def test_tables_come_back_as_they_were_and_others_are_nothing(tmp_path: Path) -> None:
    store = kept(tmp_path, one=WHOLE, two=SMALL)
    assert (store.load("one"), store.load("two"), store.load("three")) == (WHOLE, SMALL, None)


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert Store(tmp_path / "none", "purpose").load("one") is None
    assert not (tmp_path / "none").exists()


def test_a_table_that_is_not_named_stays(tmp_path: Path) -> None:
    kept(tmp_path, one=WHOLE, two=SMALL)
    store = kept(tmp_path, two={"b": 2})
    assert (store.load("one"), store.load("two")) == (WHOLE, {"b": 2})


def test_another_purpose_finds_nothing_and_takes_the_place(tmp_path: Path) -> None:
    kept(tmp_path, one=WHOLE, two=SMALL)
    other = Store(tmp_path, "other")
    assert other.load("one") is None
    other.keep({"one": SMALL})
    assert Store(tmp_path, "other").load("one") == SMALL
    assert Store(tmp_path, "other").load("two") is None
    assert Store(tmp_path, "purpose").load("one") is None


# changes beside a table


def test_a_small_change_is_written_beside_the_table_and_only_it(tmp_path: Path) -> None:
    kept(tmp_path, one=WHOLE)
    whole = file_of(tmp_path, "one")
    before = signature_of(whole.stat())
    changed = {**WHOLE, "key 7": "other", "new": "more"}
    del changed["key 9"]
    assert kept(tmp_path, one=changed).load("one") == changed
    assert signature_of(whole.stat()) == before
    beside = file_of(tmp_path, "one changes").stat().st_size
    assert beside < whole.stat().st_size / 4


def test_later_small_changes_are_found_together_with_the_earlier(tmp_path: Path) -> None:
    kept(tmp_path, one=WHOLE)
    inode = held(tmp_path)["one"]
    table = WHOLE
    for number in range(10):
        table = {**table, f"key {number}": "other"}
        assert kept(tmp_path, one=table).load("one") == table
        assert held(tmp_path)["one"] == inode


def test_many_changes_are_put_into_the_table(tmp_path: Path) -> None:
    kept(tmp_path, one=WHOLE)
    pass_time(tmp_path, 100)
    changed = {**WHOLE, **dict.fromkeys(list(WHOLE)[:11], "other")}
    assert kept(tmp_path, one=changed).load("one") == changed
    assert held(tmp_path).keys() == {"index", "one"}


def test_no_more_than_so_many_changes_stand_beside_a_great_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "MOST_CHANGES", 3)
    kept(tmp_path, one=WHOLE)
    kept(tmp_path, one={**WHOLE, **dict.fromkeys(list(WHOLE)[:3], "other")})
    assert "one changes" in held(tmp_path)
    pass_time(tmp_path, 100)
    kept(tmp_path, one={**WHOLE, **dict.fromkeys(list(WHOLE)[:4], "other")})
    assert "one changes" not in held(tmp_path)


def test_keys_may_go_and_come_back(tmp_path: Path) -> None:
    without = {key: value for key, value in WHOLE.items() if key not in ("key 3", "key 4")}
    again = {**without, "key 3": "other"}
    for table in (WHOLE, without, again, without, WHOLE):
        assert kept(tmp_path, one=table).load("one") == table


def test_a_table_that_is_again_as_it_was_whole_has_nothing_beside_it(tmp_path: Path) -> None:
    kept(tmp_path, one=WHOLE)
    kept(tmp_path, one={**WHOLE, "more": 1})
    pass_time(tmp_path, 100)
    assert kept(tmp_path, one=WHOLE).load("one") == WHOLE
    assert held(tmp_path).keys() == {"index", "one"}


def test_nothing_is_written_where_nothing_has_changed(tmp_path: Path) -> None:
    kept(tmp_path, one=WHOLE, two=SMALL)
    kept(tmp_path, one={**WHOLE, "more": 1})
    before = held(tmp_path)
    kept(tmp_path, one={**WHOLE, "more": 1}, two=SMALL)
    assert held(tmp_path) == before


tables = st.dictionaries(st.sampled_from("abcdefghijkl"), st.integers(0, 2) | st.just((0, "一")), max_size=12)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(tables, min_size=1, max_size=6), st.booleans())
def test_whatever_was_kept_last_is_found(tmp_path: Path, held: list[dict[str, Any]], one_store: bool) -> None:
    shutil.rmtree(tmp_path)
    store = Store(tmp_path, "purpose")
    for table in held:
        store = store if one_store else Store(tmp_path, "purpose")
        store.keep({"one": table, "two": WHOLE})
        found = Store(tmp_path, "purpose")
        assert (found.load("one"), found.load("two")) == (table, WHOLE)


# damage


def test_a_damaged_index_is_nothing_at_all(tmp_path: Path) -> None:
    kept(tmp_path, one=WHOLE)
    (tmp_path / "index").write_bytes(b"damaged")
    assert Store(tmp_path, "purpose").load("one") is None


@pytest.mark.parametrize("part", ["one", "one changes"])
@pytest.mark.parametrize("is_gone", [False, True])
def test_a_table_of_which_a_part_is_damaged_or_gone_is_nothing_until_it_is_kept_again(
    tmp_path: Path, part: str, is_gone: bool
) -> None:
    kept(tmp_path, one=WHOLE, two=SMALL)
    changed = {**WHOLE, "more": 1}
    kept(tmp_path, one=changed)
    damaged = file_of(tmp_path, part)
    if is_gone:
        damaged.unlink()
    else:
        damaged.write_bytes(damaged.read_bytes()[:-1])
    assert Store(tmp_path, "purpose").load("one") is None
    assert Store(tmp_path, "purpose").load("two") == SMALL
    assert kept(tmp_path, one=WHOLE).load("one") == WHOLE
    assert kept(tmp_path, one=changed).load("one") == changed


def test_a_table_in_anothers_place_is_nothing(tmp_path: Path) -> None:
    kept(tmp_path, one=WHOLE, two=SMALL)
    os.replace(file_of(tmp_path, "two"), file_of(tmp_path, "one"))
    assert Store(tmp_path, "purpose").load("one") is None


def test_a_build_that_is_killed_before_the_index_is_written_leaves_the_tables_of_the_build_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(tmp_path, one=WHOLE, two=SMALL)
    index = (tmp_path / "index").read_bytes()
    kept(tmp_path, one={"b": 2}, two={**SMALL, "c": 3})
    (tmp_path / "index").write_bytes(index)
    store = Store(tmp_path, "purpose")
    assert (store.load("one"), store.load("two")) == (WHOLE, SMALL)


# what nobody names


def test_what_the_index_does_not_name_is_removed_but_only_after_a_while(tmp_path: Path) -> None:
    kept(tmp_path, one=WHOLE)
    first = file_of(tmp_path, "one")
    (tmp_path / "stray").touch()
    kept(tmp_path, one=SMALL)
    assert first.exists()
    kept(tmp_path, one=SMALL)
    assert first.exists()
    pass_time(tmp_path, 61)
    assert kept(tmp_path, one=SMALL).load("one") == SMALL
    assert held(tmp_path).keys() == {"index", "one"}


def test_where_nothing_can_be_written_nothing_is_kept_and_nothing_raised(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert kept(tmp_path / "file/below", one=SMALL).load("one") is None


# long lists


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_adding_to_a_long_list_touches_its_last_chunk_only(size: int, more: int) -> None:
    before, after = list(range(size)), list(range(size + more))
    old, new = in_chunks(before), in_chunks(after)
    assert (out_of_chunks(old), out_of_chunks(new)) == (before, after)
    full = size // 1024
    assert list(old.items())[:full] == list(new.items())[:full]
    assert len(new) == -(-len(after) // 1024)


def test_a_long_list_is_put_together_in_its_own_order(tmp_path: Path) -> None:
    values = [("question", f"{number}") for number in range(11_000)]
    found = kept(tmp_path, questions=dict(reversed(in_chunks(values).items()))).load("questions")
    assert found
    assert out_of_chunks(found) == values


def test_a_list_that_grows_is_written_beside_what_was_there(tmp_path: Path) -> None:
    values = list(range(10_000))
    kept(tmp_path, questions=in_chunks(values))
    found = kept(tmp_path, questions=in_chunks([*values, "more"])).load("questions")
    assert found
    assert out_of_chunks(found) == [*values, "more"]
    assert file_of(tmp_path, "questions changes").stat().st_size < file_of(tmp_path, "questions").stat().st_size / 4


def test_what_was_put_in_the_place_of_a_table_is_what_is_read_next(tmp_path: Path) -> None:
    store = kept(tmp_path, table=WHOLE)
    assert store.load("table") == WHOLE
    for change in ({"key 1": 2}, {"key 1": 3}, {}):
        store.keep({"table": WHOLE | change})
        assert store.load("table") == Store(tmp_path, "purpose").load("table") == WHOLE | change
