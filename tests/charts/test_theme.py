"""Colours that can be read, in light and dark, and told apart by those who see no red or no green."""

from itertools import combinations

import numpy as np
import pytest

from partcode.charts.theme import DARK, LIGHT

# Machado, Oliveira & Fernandes (2009), severity 1.
PROTANOPIA = np.array(
    [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
)
DEUTERANOPIA = np.array(
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
)
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = TO_XYZ.sum(1)


def linear(colour):
    value = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    lights = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) + 0.05 for colour in (one, other))
    return lights[1] / lights[0]


def lab(rgb):
    share = TO_XYZ @ np.clip(rgb, 0, 1) / WHITE
    f = np.where(share > 0.008856, np.cbrt(share), 7.787 * share + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_letters_and_marks_stand_out(colours):
    assert contrast(colours.ink, colours.ground) > 7
    assert contrast(colours.quiet, colours.ground) > 4.5
    assert min(contrast(one, colours.ground) for one in colours.categories) > 3
    assert min(contrast(one, colours.ground) for one in colours.categories[:2]) > 4.5  # letters too
    assert min(contrast(colours.strong_ink, colours.residuals[at]) for at in (0, 4)) > 4.5
    assert min(contrast(colours.ink, colours.residuals[at]) for at in (1, 2, 3)) > 4.5


@pytest.mark.parametrize("seen", [PROTANOPIA, DEUTERANOPIA, np.eye(3)], ids=["no red", "no green", "all"])
@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_differ_to_all_eyes(colours, seen):
    near = {
        (one, other): np.linalg.norm(lab(seen @ linear(one)) - lab(seen @ linear(other)))
        for some in (colours.categories, colours.residuals)
        for one, other in combinations(some, 2)
    }
    assert min(near.values()) > 10, min(near, key=near.get)
