"""The profile of cases: their dendrogram beside a heat map of the codes."""

from __future__ import annotations

COLUMNS = ("case", "cluster", "stability", "order", "height", "warning")
"""`order` is the place of the case among the leaves, from 1; `height` that at which it is joined with the case before
it in that order (undefined for the first): order and heights are the whole tree. Any other column is the rate of the code
it is named by."""
