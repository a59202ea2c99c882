"""What must not type-check, for mypy, pyright and ty: each line says so to all three, and a comment
that silences nothing is an error.
"""

import tjstats as tj
from tjstats import Obsrvation  # type: ignore[attr-defined]  # pyright: ignore  # ty: ignore
from tjstats.frames import asess  # type: ignore[attr-defined]  # pyright: ignore  # ty: ignore

# --- misspelt names -------------------------------------------------------------------------------

tj.growht  # type: ignore[attr-defined]  # pyright: ignore  # ty: ignore
tj.formats.jsn  # type: ignore[attr-defined]  # pyright: ignore  # ty: ignore
tj.frames.grwth  # type: ignore[attr-defined]  # pyright: ignore  # ty: ignore
tj.zh.raed  # type: ignore[attr-defined]  # pyright: ignore  # ty: ignore
tj.rates.averge_rate  # type: ignore[attr-defined]  # pyright: ignore  # ty: ignore
tj.Measure.VALU  # type: ignore[attr-defined]  # pyright: ignore  # ty: ignore
