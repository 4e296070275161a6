"""What the checks share: the files of the tree, and C++ text without comments and strings."""
import re
import subprocess
from pathlib import Path

CPP_SUFFIXES = {".h", ".cpp"}

_TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?\*/                      # comments
      | R"(?P<mark>[^()\s\\]{0,16})\(.*?\)(?P=mark)"  # raw strings
      | "(?:\\.|[^"\\\n])*"                    # strings
      | (?<![0-9a-zA-Z_])'(?:\\.|[^'\\\n])+'   # characters, not the separators of 1'000""",
    re.DOTALL | re.VERBOSE)


def tracked_files(root: Path) -> list[Path]:
    """Every file of the tree that is not ignored, relative to the root, sorted. Without git, every file."""
    listing = subprocess.run(["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                             capture_output=True, check=False)
    if listing.returncode == 0:
        names = listing.stdout.decode().split("\0")
        paths = [Path(name) for name in names if name]
    else:
        skipped = {".git", "build", "node_modules", "var"}
        paths = [path.relative_to(root) for path in root.rglob("*")
                 if not skipped & set(path.relative_to(root).parts)]
    return sorted({path for path in paths if (root / path).is_file() and not (root / path).is_symlink()})


def cpp_files(root: Path, *folders: str) -> list[Path]:
    return [path for path in tracked_files(root)
            if path.suffix in CPP_SUFFIXES and (not folders or path.parts[0] in folders)]


def code_only(text: str) -> str:
    """The text with comments and literals blanked, line numbers kept; include lines stay readable."""
    def blank(match: re.Match) -> str:
        found = match.group(0)
        line_start = text.rfind("\n", 0, match.start()) + 1
        if found.startswith('"') and text[line_start:match.start()].lstrip().startswith("#include"):
            return found
        return re.sub(r"[^\n]", " ", found)
    return _TOKEN.sub(blank, text)


def line_of(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
