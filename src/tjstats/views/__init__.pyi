# Written by docs/render.py from HOMES in __init__.py; do not edit.

from tjstats.views import pages as pages
from tjstats.views import pictures as pictures
from tjstats.views import plans as plans
from tjstats.views import report as report
from tjstats.views.pages import Page as Page
from tjstats.views.pages import Section as Section
from tjstats.views.pages import page as page

__all__ = [
    "Page",
    "Section",
    "page",
    "pages",
    "pictures",
    "plans",
    "report",
]
