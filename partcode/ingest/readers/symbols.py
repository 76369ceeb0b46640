"""Characters of Word's symbol fonts, which store them at private code points."""

from __future__ import annotations

_WINGDINGS = {
    0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x71: "❑", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢",
    0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFE: "☑",
}  # fmt: skip
_SYMBOL = {
    0x61: "α", 0x62: "β", 0x64: "δ", 0x65: "ε", 0x6C: "λ", 0x6D: "μ", 0x70: "π", 0x73: "σ", 0xA3: "≤",
    0xAB: "↔", 0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB7: "•", 0xB9: "≠", 0xDE: "⇒",
}  # fmt: skip


def symbol(font: str, code: str) -> str:
    """The Unicode character for a hexadecimal code in a symbol font; an unknown one stays what it is."""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    table = _WINGDINGS if font.lower().startswith("wingdings") else _SYMBOL
    if 0xF000 <= point <= 0xF0FF:
        return table.get(point - 0xF000, chr(point))
    if font.lower() in ("symbol", "wingdings") and point in table:
        return table[point]
    return chr(point) if point < 0x110000 else ""
