"""Adds the bench folder to the import path, because the course and the comparison of scores are shared with it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3] / "bench"))
