"""Commands whose `--help` is in Chinese: click's own words are English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import click

from .hints import did_you_mean, nearest
from .models.words import COLLECTIONS_CALLED, Words, listed
from .progress import text_width

_HEADINGS: Mapping[str, str] = {"Options": "选项", "Commands": "命令"}


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{_HEADINGS.get(heading, heading)}：\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """click counts characters, but Chinese ones are two wide."""
        rows = list(rows)
        most = max(text_width(term) for term, _ in rows)
        for term, text in rows:
            self.write(f"{'':>{self.current_indent}}{term}{'':>{most + col_spacing - text_width(term)}}{text}\n")


class _Context(click.Context):
    formatter_class = _Formatter


class Option(click.Option):
    """An option whose help says all, the default too; click would add `[default: …]` and `[x>=1]`."""

    def get_help_extra(self, ctx: click.Context) -> Any:
        return {}


class Word(click.Choice[str]):
    """A choice of words each of which may be written otherwise."""

    def __init__(self, called: Mapping[str, Words]) -> None:
        super().__init__(list(called))
        self._meant = {other: word for word, words in called.items() for other in words.written}

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return super().convert(self._meant.get(value, value), param, ctx)


class Command(click.Command):
    """A command of ours."""

    context_class = _Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[选项]"} | kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """click does not say to which command an option belongs whose value is missing."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = "显示这份说明。"
        return option


class Group(Command, click.Group):
    """A group of commands of ours."""

    command_class = Command
    group_class = type

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"subcommand_metavar": "命令 …"} | kwargs)


def fault_of(error: click.UsageError) -> str:
    """What was wrong with a command line."""
    match error:
        case click.MissingParameter(param=click.Parameter() as param):
            return f"缺少 {_ARGUMENTS.get(param.name or '', param.name)}"
        case click.NoSuchOption(option_name=name, ctx=click.Context(command=asked)):
            known = (one for param in asked.params for one in param.opts if one.startswith("--"))
            meant = did_you_mean(nearest(name, known) if name.startswith("--") else None)
            return "；".join(filter(None, (f"没有 {name} 这个选项", meant)))
        case click.BadOptionUsage(option_name=name):
            is_flag = "does not take" in error.message  # click tells it by its words alone
            return f"{name} 后面不用写值" if is_flag else f"{name} 后面缺少要写的值"
        case click.BadParameter(param=click.Parameter() as param):
            return f"{_called(param)} {_wanted(param)}"
    command = error.ctx.command if error.ctx else None
    if isinstance(command, click.Group):
        wrong = f"没有 {error.command_name} 这个命令" if isinstance(error, click.NoSuchCommand) else "没有写命令"
        return f"{wrong}；命令有：{'、'.join(command.commands)}"
    extra = error.message.partition("(")[2].removesuffix(")")  # click tells it in its words alone, as above
    hint = "标题里有空格时，用引号括起来" if command and command.name == "new" else "删去它"
    return f"多写了 {extra}；{hint}"


_ARGUMENTS = {
    "kind": f"类别（{listed(COLLECTIONS_CALLED)}）",
    "title": "标题",
}


def _called(param: click.Parameter) -> str:
    return " / ".join(param.opts) if isinstance(param, click.Option) else param.make_metavar(click.Context(Command("")))


def _wanted(param: click.Parameter) -> str:
    """What may stand there."""
    match param.type:
        case Word(choices=choices):
            return f"只能是：{'、'.join(map(str, choices))}，或它们的中文名称"
        case click.Choice(choices=choices):
            return f"只能是：{'、'.join(map(str, choices))}"
        case click.DateTime():
            return "应写成 2011-04-23"
        case click.IntRange(min=least, max=None):
            return f"应是整数，至少 {least}"
        case click.IntRange(min=least, max=most):
            return f"应是 {least} 到 {most} 的整数"
    return "的值不对"
