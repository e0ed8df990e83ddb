"""What readers ask of a searched site, for tests and measurements."""

from __future__ import annotations

import random

from fixtures.sites import Site

from .scanning import Scanned

QUESTIONS = (
    # names of people, units and things
    *(
        "文法学院",
        "法律系",
        "青年教师",
        "先锋",
        "先锋人物",
        "党支部",
        "图书馆",
        "教工党员",
        "学生党员",
        "支部委员",
        "志愿者",
    ),
    # half phrases
    *(
        "创先争",
        "先争优",
        "五比五",
        "比五带头",
        "部委员在",
        "务在社区开展",
        "员在图书馆",
        "开展第",
        "了分工。",
        "逐条讨论",
    ),
    # numbers and dates
    *("2011", "2011年", "2010年七一", "第3期", "第3次", "第12次", "3", "18", "十八大", "七一", "第50次民主评议"),
    # Traditional, full-width, mixed
    *(
        "創先爭優",
        "黨員",
        "黨支部",
        "圖書館",
        "學習實踐",
        "答覆",
        "瞭解",
        "第３次",
        "２０１１",
        "Ａ",
        "ABC",
        "pdf",
        "www",
        "e",
    ),
    # very common ones
    *("，", "。", "的", "党", "员", "在", "第", "集中学习", "学习"),
    # rare ones, long ones
    *("交换了意见。", "在会议室开展第7次", "退休教师在宿舍区开展第", "参看计划和通知。", "之699", "嗣"),
    # several parts, phrases, exclusions
    *(
        "党员 学习",
        "支部 图书馆 评议",
        '"公开承诺" 社区',
        "“结对帮扶” 宿舍区",
        "「读书交流」",
        "学习 -图书馆",
        "-的",
        "党员 -党员",
        "学习 −图书馆",
        '"教工　党员"',
        '"学生 党 员"',
    ),
    # none
    *("不存在的词语", "火星登陆", "zzzz", "图图书馆", "党员党员党员党员", "第999次", "学习 龘"),
)


def base_of(site: Site) -> str:
    """The address that a project's settings give its site."""
    line = next(line for line in site.config.read_text("utf-8").splitlines() if line.startswith("site_url:"))
    return line.split(maxsplit=1)[1]


def piece_of(dice: random.Random, items: list[Scanned]) -> str:
    """One to eight characters of somewhere in a text."""
    while True:
        block = dice.choice(dice.choice(items).blocks)
        start = dice.randrange(len(block))
        piece = block[start : start + dice.randint(1, 8)].strip()
        if piece and not set(piece) & set('"“”「」'):
            return piece
