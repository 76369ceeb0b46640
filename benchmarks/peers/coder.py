"""The coder behind qualitative-coding's editor hook: `coder.py LITERALS CORPUS_FILE CODES_FILE`.

It stands alone, without even `site`, since qualitative-coding starts it anew for each document. It writes the codes of
each line, as a person would in the editor; a phrase that goes on in the next line belongs to the line it begins in.
"""

import json
import re
import sys

literals, corpus_file, codes_file = sys.argv[1:]
with open(literals, encoding="utf-8") as file:
    codes = {tuple(text.split()): code for code, text in json.load(file)}
with open(corpus_file, encoding="utf-8", newline="") as file:
    lines = file.read().split("\n")

tokens = [
    (match.group(), number)
    for number, line in enumerate(lines)
    for match in re.finditer(r"\w+|[^\w\s]", line.casefold())
]
longest = max(map(len, codes))
found: list[set[str]] = [set() for _ in lines]
for place, (_, number) in enumerate(tokens):
    for size in range(1, longest + 1):
        code = codes.get(tuple(token for token, _ in tokens[place : place + size]))
        if code:
            found[number].add(code)
with open(codes_file, "w", encoding="utf-8") as file:
    file.write("\n".join(", ".join(sorted(codes)) for codes in found))
