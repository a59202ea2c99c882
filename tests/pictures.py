"""What a picture draws, read back from its SVG by a real parser."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from tjstats.views.pictures.drawing import width_of
from tjstats.views.pictures.record import Picture

SVG = "{http://www.w3.org/2000/svg}"
SIZES = {"h": 16, "q": 12, "": 13}


class Box(NamedTuple):
    """The place of a shape or text, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: Box, slack: float = 1) -> bool:
        return (
            self.left + slack < other.right
            and other.left + slack < self.right
            and self.top + slack < other.bottom
            and other.top + slack < self.bottom
        )


class Drawing:
    """An SVG, parsed. Fields: source, root, frame."""

    def __init__(self, picture: Picture) -> None:
        self.source = picture.svg()
        self.root = ET.fromstring(self.source)
        left, top, width, height = map(float, self.root.get("viewBox").split())
        self.frame = Box(left, top, left + width, top + height)

    def groups(self, role: str) -> list[ET.Element]:
        """What is drawn in a role."""
        return [group for group in self.root.iter(f"{SVG}g") if group.get("data-role") == role]

    def boxes(self, group: ET.Element) -> list[Box]:
        """The places of the shapes of a group."""
        return [box for shape in group.iter() for box in _box(shape)]

    def shapes(self) -> list[Box]:
        return [box for shape in self.root.iter() for box in _box(shape)]

    def outside(self) -> list[Box]:
        """The places of shapes and texts that leave the frame."""
        return [
            box
            for box in (*self.shapes(), *(box for _, box in self.texts()))
            if not self.holds(box)
        ]

    def holds(self, box: Box) -> bool:
        frame = self.frame
        across = frame.left <= box.left and box.right <= frame.right
        return across and frame.top <= box.top and box.bottom <= frame.bottom

    def covered(self) -> list[tuple[str, str]]:
        """The pairs of texts that lie on each other."""
        pairs = combinations(self.texts(), 2)
        return [(a[0], b[0]) for a, b in pairs if a[1].covers(b[1])]

    def texts(self) -> list[tuple[str, Box]]:
        """Each text with its estimated place."""
        return [(text.text or "", _text_box(text)) for text in self.root.iter(f"{SVG}text")]


def _box(shape: ET.Element) -> Iterator[Box]:
    at = lambda name: float(shape.get(name, 0))
    if shape.tag == f"{SVG}rect":
        yield Box(at("x"), at("y"), at("x") + at("width"), at("y") + at("height"))
    elif shape.tag == f"{SVG}circle":
        x, y, r = at("cx"), at("cy"), at("r")
        yield Box(x - r, y - r, x + r, y + r)
    elif shape.tag == f"{SVG}polyline":
        numbers = [float(number) for number in re.split("[ ,]", shape.get("points"))]
        yield Box(min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2]))


def _text_box(text: ET.Element) -> Box:
    size = SIZES[text.get("class", "")]
    width, x, y = width_of(text.text or "", size), float(text.get("x")), float(text.get("y"))
    left = {"end": x - width, "middle": x - width / 2}.get(text.get("text-anchor"), x)
    return Box(left, y - size * 0.8, left + width, y + size * 0.2)
