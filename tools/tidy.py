#!/usr/bin/env python3
"""Keeps the tree tidy where no compiler looks: sizes of files, words and calls that are not wanted, text form.

One table a rule, each with what to do instead. There is no list of exceptions.
"""
import argparse
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from source import CPP_SUFFIXES, code_only, cpp_files, line_of, tracked_files  # noqa: E402

# Lines at most, by kind of file.
BUDGETS = {"test": 800, "header": 300, "source": 500}
SPLIT_NOTE = "two subjects in one file? split it by what the reader looks for"

# In C++ code, comments and strings aside.
BANNED_CODE = [
    (r"\bstd::(?:w?regex|basic_regex)\b", "use RE2, which is linear in its input, in adapters/text"),
    (r"\b(?:strcpy|strcat|sprintf|vsprintf|gets|alloca|strtok)\s*\(", "use std::string"),
    (r"\b(?:atoi|atol|atoll|atof)\s*\(", "use the parse functions of base, or std::from_chars"),
    (r"\bstd::endl\b", r"write '\n': nothing needs a flush on each line"),
    (r"\bstd::(?:rand|srand)\b|\bsrand\s*\(", "take chance from a port, seeded"),
    (r"\busing\s+namespace\b", "name what is used: using yidi::Money;"),
    (r"(?<![\w.:])assert\s*\(", "use YIDI_ASSERT, which stays on"),
    (r"\bNULL\b", "use nullptr"),
    (r"\bsleep_(?:for|until)\s*\(|(?<![\w.:>])u?sleep\s*\(", "wait for the event, not for the time"),
    (r"\bstd::(?:auto_ptr|bind)\b", "use unique_ptr, or a lambda"),
]

# In every text file but this one and the licence.
BANNED_TEXT = [
    (r"\bFIX" r"ME\b", "mend it now, or write TODO(#issue)"),
    (r"\bXX" r"X\b", "say what is meant, or write TODO(#issue)"),
    (r"\bTO" r"DO\b(?!\(#\d+\))", "write TODO(#issue), so that it can be found and closed"),
    (r"(?<![\w.$}/])/(?:home|root|Users|work|mnt|srv|scratch)/\w", "name no machine's paths; use paths below the root"),
    (r"(?<![\w.$}])/tmp/\w", "use mktemp, or build/"),
    (r"\bregistry\.[a-z]+\.(?:org|com)\b|\bdeb\.[a-z]+\.org\b", "leave hosts to the tools' own configuration"),
    (r"(?i)^co-authored-by:|\bgenerated (?:by|with) (?:an? )?(?:ai|assistant|model)\b", "commits name their people"),
    (r"^(?:<{7}|>{7}|={7})(?: |$)", "finish the merge"),
]

TEXT_SUFFIXES = CPP_SUFFIXES | {
    ".cmake", ".css", ".csv", ".html", ".js", ".json", ".md", ".mjs", ".ndjson", ".py", ".sh", ".sql", ".svg", ".toml",
    ".ts", ".tsv", ".txt", ".vue", ".xml", ".yaml", ".yml"}
FOREIGN_NAMES = {"LICENSE", "package-lock.json"}


def is_text(root: Path, path: Path) -> bool:
    if path.name in FOREIGN_NAMES or "corpus" in path.parts:
        return False
    if path.suffix in TEXT_SUFFIXES:
        return True
    return path.suffix == "" and b"\0" not in (root / path).read_bytes()[:4096]


def kind_of(path: Path) -> str:
    if path.parts[0] == "tests" or path.stem.endswith(("_test", "_prop", "_fuzz")):
        return "test"
    return "header" if path.suffix == ".h" else "source"


def check_cpp(path: Path, text: str) -> list[str]:
    faults = []
    lines = text.count("\n")
    budget = BUDGETS[kind_of(path)]
    if lines > budget:
        faults.append(f"{path}:1: {lines} lines, at most {budget} for a {kind_of(path)} file: {SPLIT_NOTE}")
    if path.suffix == ".h" and not text.startswith("#pragma once\n"):
        faults.append(f"{path}:1: a header starts with #pragma once")
    code = code_only(text)
    for pattern, instead in BANNED_CODE:
        for match in re.finditer(pattern, code):
            faults.append(f"{path}:{line_of(code, match.start())}: '{match.group(0)}': {instead}")
    return faults


def check_text(path: Path, data: bytes) -> list[str]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return [f"{path}:1: not UTF-8"]
    faults = []
    if text and not text.endswith("\n"):
        faults.append(f"{path}:{line_of(text, len(text))}: no newline at the end")
    if text.endswith("\n\n"):
        faults.append(f"{path}:{line_of(text, len(text)) - 1}: empty lines at the end")
    # Blanks mean something in Markdown, in tables with empty last fields, and in expected output.
    trailing = r"\r$" if path.suffix in {".md", ".tsv", ".csv", ".txt"} else r"[ \t\r]+$"
    rules = [(trailing, "blanks at the end of the line")]
    if path.suffix in CPP_SUFFIXES | {".py", ".cmake", ".yaml", ".yml", ".json", ".toml"}:
        rules.append((r"\t", "use blanks"))
    if path.name != Path(__file__).name:
        rules += BANNED_TEXT
    for pattern, instead in rules:
        for match in re.finditer(pattern, text, re.MULTILINE):
            faults.append(f"{path}:{line_of(text, match.start())}: {match.group(0).strip()!r}: {instead}")
    return faults


def check_dead_headers(root: Path) -> list[str]:
    """A header that nothing includes is dead, or its user is missing."""
    files = cpp_files(root, "src", "tests", "bench", "cmake")
    included = set()
    for path in files:
        for header in re.findall(r'^\s*#\s*include\s*"([^"]+)"', (root / path).read_text("utf-8"), re.MULTILINE):
            included.add(header)
    faults = []
    for path in files:
        name = path.relative_to("src").as_posix() if path.parts[0] == "src" else path.as_posix()
        if path.suffix == ".h" and name not in included:
            faults.append(f"{path}:1: nothing includes this header")
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[1])
    root = parser.parse_args().root
    faults = []
    for path in tracked_files(root):
        if not is_text(root, path):
            continue
        data = (root / path).read_bytes()
        faults += check_text(path, data)
        if path.suffix in CPP_SUFFIXES:
            faults += check_cpp(path, data.decode("utf-8", "replace"))
    faults += check_dead_headers(root)
    print("\n".join(faults) if faults else "tidy: nothing to mend")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
