"""What a person sees of a build that takes a while."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path

import pytest
from fixtures.sites import Site

from cxzy_build.progress import Bar, Lines, bar_line, cut_to_width, progress_on, text_width

REAL_BUILD = """
import sys
from contextlib import closing
from cxzy_build import cli
from cxzy_build.progress import Bar

cli.progress_on = lambda stream: Bar(stream, after=0)
cli.main()
"""
"""A build whose bar shows however quick it is."""


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def after(self, seconds: float) -> None:
        self.now += seconds


class Terminal(io.StringIO):
    """Keeps what was written, and knows what its one line shows."""

    def isatty(self) -> bool:
        return True

    @property
    def drawings(self) -> list[str]:
        """Every state of the line, in order; empty where it was cleared."""
        return [part.removesuffix("\x1b[K") for part in self.getvalue().split("\r")[1:]]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def terminal() -> Terminal:
    return Terminal()


@pytest.fixture
def bar(clock: Clock, terminal: Terminal) -> Bar:
    return Bar(terminal, clock=clock, columns=lambda: 60)


class TestBar:
    def test_work_of_less_than_a_second_shows_nothing(self, bar: Bar, clock: Clock, terminal: Terminal) -> None:
        bar.stage("读取内容", 100)
        for _ in range(99):
            clock.after(0.01)
            bar.advance()
        bar.close()
        assert terminal.getvalue() == ""

    def test_longer_work_shows_its_stage_how_much_is_done_and_for_how_long(
        self, bar: Bar, clock: Clock, terminal: Terminal
    ) -> None:
        bar.stage("读取内容", 100)
        clock.after(2)
        bar.advance(50)
        assert terminal.drawings == ["读取内容 [###############---------------] 50/100  2 秒"]
        clock.after(63)
        bar.stage("核对")
        assert terminal.drawings[-1] == "核对  1 分 05 秒"

    def test_the_line_is_drawn_ten_times_a_second_at_most(self, bar: Bar, clock: Clock, terminal: Terminal) -> None:
        bar.stage("生成文件", 10_000)
        clock.after(1)
        for _ in range(1000):
            clock.after(0.001)
            bar.advance()
        assert 9 <= len(terminal.drawings) <= 11

    def test_it_is_cleared_at_the_end_once(self, bar: Bar, clock: Clock, terminal: Terminal) -> None:
        bar.stage("读取内容", 2)
        clock.after(1)
        bar.advance()
        bar.close()
        bar.close()
        assert terminal.drawings[-1] == ""
        assert terminal.getvalue().count("\r\x1b[K") == 1
        assert "\n" not in terminal.getvalue()

    def test_a_note_stands_on_a_line_of_its_own(self, bar: Bar, clock: Clock, terminal: Terminal) -> None:
        bar.stage("读取内容", 2)
        bar.note("先说一句")
        assert terminal.getvalue() == "先说一句\n"
        clock.after(1)
        bar.advance()
        bar.note("再说一句")
        assert terminal.getvalue().endswith("\r\x1b[K再说一句\n")
        bar.advance()
        assert "2/2" in terminal.drawings[-1]

    @pytest.mark.parametrize("columns", range(1, 90))
    def test_the_line_never_fills_the_last_column(self, clock: Clock, terminal: Terminal, columns: int) -> None:
        bar = Bar(terminal, clock=clock, columns=lambda: columns, after=0)
        bar.stage("生成很多个文件", 24_000)
        clock.after(1)
        bar.advance(12_000)
        assert all(text_width(line) < columns for line in terminal.drawings)

    def test_more_than_was_expected_does_not_overrun(self) -> None:
        assert bar_line("核对", 12, 10, 1, 60) == bar_line("核对", 10, 10, 1, 60)


class TestWidth:
    def test_chinese_characters_take_two_columns_and_combining_ones_none(self) -> None:
        assert text_width("读取 a") == 6
        assert text_width("e\u0301") == 1
        assert text_width("……") == 4  # wide in Chinese terminals

    def test_what_is_cut_fits(self) -> None:
        assert [cut_to_width("读取", n) for n in range(5)] == ["", "", "读", "读", "读取"]

    def test_a_narrow_terminal_loses_the_bar_before_the_numbers_and_the_name_last(self) -> None:
        lines = [bar_line("生成文件", 5, 10, 3, room) for room in (38, 24, 14, 6)]
        assert lines == ["生成文件 [########--------] 5/10  3 秒", "生成文件 5/10  3 秒", "生 5/10  3 秒", "生成文"]


class TestChoice:
    @pytest.mark.parametrize(
        ("stream", "environment", "kind"),
        [
            (Terminal, {"TERM": "xterm"}, Bar),
            (Terminal, {"TERM": "xterm", "NO_COLOR": ""}, Bar),
            (Terminal, {"TERM": "xterm", "NO_COLOR": "1"}, Lines),
            (Terminal, {"TERM": "dumb"}, Lines),
            (Terminal, {}, Lines),
            (io.StringIO, {"TERM": "xterm"}, Lines),
        ],
    )
    def test_a_bar_only_where_a_line_can_be_redrawn(
        self, stream: Callable[[], io.StringIO], environment: dict[str, str], kind: type
    ) -> None:
        assert isinstance(progress_on(stream(), environment), kind)

    def test_elsewhere_each_stage_is_one_plain_line(self) -> None:
        stream = io.StringIO()
        lines = progress_on(stream, {})
        lines.stage("读取内容", 12)
        lines.advance(5)
        lines.stage("核对")
        lines.note("等一等")
        lines.close()
        assert stream.getvalue() == "读取内容（12）……\n核对……\n等一等\n"


def on_terminal(command: list[str], folder: Path) -> str:
    """What a command writes to a terminal of 80 columns."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"TERM": "xterm"}
    process = subprocess.Popen(command, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    written = b""
    try:
        while part := os.read(ours, 65536):
            written += part
    except OSError:  # that is how Linux says that the other side is gone
        pass
    finally:
        os.close(ours)
        process.wait()
    return written.decode()


def test_on_a_real_terminal_the_bar_is_gone_when_the_summary_comes(site: Site) -> None:
    site.write("news/bad/index.md", "---\ntitle: 甲\ndate: 2012-12-30\ncolumn: meetings\n---\n\n![](p.png)\n")
    site.write("news/bad/p.png", (site.content_dir / "news/2011-03-05-volunteers/photo.png").read_bytes())
    written = on_terminal([sys.executable, "-c", REAL_BUILD, "build"], site.root)
    drawn, _, after = written.rpartition("\x1b[K")
    assert "读取内容" in drawn
    assert re.search(r"\d+ 秒", drawn)
    assert "\n" not in drawn
    assert "网站已生成：site/" in after.splitlines()[-1]
    assert "警告：图片 p.png 没有文字说明" in after
