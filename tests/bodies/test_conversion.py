"""Bodies: clean HTML with slots, nothing in it that runs or loads from elsewhere, positions of what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from fixtures.sites import markdown_options
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html as reference

from cxzy_build.bodies.body import Body
from cxzy_build.bodies.conversion import BodyConverter
from cxzy_build.errors import Problem
from cxzy_build.source.text_files import TextFile

CONVERTER = BodyConverter(markdown_options())
HEAD = "---\na: 1\n---\n"


def convert(body: str) -> tuple[Body, tuple[Problem, ...]]:
    return CONVERTER.convert(TextFile("x.md", HEAD + body))


def page(body: str) -> str:
    return convert(body)[0].html


def faults(body: str) -> list[tuple[int, str]]:
    return [(p.position.line - 3, p.code) for p in convert(body)[1] if p.is_error]


def filled(body: Body, addresses: Callable[[int], str | None]) -> str:
    """The body's HTML with its addresses, images as they were written."""
    return body.fill(body.html, addresses, lambda number: body.images[number].html)


# What a body becomes --------------------------------------------------------------------------------------------------


def test_addresses_of_this_site_are_taken_out_and_filled_in_again() -> None:
    body, _ = convert("[甲](a.md) ![乙](b.png) [丙](https://c.cn/)")
    assert [(r.target, r.use) for r in body.references] == [("a.md", "link"), ("b.png", "resource")]
    html = filled(body, lambda n: ["A/", "B.png"][n])
    assert 'href="A/"' in html
    assert 'src="B.png"' in html
    assert 'href="https://c.cn/"' in html
    assert not re.search("[\x02\x03]", html)


def test_a_link_without_address_becomes_its_text() -> None:
    body, _ = convert("前 [**甲** 乙](a.md) 后")
    assert filled(body, lambda n: None) == "<p>前 <strong>甲</strong> 乙 后</p>"


def test_numbers_stay_as_they_were_written() -> None:
    html = page("1. 甲\n\n说明。\n\n2. 乙\n3. 丙\n\n- 丁\n\n2011. 年份")
    assert re.findall(r"<(?:ol|ul)[^>]*>", html) == ["<ol>", '<ol start="2">', "<ul>", '<ol start="2011">']


def test_references_of_one_address_are_counted() -> None:
    body, _ = convert("[甲](a.md) [乙](b.md) [丙](a.md)")
    assert [(r.target, r.nth) for r in body.references] == [("a.md", 0), ("b.md", 0), ("a.md", 1)]


@pytest.mark.parametrize("fake", ["\x020\x03", "&#2;0&#3;", "&#2;7&#3;", "\x02\x37\x03", "<b title='&#2;7&#3;'>x</b>"])
def test_a_writer_cannot_forge_a_slot(fake: str) -> None:
    body, _ = convert(f"{fake} [甲](a.md)")
    assert filled(body, lambda n: ["ADDRESS"][n]).count("ADDRESS") == 1


def test_comments_are_dropped_even_unusual_ones() -> None:
    assert page("甲<!-- 秘密 -->乙") == "<p>甲乙</p>"
    assert "秘密" not in page("<div>\n<!-- 秘密 -->\n<?秘密?>\n</div>")
    assert "秘密" not in page("甲\n\n<!--\n\n秘密\n\n-->\n\n乙")


def test_comments_in_what_is_said_of_pictures_and_links_are_dropped() -> None:
    body, problems = convert(
        '![说明 <!-- 甲 -->](a.png "图下 <!-- 甲\n乙 --> 的话")\n\n[文](b.md "题<!-- 甲 -->")\n\n'
        '<i title="<!-- 甲 -->丙">丁</i>\n\n'
        "*[CPC]: 党 <!-- 甲 -->\n\nCPC\n\n![<!-- 甲 -->](c.png)\n"
    )
    assert [(image.alt, image.caption) for image in body.images] == [("说明", "图下  的话"), ("", "")]
    assert re.findall('title="([^"]*)"', body.html) == ["题", "丙", "党"]
    assert [problem.code for problem in problems] == ["no-alt"]


def test_what_looks_like_a_comment_in_an_attribute_does_not_swallow_text() -> None:
    assert "正文" in page('<p title="<!--">正文</p><p title="-->">二</p>')


def test_headings_leave_the_first_level_to_the_title() -> None:
    assert re.findall("<h[1-6]", page("# 一\n\n## 二")) == ["<h2", "<h3"]
    assert re.findall("<h[1-6]", page("## 一\n\n### 二")) == ["<h2", "<h3"]


def test_headings_of_nothing_are_left_out_and_no_level_is_missing_for_them() -> None:
    body, _ = convert("## \n\n文\n\n### 甲\n\n<h4></h4>\n\n#### 乙")
    assert re.findall("<h[1-6]", body.html) == ["<h2", "<h3"]
    assert [heading.text for heading in body.headings] == ["甲", "乙"]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("## 甲 {#a}\n\n## 乙 {#b}\n\n## 丙 {#a}", 5),
        ('<p id="a">甲</p>\n\n<p id="a">乙</p>', 3),
        ("## 甲\n\n## 甲\n\n[^1] [^1]\n\n[^1]: 注", None),
        ('<a name="a"></a>甲<a name="a"></a>', None),
    ],
)
def test_two_places_of_one_name_are_an_error(body: str, line: int | None) -> None:
    assert faults(body) == ([(line, "repeated-id")] if line else [])
    if not line:
        ids = re.findall('id="([^"]*)"', page(body))
        assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ('文。\n\n<img data-src="https://mmbiz.example/a" alt="x">', 6),
        ("文。\n\n![合影]( )", 6),
        ('<img src="" alt="x">', 4),
        ("文。\n\n见[附件]()。", 6),
    ],
)
def test_pictures_and_links_without_an_address_are_errors(body: str, line: int) -> None:
    _, problems = convert(body)
    assert [(one.code, one.position.line) for one in problems if one.is_error] == [("no-address", line)]


@pytest.mark.parametrize(
    ("body", "column", "hint"),
    [
        (
            "见[外](http://a.example/b “题”)。",
            6,
            '改成英文引号：`[文字](http://a.example/b "题")`，或删去引号和里面的话',
        ),
        ("[甲](news/launch ‘题 目’)", 5, '改成英文引号：`[文字](news/launch "题 目")`，或删去引号和里面的话'),
        ("[甲](#a “题”)", 5, '改成英文引号：`[文字](#a "题")`，或删去引号和里面的话'),
        ("[甲](“news/launch”)", 5, "改成英文引号或删去，写成 `news/launch`"),
        ("<a href=“/overview/” target=“_blank”>甲</a>", 9, "改成英文引号或删去，写成 `/overview/`"),
    ],
)
def test_chinese_quotation_marks_are_no_part_of_an_address(body: str, column: int, hint: str) -> None:
    made, problems = convert(body)
    (problem,) = problems
    assert (problem.code, problem.is_error, problem.position.column) == ("chinese-quotes", True, column)
    assert problem.hint == hint
    assert made.references == ()


def test_quotation_marks_within_an_address_are_left() -> None:
    assert convert("[甲](http://a.example/?q=“题”)")[1] == ()


def test_places_named_as_word_names_them_can_be_led_to() -> None:
    body, _ = convert('<a name="one"></a>甲 <a name="two" id="own"></a>乙')
    assert 'id="one"' in body.html
    assert 'id="own"' in body.html
    assert 'id="two"' not in body.html


def test_headings_are_listed_with_their_ids() -> None:
    body, _ = convert("## 第一 {#one}\n\n### 第 二")
    assert [(h.level, h.id, h.text) for h in body.headings] == [(2, "one", "第一"), (3, "第-二", "第 二")]


def test_instructions_are_not_published() -> None:
    assert "秘密" not in page('前 <?php echo "秘密"; ?> 后')


def test_headings_of_the_first_level_go_down_however_they_are_written() -> None:
    body, _ = convert("<H1>甲</H1>\n\n<h1\nclass=x>乙</h1>")
    assert "<h1" not in body.html.lower()


def test_an_unclosed_tag_cannot_break_the_page_around_it() -> None:
    for body in ("<div><b>甲", "</div></div></body>甲", "<table><tr><td>甲", "<p title='甲"):
        text = page(body)
        assert text.count("<div") == text.count("</div")


@pytest.mark.parametrize(
    ("body", "lead"),
    [
        ("第一段。\n\n第二段。", "第一段。"),
        ("第一段。\n\n第二段。\n\n<!-- more -->\n\n第三段。", "第一段。第二段。"),
        ("<!-- more -->\n\n第一段。\n\n第二段。", "第一段。"),
        ("![图](a.png)\n\n<!-- more -->\n\n第一*段*。", "第一段。"),
        ("![图](a.png)\n\n<!-- more -->\n\n第一段[^1]。\n\n[^1]: 注", "第一段。"),
        ("![图](a.png)\n\n第一段。", "第一段。"),
        ("## 标题\n\n第一\n段。", "第一段。"),
        ("第**一**段 and [more](a.md)。", "第一段 and more。"),
        ("`<!-- more -->` 是分隔符。\n\n第二段。", "<!-- more --> 是分隔符。"),
        ("", ""),
        ("被评为先进支部[^1]，排名第2[^2]。\n\n[^1]: 注一\n\n[^2]: 注二", "被评为先进支部，排名第2。"),
        ("开头[^1]说。\n\n<!-- more -->\n\n文。\n\n[^1]: 注", "开头说。"),
        ('!!! note "提示"\n    提示文。\n\n真正第一段。', "提示文。"),
    ],
)
def test_the_lead_is_the_text_before_more_or_the_first_paragraph(body: str, lead: str) -> None:
    assert convert(body)[0].lead == lead


def test_one_body_leaves_nothing_to_the_next() -> None:
    convert("甲[^1]\n\n[^1]: 注\n\n*[HTML]: 缩写\n\n[r]: a.md\n\n## 标题")
    body, _ = convert("HTML [r][r]\n\n## 标题")
    assert "abbr" not in body.html
    assert body.references == ()
    assert [h.id for h in body.headings] == ["标题"]


# What may not be there ------------------------------------------------------------------------------------------------

FORBIDDEN = [
    ("<script>alert(1)</script>", "script"),
    ("<ScRiPt src=a.js></sCrIpT>", "script"),
    ("<script>alert(1)", "script"),
    ("<svg><script>alert(1)</script></svg>", "script"),
    ("<p onclick='a()'>甲</p>", "event-handler"),
    ("<p ONCLICK=a()>甲</p>", "event-handler"),
    ("<img/onerror=alert(1)/src=a.png alt=甲>", "event-handler"),
    ("<svg onload=alert(1)></svg>", "event-handler"),
    ("<details ontoggle=a()>甲</details>", "event-handler"),
    ("*甲*{: onclick=a() }", "event-handler"),
    ("<body onload=alert(1)>", "event-handler"),
    ("[甲](javascript:alert(1))", "unsafe-address"),
    ("<a href='JaVaScRiPt:alert(1)'>甲</a>", "unsafe-address"),
    ("<a href='java&#115;cript&colon;alert(1)'>甲</a>", "unsafe-address"),
    ("<a href='java&Tab;script:alert(1)'>甲</a>", "unsafe-address"),
    ("<a href='java&NewLine;script:alert(1)'>甲</a>", "unsafe-address"),
    ("<a href='&#1;javascript:alert(1)'>甲</a>", "unsafe-address"),
    ("<a href=' javascript:alert(1)'>甲</a>", "unsafe-address"),
    ("<a href='vbscript:a'>甲</a>", "unsafe-address"),
    ("<a href='data:text/html,甲'>甲</a>", "unsafe-address"),
    ("<svg><a xlink:href='javascript:alert(1)'><text>甲</text></a></svg>", "unsafe-address"),
    ("<map><area href='javascript:alert(1)'></map>", "unsafe-address"),
    ("<iframe src='https://v.cn/1'></iframe>", "iframe"),
    ("<svg><foreignObject><iframe src=a></iframe></foreignObject></svg>", "iframe"),
    ("<object data=a.swf></object>", "embedded-object"),
    ('<svg><animateMotion path="M0 0"/></svg>', "unsafe-element"),
    ('<svg><animateTransform attributeName="transform"/></svg>', "unsafe-element"),
    ("<svg><style>&lt;/style>&lt;img src=a.png onerror=a()></style></svg>", "unsafe-element"),
    ("<svg><style>&lt;img src=a.png onerror=a()></style></svg>", "unsafe-element"),
    ("<svg><style><![CDATA[</style><img src=a.png onerror=a()>]]></style></svg>", "unsafe-element"),
    ('<svg><rect filter="URL(https://e.cn/a.svg#a)"/></svg>', "foreign-resource"),
    ('<svg><rect mask="u\\72l(https://e.cn/a.svg#a)"/></svg>', "foreign-resource"),
    ('<a href="/help/" attributionsrc="https://e.cn/">甲</a>', "unsafe-element"),
    ("<video controls src='a.mp4' />\n\n后文", "unclosed-tag"),
    ("<style>p { color: red }\n\n后文", "unclosed-tag"),
    ("<embed src=a.swf>", "embedded-object"),
    ("<base href='https://e.cn/'>", "unsafe-element"),
    ("<meta http-equiv=refresh content='0;url=https://e.cn'>", "unsafe-element"),
    ("<link rel=stylesheet href=a.css>", "unsafe-element"),
    ("<template><img src=a.png onerror=a()></template>", "unsafe-element"),
    ("<form action='https://e.cn/'></form>", "unsafe-element"),
    ("<button formaction='https://e.cn/'>甲</button>", "unsafe-element"),
    ("<a href='https://a.cn/' ping='https://e.cn/'>甲</a>", "unsafe-element"),
    ("![甲](https://e.cn/a.png)", "foreign-resource"),
    ("![甲](//e.cn/a.png)", "foreign-resource"),
    ("<img alt=甲 src='\\\\e.cn\\a.png'>", "foreign-resource"),
    ("<img alt=甲 src='/\\e.cn/a.png'>", "foreign-resource"),
    ("<img alt=甲 src='/&Tab;/e.cn/a.png'>", "foreign-resource"),
    ("<img alt=甲 src='a.png' srcset='a.png 1x, https://e.cn/a.png 2x'>", "foreign-resource"),
    ("<video src='https://e.cn/a.mp4'></video>", "foreign-resource"),
    ("<video poster='//e.cn/a.png'></video>", "foreign-resource"),
    ("<video><source src='https://e.cn/a.mp4'></video>", "foreign-resource"),
    ("<audio src='https://e.cn/a.mp3'></audio>", "foreign-resource"),
    ("<table background='https://e.cn/a.png'><tr><td>甲</table>", "foreign-resource"),
    ("<svg><image href='https://e.cn/a.png'/></svg>", "foreign-resource"),
    ("<svg><use xlink:href='https://e.cn/a.svg#b'/></svg>", "foreign-resource"),
    ("<svg><rect fill='url(https://e.cn/a.svg#b)'/></svg>", "foreign-resource"),
    ("<p style='background:url(https://e.cn/a.png)'>甲</p>", "foreign-resource"),
    ("<p style='background:URL( \"//e.cn/a.png\" )'>甲</p>", "foreign-resource"),
    ("<p style='background:u\\72l(https://e.cn/a.png)'>甲</p>", "foreign-resource"),
    ("<p style='background:url(\\68ttps://e.cn/a.png)'>甲</p>", "foreign-resource"),
    ("<p style='background:url(http:/e.cn/a.png)'>甲</p>", "foreign-resource"),
    ("<p style='background:url(/\\\\e.cn/a.png)'>甲</p>", "foreign-resource"),
    ("<p style='background:url(/&#9;/e.cn/a.png)'>甲</p>", "foreign-resource"),
    ("<style>@import '\\\\\\\\e.cn/a.css';</style>", "foreign-resource"),
    ("<svg><rect fill='url(\\\\\\\\e.cn/a.svg#b)'/></svg>", "foreign-resource"),
    ("<p style='background:url(https:\\2f\\2f e.cn/a.png)'>甲</p>", "foreign-resource"),
    ("<p style='background:image-set(\"https://e.cn/a.png\" 1x)'>甲</p>", "foreign-resource"),
    ("<style>@import 'https://e.cn/a.css';</style>", "foreign-resource"),
    ("<style>@\\69mport 'https://e.cn/a.css';</style>", "foreign-resource"),
]


@pytest.mark.parametrize(("body", "code"), FORBIDDEN)
def test_what_may_not_be_there_is_one_error_at_its_line(body: str, code: str) -> None:
    assert faults(f"第一行。\n\n{body}") == [(3, code)]


HOLES = [
    "<svg><a><animate attributeName=href values='javascript:alert(1)'/><text>甲</text></a></svg>",
    "<svg><a><set attributeName=href to='javascript:alert(1)'/><text>甲</text></a></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=a onload=alert(1)></svg>#a'/></svg>",
    "<select><style></select><img src=x onerror=alert(1)></style>",
    "<select><title></select><img src=x onerror=alert(1)></title></select>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(1)></style>",
]


@pytest.mark.parametrize("body", HOLES)
def test_what_browsers_may_read_differently_or_animate_into_a_script_is_an_error(body: str) -> None:
    assert faults(body)


ALLOWED = [
    "```html\n<script>alert(1)</script> <p onclick='a()'> ![甲](https://e.cn/a.png)\n```",
    "    <iframe src='https://e.cn/'></iframe>",
    "`<script>` 和 `onclick=` 和 `javascript:`",
    "写着 onclick= 与 style 的文字，&lt;script>。",
    "<video controls src='a.mp4' poster='a.png'></video>",
    "<audio controls><source src='a.mp3'></audio>",
    "<p style='color: red'>甲</p>",
    "<svg><style>g > path { fill: red } @media (width <= 9em) { path { fill: blue } }</style><path d=''/></svg>",
    "[甲](https://a.cn/) [乙](mailto:a@b.cn) [丙](tel:123) <https://a.cn/>",
    "<details><summary>甲</summary>乙</details>",
    "<table><tr><td colspan=2>甲</td></tr></table>",
]


@pytest.mark.parametrize("body", ALLOWED)
def test_what_may_be_there_is_no_error(body: str) -> None:
    assert faults(body) == []


@pytest.mark.parametrize("sign", ["\x08", "&#8;", "\x0b", "\x1f", "\uffff", "&#x1f;", "\x00"])
def test_characters_that_no_feed_may_hold_are_left_out_or_an_error(sign: str) -> None:
    body, problems = convert(f"甲{sign}乙")
    unfit = re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", body.html + body.lead)
    assert problems or not unfit


def test_a_picture_without_a_text_alternative_is_a_warning_at_its_line() -> None:
    (problem,) = convert("甲\n\n![](a.png)")[1]
    assert (problem.code, problem.is_error, problem.position.line) == ("no-alt", False, 6)


def test_each_of_two_equal_mistakes_is_reported_at_its_line() -> None:
    assert faults("<script>1</script>\n\n甲\n\n<script>1</script>") == [(1, "script"), (5, "script")]


@pytest.mark.parametrize(
    "sign",
    [">", "[", "*", "`", "<", "&", "|", "#", "![a](", "<b>", "<div>", "<ul><li>", "- ", "(", "_", "~", "{: a=b }"],
)
def test_a_sign_repeated_thousands_of_times_is_converted_or_a_problem(sign: str) -> None:
    body, problems = convert(sign * 2000 + "甲")
    assert body.html or problems


def test_lists_nested_hundreds_deep_are_converted_or_a_problem() -> None:
    body, problems = convert("\n".join("    " * depth + "- 甲" for depth in range(200)))
    assert body.html or [p.code for p in problems] == ["too-deep"]


@pytest.mark.parametrize("deep", ["* " * 800 + "甲", "\n".join("    " * depth + "* 甲" for depth in range(300))])
def test_after_a_body_that_is_too_deep_others_are_what_they_are(deep: str) -> None:
    plain = TextFile("x.md", f"{HEAD}甲 <b>乙</b>\n\n* 一\n* 二\n\n    丙\n")
    converter, other = BodyConverter(markdown_options()), BodyConverter(markdown_options())
    assert [p.code for p in converter.convert_in_full(TextFile("x.md", HEAD + deep))[1]] == ["too-deep"]
    assert converter.convert_in_full(plain) == other.convert_in_full(plain)


# Wild bodies --------------------------------------------------------------------------------------------------------

TAGS = [
    "script",
    "img",
    "a",
    "p",
    "svg",
    "math",
    "mtext",
    "mglyph",
    "style",
    "iframe",
    "table",
    "td",
    "select",
    "option",
    "form",
    "noscript",
    "template",
    "title",
    "textarea",
    "object",
    "video",
    "use",
    "image",
    "foreignObject",
    "animate",
    "annotation-xml",
    "desc",
    "b",
    "div",
    "li",
    "details",
    "body",
    "html",
    "base",
    "plaintext",
    "xmp",
    "frameset",
]
ATTRIBUTES = [
    "onclick=a()",
    "onerror = 'a()'",
    "href='javascript:a()'",
    "href=a.md",
    "src='https://e.cn/a.png'",
    "src=a.png",
    "srcset='//e.cn/a 2x'",
    "style='background:url(//e.cn/a)'",
    "xlink:href='java&#10;script:a()'",
    "title='-->'",
    "title='</style><img onerror=a()>'",
    "id=x",
    "alt='<!--'",
    "poster=//e.cn/b",
    "href='data:text/html,a'",
    "action=//e.cn",
    "attributeName=href",
    "values='javascript:a()'",
    "to=javascript:a()",
]
MARKS = [
    "<!--",
    "-->",
    "\n\n",
    "\n",
    "    ",
    "`",
    "```\n",
    "[甲](javascript:a())",
    "![甲](//e.cn/a.png)",
    "[甲]: javascript:a()",
    "{: onclick=a() }",
    "文字",
    "&lt;script&gt;",
    "&lt;/style>&lt;img src=a.png onerror=a()>",
    "<![CDATA[",
    "]]>",
    "<?",
    "*",
    "# ",
    "> ",
    "\x02",
    "\x03",
    '"',
    "'",
    "<",
    ">",
    "[甲]",
    "<javascript:a()>",
    "\\",
    "</style>",
    "</select>",
    "</title>",
    "&#2;0&#3;",
    "{: src=https://e.cn/a }",
]

opening = st.builds(
    lambda tag, attributes, end: f"<{tag} {' '.join(attributes)}{end}",
    st.sampled_from(TAGS),
    st.lists(st.sampled_from(ATTRIBUTES), max_size=2),
    st.sampled_from([">", ">", "/>", ""]),
)
closing = st.sampled_from(TAGS).map(lambda tag: f"</{tag}>")
wild = st.lists(opening | closing | st.sampled_from(MARKS) | st.text(max_size=4), max_size=10).map("".join)


LINKS = ("href", "xlink:href", "src", "action", "formaction", "srcset")
RESOURCES = ("src", "poster", "srcset", "background")
ELEMENTS = ("script", "iframe", "object", "embed", "base", "meta", "link", "frame")


def dangers(text: str) -> list[str]:
    """What a second parser, not the one that cleaned it, finds in the HTML that may not be there."""
    found = []
    readable = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", " ", text)
    for node in reference.fragment_fromstring(readable, create_parent="div").iter():
        if not isinstance(node.tag, str):
            continue
        if node.tag in ELEMENTS:
            found.append(node.tag)
        links = (*LINKS, "to", "values", "from") if node.tag in ("animate", "set") else LINKS
        for name, value in node.attrib.items():
            plain = re.sub("[\x00-\x20]", "", value).replace("\\", "/").lower()
            runs = name.startswith("on") or (name in links and plain.startswith("javascript:"))
            if runs or (name in RESOURCES and node.tag != "a" and plain.startswith(("//", "http:", "https:"))):
                found.append(f"{name}={value}")
    return found


@given(wild)
@example("<select><style></select><img src=x onerror=alert(1)></style>")
@example("<svg><a><animate attributeName=href values=javascript:a() />甲</a></svg>")
def test_a_body_without_a_problem_has_nothing_in_it_that_runs_or_loads_from_elsewhere(body: str) -> None:
    converted, problems = convert(body)
    html = filled(converted, lambda n: "address/")
    if not any(p.is_error for p in problems):
        assert dangers(html) == []


@given(wild | st.text())
def test_any_body_is_converted_with_problems_within_the_file(body: str) -> None:
    lines = body.count("\n") + 4
    converted, problems = convert(body)
    filled(converted, lambda n: "address/" if converted.references[n] else None)
    assert all(4 <= p.position.line <= lines for p in problems)


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ('甲。\n\n乙<span style="color: red; Display:None">内部意见</span>', 3),
        ('甲。\n\n<div style="visibility: hidden">\n内部意见\n</div>', 4),
        ("甲。\n\n<p hidden>内部意见</p>", 3),
        ("甲。\n\n<dialog>内部意见</dialog>\n\n<dialog open>乙</dialog>", 3),
        ("甲。\n\n内部意见\n{: hidden=hidden }", 3),
        ('甲<span style="display: none"></span><b style="overflow: hidden">乙</b><i aria-hidden="true">丙</i>', 0),
        ("<p>`display: none` 和 hidden</p>", 0),
    ],
)
def test_text_that_no_reader_sees_is_told(body: str, line: int) -> None:
    found = [p.position.line - 3 for p in convert(body)[1] if p.code == "hidden-text"]
    assert found == ([line] if line else [])
