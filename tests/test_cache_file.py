"""Values kept in files: whole and meant for this purpose, or nothing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from cxzy_build.cache_file import CacheFile

VALUE = {"名": (1, "二", b"3", None), "空": ()}

scalars = st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.binary(max_size=9)
plain = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4).map(tuple) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture
def cache_file(tmp_path: Path) -> CacheFile:
    """A file that holds VALUE."""
    cache_file = CacheFile(tmp_path / "folder/file", "purpose")
    cache_file.keep(VALUE)
    return cache_file


@pytest.fixture
def file(tmp_path: Path, cache_file: CacheFile) -> Path:
    """Where `cache_file` keeps it."""
    return tmp_path / "folder/file"


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(plain)
def test_any_plain_value_comes_back_as_it_was(tmp_path: Path, value: Any) -> None:
    cache_file = CacheFile(tmp_path / "file", "purpose")
    cache_file.keep(value)
    assert cache_file.load() == value


def test_a_later_value_takes_the_place_of_an_earlier_one(cache_file: CacheFile, file: Path) -> None:
    cache_file.keep("later")
    assert cache_file.load() == "later"
    assert os.listdir(file.parent) == ["file"]


def test_every_byte_that_is_not_what_it_was_is_noticed(cache_file: CacheFile, file: Path) -> None:
    data = file.read_bytes()
    for at in range(len(data)):
        file.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert cache_file.load() is None


def test_a_file_cut_short_or_grown_reads_as_nothing(cache_file: CacheFile, file: Path) -> None:
    data = file.read_bytes()
    for end in range(len(data)):
        file.write_bytes(data[:end])
        assert cache_file.load() is None
    file.write_bytes(data + b"\0")
    assert cache_file.load() is None


def test_a_file_that_is_gone_or_is_no_file_reads_as_nothing(cache_file: CacheFile, file: Path) -> None:
    file.unlink()
    assert cache_file.load() is None
    file.mkdir()
    assert cache_file.load() is None
    file.rmdir()
    file.symlink_to("nowhere")
    assert cache_file.load() is None


@pytest.mark.parametrize("other", ["", "Purpose", "purpose ", "purpose\0"])
def test_what_was_kept_for_another_purpose_reads_as_nothing(cache_file: CacheFile, file: Path, other: str) -> None:
    assert CacheFile(file, other).load() is None
    assert CacheFile(file, "purpose").load() == VALUE


def test_where_nothing_can_be_written_nothing_is_kept_and_nothing_raised(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    cache_file = CacheFile(tmp_path / "file/below", "purpose")
    cache_file.keep(VALUE)
    assert cache_file.load() is None
    (tmp_path / "folder/inside").mkdir(parents=True)
    CacheFile(tmp_path / "folder", "purpose").keep(VALUE)
    assert sorted(os.listdir(tmp_path)) == ["file", "folder"]
