"""The command as a person meets it on a terminal."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from fixtures.sites import Site

from cxzy_build import cli
from cxzy_build.progress import text_width


def cxzy(site: Site, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cxzy_build", *arguments], cwd=site.root, capture_output=True, text=True, check=False
    )


def test_a_build_says_what_it_did_and_nothing_else(site: Site) -> None:
    done = cxzy(site, "build")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0].startswith("条目：新闻动态 ")
    assert lines[1].startswith("页面：")
    assert lines[2].startswith("用时：")
    assert lines[3:] == ["网站已生成：site/"]
    assert [line[-2:] for line in done.stderr.splitlines()] == ["……"] * 4


NEWS = "---\ntitle: {}\ndate: {}\ncolumn: meetings\ndraft: {}\n---\n\n文。\n"


def test_a_build_names_what_it_did_not_publish_drafts_last(site: Site) -> None:
    site.write("news/a.md", NEWS.format("甲", "2012-10-01", "true"))
    site.write("news/b.md", NEWS.format("乙", "2199-10-01", "false"))
    for _ in range(2):  # when nothing has changed, too
        lines = cxzy(site, "build").stdout.splitlines()
        assert lines[1:4] == [
            "另有 2 条没有发布：",
            "    content/news/b.md（将于2199年10月1日发布）",
            "    content/news/a.md（草稿）",
        ]
    assert cxzy(site, "check").stdout.splitlines()[:3] == lines[1:4]
    assert "没有发布" not in cxzy(site, "build", "--preview", "-d", "preview").stdout


def test_a_preview_says_that_it_is_not_for_readers(site: Site) -> None:
    assert "不要让读者看到" in cxzy(site, "build", "--preview", "-d", "preview").stderr
    assert "不要让读者看到" not in cxzy(site, "build").stderr


def test_of_many_that_are_not_out_it_names_a_few(site: Site) -> None:
    for number in range(7):
        site.write(f"news/x{number}.md", NEWS.format("甲", "2012-10-01", "true"))
    lines = cxzy(site, "build").stdout.splitlines()
    assert lines[1] == "另有 7 条没有发布："
    assert lines[2:9] == [*(f"    content/news/x{number}.md（草稿）" for number in range(5)), "    ……", lines[8]]


def test_errors_end_with_status_1_and_say_that_nothing_was_published(site: Site) -> None:
    site.write("news/bad.md", "---\ntitel: 甲\ndate: 2012-13-01\ncolumn: meeting\n---\n\n文。\n")
    for command in ("build", "check"):
        done = cxzy(site, command)
        assert done.returncode == 1
        assert "content/news/bad.md:2:1: 错误：不认识的键 `titel` [unknown-key]" in done.stderr
        assert "是否想写 `title`？" in done.stderr
        assert "Traceback" not in done.stderr
    assert not site.site_dir.exists()


def test_problems_as_json_are_the_contracts_list(site: Site) -> None:
    site.write("news/bad.md", "---\ntitle: 甲\ndate: 2012-12-01\ncolumn: meetngs\n---\n\n![](none.png)\n")
    done = cxzy(site, "check", "--format", "json")
    assert done.returncode == 1
    problems = json.loads(done.stdout)
    assert [set(p) for p in problems] == [{"file", "line", "column", "code", "severity", "message", "hint"}] * len(
        problems
    )
    assert ("content/news/bad.md", 4, 9, "unknown-id", "error") in [
        (p["file"], p["line"], p["column"], p["code"], p["severity"]) for p in problems
    ]
    assert {p["severity"] for p in problems} == {"error", "warning"}
    assert done.stderr == ""


def test_warnings_end_with_status_0(site: Site) -> None:
    site.write("news/w/index.md", "---\ntitle: 甲\ndate: 2012-12-30\ncolumn: meetings\n---\n\n![](p.png)\n")
    photo = site.content_dir / "news/2011-03-05-volunteers/photo.png"
    site.write("news/w/p.png", photo.read_bytes())
    done = cxzy(site, "build")
    assert done.returncode == 0
    assert "警告：图片 p.png 没有文字说明" in done.stderr
    assert "0 个错误，1 个警告" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("build", "--now", "yesterday"),
        ("build", "--now", ""),
        ("build", "--now", "2012-W45-4"),
        ("build", "-j", "0"),
        ("build", "-f", "none.yml"),
        ("check", "--format", "xml"),
        ("new", "nothing", "标题"),
        (),
    ],
)
def test_wrong_use_ends_with_status_2_and_a_line_that_helps(site: Site, arguments: tuple[str, ...]) -> None:
    done = cxzy(site, *arguments)
    assert done.returncode == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("new", "news"), "缺少 标题"),
        (("new",), "缺少 类别"),
        (("new", "news", "读书", "活动"), "用引号括起来"),
        (("new", "news", "读书", "--date", "2012/4/16"), "应写成 2011-04-23"),
        (("new", "news", "读书", "--size"), "new --help"),
        (("build", "-d"), "-d 后面缺少要写的值"),
        (("build", "-d"), "build --help"),
        (("new", "news", "读书", "--date"), "--date 后面缺少要写的值"),
        (("build", "--no-search=1"), "--no-search 后面不用写值"),
        (("build", "-j", "0"), "-j / --jobs 应是整数，至少 1"),
        (("serve", "-p", "99999"), "-p / --port 应是 0 到 65535 的整数"),
        (("check", "--format", "xml"), "--format 只能是：text、json"),
        (("new", "nwes", "读书"), "类别 只能是：news、"),
        (("biuld",), "没有 biuld 这个命令；命令有：build、check、"),
        ((), "没有写命令；命令有：build、check、"),
    ],
)
def test_wrong_use_is_answered_with_what_is_right(site: Site, arguments: tuple[str, ...], line: str) -> None:
    done = cxzy(site, *arguments)
    assert done.returncode == 2
    assert line in done.stderr
    assert "Traceback" not in done.stderr


def test_a_kind_may_be_named_in_chinese(site: Site) -> None:
    assert "已新建：content/exemplars/zhang-shi-li.md" in cxzy(site, "new", "先进典型", "张示例").stdout
    assert "已新建：content/exemplars/li-shi-li.md" in cxzy(site, "new", "exemplar", "李示例").stdout
    written = (site.content_dir / "exemplars/zhang-shi-li.md").read_text("utf-8")
    assert "law-staff、law-students、retired" in written


@pytest.mark.parametrize("answer", ["", "n", "不", "什么"])
def test_samples_stay_unless_it_is_said_that_they_are_to_go(site: Site, answer: str) -> None:
    site.write("news/s.md", NEWS.format("甲", "2012-12-01", "false\nsample: true"))
    before = sorted(site.content_dir.rglob("*"))
    done = CliRunner().invoke(cli.cli, ["samples", "remove", "-f", str(site.config)], input=f"{answer}\n")
    assert done.exit_code == 0
    assert done.output.endswith("什么也没有动。\n")
    assert sorted(site.content_dir.rglob("*")) == before


@pytest.mark.parametrize("answer", ["y", "是"])
def test_samples_go_when_that_is_confirmed(site: Site, answer: str) -> None:
    site.write("news/s.md", NEWS.format("甲", "2012-12-01", "false\nsample: true"))
    done = CliRunner().invoke(cli.cli, ["samples", "remove", "-f", str(site.config)], input=f"{answer}\n")
    assert "make check" in done.output
    assert not (site.content_dir / "news/s.md").exists()
    assert (site.root / "removed-samples/news/s.md").exists()


def test_settings_that_cannot_be_used_are_told(site: Site) -> None:
    config = site.config.read_text("utf-8")
    site.config.write_text(config.replace("site_url:", "# site_url:"), "utf-8")
    assert "site_url" in cxzy(site, "build").stderr
    site.config.write_text("site_name: [", "utf-8")
    done = cxzy(site, "build")
    assert done.returncode == 2
    assert "mkdocs.yml" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_build_may_be_started_from_any_folder(site: Site) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cxzy_build", "build", "-f", str(site.config)],
        cwd="/", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (site.site_dir / "index.html").is_file()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("build --jbos 2", "没有 --jbos 这个选项；是否想写 `--jobs`？"),
        ("build -x", "没有 -x 这个选项"),
        ("check 甲 乙", "多写了 甲 乙；删去它"),
        ("new news 甲 乙", "多写了 乙；标题里有空格时，用引号括起来"),
    ],
)
def test_wrong_use_is_told_with_what_to_write(site: Site, line: str, said: str) -> None:
    done = cxzy(site, *line.split())
    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == f"用法不对：{said}"


def test_a_folder_in_the_place_of_the_settings_is_told(site: Site) -> None:
    done = cxzy(site, "check", "-f", str(site.content_dir))
    assert (done.returncode, done.stderr) == (2, f"错误：{site.content_dir} 是文件夹；用 -f 指出里面的 mkdocs.yml\n")


@pytest.mark.parametrize("command", ["build", "check", "serve", "new news 甲", "samples remove"])
def test_a_project_whose_folder_has_an_unreadable_name_is_told(site: Site, command: str) -> None:
    folder = os.fsdecode(os.fsencode(site.root.parent) + "/创先".encode("gbk"))
    site.root.rename(folder)
    done = cxzy(Site(Path(folder)), *command.split())
    assert done.returncode == 2
    assert "的名称不是 UTF-8" in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_unreadable_name_of_the_site_is_told(site: Site) -> None:
    done = cxzy(site, "build", "-d", os.fsdecode("创先".encode("gbk")))
    assert done.returncode == 2
    assert "的名称不是 UTF-8" in done.stderr


def test_no_name_of_the_site_is_not_taken_for_the_usual_one(site: Site) -> None:
    assert "重叠" in cxzy(site, "build", "-d", "").stderr
    assert not site.site_dir.exists()


@pytest.mark.parametrize("below", ["", "/site"])
def test_a_link_in_a_circle_in_the_place_of_the_site_is_told(site: Site, below: str) -> None:
    (site.root / "circle").symlink_to("circle")
    done = cxzy(site, "build", "-d", f"circle{below}")
    told = f"错误：不能把网站生成到 {site.root}/circle{below}：这个链接绕回到自己；请删去它\n"
    assert (done.returncode, done.stderr) == (2, told)


def test_a_terminal_that_has_no_chinese_stops_nothing(site: Site) -> None:
    site.write("news/bad.md", "---\ntitle: 甲\ndate: 2012-12-01\ncolumn: meetngs\n---\n")
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    command = [sys.executable, "-m", "cxzy_build", "check"]
    plain = subprocess.run(command, cwd=site.root, env=environment, capture_output=True, check=False)
    assert plain.returncode == 1
    assert b"[unknown-id]" in plain.stderr
    as_json = subprocess.run(
        [*command, "--format", "json"], cwd=site.root, env=environment, capture_output=True, check=False
    )
    assert "没有栏目" in json.loads(as_json.stdout.decode("utf-8"))[0]["message"]


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_that_somebody_closed_stop_nothing(site: Site, closed: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}', "sh", sys.executable, "-m", "cxzy_build", "build"],
        cwd=site.root,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert (site.site_dir / "index.html").is_file()


def test_a_locale_of_another_encoding_changes_no_address(site: Site) -> None:
    site.write("news/读书.md", NEWS.format("甲", "2012-10-01", "false"))
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ours, theirs = (
        subprocess.run(
            [sys.executable, "-m", program, "build"], cwd=site.root, env=environment, capture_output=True, check=False
        )
        for program in ("cxzy_build", "mkdocs")
    )
    assert ours.returncode == 0
    assert (site.site_dir / "news/2012/10/du-shu/index.html").is_file()
    assert theirs.returncode == 1
    assert b"PYTHONUTF8=1" in theirs.stdout + theirs.stderr


def test_what_is_no_yaml_in_the_settings_is_told_with_its_place(site: Site) -> None:
    config = site.config.read_text("utf-8")
    for line, said in (("site_url：https://example.edu.cn/", "中文冒号"), ("\tsite_url: x", "制表符")):
        site.config.write_text(f"site_name: 甲\n{line}\n{config}", "utf-8")
        done = cxzy(site, "build")
        assert done.returncode == 2
        assert said in done.stderr
        assert "mkdocs.yml:2:" in done.stderr
    site.config.write_bytes(config.encode("gb18030"))
    assert "GBK" in cxzy(site, "build").stderr


@pytest.mark.parametrize(
    "command", [(), ("build",), ("check",), ("serve",), ("new",), ("samples",), ("samples", "remove")]
)
def test_help_is_in_chinese_and_its_columns_stand(command: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(cli.cli, [*command, "--help"]).output
    assert not re.search(r"Usage|Options|Commands|default|Show this|TEXT|INTEGER", shown)
    _, *sections = re.split(r"\n(?:选项|命令)：\n", shown)
    for section in sections:
        ends = {text_width(row[0]) for row in re.findall(r"^(  \S.*?  +)(\S.*)$", section, re.MULTILINE)}
        assert len(ends) == 1


def test_what_is_wrong_in_the_settings_is_told_like_all_else(site: Site) -> None:
    site.config.write_text(f"{site.config.read_text('utf-8')}\nthema: 甲\nnavv: 乙\n", "utf-8")
    done = cxzy(site, "check")
    assert done.returncode == 2
    told = [line for line in done.stderr.splitlines() if line.startswith("mkdocs.yml:")]
    assert [line.partition("：")[2] for line in told] == [
        "没有 `thema` 这一项 [settings]",
        "没有 `navv` 这一项 [settings]",
    ]
    assert "    → 是否想写 `theme`？" in done.stderr
    listed = json.loads(cxzy(site, "check", "--format", "json").stdout)
    assert [(one["file"], one["code"], one["hint"]) for one in listed] == [
        ("mkdocs.yml", "settings", "是否想写 `theme`？"),
        ("mkdocs.yml", "settings", "是否想写 `nav`？"),
    ]
