"""The tutorial as a notebook, in each language, made from its page and executed.

`python docs/notebook.py` writes docs/notebooks/, which is no part of the repository and which the
site offers for download. It fails if a cell prints anything but what the page shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from doctest import DocTestParser, Example
from pathlib import Path
from typing import Final

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

DOCS: Final = Path(__file__).parent
PAGES: Final = {"tutorial.ipynb": "tutorial.md", "tutorial.zh.ipynb": "zh/tutorial.md"}

BLOCK: Final = re.compile(r"^```python\n(.*?)^```$", re.M | re.S)
# The line with the links between languages.
LANGUAGES: Final = re.compile(r"^(?:English|中文|\[).* \| .*\n\n", re.M)
LINK: Final = re.compile(r"\[([^\]]+)\]\([^):\s]+\)")  # to a page that is not beside the notebook


def cells(page: str) -> Iterator[NotebookNode]:
    """The prose and the code of a page; a cell of code ends where the page shows what it prints."""
    prose, *rest = BLOCK.split(LANGUAGES.sub("", page, count=1))
    yield new_markdown_cell(LINK.sub(r"\1", prose).strip())
    for block, prose in zip(rest[::2], rest[1::2], strict=True):
        lines: list[str] = []
        for example in DocTestParser().get_examples(block):
            lines.append(example.source)
            if example.want:
                yield code_cell("".join(lines), example)
                lines = []
        if lines:
            yield code_cell("".join(lines))
        yield new_markdown_cell(LINK.sub(r"\1", prose).strip())


def code_cell(source: str, example: Example | None = None) -> NotebookNode:
    """A cell that knows what it has to print, and whether it shows an error."""
    raises = bool(example and example.exc_msg)
    wanted = "" if example is None else example.exc_msg or example.want
    metadata = {"tags": ["raises-exception"] if raises else [], "wanted": wanted}
    return new_code_cell(source.rstrip(), metadata=metadata)


def printed(cell: NotebookNode) -> str:
    """What an executed cell shows, as text; of an error its type and message."""
    return "".join(
        {
            "stream": lambda output: output.text,
            "execute_result": lambda output: output.data["text/plain"],
            "error": lambda output: f"tjstats.errors.{output.ename}: {output.evalue}",
        }[output.output_type](output)
        for output in cell.outputs
    )


def executed(page: Path) -> NotebookNode:
    """The notebook of a page with its outputs, which are those of the page."""
    notebook = new_notebook(cells=list(cells(page.read_text("utf-8"))))
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # the time of day
        if cell.cell_type == "code":
            wanted, shown = cell.metadata.pop("wanted"), printed(cell)
            if wanted.split() != shown.split():
                raise SystemExit(f"{page.name}: {cell.source}\nwanted: {wanted}\nprinted: {shown}")
    return notebook


def main() -> None:
    """Write the notebook of each language."""
    folder = DOCS / "notebooks"
    folder.mkdir(exist_ok=True)
    for name, page in PAGES.items():
        nbformat.write(executed(DOCS / page), folder / name)
        print("written:", folder / name)


if __name__ == "__main__":
    main()
