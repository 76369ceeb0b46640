"""Clusters of profiles: Ward's tree, how many clusters it shows, and how stable each of them is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import nan
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.int64]

MOST = 10  # clusters that are tried
REPLICATES = 200


def hellinger(counts: Floats) -> Floats:
    """Square roots of the shares that codes have in each profile, profiles x codes: Euclidean distances of these are
    Hellinger distances, in which neither the size of a profile nor a code that two profiles lack makes them alike.

    Every row has counts. Rates per 1,000 words give the same as counts. Source: Legendre & Gallagher (2001).
    """
    return np.asarray(np.sqrt(counts / counts.sum(axis=1, keepdims=True)), float)


def ward(points: Floats) -> Floats:
    """Ward's tree of two or more points, (points - 1) x 4 as scipy writes it: the two that are merged, the height,
    the size. Source: Ward (1963), scipy.cluster.hierarchy.ward."""
    from scipy.cluster import hierarchy

    return np.asarray(hierarchy.ward(points), float)


def leaves(tree: Floats) -> Numbers:
    """The points in the order in which the tree is drawn without crossings."""
    from scipy.cluster import hierarchy

    return np.asarray(hierarchy.leaves_list(tree), np.int64)


def joints(tree: Floats) -> Floats:
    """For each leaf in the order of `leaves`, the height at which it is joined with the leaf before it; NaN for the
    first. With the order this is the whole tree: two leaves are joined at the greatest joint between them."""
    from scipy.cluster import hierarchy
    from scipy.spatial.distance import squareform

    order = leaves(tree)
    heights = squareform(hierarchy.cophenet(tree))
    return np.concatenate(([nan], heights[order[:-1], order[1:]]))


def cut(tree: Floats, clusters: int) -> Numbers:
    """The cluster of each point when the tree is cut into so many, numbered from 0 in the order of `leaves`."""
    points = len(tree) + 1
    members = {point: [point] for point in range(points)}
    for step, (one, other) in enumerate(tree[: points - clusters, :2].astype(int).tolist()):
        members[points + step] = members.pop(one) + members.pop(other)
    found = np.empty(points, np.int64)
    for number, cluster in enumerate(members.values()):
        found[cluster] = number
    seen = {int(found[leaf]): None for leaf in leaves(tree)}
    return np.argsort(list(seen))[found]


def silhouette(distances: Floats, cluster: Numbers) -> Floats:
    """How much nearer each point is to its own cluster than to the next one, -1 to 1; 0 for a point that is alone.

    distances: points x points; cluster: numbers from 0, at least two. Source: Rousseeuw (1987).
    """
    member = np.eye(int(cluster.max()) + 1)[cluster]
    sizes = member.sum(axis=0)
    sums = distances @ member
    points = np.arange(len(cluster))
    own = sizes[cluster]
    within = sums[points, cluster] / np.maximum(own - 1, 1)
    means = sums / sizes
    means[points, cluster] = np.inf
    nearest = means.min(axis=1)
    scale = np.maximum(within, nearest)
    return np.where((own > 1) & (scale > 0), (nearest - within) / np.where(scale > 0, scale, 1), 0.0)


def silhouettes(points: Floats, tree: Floats) -> dict[int, float]:
    """The mean silhouette for each number of clusters from 2 to one fewer than there are points, at most MOST."""
    from scipy.spatial.distance import pdist, squareform

    distances = squareform(pdist(points))
    numbers = range(2, min(len(points) - 1, MOST) + 1)
    return {number: float(silhouette(distances, cut(tree, number)).mean()) for number in numbers}


def draws(case: Numbers, code: Numbers, turn: Numbers, shape: tuple[int, int], seed: int) -> Iterator[Floats]:
    """REPLICATES tables of cases by codes, `shape`, in each of which the turns of every case are drawn again with
    replacement, all codings of a turn together: one by one they would be taken for independent, which they aren't.

    case, code, turn: of each coding; a number of turn may recur in another case. Only turns with codings are drawn.
    """
    rng = np.random.default_rng(seed)
    many = int(turn.max(initial=0)) + 1
    turns, place = np.unique(case * many + turn, return_inverse=True)
    owner = turns // many
    size = np.bincount(owner, minlength=shape[0])
    first = np.cumsum(size) - size
    for _ in range(REPLICATES):
        drawn = first[owner] + (rng.random(len(owner)) * size[owner]).astype(np.int64)
        times = np.bincount(drawn, minlength=len(owner))
        table = np.bincount(case * shape[1] + code, times[place], shape[0] * shape[1])
        yield table.astype(float).reshape(shape)


def stability(cluster: Numbers, drawn: Iterable[Floats]) -> Floats:
    """How well each cluster is found again in tables of cases by codes that were drawn anew: the mean of its greatest
    Jaccard similarity with a cluster of the draw. One value per cluster, 0 to 1.

    In each draw cases without codings are left out of both; a draw says nothing of clusters that it has no case of, and
    none at all with no more cases than clusters; NaN where that are all draws. Below .6 a cluster is not to be trusted,
    from .75 on it is stable. Source: Hennig (2007).
    """
    many = int(cluster.max()) + 1
    found: list[list[float]] = [[] for _ in range(many)]
    for counts in drawn:
        there = np.flatnonzero(counts.sum(axis=1))
        if len(there) > many:
            again = cut(ward(hellinger(counts[there])), many)
            _compare(cluster[there], again, found)
    return np.array([np.mean(values) if values else nan for values in found])


def _compare(before: Numbers, again: Numbers, found: list[list[float]]) -> None:
    shared = np.zeros((len(found), len(found)))
    np.add.at(shared, (before, again), 1)
    union = shared.sum(axis=1)[:, None] + shared.sum(axis=0)[None, :] - shared
    best = (shared / union).max(axis=1)
    for one in np.unique(before).tolist():
        found[one].append(float(best[one]))
