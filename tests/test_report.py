"""Problems as a terminal and programs get them."""

from __future__ import annotations

import json

from cxzy_build.errors import Position, Problem
from cxzy_build.report import problem_lines, problems_json

FAKING = Problem(Position("a.md"), "missing-file", "找不到 `a\nb.md:1:1: 错误\x1b[31m`", "改\u202e正")


def test_nothing_that_somebody_wrote_breaks_a_line_or_moves_the_cursor() -> None:
    lines = list(problem_lines(FAKING))
    assert lines == ["a.md:1:1: 错误：找不到 `a⏎b.md:1:1: 错误�[31m` [missing-file]", "    → 改�正"]
    (told,) = json.loads(problems_json([FAKING]))
    assert told["message"] == "找不到 `a⏎b.md:1:1: 错误�[31m`"
