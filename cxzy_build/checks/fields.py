"""What is missing in an item's fields (text alternatives, a sign-off), repeated, in marks that readers see, or still as
`cxzy new` wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..content.drafts import UNNAMED
from ..content.items import PLACEHOLDER, PLACEHOLDERS, Item
from ..content.picture_names import is_picture
from ..errors import Location, Position, Problem, Severity
from ..models.front_matter import Bearer, CommitmentFront, ExemplarFront, Front, ResultFront
from .context import ItemContext


def check(item: Item, context: ItemContext) -> Iterator[Problem]:
    front = item.front
    if not front.draft:
        yield from _untouched(item, context)
    yield from _quoted(item, context)
    yield from _repeated(item, context)
    if _OF_PICTURES.isdisjoint(item.cut):  # else the picture, or what was said of it, is what was cut out
        yield from _pictures(item, context)
    if isinstance(front, Bearer) and front.title and front.name not in (front.title, UNNAMED):
        where = context.positions.of_field(item.path, "title")
        message = "页面上只显示 `name`，读者看不到 `title`"
        yield Problem(where, "not-shown", message, "删去这一行，或把它并入 `name`、正文", Severity.WARNING)
    if context.review_required and not front.reviewer and "reviewer" not in item.cut:
        where = context.positions.of_field(item.path)
        message = "没有审核人，而 campaign.yml 要求审核后发布"
        yield Problem(where, "not-reviewed", message, "审核后写上 `reviewer: 姓名`", Severity.WARNING)


_OF_PICTURES = frozenset(("cover", "cover_alt", "portrait", "portrait_alt"))


def _quoted(item: Item, context: ItemContext) -> Iterator[Problem]:
    """A title or name within the quotation marks that Word makes of those meant for YAML, or with the second of them
    alone."""
    key = item.front.HEADING
    if _IN_QUOTES.fullmatch(item.heading):
        where = context.positions.of_field(item.path, key)
        hint = f'删去引号，或改成英文的：`{key}: "{item.heading[1:-1]}"`；确实要显示，不必理会'
        yield Problem(where, "quoted", f"`{key}` 两头的中文引号会显示给读者", hint, Severity.WARNING)
    elif item.heading.endswith('"') and item.heading.count('"') == 1:
        where = context.positions.of_field(item.path, key)
        message, hint = f"`{key}` 末尾的英文引号没有配对，会显示给读者", "删去它，或在前面补上另一半"
        yield Problem(where, "quoted", message, hint, Severity.WARNING)


_IN_QUOTES = re.compile("“[^“”]*”|‘[^‘’]*’")
"""What stands in one pair of marks: those of `“三创”“五比”` are the title's own."""


def _repeated(item: Item, context: ItemContext) -> Iterator[Problem]:
    """What stands twice in a list of which readers see each once."""
    for key in ("branch", "pledges", "integrations", "tags"):
        values = getattr(item.front, key)
        for place, value in enumerate(values):
            if value in values[:place]:
                where = context.positions.of_field(item.path, key, place)
                yield Problem(where, "repeated-value", f"`{value}` 写了两次", "删去一个", Severity.WARNING)


def _pictures(item: Item, context: ItemContext) -> Iterator[Problem]:
    """Pictures without text alternatives, and these without a picture."""
    front = item.front
    shown = [("cover", "封面图", front.cover, front.cover_alt)]
    if isinstance(front, ExemplarFront):
        shown.append(("portrait", "人物照", front.portrait, front.portrait_alt))
    for key, name, picture, alt in shown:
        if picture and item.fields.get(picture) and not is_picture(picture):  # else told as no file
            where = context.positions.of_field(item.path, key)
            hint = "写一张照片的文件名；别的文件写进 `attachments`"
            yield Problem(where, "not-a-picture", f"{name} `{picture}` 不是图片", hint)
        elif picture and not alt:
            where = context.positions.of_field(item.path, key)
            hint = "给看不见图的读者写一句图中内容"
            yield Problem(where, "no-alt", f"{name}没有文字说明 `{key}_alt`", hint, Severity.WARNING)
        if alt and not picture:
            where = context.positions.of_field(item.path, f"{key}_alt")
            hint = f"加上 `{key}: 图片文件名`，或删去这一行"
            yield Problem(where, "no-picture", f"写了 `{key}_alt`，却没有{name}", hint, Severity.WARNING)


_X = "[XxＸｘ×]"
_TO_BE_WRITTEN = re.compile(
    f"(?<![0-9A-Za-z]){_X}{{2,4}} ?年 ?{_X}{{1,2}} ?月|(?<![0-9A-Za-z]){_X}{{1,2}} ?月 ?{_X}{{1,2}} ?日"
    "|(?<![0-9A-Za-z_-])(?:TODO|TBD|FIXME)(?![0-9A-Za-z_-])|[Ll]orem ipsum"
    "|[（(【](?:此处|这里|待)待?(?:补充|填写|插入|添加)[^（）()【】<>]{0,8}[）)】]"
)
"""What people put where something is to be written, and hardly mean for readers, as they may `某某` and `待定`."""

_SOME_MONTHS = tuple(re.compile(f"{unit}(?:(?<={_X}{unit})|(?<={_X} {unit}))") for unit in "年月")
"""Looked at from their end: a pattern that starts with a certain character is searched for in a third of the time."""

_SIGNS = ("TODO", "TBD", "FIXME", "orem ipsum", "补充", "填写", "插入", "添加")


def _to_be_written(text: str) -> str:
    """The first of these in a text. Some part of each is looked for first: that takes a fifth of the time."""
    if any(sign in text for sign in _SIGNS) or any(month.search(text) for month in _SOME_MONTHS):
        found = _TO_BE_WRITTEN.search(text)
        return found[0] if found else ""
    return ""


def _untouched(item: Item, context: ItemContext) -> Iterator[Problem]:
    """What `cxzy new`, or the writer, put there for somebody to write over."""
    short = list(_short_texts(item.front))
    joined = "\n".join([text for _, text in short])
    is_suspect = _to_be_written(joined) or any(text in joined for text in PLACEHOLDERS)
    for location, text in short if is_suspect else ():
        if message := _not_written(text):
            yield _unwritten(context.positions.of_field(item.path, *location), message)
    if found := _to_be_written(item.body.html):
        yield _unwritten(context.positions.in_body(item.path, found), _LOOKS_UNWRITTEN.format(found))
    if item.body.lead == PLACEHOLDER:
        yield _unwritten(context.positions.in_body(item.path, PLACEHOLDER), "正文还是新建时的那句话")


_LOOKS_UNWRITTEN = "“{}”像是还没有写好"


def _not_written(text: str) -> str:
    """What is said of a text that is still to be written; empty of others."""
    if found := _to_be_written(text):
        return _LOOKS_UNWRITTEN.format(found)
    return f"还是新建时写的“{text}”" if text in PLACEHOLDERS else ""


def _unwritten(where: Position, message: str) -> Problem:
    return Problem(where, "placeholder", message, "写上自己的内容，或先改回 `draft: true`", Severity.WARNING)


_KEYS = ("summary", "correction", "source", "contributor", "photographer", "post", "quote", "motto", "number", "issuer")


def _short_texts(front: Front) -> Iterator[tuple[Location, str]]:
    """What people write in front matter by hand, in sentences or a few words, and where it stands."""
    yield (front.HEADING,), front.heading
    for key in _KEYS:
        if text := getattr(front, key, None):
            yield (key,), text
    if isinstance(front, ResultFront):
        yield from ((("metrics", place, "name"), metric.name) for place, metric in enumerate(front.metrics))
    if isinstance(front, CommitmentFront):
        for place, one in enumerate(front.items):
            parts = (("gap", one.gap), ("promise", one.promise), ("measure", one.measure))
            yield from ((("items", place, key), text) for key, text in parts if text)
