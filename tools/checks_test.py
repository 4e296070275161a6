#!/usr/bin/env python3
"""The checks have to be seen failing: each fault is put into a small tree, and the check has to name it."""
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOLS = Path(__file__).resolve().parent

TABLE = """
pure = ["base", "domain"]
[layers.base]
uses = []
libraries = ["tl/expected.hpp"]
[layers."domain/policy"]
uses = ["base"]
[layers."domain/adjudication"]
uses = ["domain/policy"]
[layers.app]
uses = ["domain"]
[layers.cli]
uses = ["app"]
never = ["domain/policy"]
[layers.tests]
uses = ["domain"]
"""


class Tree(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        self.write("tools/layers.toml", TABLE)
        self.write("CMakeLists.txt", "yidi_layer(app USES domain/policy)\n")
        self.write("src/base/money.h", "#pragma once\n")
        self.write("src/base/money.cpp", '#include "base/money.h"\n')
        self.write("src/domain/policy/pack.h", '#pragma once\n\n#include "base/money.h"\n')
        self.write("src/domain/policy/pack.cpp", '#include "domain/policy/pack.h"\n')

    def tearDown(self):
        self.folder.cleanup()

    def write(self, name: str, text: str):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    arguments: list[str] = []

    def run_check(self, script: str) -> tuple[int, str]:
        done = subprocess.run([sys.executable, "-B", str(TOOLS / script), "--root", str(self.root), *self.arguments],
                              capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    def assert_clean(self, script: str):
        code, output = self.run_check(script)
        self.assertEqual(code, 0, output)

    def assert_fault(self, script: str, *parts: str):
        code, output = self.run_check(script)
        self.assertEqual(code, 1, output)
        for part in parts:
            self.assertIn(part, output)


class Layers(Tree):
    check = "check_layers.py"

    def test_accepts_a_tree_in_order(self):
        self.assert_clean(self.check)

    def test_accepts_what_an_allowed_layer_may_include(self):
        self.write("src/app/run.cpp", '#include "base/money.h"\n')
        self.assert_clean(self.check)

    def test_refuses_an_include_upward(self):
        self.write("src/base/rate.cpp", '#include <string>\n#include "domain/policy/pack.h"\n')
        self.assert_fault(self.check, "src/base/rate.cpp:2", "base may not include domain/policy")

    def test_refuses_an_include_sideways(self):
        self.write("src/domain/policy/plan.cpp", '#include "domain/adjudication/step.h"\n')
        self.write("src/domain/adjudication/step.h", "#pragma once\n")
        self.assert_fault(self.check, "domain/policy may not include domain/adjudication")

    def test_refuses_what_the_table_says_never_to(self):
        self.write("src/cli/list.cpp", '#include "domain/policy/pack.h"\n')
        self.assert_fault(self.check, "cli may not include domain/policy")

    def test_refuses_another_layers_private_header(self):
        self.write("src/domain/policy/internal/rows.h", "#pragma once\n")
        self.write("src/domain/policy/rows.cpp", '#include "domain/policy/internal/rows.h"\n')
        self.assert_clean(self.check)
        self.write("src/app/run.cpp", '#include "domain/policy/internal/rows.h"\n')
        self.assert_fault(self.check, "is private to domain/policy")

    def test_refuses_a_library_outside_its_layer(self):
        self.write("src/base/error.cpp", "#include <tl/expected.hpp>\n")
        self.assert_clean(self.check)
        self.write("src/app/run.cpp", "#include <nlohmann/json.hpp>\n")
        self.assert_fault(self.check, "app may not use <nlohmann/json.hpp>")

    def test_allows_test_libraries_in_tests_only(self):
        self.write("src/base/money_test.cpp", '#include "base/money.h"\n\n#include <gtest/gtest.h>\n')
        self.assert_clean(self.check)
        self.write("src/base/rate.cpp", "#include <gtest/gtest.h>\n")
        self.assert_fault(self.check, "src/base/rate.cpp:1", "<gtest/gtest.h>")

    def test_refuses_a_header_that_is_not_there_and_a_folder_that_is_no_layer(self):
        self.write("src/app/run.cpp", '#include "money.h"\n')
        self.assert_fault(self.check, '"money.h" is not a header of the tree')
        self.write("src/extra/run.cpp", "\n")
        self.assert_fault(self.check, "src/extra/run.cpp:1: this folder is no layer")

    def test_keeps_pure_layers_pure(self):
        for line in ["double x = 0;", "float x = 0;", "throw 1;", "auto now = std::chrono::system_clock::now();",
                     "#include <fstream>", "#include <random>", "#include <unordered_map>", "std::unordered_set<int> s;",
                     'auto home = std::getenv("HOME");', "bool b = std::isdigit(c);", "int i = std::stoi(text);",
                     "auto t = time(nullptr);", "#include <thread>", "try {"]:
            with self.subTest(line):
                self.write("src/domain/policy/impure.cpp", line + "\n")
                self.assert_fault(self.check, "src/domain/policy/impure.cpp:1", "pure layer")

    def test_leaves_comments_strings_and_other_layers_alone(self):
        self.write("src/domain/policy/words.cpp",
                   '// no double here\n/* nor float\n */\nconst char* text = "throw double \\" time()";\n'
                   "const long count = 1'000;\nconst char* raw = R\"(double)\";\n")
        self.write("src/app/run.cpp", "double seconds = 0;\n")
        self.assert_clean(self.check)

    def test_refuses_binary_fractions_in_the_tests_of_pure_layers_too(self):
        self.write("src/base/money_test.cpp", "\n\ndouble x = 0;\n")
        self.assert_fault(self.check, "src/base/money_test.cpp:3")

    def test_refuses_a_cycle_and_a_name_that_is_no_layer(self):
        self.write("tools/layers.toml", TABLE.replace('[layers.base]\nuses = []', '[layers.base]\nuses = ["app"]'))
        self.assert_fault(self.check, "may include each other")
        self.write("tools/layers.toml", TABLE.replace('uses = ["domain"]', 'uses = ["domian"]'))
        self.assert_fault(self.check, "names domian, which is no layer")

    def test_refuses_a_link_edge_that_the_table_lacks(self):
        self.write("CMakeLists.txt", "yidi_layer(base LINKS tl::expected)\nyidi_layer(base USES app)\n")
        self.assert_fault(self.check, "CMakeLists.txt:2: base may not use app")


class Tidy(Tree):
    check = "tidy.py"

    def test_accepts_a_tree_in_order(self):
        self.assert_clean(self.check)

    def test_holds_the_budgets(self):
        for name, budget in [("src/base/long.cpp", 500), ("src/base/long_test.cpp", 800), ("src/base/money.h", 300)]:
            with self.subTest(name):
                self.write(name, "#pragma once\n" + "\n" * (budget - 2) + "//\n")
                self.assert_clean(self.check)
                self.write(name, "#pragma once\n" + "\n" * (budget - 1) + "//\n")
                self.assert_fault(self.check, f"{name}:1: {budget + 1} lines")
                self.write(name, "#pragma once\n")

    def test_refuses_banned_calls_but_not_in_comments(self):
        self.write("src/base/call.cpp", "// sprintf(x), std::endl\n")
        self.assert_clean(self.check)
        for line in ["sprintf(b, f);", "out << std::endl;", "using namespace std;", "assert(x);", "std::regex r;",
                     "std::this_thread::sleep_for(s);", "int* p = NULL;"]:
            with self.subTest(line):
                self.write("src/base/call.cpp", line + "\n")
                self.assert_fault(self.check, "src/base/call.cpp:1")

    def test_refuses_words_that_do_not_belong_in_the_tree(self):
        for text in ["FIX" + "ME", "TO" + "DO: later", "/ho" + "me/li/yidi", "https://regi" + "stry.example.org/x",
                     "<<<<<<" + "< HEAD"]:
            with self.subTest(text):
                self.write("docs/page.md", text + "\n")
                self.assert_fault(self.check, "docs/page.md:1")
        self.write("docs/page.md", "TO" + "DO(#12): later. https://example.org/home/page\n")
        self.assert_clean(self.check)

    def test_refuses_bad_text_form(self):
        for text, message in [("no newline", "no newline"), ("blank \n", "blanks at the end"), ("two\n\n", "empty lines")]:
            with self.subTest(message):
                self.write("docs/page.yaml", text)
                self.assert_fault(self.check, "docs/page.yaml:", message)

    def test_refuses_a_header_that_nobody_includes(self):
        self.write("src/base/dead.h", "#pragma once\n")
        self.assert_fault(self.check, "src/base/dead.h:1: nothing includes this header")


class Format(Tree):
    check = "check_format.py"

    def test_refuses_a_file_that_the_formatter_would_change(self):
        (self.root / ".clang-format").write_bytes((TOOLS.parent / ".clang-format").read_bytes())
        self.assert_clean(self.check)
        self.write("src/base/wide.cpp", "int   x;\n")
        self.assert_fault(self.check, "src/base/wide.cpp")


class ClangTidy(Tree):
    check = "check_clang_tidy.py"

    def setUp(self):
        super().setUp()
        (self.root / ".clang-tidy").write_bytes((TOOLS.parent / ".clang-tidy").read_bytes())
        self.arguments = ["--build", str(self.root / "build")]
        self.write("src/base/money.h", "#pragma once\n\nint half(int number);\n")
        self.write("src/base/money.cpp", '#include "base/money.h"\n\nint half(int number) { return number / 2; }\n')
        self.compile("src/base/money.cpp", "src/domain/policy/pack.cpp")

    def compile(self, *names: str):
        self.write("build/compile_commands.json", json.dumps([
            {"directory": str(self.root), "file": str(self.root / name),
             "command": f"g++ -std=c++20 -Wno-restrict -I{self.root}/src -I{self.root} -c {self.root / name}"}
            for name in names]))

    def test_reads_sources_tests_and_headers_and_remembers_what_is_clean(self):
        self.assert_clean(self.check)
        # A finding in what the library of the language declares is not ours.
        self.write("src/base/money_test.cpp", "#include <vector>\n\n#include \"base/money.h\"\n\nint* Wrong_Name = nullptr;\n")
        self.assert_fault(self.check, "src/base/money_test.cpp:1: not compiled by any target")
        self.compile("src/base/money.cpp", "src/base/money_test.cpp", "src/domain/policy/pack.cpp")
        self.assert_fault(self.check, "src/base/money_test.cpp:5:6", "readability-identifier-naming")
        self.write("src/base/money_test.cpp", '#include "base/money.h"\n')
        self.assert_clean(self.check)
        self.write("src/base/money.h", "#pragma once\n\nint half(int number);\nint Wrong(int number);\n")
        code, output = self.run_check(self.check)
        self.assertEqual((code, output.count("src/base/money.h:4:5: error: ")), (1, 1), output)

    def test_follows_paths_only_if_it_is_told_to(self):
        self.write("src/base/money.cpp", '#include "base/money.h"\n\nint half(int number) {\n'
                                         "    const int* nothing = nullptr;\n"
                                         "    return number > 0 ? *nothing : number;\n}\n")
        self.assert_clean(self.check)
        self.arguments.append("--full")
        self.assert_fault(self.check, "src/base/money.cpp:5", "clang-analyzer-core.NullDereference")


class Names(Tree):
    check = "check_names.py"

    def setUp(self):
        super().setUp()
        self.write("docs/policies/rule-tables.md", "# Yidi rule tables\n\n## B.2 Resident inpatient\n")
        self.write("docs/policies/names.md",
                   "## Identities\n\n| `student` | 学生 | a student | 990001 |\n\n"
                   "## Attributes\n\n| `province_owned` | 省属医院 | of the province | 990001 |\n")
        self.pack("{not_identity: [student], value: 1}")

    def pack(self, row: str, title: str = "Yidi rule tables, B.2 resident inpatient"):
        self.write("policies/990001-new/v1.yaml",
                   f'id: "990001"\ndocuments: {{t: {{title: "{title}"}}}}\n'
                   f"top_level: province_owned\n- {{identity: student, tier: other}}\n- {row}\n")

    def test_accepts_names_and_tables_that_the_pages_have(self):
        self.assert_clean(self.check)

    def test_refuses_a_name_that_the_page_does_not_have(self):
        for row, kind in [("{identity: [student, family_doctor]}", "identity family_doctor"),
                          ("{not_attr: village_clinic}", "attr village_clinic"),
                          ("{rank: section}", "rank section"), ('{tier: "2"}', "tier 2")]:
            with self.subTest(kind):
                self.pack(row)
                self.assert_fault(self.check, f"{kind} is missing; used by 990001")

    def test_refuses_a_list_of_packs_that_is_not_right(self):
        self.write("policies/990002-other/v1.yaml", 'id: "990002"\n- {identity: student}\n')
        self.assert_fault(self.check, "identity student: packs 990001 are listed, 990001, 990002 use it")

    def test_refuses_names_that_it_cannot_read(self):
        self.pack("identity:\n  - student")
        self.assert_fault(self.check, "policies/990001-new/v1.yaml: identity is not followed by its names")

    def test_refuses_a_table_that_the_page_does_not_have(self):
        self.pack("{value: 1}", "Yidi rule tables, B.9 dental care")
        self.assert_fault(self.check, 'the table "B.9 dental care"')


class Shell(Tree):
    check = "check_shell.py"

    def test_refuses_a_script_without_strict_mode_or_with_a_fault(self):
        self.write("scripts/run", "#!/usr/bin/env bash\nset -euo pipefail\necho hello\n")
        self.assert_clean(self.check)
        self.write("scripts/run", "#!/usr/bin/env bash\necho hello\n")
        self.assert_fault(self.check, "scripts/run:1: needs set -euo pipefail")
        self.write("scripts/run", "#!/usr/bin/env bash\nset -euo pipefail\necho $undefined $(ls *.x)\n")
        self.assert_fault(self.check, "SC2086")


class FailedTests(Tree):
    """The end of a long log has to say which test failed, and why."""

    def report(self, *cases: str) -> str:
        self.write("tests.xml", f"<testsuite>{''.join(cases)}</testsuite>")
        script = TOOLS.parent / "scripts" / "lib" / "failed_tests.py"
        done = subprocess.run([sys.executable, "-B", str(script), str(self.root / "tests.xml"), str(self.root / "none.xml")],
                              capture_output=True, text=True, check=True)
        return done.stdout

    def test_a_failed_test_is_named_with_the_end_of_its_output(self):
        lines = "\n".join(f"line {number}" for number in range(100))
        told = self.report('<testcase name="good" time="1" status="run"/>',
                           f'<testcase name="bad" time="2.5" status="fail"><system-out>{lines}</system-out></testcase>')
        self.assertIn("bad (2.5 s)", told)
        self.assertIn("line 99", told)
        self.assertNotIn("line 3\n", told)
        self.assertNotIn("good", told)

    def test_where_all_passed_there_is_nothing_to_tell(self):
        self.assertEqual(self.report('<testcase name="good" time="1" status="run"/>'), "")


if __name__ == "__main__":
    unittest.main()
