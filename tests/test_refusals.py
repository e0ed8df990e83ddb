"""What the system refuses is told as such; the program's own faults are not."""

from __future__ import annotations

import errno
import signal
import tempfile
from pathlib import Path

import pytest
from fixtures.builds import build_with_few_rights
from fixtures.sites import NEWS, Site

from cxzy_build import cli
from cxzy_build.background import death_of
from cxzy_build.refusals import keep_trace, refusal_of


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(errno.EACCES, "", "/a/b"), "/a/b：没有读写的权限"),
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘满了"),
        (OSError(errno.EROFS, "", b"/a"), "/a：磁盘是只读的"),
        (OSError(errno.ENOSPC, "", "/from", None, "/to"), "/to：磁盘满了"),
        (OSError(errno.EFBIG, "", "/a"), "/a：文件超过了系统准许的大小"),
        (FileNotFoundError(errno.ENOENT, "", "/a"), ""),
        (OSError("no number"), ""),
        (death_of("子进程", -signal.SIGKILL), "一个子进程被系统中止了，多半是内存不够"),
        (death_of("子进程", -signal.SIGSEGV), ""),
        (ValueError("x"), ""),
    ],
)
def test_what_a_person_is_told(error: Exception, said: str) -> None:
    assert refusal_of(error).startswith(said)
    assert bool(refusal_of(error)) == bool(said)


def test_a_command_tells_it_and_keeps_no_trace(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied", f"{path}")

    monkeypatch.setattr(Path, "read_bytes", refused)
    monkeypatch.setattr("sys.argv", ["cxzy", "check", "-f", str(site.config)])
    assert cli._run() == 1
    said = capsys.readouterr().err
    assert "mkdocs.yml：没有读写的权限" in said
    assert "维护者" not in said


@pytest.mark.parametrize("mode", [0o644, 0o311])
def test_a_folder_that_may_not_be_looked_into_takes_nothing_from_the_site(site: Site, mode: int) -> None:
    """Its files are not gone, as they would be if each that cannot be looked at were an editor's."""
    site.write("news/apart/a.md", NEWS.format("")).build()
    (site.content_dir / "news/apart").chmod(mode)
    done = build_with_few_rights(site)
    assert done.returncode == 1
    assert "content/news/apart" in done.stderr
    assert "没有读写的权限" in done.stderr
    assert (site.site_dir / "news/2011/04/a/index.html").exists()


def test_an_error_of_the_program_is_kept_for_its_maintainer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", f"{tmp_path}")
    try:
        raise TypeError("错了")
    except TypeError:
        said = keep_trace()
        (log,) = tmp_path.glob("cxzy-error-*.log")
        assert f"{log}" in said
        assert "TypeError: 错了" in log.read_text("utf-8")
        monkeypatch.setattr(tempfile, "tempdir", f"{tmp_path / 'none'}")
        assert "TypeError: 错了" in keep_trace()
