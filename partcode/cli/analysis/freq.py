"""partcode freq: how often codes are used, and by whom."""

from __future__ import annotations

from partcode.cli.analysis.asking import Asking, asks

SHORT = "How often codes are used: by role, case, speaker …"
HELP = """Examples:
  partcode freq
  partcode freq --by role
  partcode freq --code power. --by side -o power.csv
  partcode freq --case lindara --status accepted

One row per code that was found: codings, segments, speakers, documents, and the rate
of codings per 1,000 words of body text."""

SHOWN = ("code", "codings", "segments", "speakers", "documents", "rate")


@asks(chart="freq")
def freq(asking: Asking) -> None:
    from partcode.analysis import frequencies

    asking.put(frequencies.freq, SHOWN)
