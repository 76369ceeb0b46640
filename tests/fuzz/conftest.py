import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))  # the fuzzer's own modules, which it also uses as a program
