"""The benches are scripts, so their folder has to be looked in."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
