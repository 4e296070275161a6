#!/usr/bin/env python3
"""Holds the layers apart: reads the includes of every C++ file and compares them with tools/layers.toml.

Also: another layer's internal/ is private; third-party headers only where the table names them; pure layers
free of what would make the same input give another answer; CMakeLists.txt links no edge the table lacks.
"""
import argparse
import re
import sys
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from source import code_only, cpp_files, line_of  # noqa: E402

STANDARD = set("""
algorithm any array atomic barrier bit bitset cctype cerrno cfenv cfloat charconv chrono cinttypes climits clocale
cmath codecvt compare complex concepts condition_variable coroutine csetjmp csignal cstdarg cstddef cstdint cstdio
cstdlib cstring ctime cuchar cwchar cwctype deque exception execution filesystem forward_list fstream functional
future initializer_list iomanip ios iosfwd iostream istream iterator latch limits list locale map memory
memory_resource mutex new numbers numeric optional ostream queue random ranges ratio regex scoped_allocator semaphore
set shared_mutex source_location span sstream stack stdexcept stop_token streambuf string string_view strstream
syncstream system_error thread tuple type_traits typeindex typeinfo unordered_map unordered_set utility valarray
variant vector version
""".split())

IMPURE_HEADERS = set("""
atomic barrier cfenv cfloat clocale cmath codecvt complex condition_variable coroutine csetjmp csignal ctime execution
filesystem fstream future iostream latch locale memory_resource mutex random regex semaphore shared_mutex
stop_token strstream syncstream thread unordered_map unordered_set valarray
""".split())

# What a pure layer may not do, with what to do instead.
IMPURE_CODE = [
    (r"\b(?:float|double)\b", "use Money, Rate, Ratio or Fraction: binary fractions are not exact"),
    (r"\b(?:throw|try|catch)\b", "return a Result (base/error.h)"),
    (r"\bunordered_\w+", "use an ordered container: the same input must give the same bytes"),
    (r"\b\w+_clock\b|(?<![\w.>])(?:time|clock|localtime|gmtime|mktime)\s*\(", "take the date as a parameter"),
    (r"\b(?:rand|srand|getenv|system|fopen|freopen|setlocale)\s*\(", "leave it to an adapter behind a port"),
    (r"\bstd::(?:this_)?thread\b|\bthread_local\b", "calculate in the caller's thread"),
    (r"\b(?:isalpha|isdigit|isalnum|isspace|isupper|islower|ispunct|toupper|tolower)\s*\(",
     "compare with the characters: these follow the locale"),
    (r"\b(?:ato[fil]|ato_?ll|sto[ifdl]|stol[ld]|stoull?|strto\w+|s?n?printf|sscanf)\s*\(",
     "use the parse and to_string functions of base: these follow the locale"),
]
FLOATING = IMPURE_CODE[:1]  # Holds for the tests beside the code too.

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">]', re.MULTILINE)
TEST_LIBRARIES = ["gtest/", "rapidcheck.h", "rapidcheck/"]


class Layers:
    """The table, with its closure."""

    def __init__(self, table: dict):
        self.pure = table["pure"]
        self.rows = table["layers"]

    def of(self, path: str) -> str | None:
        """The layer of a path below src/ (or below the root for tests and bench): the longest name that fits."""
        fitting = [name for name in self.rows if path.startswith(name + "/")]
        return max(fitting, key=len, default=None)

    def named_by(self, name: str) -> list[str]:
        return [layer for layer in self.rows if layer == name or layer.startswith(name + "/")]

    def is_pure(self, layer: str) -> bool:
        return any(layer in self.named_by(name) for name in self.pure)

    def allowed(self, layer: str) -> set[str]:
        reached, waiting = {layer}, [layer]
        while waiting:
            for name in self.rows[waiting.pop()].get("uses", []):
                for found in self.named_by(name):
                    if found not in reached:
                        reached.add(found)
                        waiting.append(found)
        for name in self.rows[layer].get("never", []):
            reached -= set(self.named_by(name))
        return reached

    def faults(self) -> list[str]:
        """Names that stand for nothing, and cycles."""
        found = []
        for layer, row in self.rows.items():
            for name in row.get("uses", []) + row.get("never", []):
                if not self.named_by(name):
                    found.append(f"layers.toml: {layer} names {name}, which is no layer")
            for name in row.get("uses", []):
                for used in self.named_by(name):
                    if used != layer and layer in self.allowed(used):
                        found.append(f"layers.toml: {layer} and {used} may include each other")
        return found


def is_listed(header: str, libraries: list[str]) -> bool:
    return any(header.startswith(entry) if entry.endswith("/") else header == entry for entry in libraries)


class Checker:
    def __init__(self, root: Path, layers: Layers):
        self.root = root
        self.layers = layers
        self.faults = layers.faults()

    def run(self) -> list[str]:
        for path in cpp_files(self.root, "src", "tests", "bench"):
            self.check_file(path)
        self.check_cmake()
        return self.faults

    def check_file(self, path: Path):
        inside = path.relative_to("src").as_posix() if path.parts[0] == "src" else path.as_posix()
        layer = self.layers.of(inside)
        if layer is None:
            self.faults.append(f"{path}:1: this folder is no layer: add it to tools/layers.toml or move the file")
            return
        is_test = path.parts[0] != "src" or path.stem.endswith("_test")
        code = code_only((self.root / path).read_text("utf-8"))
        for match in INCLUDE.finditer(code):
            where = f"{path}:{line_of(code, match.start())}"
            if match.group(1) == '"':
                self.check_project_include(where, layer, match.group(2))
            else:
                self.check_library_include(where, layer, match.group(2), is_test)
        if self.layers.is_pure(layer):
            for pattern, instead in FLOATING if is_test else IMPURE_CODE:
                for match in re.finditer(pattern, code):
                    self.faults.append(f"{path}:{line_of(code, match.start())}: '{match.group(0)}' in a pure layer: {instead}")

    def check_project_include(self, where: str, layer: str, header: str):
        target = self.layers.of(header)
        if target is None or not ((self.root / "src" / header).exists() or (self.root / header).exists()):
            self.faults.append(f'{where}: "{header}" is not a header of the tree; name it from src/ or the root')
        elif target not in self.layers.allowed(layer):
            self.faults.append(f'{where}: {layer} may not include {target} ("{header}")')
        elif "/internal/" in header and target != layer:
            self.faults.append(f'{where}: "{header}" is private to {target}')

    def check_library_include(self, where: str, layer: str, header: str, is_test: bool):
        if header in STANDARD:
            if header in IMPURE_HEADERS and self.layers.is_pure(layer) and not is_test:
                self.faults.append(f"{where}: <{header}> in a pure layer")
            return
        libraries = self.layers.rows[layer].get("libraries", []) + (TEST_LIBRARIES if is_test else [])
        if not is_listed(header, libraries):
            self.faults.append(f"{where}: {layer} may not use <{header}>: only the layers that name it in layers.toml do")

    def check_cmake(self):
        """USES in CMakeLists.txt may be less than the table, never more."""
        text = (self.root / "CMakeLists.txt").read_text("utf-8")
        for match in re.finditer(r"^yidi_\w+\(\s*(\S+)([^)]*)\)", text, re.MULTILINE):
            layer = self.layers.of(match.group(1) + "/")
            words = re.split(r"\s+", match.group(2))
            used = False
            for word in words:
                if word.isupper():
                    used = word in ("USES", "TEST_USES")
                elif used and layer is not None:
                    target = self.layers.of(word + "/")
                    if target is None or target not in self.layers.allowed(layer):
                        self.faults.append(f"CMakeLists.txt:{line_of(text, match.start())}: {layer} may not use {word}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[1])
    root = parser.parse_args().root
    table = tomllib.loads((root / "tools" / "layers.toml").read_text("utf-8"))
    faults = Checker(root, Layers(table)).run()
    print("\n".join(faults) if faults else "layers: every include is allowed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
