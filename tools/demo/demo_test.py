#!/usr/bin/env python3
"""Holds data/demo and docs/operating/demo.md to what the generator writes."""

import subprocess
import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent


class Demo(unittest.TestCase):
    def test_the_files_are_what_the_generator_writes(self):
        done = subprocess.run([sys.executable, "-B", str(HERE / "generate.py"), "--check"], text=True, capture_output=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
