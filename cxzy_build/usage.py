"""Commands whose `--help` is in Chinese: click's own words are English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import click

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

    def __init__(self, others: Mapping[str, Iterable[str]]) -> None:
        super().__init__(list(others))
        self._meant = {other: word for word, written in others.items() for other in written}

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return super().convert(self._meant.get(value, value), param, ctx)


class Command(click.Command):
    """A command of ours."""

    context_class = _Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[选项]"} | kwargs)

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
