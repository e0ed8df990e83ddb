"""Texts are converted where they stand in HTML and JSON; test_traditional.py has whole documents with words in them."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from cxzy_build.hanzi.markup import convert_html, convert_json, mark_written, put_written


class Converter:
    """Writes 后 as 後, and keeps what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> list[str]:
        self.asked += texts
        return [text.replace("后", "後") for text in texts]


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("后<p>后</p>后", "後<p>後</p>後"),
        ('<i id="后" href="后" class="后" title="后">后</i>', '<i id="后" href="后" class="后" title="後">後</i>'),
        ('<i subtitle="后" data-title="后" aria-label="后">', '<i subtitle="后" data-title="後" aria-label="後">'),
        ("<script>后</script><style>后</style><p>后</p>", "<script>后</script><style>后</style><p>後</p>"),
        ('<script type="application/json">{"后": 1}</script>', '<script type="application/json">{"後": 1}</script>'),
        ('<html lang="zh-Hans"><p lang="ja">后</p>后', '<html lang="zh-Hans"><p lang="ja">后</p>後'),
        ('<img translate="no" alt="后">后', '<img translate="no" alt="后">後'),
        ("<code>后<code>后</code>后</code>后", "<code>后<code>后</code>后</code>後"),
        ("<pre>后", "<pre>后"),
        ("<!-- 后 -->后", "<!-- 后 -->後"),
    ],
)  # fmt: skip
def test_only_what_readers_see_is_converted(html: str, made: str) -> None:
    assert convert_html(html, Converter()) == made


def test_attributes_may_be_left_alone() -> None:
    assert convert_html('<i title="后">后</i>', Converter(), attributes=False) == '<i title="后">後</i>'


def test_texts_without_chinese_are_not_asked_for() -> None:
    convert = Converter()
    assert convert_html('<p title="a">b</p><p>后</p>', convert) == '<p title="a">b</p><p>後</p>'
    assert convert.asked == ["后"]


def test_a_broken_text_is_read_in_one_and_broken_as_it_was() -> None:
    convert = Converter()
    assert convert_html("<p>\n以\n  后\n</p>", convert) == "<p>\n以\n  後\n</p>"
    assert convert.asked == ["以后"]


def test_what_comes_again_is_asked_for_once_unless_it_is_long() -> None:
    convert, known = Converter(), dict[str, str]()
    long = "后" * 300
    for _ in range(2):
        made = convert_html(f'<a title="以后">后面</a><p>以后</p><p>{long}</p>', convert, known)
        assert made == f'<a title="以後">後面</a><p>以後</p><p>{"後" * 300}</p>'
    assert sorted(convert.asked) == sorted(["以后", "后面", "以后", long, long])
    assert not any(long in text for text in known)


def test_what_was_written_in_traditional_stands_as_it_was_written() -> None:
    for written in ("皇后", 'a "后" b'):
        html = f"<p>后，{mark_written(written)}。</p>"
        converted = convert_html(html, Converter())
        assert put_written(converted) == f"<p>後，{mark_written(written)}。</p>"
        assert f">{written}</span>" in put_written(converted)
    assert put_written("<p>后</p>") == "<p>后</p>"


@pytest.mark.parametrize("is_ascii", [False, True])
def test_of_json_only_strings_are_converted_and_it_stays_the_same_document(is_ascii: bool) -> None:
    value = ["后", 'a "后" \\ b\n', "\\u540e", "\U0002f804后", {"name": "a", "n": [1, None]}, ""]
    made = convert_json(json.dumps(value, ensure_ascii=is_ascii), Converter())
    assert json.loads(made) == ["後", 'a "後" \\ b\n', "\\u540e", "\U0002f804後", {"name": "a", "n": [1, None]}, ""]
