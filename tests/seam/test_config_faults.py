"""What is wrong in mkdocs.yml is told in Chinese, with its place."""

from __future__ import annotations

import re

import pytest
from fixtures.sites import Site

from cxzy_build.errors import UsageError
from cxzy_build.seam.config import load_config, settings_of
from cxzy_build.seam.config_faults import faults_in
from cxzy_build.seam.settings_text import SettingsText
from cxzy_build.settings import behind_links


def refusal_after(site: Site, old: str, new: str) -> str:
    """What is said of mkdocs.yml with `new` in the place of `old`."""
    site.replace("../mkdocs.yml", old, new)
    with pytest.raises(UsageError) as error:
        behind_links(settings_of(load_config(str(site.config))).site_dir)
    return str(error.value)


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
        ("  - tables\n", "  - tables: 5\n", "Markdown 扩展 `tables` 的选项写法不对；写成“键: 值”"),
        ("  - tables\n", "  - tables: {aligned: true}\n", "Markdown 扩展 `tables` 没有 `aligned` 这个选项"),
        ("  - tables\n", "  - tables\n  - [1, 2]\n", "`markdown_extensions` 应是列表；每行写一个扩展"),
        ("  - 首页: ./\n", "  - 首页:\n", "`nav` 里有一项冒号后面没有内容"),
        ("  - 首页: ./\n", "  - {首页: ./, 新闻: news/}\n", "`nav` 每行写一项 `- 名称: 页面`"),
        ("  - 首页: ./\n", "  - 5\n", "`nav` 每行写一项"),
        ("site_dir: site\n", "site_dir: site\nhooks: [none.py]\n", ":7:1: `hooks` 写的文件 /"),
        ("site_dir: site\n", "site_dir: site\nextra: 甲\n", ":7:1: 这里要写成“键: 值”"),
        ("site_name: 创先争优活动\n", "", "缺少必填的 `site_name`"),
        ("site_dir: site\n", "site_dir: site\nhooks: a.py\n", ":7:1: `hooks` 应是列表"),
        ("site_url: https://www.example.edu.cn/cxzy/", "site_url: 5", ":4:1: `site_url` 应是文字"),
        ("  - cxzy\n", "  - 5\n", "没有 `5` 这个插件"),
        ("  - cxzy\n", "  - cxzy:{search: false}\n", "后面缺一个空格；写成 `- cxzy: {search: false}` 这样"),
        ("  - cxzy\n", "  - cxzy：true\n", "的冒号不是英文的"),
        ("plugins:\n  - cxzy\n", "plugins: cxzy\n", "`plugins` 应是列表；每行写一个插件"),
        ("site_dir: site\n", "site_dir: site_src/site\n", "`site_dir` 不能在 `docs_dir` 里面"),
        ("site_dir: site\n", 'site_dir: "a\\0b"\n', "里面有看不见的字符"),
        ("site_dir: site\n", "site_dir: .\n", "`docs_dir` 不能在 `site_dir` 里面"),
        ("docs_dir: site_src\n", "docs_dir: .\n", ":5:1: `docs_dir` 不能是 mkdocs.yml 所在的文件夹"),
        ("  - cxzy\n", "  - cxzy\n  - cxzy\n", "插件 `cxzy` 写了两次；只留一处"),
        ("name: material", "name: readthedocs", ":9:9: 网站的模板是为主题 material 写的"),
        ("toc.slugify_unicode", "toc.slugify_unicorn", "找不到 `slugify_unicorn`"),
        ("name:markdown.", "name:markup.", "找不到 `markup.extensions.toc`"),
    ],
)
def test_what_is_wrong_is_told_in_chinese(site: Site, old: str, new: str, said: str) -> None:
    refusal = refusal_after(site, old, new)
    assert said in refusal
    assert "Traceback" not in refusal


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nav: [{首页: []}]", "7:8: `nav` 的“首页”下面没有页面"),
        ("nav: [{甲: [{乙: []}]}]", "7:13: `nav` 的“乙”下面没有页面"),
        ("extra_css: {a: b}", "7:1: `extra_css` 应是列表"),
        ("extra_css: [{a: b}]", "7:13: `extra_css` 的每一项应是文字"),
        ("extra_css:\n  -", "8:4: `extra_css` 的每一项应是文字"),
        ("extra_templates: [5]", "7:19: `extra_templates` 的每一项应是文字"),
        ("hooks:", "7:1: `hooks` 后面没有内容；写上，或删去这一行"),
        ("theme:", "7:1: `theme` 后面没有内容"),
        ("theme: []", "7:1: 这里要写成“键: 值”"),
        ("theme: {name: []}", "7:9: `name` 应是文字"),
        ("theme: {name: material, custom_dir: 5}", "7:25: `custom_dir` 应是文字；用引号括起来"),
        ("theme: {name: material, language: no}", "7:25: `language` 应是文字；用引号括起来"),
        ("theme: {name: material, palette: 5}", "7:25: `palette` 应是列表"),
        ("theme: {name: material, features: 5}", "7:25: `features` 应是列表"),
        ("theme: {custom_dir: theme}", "7:1: `theme` 里缺少 `name`；加上 `name: material`"),
        ("theme: {name: material, font: false, locale: 甲}", "7:38: `locale` 不是语言的代码；写成 `zh` 这样"),
        ("INHERIT: 5", "7:1: `INHERIT` 应是文字"),
        ("INHERIT: none.yml", "`INHERIT` 写的文件 none.yml 不存在"),
        ("INHERIT: theme", "MkDocs 读不懂这些设置"),
        ("INHERIT: mkdocs.yml", "MkDocs 读不懂这些设置"),
        ("extra: {homepage: []}", "7:9: `homepage` 应是文字"),
        ("config_file_path: 甲", "7:1: `config_file_path` 不是在这里写的"),
        ("mdx_configs: {a: b}", "7:1: `mdx_configs` 不是在这里写的"),
        ("pages: [甲]", "7:1: `pages` 已经不用了；改成 `nav`"),
        ("google_analytics: [甲, 乙]", "7:1: `google_analytics` 已经不用了"),
        ("dev_addr: 8000", "7:1: `dev_addr` 不是地址和端口；写成 `127.0.0.1:8000` 这样"),
        ("plugins: [{cxzy: {enabled: 5}}]", "7:19: `enabled` 应是 true 或 false"),
        ("edit_uri_template: '{甲}'", "7:1: `edit_uri_template` 的花括号里写错了；只能写"),
        ("extra: !foo bar", "没有 `!foo` 这样的标记"),
        ("[a]: 5", "第 7 行的写法有误"),
        ("site_name: 甲", "7:1: `site_name` 写了两次"),
    ],
)
def test_a_setting_of_another_shape_is_told_in_chinese(site: Site, line: str, said: str) -> None:
    key = line.partition(":")[0]
    if key in ("nav", "theme", "extra_css", "plugins"):  # in the place of its own
        text = site.config.read_text("utf-8")
        site.config.write_text(re.sub(rf"^{key}:\n(?:[ #].*\n|\n(?= ))*", "", text, flags=re.MULTILINE), "utf-8")
    refusal = refusal_after(site, "site_dir: site\n", f"site_dir: site\n{line}\n")
    assert said in refusal
    assert not re.search(r"[a-z]+ [a-z]+ [a-z]+", refusal)


def test_what_other_settings_begin_with_is_not_taken_for_the_fault(site: Site) -> None:
    site.config.write_text(f"{site.config.read_text('utf-8')}\tstrict: true\n", "utf-8")
    with pytest.raises(UsageError, match="制表符"):
        load_config(str(site.config))


@pytest.mark.parametrize("text", ["创先争优活动\n", "- 甲\n"])
def test_a_file_of_no_settings_is_told(site: Site, text: str) -> None:
    site.config.write_text(text, "utf-8")
    with pytest.raises(UsageError, match="这里要写成“键: 值”"):
        load_config(str(site.config))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("site_dir: site\n", "site_dir: site\nuse_directory_urls: false\n", ":7:1: `use_directory_urls` 只能是 true"),
        ("!!python/name:markdown.extensions.toc.slugify_unicode", "foo", "`slugify` 不是程序里的函数"),
    ],
)
def test_what_mkdocs_would_take_and_we_cannot_is_told(site: Site, old: str, new: str, said: str) -> None:
    refusal = refusal_after(site, old, new)
    assert said in refusal
    assert refusal.count("mkdocs.yml:") == 1


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("//cxzy/", "有多余的 / 或 ."),
        ("/../cxzy/", "有多余的 / 或 ."),
        ("/a//b/", "有多余的 / 或 ."),
        ('/a"b/', '里面不能有 "'),
        ("/a<b>/", "里面不能有 <"),
        (":80800/", "不是网址"),
        ("@example.edu.cn/", "不能有用户名和密码"),
    ],
)
def test_an_address_that_pages_cannot_link_to_is_told(site: Site, path: str, said: str) -> None:
    assert said in refusal_after(site, "https://www.example.edu.cn/cxzy/", f"'https://www.example.edu.cn{path}'")


@pytest.mark.parametrize(
    ("written", "path"),
    [("/文/甲", "/%E6%96%87/%E7%94%B2/"), ("/%E6%96%87/", "/%E6%96%87/"), ("", "/"), ("/a&b(c)//", "/a&b(c)/")],
)
def test_the_address_is_kept_as_servers_are_asked_for_it(site: Site, written: str, path: str) -> None:
    site.replace("../mkdocs.yml", "https://www.example.edu.cn/cxzy/", f"https://www.example.edu.cn:8080{written}")
    settings = settings_of(load_config(str(site.config)))
    assert (settings.site_url, settings.base_path) == (f"https://www.example.edu.cn:8080{path}", path)


def test_what_is_not_known_is_given_as_it_is() -> None:
    source = SettingsText("mkdocs.yml", "b: 1\na: 1\n")
    said = "Config value 'a': Something new", "Something else"
    assert [(one.position.line, one.message) for one in faults_in(source, said)] == [(2, said[0]), (1, said[1])]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "site_dir: site\n",
            "site_dir: site\nextra_css: ['https://cdn.example/a.css']\n",
            ":7:14: `extra_css` 里是别的网站",
        ),
        (
            "site_dir: site\n",
            "site_dir: site\nextra_javascript: [//cdn.example/a.js]\n",
            ":7:20: `extra_javascript` 里",
        ),
        (
            "site_dir: site\n",
            "site_dir: site\nextra_javascript:\n  - {path: 'https://cdn.example/a.js', defer: true}\n",
            ":8:13: `extra_javascript` 里是别的网站的文件 `https://cdn.example/a.js`",
        ),
        ("  font: false", "  font: {text: Roboto}", ":12:3: 字体会从 Google 下载"),
        ("  font: false", "  # font: false", ":8:1: 字体会从 Google 下载"),
        ("site_dir: site\n", "site_dir: site\nextra: {analytics: {provider: google}}\n", ":7:9: `analytics` 是外站"),
        ("site_dir: site\n", "site_dir: site\nrepo_url: https://github.com/a/b\n", ":7:1: `repo_url` 会"),
    ],
)
def test_what_would_ask_another_host_is_told_with_its_place(site: Site, old: str, new: str, said: str) -> None:
    site.replace("../mkdocs.yml", "extra_css:\n  - assets/cxzy.css\n", "")
    refusal = refusal_after(site, old, new)
    assert f"mkdocs.yml{said}" in refusal
    assert refusal.count("mkdocs.yml:") == 1


def test_each_host_that_would_be_asked_is_told_once(site: Site) -> None:
    refusal = refusal_after(site, "  - assets/cxzy.css", "  - //a.example/a.css\n  - //b.example/b.css")
    assert [line[:15] for line in refusal.split("\n")] == ["mkdocs.yml:33:5", "mkdocs.yml:34:5"]


def test_files_of_this_site_may_be_given_whole(site: Site) -> None:
    text = site.config.read_text("utf-8")
    own = text.replace("  - assets/cxzy.css", "  - https://www.example.edu.cn/cxzy/assets/cxzy.css")
    site.config.write_text(own, "utf-8")
    assert settings_of(load_config(str(site.config)))
