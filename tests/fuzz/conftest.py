import sys
from pathlib import Path

# The fuzzer's own modules, which it also uses as a program, and the builders of files.
sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "ingest")]
