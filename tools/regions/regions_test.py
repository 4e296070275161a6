#!/usr/bin/env python3
"""Holds the region list together: well formed, closed under pooling areas, and equal to what the generator gives.

The last is checked where the package is installed (npm ci in this folder, as scripts/test does); without it that
check is skipped and said so, so that a checkout without npm still tests the rest.
"""
import re
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
LIST = HERE.parents[1] / "data" / "regions" / "regions.tsv"


def rows():
    lines = [line for line in LIST.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [line.split("\t") for line in lines]


class RegionList(unittest.TestCase):
    def setUp(self):
        self.head, *self.rows = rows()
        self.pool = {code: pool for code, _, pool in self.rows}

    def test_has_the_columns_and_about_as_many_rows_as_the_country_has_regions(self):
        self.assertEqual(self.head, ["code", "name", "pooling_area"])
        self.assertGreater(len(self.rows), 3500)
        self.assertLess(len(self.rows), 10000)

    def test_every_code_has_six_digits_a_name_and_stands_once_in_order(self):
        codes = [code for code, _, _ in self.rows]
        self.assertEqual(codes, sorted(set(codes)))
        for code, name, pool in self.rows:
            self.assertRegex(code, r"^[1-9]\d{5}$")
            self.assertRegex(pool, r"^[1-9]\d{5}$")
            self.assertTrue(name.strip() == name != "", code)

    def test_every_pooling_area_is_in_the_list_and_is_its_own(self):
        for code, pool in self.pool.items():
            self.assertIn(pool, self.pool, code)
            self.assertEqual(self.pool[pool], pool, code)
            self.assertEqual(pool[:2], code[:2], "a fund does not cross provinces")

    def test_municipalities_are_one_area_however_written(self):
        for code in ["120000", "120100", "120101", "129900"]:
            self.assertEqual(self.pool[code], "120000")

    def test_counties_belong_to_their_city_and_those_under_a_province_to_themselves(self):
        wanted = {"130102": "130100", "130199": "130100", "139903": "139900", "429004": "429004",
                  "469001": "469001", "659001": "659001", "320481": "320481", "320402": "320400",
                  "360900": "360900", "369900": "369900", "660000": "660000", "980101": "980100"}
        for code, pool in wanted.items():
            self.assertEqual(self.pool[code], pool, code)

    def test_synthetic_prefixes_are_no_province_of_the_standard(self):
        for code, name, _ in self.rows:
            if code[:2] in ("98", "99"):
                self.assertTrue(name.startswith("示例"), code)

    def test_the_lock_file_names_no_registry(self):
        lock = (HERE / "package-lock.json").read_text("utf-8")
        self.assertNotIn("resolved", lock)
        self.assertIsNone(re.search(r"https?://", lock))

    def test_equals_what_the_generator_gives(self):
        node = shutil.which("node") or shutil.which("nodejs")
        if node is None or not (HERE / "node_modules" / "@vant" / "area-data").is_dir():
            self.skipTest("the package is not installed: npm ci --prefix tools/regions")
        made = subprocess.run([node, str(HERE / "generate.mjs")], capture_output=True, check=True)
        self.assertEqual(made.stdout.decode("utf-8"), LIST.read_text("utf-8"))


if __name__ == "__main__":
    sys.exit(unittest.main())
