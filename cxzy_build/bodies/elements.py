"""HTML's elements: those that exist, and those that may not stand in a body."""

from __future__ import annotations

FORBIDDEN = {
    "script": ("script", "脚本"),
    "iframe": ("iframe", "内嵌网页（iframe）"),
    "frame": ("iframe", "内嵌网页（frame）"),
    "frameset": ("iframe", "内嵌网页（frameset）"),
    "portal": ("iframe", "内嵌网页（portal）"),
    "object": ("embedded-object", "内嵌对象（object）"),
    "embed": ("embedded-object", "内嵌对象（embed）"),
    "applet": ("embedded-object", "内嵌对象（applet）"),
    "base": ("unsafe-element", "base 标签"),
    "meta": ("unsafe-element", "meta 标签"),
    "link": ("unsafe-element", "link 标签"),
    "math": ("unsafe-element", "math 标签"),
    "select": ("unsafe-element", "select 标签"),
    "title": ("unsafe-element", "title 标签"),
    "textarea": ("unsafe-element", "textarea 标签"),
    "animate": ("unsafe-element", "animate 标签"),
    "animatemotion": ("unsafe-element", "animateMotion 标签"),
    "animatetransform": ("unsafe-element", "animateTransform 标签"),
    "set": ("unsafe-element", "set 标签"),
    "template": ("unsafe-element", "template 标签"),
    "noscript": ("unsafe-element", "noscript 标签"),
    "noembed": ("unsafe-element", "noembed 标签"),
    "noframes": ("unsafe-element", "noframes 标签"),
    "plaintext": ("unsafe-element", "plaintext 标签"),
    "xmp": ("unsafe-element", "xmp 标签"),
}
"""Elements that may not stand in a body: they run code, load other pages, change others' addresses, or are read
differently by different parsers, so that what was checked is not what a browser sees."""

KNOWN = FORBIDDEN.keys() | frozenset({
    "a", "abbr", "acronym", "address", "area", "article", "aside", "audio", "b", "bdi", "bdo", "big",
    "blockquote", "body", "br", "button", "canvas", "caption", "center", "cite", "code", "col", "colgroup",
    "data", "datalist", "dd", "del", "details", "dfn", "dialog", "dir", "div", "dl", "dt", "em", "fieldset",
    "figcaption", "figure", "font", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
    "hgroup", "hr", "html", "i", "img", "input", "ins", "kbd", "label", "legend", "li", "main", "map", "mark",
    "marquee", "menu", "meter", "nav", "nobr", "ol", "optgroup", "option", "output", "p", "param", "picture",
    "pre", "progress", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "search", "section", "slot", "small",
    "source", "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td",
    "tfoot", "th", "thead", "time", "tr", "track", "tt", "u", "ul", "var", "video", "wbr",
})  # fmt: skip
"""Of HTML, old ones too."""
