"""What is searched of an item."""

from __future__ import annotations

import pytest
from fixtures.sites import Site
from hypothesis import given
from hypothesis import strategies as st

from cxzy_build.hanzi.spacing import join_chinese
from cxzy_build.outputs.search.documents import document_of
from cxzy_build.outputs.search.texts import lines_of, parts_of, plain_lines, raw_text

FILE = "news/2010-05-27-launch.md"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>一<strong>二</strong>三</p>\n<p>四</p>", "一二三\n四"),
        ("<p>第一行\n第二行 and more\nwords</p>", "第一行第二行 and more words"),
        ('<p>见<a href="\x020\x03">通知</a>。</p>', "见通知。"),
        ("<ul>\n<li>甲</li>\n<li>乙<br>丙</li>\n</ul>", "甲\n乙\n丙"),
        ("<table><thead><tr><th>项目</th><th>数量</th></tr></thead></table>", "项目\n数量"),
        ("<p>a &lt;p&gt; &amp; b</p>", "a <p> & b"),
        ("<p>前<!-- more -->后</p>", "前后"),
        ("<p>\x02i0\x03</p><p>文</p>", "文"),
        ("<p>软\u00ad连\u200b字\ufeff词\u2060儿</p>", "软连字词儿"),
        ("<p><ruby>汉<rp>(</rp><rt>hàn</rt>字<rt>zì</rt></ruby></p>", "汉字"),
        ("<p>拨☎\ufe0f转\U000e0100接\U000e007f</p>", "拨☎转接"),
        ("<p>王　𬀩、㐂\n𠮷田，😀 好</p>", "王𬀩、㐂𠮷田，😀 好"),
        ("<p>王\u200e芳\u202a6251\u202c李\u200d梅</p>", "王芳6251李梅"),
        ("<center>甲乙</center><fieldset><legend>丙</legend>丁</fieldset>", "甲乙\n丙\n丁"),
        (
            '<p>共有15<sup id="fnref:1"><a class="footnote-ref" href="0">1</a></sup>名</p><div class="footnote"><ol>'
            '<li id="fn:1"><p>不含返聘。&nbsp;<a class="footnote-backref" href="1" title="回到正文">↩</a></p></li></ol>'
            "</div>",
            "共有15名\n不含返聘。",
        ),
        ('<h2 id="x">标题</h2><pre>a  b\nc</pre>', "标题\na b c"),
        ('<p>看<video controls="" src="1"><track src="2"><p>播放不了，请</p>下载</video>录像。</p>', "看录像。"),
        ('<p>甲<span hidden="">一</span>乙</p><div hidden=""><div hidden="">二</div>三</div><p>丙</p>', "甲乙\n丙"),
        ('<p style="color: red; display: none">一</p><p style="display: block">二</p>', "二"),
        ('<p style="DISPLAY : NONE">一</p><p style="visibility: hidden">二</p>三', "三"),
        ('<dialog><p>一</p></dialog><dialog open=""><p>二</p></dialog>三', "二\n三"),
        ('甲<progress value="1" max="2">一半</progress>乙<meter value="1">二</meter>', "甲乙"),
        ("<svg><text>图中字</text><text>又一处</text></svg>之后", "图中字\n又一处\n之后"),
        ('<!-- <div hidden=""> --><p>none hidden="" 甲</p>', 'none hidden="" 甲'),
    ],
)
def test_text_is_what_a_reader_sees(html: str, text: str) -> None:
    raw = raw_text(html)
    assert lines_of(raw, raw) == plain_lines(raw) == text


@given(st.text(alphabet=st.sampled_from("a1 \n\t\u3000，。后𠮷㓆豈ｗ〇—“")))
def test_blanks_are_dropped_as_in_summaries(text: str) -> None:
    assert lines_of(text, text) == plain_lines(text) == join_chinese(" ".join(text.split()))


def test_another_form_has_blanks_where_the_text_has_them() -> None:
    assert (
        lines_of("甲㓆 好乙丙，𫓧 乙\x01 后\x01里 a", "甲𠗣 好乙丙，鈇 乙\x01 後\x01裡 a")
        == "甲𠗣好乙丙，鈇乙\n後\n裡 a"
    )


def test_all_that_an_item_says_of_itself(site: Site) -> None:
    site.write(
        "documents/bulletin-9/index.md",
        "---\ntitle: 简报\ndate: 2011-03-01\nkind: bulletin\nsummary: 摘要。\nnumber: 文发〔2011〕9号\nissue: 9\n"
        "attachments:\n  - {file: a.pdf, title: 附表}\n  - {file: 名单.pdf}\n---\n\n正文。\n\n"
        '![图](p.png "图注")\n',
    )
    for name in ("a.pdf", "名单.pdf"):
        site.write(f"documents/bulletin-9/{name}", b"%PDF-1.4")
    site.write("documents/bulletin-9/p.png", (site.content_dir / "exemplars/bai/portrait.png").read_bytes())
    parts = parts_of(site.content().item("documents/bulletin-9/index.md"))
    assert [tuple(part) for part in parts] == [
        ("title", "简报"),
        ("summary", "摘要。"),
        ("number", "文发〔2011〕9号"),
        ("number", "第9期"),
        ("body", "正文。"),
        ("caption", "图注"),
        ("attachment", "附表"),
        ("attachment", "名单.pdf"),
    ]


def test_names_and_honours(site: Site) -> None:
    site.replace("exemplars/lin.md", "title: 教学名师,", "title: 教学名师, issuer: 校党委,")
    site.replace("exemplars/lin.md", "name: 林示例\n", "name: 林示例\ntitle: 读者看不到\n")
    parts = parts_of(site.content().item("exemplars/lin.md"))
    assert [part.text for part in parts if part.field == "title"] == ["林示例"]
    assert [part.text for part in parts if part.field == "honour"] == ["教学名师", "校党委"]


def test_a_document_is_its_title_and_the_rest(site: Site) -> None:
    item = site.content().item(FILE)
    document = document_of(parts_of(item))
    assert document.title == item.heading
    raw = raw_text(item.body.html)
    assert lines_of(raw, raw) in document.rest
    assert document.text.startswith(f"{item.heading}\n")
