"""The settings of the documentation site, and the pages of the public names, written at each build.

`nox -s site` builds it in build/site and fails on a warning. The pages are plain Markdown that reads
as well in a repository; what only a site has, its contents and the pages of names, is made here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from gettext import translation
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import sphinx.locale
from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

import tjstats

HERE: Final = Path(__file__).parent

project = "tjstats"
author = "The developers of tjstats"
project_copyright = author
version = release = tjstats.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_copybutton"]
exclude_patterns = ["_*"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
default_role = "py:obj"
suppress_warnings = ["config.cache"]

autodoc_default_options = {"members": True, "member-order": "bysource"}
autodoc_class_signature = "mixed"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88

html_theme = "furo"
html_title = "tjstats"
html_copy_source = False
html_additional_pages = {"zh/search": "search.html"}
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

locale_dirs = ["locale"]
gettext_compact = False

# --- contents -------------------------------------------------------------------------------------

LINK: Final = re.compile(r"\[(?P<words>[^\]]+)\]\((?P<target>[^)\s]+)\)")
# A picture of a page, beside which lies one for a phone.
PICTURE: Final = re.compile(r"^!\[([^\]]+)\]\(([^)\s]+/pictures/[^)\s]+)\.svg\)$", re.M)
PICTURES: Final = r"""
```{image} \2.svg
:class: wide
:alt: "\1"
```

```{image} \2.narrow.svg
:class: narrow
:alt: "\1"
```
"""

# In the order of the index.
EXPLANATIONS: Final = tuple(
    f"explanation/{name}"
    for name in (
        "bounds-and-rounding",
        "verdicts",
        "percent-and-points",
        "stock-and-flow",
        "targets",
        "growth",
        "agreement",
        "mid-term",
        "pace",
        "reading-chinese",
        "periods-in-text",
        "claims-in-text",
        "frames",
        "comparison",
        "limits",
    )
)

# The pages below each page, under a heading.
CONTENTS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "index": {
        "First steps": ("tutorial", "how-to", "how-to/*"),
        "Pitfalls": ("pitfalls/index",),
        "Explanations": EXPLANATIONS,
        "Tables": ("reference/index", "glossary"),
        "Names": ("names/index",),
        "Background": ("decisions/index", "releasing"),
        "中文": ("从哪里开始 <zh/index>",),
    },
    "zh/index": {
        "": (
            "tutorial",
            "how-to",
            "how-to/*",
            "pitfalls/index",
            *EXPLANATIONS,
            "reference/index",
            "glossary",
        )
    },
    "zh/reference/index": {"": ("*",)},
    "zh/pitfalls/index": {"": ("*",)},
    "pitfalls/index": {"": ("*",)},
    "reference/index": {"": ("*",)},
    "names/index": {"": ("*",)},
    "decisions/index": {"": ("0*",)},
}

# The pages that are notebooks too, if docs/notebook.py has made them, and the words for it.
NOTEBOOKS: Final = {
    "tutorial": ("notebooks/tutorial.ipynb", "as a notebook"),
    "zh/tutorial": ("notebooks/tutorial.zh.ipynb", "下载 notebook"),
}


def add_contents(app: Sphinx, page: str, source: list[str]) -> None:
    """The tree of pages at the end of a page that has some below it, and its notebook at the top;
    links to files that are no page of the site become the name of the file.
    """
    folder = (HERE / page).parent
    source[0] = LINK.sub(lambda link: linked(link, folder), source[0])
    source[0] = PICTURE.sub(PICTURES, source[0])
    file, words = NOTEBOOKS.get(page, ("", ""))
    if file and (HERE / file).exists():
        title, languages, rest = source[0].split("\n\n", 2)
        download = f"{{download}}`{words} </{file}>`"
        source[0] = f"{title}\n\n{languages} | {download}\n\n{rest}"
    for heading, pages in CONTENTS.get(page, {}).items():
        lines = [":hidden:", ":glob:", *([f":caption: {heading}"] if heading else []), "", *pages]
        source[0] += "\n".join(["", "```{toctree}", *lines, "```", ""])


def linked(link: re.Match[str], folder: Path) -> str:
    """A link, or its words alone if it leads out of the site."""
    inside = (folder / link["target"]).resolve().is_relative_to(HERE)
    return link[0] if inside or ":" in link["target"] else link["words"]


# --- public names ---------------------------------------------------------------------------------


def modules_of(package: str) -> list[str]:
    """The public modules of a package."""
    names = (f"tjstats.{package}.{name}" for name in getattr(tjstats, package).__all__)
    return [name for name in names if find_spec(name)]


# The pages of names: title, and the modules whose public names it lists.
NAME_PAGES: Final = {
    "tjstats": ("Records, questions and answers", ["tjstats"]),
    "chinese": ("Chinese text", ["tjstats.zh"]),
    "frames": ("Questions over data frames", ["tjstats.frames"]),
    "formats": ("Formats and datasets", ["tjstats.datasets", *modules_of("formats")]),
    "more-questions": (
        "Rates, indexes, progress and scores",
        ["tjstats.rates", "tjstats.indexes", "tjstats.progress", "tjstats.scores"],
    ),
    "views": ("Pictures, plans side by side and reports", modules_of("views")),
    "errors": ("Errors", ["tjstats.errors"]),
}


def write_names(app: Sphinx) -> None:
    """A page for each group of public names, in names/, which is no part of the repository."""
    folder = HERE / "names"
    folder.mkdir(exist_ok=True)
    for page, (title, modules) in NAME_PAGES.items():
        write(folder / f"{page}.md", page_of(title, modules))
    rows = [f"- [{title}]({page}.md)" for page, (title, _) in NAME_PAGES.items()]
    write(folder / "index.md", "\n".join(["# Public names", "", *rows, ""]))


def page_of(title: str, modules: Iterable[str]) -> str:
    """The page of the public names of some modules, in the order of the alphabet."""
    parts = [f"# {title}", ""]
    for name in modules:
        public = name.removeprefix("tjstats.")
        module = import_module(name) if find_spec(name) else getattr(tjstats, public)
        parts += [f"## {name}", "", "```{eval-rst}", f".. py:module:: {name}", ""]
        parts += [
            line
            for member in sorted(module.__all__)
            for line in entry(f"{name}.{member}", getattr(module, member))
        ]
        parts += ["```", ""]
    return "\n".join(parts)


def entry(name: str, value: object) -> list[str]:
    """The directive of one public name."""
    if isinstance(value, type):
        options = [] if not issubclass(value, Exception) else ["   :no-members:"]
        return [f".. autoclass:: {name}", *options, ""]
    if callable(value):
        return [f".. autofunction:: {name}", ""]
    return []


def write(path: Path, text: str) -> None:
    """Write a page where it differs, so that others are not read again."""
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")


# --- for every reader -----------------------------------------------------------------------------

# What scrolls can be reached with the keyboard; a list of parameters is no list of definitions.
ACCESS: Final = (
    (re.compile(r"<pre>"), '<pre tabindex="0">'),
    (re.compile(r'<div class="table-wrapper'), '<div tabindex="0" class="table-wrapper'),
    (re.compile(r'<dd>(<em class="sig-param">.*)</dd>'), r'<div class="parameter">\1</div>'),
    (re.compile(r'<dl>((?:\s*<div class="parameter">.*</div>)+)\s*</dl>'), r"\1"),
)
STYLE: Final = (
    "<style>.parameter{margin-left:2em}.narrow{display:none}"
    "@media screen and (max-width:42em){.wide{display:none}.narrow{display:block}}</style>"
)


def make_accessible(
    app: Sphinx, page: str, template: str, context: dict[str, Any], tree: object
) -> None:
    """Mend what the theme leaves out, in the text of each page, and add the style of pictures."""
    body = context.get("body", "")
    for pattern, instead in ACCESS:
        body = pattern.sub(instead, body)
    context["body"] = body
    context["metatags"] = context.get("metatags", "") + STYLE


# --- Chinese --------------------------------------------------------------------------------------


class PairsOfCharacters(SearchEnglish):
    """A search that finds 同比 in a clause, which has no spaces: English words, and each pair of
    Chinese characters, in the index and in what is asked.
    """

    _word_re = re.compile(r"[\u3400-\u9fff]+|[^\W\u3400-\u9fff]+")
    js_splitter_code = r"""
function splitQuery(query) {
  const words = query.match(/[\u3400-\u9fff]+|(?:(?![\u3400-\u9fff])[\p{L}\p{N}_])+/gu) || [];
  const pairs = word => Array.from({length: word.length - 1}, (_, i) => word.slice(i, i + 2));
  return words.flatMap(word => word.length > 1 && word >= "\u3400" ? pairs(word) : [word]);
}
"""

    def split(self, text: str) -> list[str]:
        return [part for word in super().split(text) for part in pairs(word)]


def pairs(word: str) -> list[str]:
    """The pairs of neighbours in a Chinese word; any other word as it is."""
    chinese = len(word) > 1 and word[0] >= "\u3400"
    return ["".join(pair) for pair in pairwise(word)] if chinese else [word]


def set_language(
    app: Sphinx, page: str, template: str, context: dict[str, object], tree: object
) -> None:
    """Name the language of a page, for its fonts and for those who hear it; a Chinese page has the
    words of the theme in Chinese, the contents of the Chinese pages, which come last, and a page of
    its own for what a search finds.
    """
    contents = str(context.get("furo_navigation_tree", "")).replace(
        HEADING, f'{HEADING} aria-level="2"'
    )
    if page.startswith("zh/"):
        context["language"] = "zh-Hans"
        context["_"] = context["gettext"] = in_chinese
        contents = contents[max(0, contents.rfind('<p class="caption"')) :]
        path = context["pathto"]
        context["pathto"] = lambda name, *how: path({"search": "zh/search"}.get(name, name), *how)
    if page == "zh/search":
        app.add_js_file(None, body=(CHINESE_WORDS / "sphinx.js").read_text("utf-8"))
        app.add_js_file(None, body=CHINESE_FIRST)
    if page.endswith("reference/units"):
        app.add_js_file(
            None, body=FILTER % ("筛选单位" if page.startswith("zh/") else "Filter units")
        )
    context["furo_navigation_tree"] = contents


# A box above each table of the units, which leaves the rows that have every word written there.
FILTER: Final = """
document.addEventListener("DOMContentLoaded", () => {
  for (const table of document.querySelectorAll("article table")) {
    const box = document.createElement("input");
    box.type = "search";
    box.placeholder = "%s";
    box.setAttribute("aria-label", box.placeholder);
    box.addEventListener("input", () => {
      const words = box.value.toLowerCase().split(/\\s+/);
      for (const row of table.tBodies[0].rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every(word => text.includes(word));
      }
    });
    (table.closest(".table-wrapper") || table).before(box);
  }
});
"""

# What a search finds, Chinese pages before others.
CHINESE_FIRST: Final = """
document.addEventListener("DOMContentLoaded", () => {
  Scorer.score = found => found[4] + (found[0].startsWith("zh/") ? 100 : 0);
});
"""


def in_chinese(words: str) -> str:
    """Words of the theme in Chinese: those of the table, else as Sphinx has them."""
    return THEME.get(words) or CHINESE.gettext(words)


THEME: Final = {
    "On this page": "本页内容",
    "Next": "下一页",
    "Previous": "上一页",
    "Home": "首页",
    "View this page": "查看源文件",
    "Back to top": "返回顶部",
    "Skip to content": "跳到正文",
}

# Words that the theme's templates have in English alone: of controls, for those who hear them.
LABELS: Final = {
    "Toggle navigation of ": "展开或收起：",
    "Toggle site navigation sidebar": "显示或隐藏目录",
    "Toggle table of contents sidebar": "显示或隐藏本页内容",
    "Toggle Light / Dark / Auto color theme": "切换浅色、深色或自动",
    "<title>Menu<": "<title>目录<",
    "<title>Expand<": "<title>展开<",
    "<title>Light mode<": "<title>浅色<",
    "<title>Dark mode<": "<title>深色<",
    "<title>Auto light/dark, in light mode<": "<title>自动（现为浅色）<",
    "<title>Auto light/dark, in dark mode<": "<title>自动（现为深色）<",
}
HEADING: Final = 'role="heading"'  # of a caption, which the theme gives no level
LOCALES: Final = Path(sphinx.locale.__file__).parent
CHINESE_WORDS: Final = LOCALES / "zh_CN" / "LC_MESSAGES"
CHINESE: Final = translation("sphinx", LOCALES, ["zh_CN"])


def label_in_chinese(app: Sphinx) -> None:
    """Let the templates write the words of controls in Chinese on a Chinese page."""
    templates = app.builder.templates
    render = templates.render

    def rendered(template: str, context: dict[str, object]) -> str:
        page = render(template, context)
        if str(context.get("pagename")).startswith("zh/"):
            for english, chinese in LABELS.items():
                page = page.replace(english, chinese)
        return page

    templates.render = rendered


def setup(app: Sphinx) -> None:
    app.add_search_language(PairsOfCharacters)
    app.connect("builder-inited", write_names)
    app.connect("builder-inited", label_in_chinese)
    app.connect("source-read", add_contents)
    app.connect("html-page-context", make_accessible)
    app.connect("html-page-context", set_language, priority=900)  # after the theme
