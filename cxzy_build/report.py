"""Problems and summaries as lines for a terminal, or as JSON."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .errors import Problem, sorted_problems
from .incremental.inputs import Inputs, Summary

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_NAMED = 5
"""Items that are not out of which a summary says which they are."""


@dataclass(frozen=True)
class Report:
    """What a build did. Times in seconds; `changed` counts the files that had to be written; at `until` (ISO, to the
    minute) the site will be another one by itself."""

    summary: Summary
    changed: int
    seconds: float
    problems: tuple[Problem, ...]
    until: str


def report_of(inputs: Inputs, written: int, problems: Iterable[Problem], started: float) -> Report:
    """The report of a build that `started` then, by the monotonic clock."""
    return Report(
        summary=inputs.summary,
        changed=written,
        seconds=time.monotonic() - started,
        problems=sorted_problems(problems),
        until=inputs.until,
    )


def problem_lines(problem: Problem) -> Iterator[str]:
    """`file:line:column: 错误: what [code]`, and what to do."""
    kind = "错误" if problem.is_error else "警告"
    yield seen(f"{problem.position}: {kind}：{problem.message} [{problem.code}]")
    if problem.hint:
        yield seen(f"    → {problem.hint}")


def seen(text: str) -> str:
    """A text with names in it that somebody wrote, as one line: nothing in it moves the cursor, or breaks the line."""
    return _UNSEEN.sub(lambda found: "⏎" if found[0] in "\r\n" else "�", text)


def count_line(problems: Iterable[Problem]) -> str:
    problems = list(problems)
    errors = sum(p.is_error for p in problems)
    return f"{errors} 个错误，{len(problems) - errors} 个警告"


def hidden_lines(report: Report) -> Iterator[str]:
    """The items that are not out; nothing where all are."""
    if hidden := report.summary.hidden:
        yield f"另有 {len(hidden)} 条没有发布："
        yield from (f"    {path}（{why}）" for path, why in hidden[:_NAMED])
        if len(hidden) > _NAMED:
            yield "    ……"


def summary_lines(report: Report) -> Iterator[str]:
    """Items by collection, pages written, time, warnings."""
    summary = report.summary
    yield "条目：" + "，".join(f"{name} {count}" for name, count in summary.items.items())
    yield from hidden_lines(report)
    yield f"页面：{summary.pages} 个（连同图片、附件等共 {summary.files} 个文件，写入 {report.changed} 个）"
    yield f"用时：{report.seconds:.1f} 秒；{count_line(report.problems)}"


def problem_object(problem: Problem) -> dict[str, str | int]:
    """A problem for machines, as docs/writing.md describes it."""
    return {
        "file": problem.position.file,
        "line": problem.position.line,
        "column": problem.position.column,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": seen(problem.message),
        "hint": seen(problem.hint),
    }


def problems_json(problems: Iterable[Problem]) -> str:
    """Problems for machines: a list of `problem_object`s."""
    import json  # not for a build, which may be done in a moment

    return json.dumps([problem_object(problem) for problem in problems], ensure_ascii=False, indent=1)
