"""The `cxzy` command."""

from __future__ import annotations

import datetime as dt
import gc
import io
import os
import sys
import warnings
from contextlib import closing, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from . import project
from .errors import BuildFailed, Problem, SettingsRefused, UsageError, any_error
from .models.words import COLLECTIONS_CALLED, listed
from .progress import Silent, progress_on
from .refusals import keep_trace, refusal_of
from .report import count_line, hidden_lines, problem_lines, problems_json, summary_lines
from .settings import current_moment
from .usage import Group, Option, Word, fault_of

if TYPE_CHECKING:
    from .preview.outcome import Outcome

_option = partial(click.option, cls=Option)
_config_option = _option(
    "-f", "--config", metavar="文件", default="mkdocs.yml", help="mkdocs.yml 的位置，默认在当前文件夹。"
)
_now_option = _option(
    "--now", metavar="时刻", default=None, help="按这一时刻决定哪些条目已发布：2012-11-08 或 '2012-11-08 09:30'。"
)
_jobs_option = _option(
    "-j", "--jobs", metavar="个数", type=click.IntRange(min=1), default=None, help="工作进程数，默认用全部处理器。"
)
_preview_option = _option("--preview", is_flag=True, help="连草稿和未到日期的条目一起显示，每页加标记。")


def main() -> None:
    """Exit status: 0 done, 1 not done (errors in the content, or the system refuses), 2 wrong use, 130 interrupted."""
    _with_all_streams()
    _in_utf8()
    warnings.simplefilter("ignore")  # those of libraries: nobody here can do anything about them
    gc.disable()  # a build makes many objects and few cycles
    status = _run()
    with suppress(OSError):  # whoever read it may be gone
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)  # taking a site of ten thousand items apart again would take a tenth of a second


def _with_all_streams() -> None:
    """Where somebody closed one (`<&-`), the next file that is opened would have its number, and stand in its place."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)
    sys.stdin = sys.stdin or os.fdopen(0)
    sys.stdout, sys.stderr = (stream or os.fdopen(n, "w") for n, stream in enumerate((sys.stdout, sys.stderr), start=1))


def _in_utf8() -> None:
    """Start again where the locale has Python take the names of files for another encoding (`zh_CN.GB18030`): an item
    would have another address than on the next machine. What is said stays in the terminal's encoding."""
    if sys.getfilesystemencoding() != "utf-8" and not sys.flags.utf8_mode:
        os.environ.setdefault("PYTHONIOENCODING", sys.stdout.encoding)
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def _run() -> int:
    """The command line's whole work; its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that has no Chinese must not stop a build
    try:
        status: int | None = cli(standalone_mode=False)
    except BuildFailed as failed:
        show_problems(failed.problems)
        click.secho(f"没有发布：{count_line(failed.problems)}。原来的网站没有变。", fg="red", err=True)
        return 1
    except SettingsRefused as refused:
        show_problems(refused.problems)
        click.secho("先改好上面列出的各项设置，再运行一次。正在发布的网站没有变。", fg="red", err=True)
        return 2
    except UsageError as error:
        click.secho(f"错误：{error}", fg="red", err=True)
        return 2
    except click.UsageError as error:
        click.secho(f"用法不对：{fault_of(error)}", fg="red", err=True)
        click.echo(f"运行 {_asked(error)} --help 看用法。", err=True)
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中止。正在发布的网站是完整的。", err=True)
        return 130
    except Exception as error:
        if said := refusal_of(error):
            click.secho(f"错误：{said}。正在发布的网站是完整的。", fg="red", err=True)
        else:
            click.secho(f"程序内部出错。{keep_trace()}。网站若有缺损，再生成一次就会补全。", fg="red", err=True)
        return 1
    return status or 0


def _asked(error: click.UsageError) -> str:
    """The command that was to be run, as it can be written again."""
    commands = (error.ctx.command_path if error.ctx else "").split()[1:]
    return " ".join((sys.argv[0] if os.sep in sys.argv[0] else "cxzy", *commands))


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """创先争优展示网站：检查内容，生成网站。"""


@cli.command()
@_config_option
@_option(
    "-d",
    "--site-dir",
    metavar="文件夹",
    default=None,
    help="网站生成到哪个文件夹（相对于 mkdocs.yml），默认 site。",
)
@_jobs_option
@_now_option
@_preview_option
@_option("--no-search", is_flag=True, help="不生成站内搜索。")
@_option("--profile", is_flag=True, help="说明时间花在哪里：每一步用了多久。")
def build(
    config: str,
    site_dir: str | None,
    jobs: int | None,
    now: str | None,
    preview: bool,
    no_search: bool,
    profile: bool,
) -> None:
    """生成网站。"""
    build_once(config, profile, site_dir=site_dir, jobs=jobs, now=now, preview=preview, search=not no_search)


@cli.command()
@_config_option
@_option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="问题的输出格式，默认 text。")
@_jobs_option
@_now_option
@_preview_option
def check(config: str, form: str, jobs: int | None, now: str | None, preview: bool) -> None:
    """检查内容，不生成网站。"""
    try:
        settings, frame = project.prepare(config, jobs=jobs, now=now, preview=preview)
    except SettingsRefused as refused:
        if form == "json":
            _write_json(refused.problems)
        raise
    from .site import check_site

    hidden: tuple[str, ...] = ()
    with closing(progress_on(sys.stderr) if form == "text" else Silent()) as progress, closing(frame):
        try:
            report = check_site(settings, frame, progress)
            problems, hidden = report.problems, tuple(hidden_lines(report))
        except BuildFailed as failed:
            problems = failed.problems
    if form == "json":
        _write_json(problems)
    else:
        show_problems(problems)
        for line in hidden:
            click.echo(line)
        click.echo(f"检查完毕：{count_line(problems)}。")
    if any_error(problems):
        raise click.exceptions.Exit(1)


def _write_json(problems: tuple[Problem, ...]) -> None:
    sys.stdout.buffer.write(f"{problems_json(problems)}\n".encode())  # UTF-8 in any locale


@cli.command()
@_config_option
@_option("-p", "--port", metavar="端口", type=click.IntRange(0, 65535), default=8000, help="端口，默认 8000。")
@_option("--published", is_flag=True, help="只显示已经发布的条目，不含草稿和未到日期的。")
def serve(config: str, port: int, published: bool) -> None:
    """在本机预览网站，连草稿在内；内容一保存，网页自己更新。不动正式的 site/。"""
    from .preview.loop import preview

    gc.enable()  # a preview lives for hours
    config = os.path.abspath(config)  # the project may be moved: nothing is to be made where it was
    settings = project.load_settings(config)
    folder = settings.cache_dir / "preview" / ("published" if published else "site")
    builds = project.PreviewBuilds(config, folder, published)
    try:
        preview(builds, project.grounds_of(config, settings), folder, port, _Teller())
    except KeyboardInterrupt:
        _clear_line()
        click.echo("预览结束。", err=True)


class _Teller:
    """Tells a person at the terminal what became of each change."""

    def __init__(self) -> None:
        self._address = ""

    def note(self, text: str) -> None:
        click.secho(text, fg="yellow", err=True)

    def built(self, outcome: Outcome, address: str) -> None:
        _clear_line()
        show_problems(outcome.problems)
        if outcome.good:
            for line in (outcome.line,) if self._address else outcome.summary:
                click.echo(line)
        else:
            click.secho(f"没有更新：{count_line(outcome.problems)}。仍显示上一次生成的网站。", fg="red", err=True)
        if address != self._address:
            self._address = address
            click.secho(f"预览：{address} （按 Ctrl+C 结束）", fg="green")


def _clear_line() -> None:
    """Of what a build that was killed left of its bar, and of what the terminal shows for Ctrl+C."""
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)


@cli.command(help=f"新建一个条目，写好要填的各行（草稿）。\n\n类别：{listed(COLLECTIONS_CALLED)}；写中文也可以。")
@click.argument("kind", type=Word(COLLECTIONS_CALLED), metavar="类别")
@click.argument("title", metavar="标题")
@_option(
    "--date", "day", metavar="日期", type=click.DateTime(["%Y-%m-%d"]), default=None, help="写成 2011-04-23，默认今天。"
)
@_config_option
def new(kind: str, title: str, day: dt.datetime | None, config: str) -> None:
    from .authoring.new_item import new_item
    from .content.campaign_file import read_campaign

    settings = project.load_settings(config)
    path = new_item(settings, read_campaign(settings), kind, title, (day or current_moment()).date())
    click.secho(f"已新建：{settings.shown(path)}", fg="green")


@cli.group()
def samples() -> None:
    """示例内容。"""


@samples.command("remove")
@_config_option
@_option("--yes", is_flag=True, help="不再询问。")
def samples_remove(config: str, yes: bool) -> None:
    """把全部示例内容（sample: true）移出 content/，从自己的内容开始。"""
    from .authoring.samples import find, remove

    settings = project.load_settings(config)
    found = find(settings)
    if not found:
        click.echo("没有示例内容。")
        return
    for sample in found:
        click.echo(f"  {settings.shown_content(sample.path)}{'/' if sample.is_folder else ''}  {sample.heading}")
    question = f"把以上 {len(found)} 个示例条目（连同旁边的图片和附件）移出 content/？移出输入 y，不动按回车"
    if not yes and click.prompt(question, default="", show_default=False).strip().lower() not in _YES:
        click.echo("什么也没有动。")
        return
    aside = remove(settings, found)
    click.secho(f"已把 {len(found)} 个示例条目移到 {settings.shown(aside)}/，确认不要了再删去它。", fg="green")
    click.echo("运行 make check：自己的条目里还写着它们的地方，都会列出来；改好以后，make site 重新生成网站。")


_YES = frozenset({"y", "yes", "是", "移", "移出"})


def build_once(config: str, profile: bool, **changes: Any) -> None:
    """Build, and show what came of it."""
    settings, frame = project.prepare(config, **changes)
    progress = progress_on(sys.stderr)
    if profile:
        from .profile import Profile, process_started

        progress = profiled = Profile(progress, process_started())
    report = project.build(settings, frame, progress)
    if profile:
        for line in profiled.lines():
            click.echo(line)
    show_problems(report.problems)
    for line in summary_lines(report):
        click.echo(line)
    click.secho(f"网站已生成：{settings.shown(settings.site_dir)}/", fg="green")
    if settings.preview:
        click.secho("这是预览版，里面有没有发布的内容：不要让读者看到这个文件夹。", fg="yellow", err=True)


def show_problems(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        first, *more = problem_lines(problem)
        click.secho(first, fg="red" if problem.is_error else "yellow", err=True)
        for line in more:
            click.echo(line, err=True)
