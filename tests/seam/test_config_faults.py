"""What is wrong in mkdocs.yml is told in Chinese, with its place."""

from __future__ import annotations

import pytest
from fixtures.sites import Site

from cxzy_build.errors import UsageError
from cxzy_build.seam.config import load_config
from cxzy_build.seam.config_faults import faults_in


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("site_url: https://www", "site_url: www", ":4:1: `site_url` 要写完整的网址"),
        ("  - cxzy\n", "  - cxyz\n", "没有 `cxyz` 这个插件；是否想写 `cxzy`？"),
        ("  - cxzy\n", "  - cxzy: {serach: false}\n", "没有 `serach` 这一项；是否想写 `search`？"),
        ("  - cxzy\n", "  - cxzy: {search: flase}\n", "`search` 应是 true 或 false"),
        ("site_name: 创先争优活动", "site_name: [甲]", ":2:1: `site_name` 应是文字"),
        ("docs_dir: site_src", "docs_dir: none", "`docs_dir` 写的文件夹"),
        ("custom_dir: theme", "custom_dir: none", "`custom_dir` 写的文件夹"),
        ("  name: material\n", "  name: materail\n", "没有 `materail` 这个主题；是否想写 `material`？"),
        ("site_dir: site\n", "site_dir: site\nthema: 甲\n", "没有 `thema` 这一项；是否想写 `theme`？"),
        ("  - tables\n", "  - table\n", "没有 `table` 这个 Markdown 扩展；是否想写 `tables`？"),
        ("  - tables\n", "  - tables: 5\n", "Markdown 扩展 `tables` 的选项要写成“键: 值”"),
        ("  - tables\n", "  - tables: {aligned: true}\n", "Markdown 扩展 `tables` 没有 `aligned` 这个选项"),
        ("  - tables\n", "  - tables\n  - [1, 2]\n", "`markdown_extensions` 每行写一个扩展"),
    ],
)
def test_what_is_wrong_is_told_in_chinese(site: Site, old: str, new: str, said: str) -> None:
    text = site.config.read_text("utf-8")
    assert old in text
    site.config.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(UsageError) as error:
        load_config(str(site.config))
    assert said in str(error.value)
    assert "Traceback" not in str(error.value)


def test_what_is_not_known_is_given_as_it_is() -> None:
    assert [*faults_in("a: 1\n", ["Config value 'a': Something new"])] == ["1:1: Config value 'a': Something new"]
    assert [*faults_in("a: 1\n", ["Something else"])] == [" Something else"]
