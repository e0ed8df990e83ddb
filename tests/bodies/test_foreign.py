"""Addresses of other hosts, however they are written."""

from __future__ import annotations

import pytest

from cxzy_build.bodies.foreign import fetches_elsewhere, plain_address


@pytest.mark.parametrize("written", ["//a.cn/x", "\\\\a.cn\\x", "/\n/a.cn/x", " /\t\\a.cn/x\0"])
def test_an_address_is_what_browsers_take_it_for(written: str) -> None:
    assert plain_address(written) == "//a.cn/x"


@pytest.mark.parametrize(
    "css",
    [
        "background: url(https://a.cn/x.png)",
        "background: URL('//a.cn/x.png')",
        "background: u\\72l(https://a.cn)",
        "background: url(\\68 ttps://a.cn)",
        "background: url(\\\\\\\\a.cn/x)",
        "background: image-set('ftp://a.cn/x' 1x)",
        "@import 'http://a.cn/x.css'",
        "@im\\port 'http://a.cn/x.css'",
    ],
)
def test_css_that_fetches_from_elsewhere(css: str) -> None:
    assert fetches_elsewhere(css)


@pytest.mark.parametrize(
    "css",
    ["", "color: red", "background: url(x.png)", "background: url(#a)", "content: 'https://a.cn'", "\\ffffffff url("],
)
def test_css_that_does_not(css: str) -> None:
    assert not fetches_elsewhere(css)
