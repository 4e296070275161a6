"""The unit and the container file, as far as they can be held to without an init and a container engine."""

import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import tempfile
import unittest

PROGRAM = pathlib.Path(os.environ.get("YIDI", "build/release/bin/yidi")).resolve()
UNIT = pathlib.Path("packaging/yidi.service")
CONTAINER = pathlib.Path("packaging/Containerfile")


def instructions():
    """(name, arguments) of each line of the container file, continued lines joined."""
    text = re.sub(r"(?m)^#.*\n", "", CONTAINER.read_text("utf-8")).replace("\\\n", " ")
    return [tuple(line.split(maxsplit=1)) for line in text.splitlines() if line.strip()]


def knows_the_options(test, words):
    """The words are a command of the program with options that it has."""
    told = subprocess.run([PROGRAM, words[0], "--help"], capture_output=True, text=True, check=False)
    test.assertEqual(told.returncode, 0)
    for word in words:
        if word.startswith("--"):
            test.assertIn(word, told.stdout)


class Unit(unittest.TestCase):
    @unittest.skipUnless(shutil.which("systemd-analyze"), "no systemd here")
    def test_is_one_that_systemd_takes(self):
        with tempfile.TemporaryDirectory() as folder:
            unit = pathlib.Path(folder) / "yidi.service"
            unit.write_text(UNIT.read_text("utf-8").replace("/usr/bin/yidi", str(PROGRAM)), encoding="utf-8")
            result = subprocess.run(["systemd-analyze", "verify", "--man=no", unit], capture_output=True, text=True, check=False)
        self.assertNotIn("yidi.service", result.stderr)
        self.assertEqual(result.returncode, 0, result.stderr)

    def test_starts_the_program_with_options_that_it_has(self):
        (command,) = re.findall(r"(?m)^ExecStart=(.*)$", UNIT.read_text("utf-8"))
        words = shlex.split(command)
        self.assertEqual(words[0], "/usr/bin/yidi")
        knows_the_options(self, words[1:])

    def test_can_do_nothing_but_serve(self):
        settings = dict(re.findall(r"(?m)^(\w+)=(.*)$", UNIT.read_text("utf-8")))
        for name, value in (("NoNewPrivileges", "yes"), ("ProtectSystem", "strict"), ("CapabilityBoundingSet", ""),
                            ("StateDirectoryMode", "0700"), ("UMask", "0077"), ("User", "yidi")):
            self.assertEqual(settings[name], value)


class Container(unittest.TestCase):
    def test_builds_in_one_stage_and_runs_in_another_without_root(self):
        names = [name for name, _ in instructions()]
        known = {"FROM", "WORKDIR", "COPY", "RUN", "USER", "VOLUME", "EXPOSE", "STOPSIGNAL", "ENTRYPOINT", "CMD"}
        self.assertEqual(set(names) - known, set())
        self.assertEqual(names.count("FROM"), 2)
        self.assertLess(names.index("USER"), names.index("ENTRYPOINT"))
        for name, arguments in instructions():
            if name == "FROM":
                self.assertRegex(arguments, r"^debian:12\b")

    def test_runs_commands_that_a_shell_reads_on_files_that_there_are(self):
        for name, arguments in instructions():
            if name == "RUN":
                result = subprocess.run(["bash", "-n", "-c", arguments], capture_output=True, text=True, check=False)
                self.assertEqual(result.stderr, "")
        whole = CONTAINER.read_text("utf-8")
        self.assertIn("scripts/build", whole)
        (copied,) = re.findall(r"cp -rL (.*) /out/usr/share/yidi/", whole)
        for folder in copied.split():
            self.assertTrue(pathlib.Path(folder).is_dir(), folder)

    def test_starts_the_program_with_options_that_it_has(self):
        (words,) = [json.loads(arguments) for name, arguments in instructions() if name == "CMD"]
        knows_the_options(self, words)

    @unittest.skipUnless(shutil.which("ldd") and shutil.which("dpkg"), "no Debian here")
    def test_has_the_packages_that_the_program_is_linked_with(self):
        linked = subprocess.run(["objdump", "-p", PROGRAM], capture_output=True, text=True, check=False).stdout
        needed = re.findall(r"NEEDED +(\S+)", linked)
        if any("asan" in name or "tsan" in name for name in needed):
            self.skipTest("not the shipped build")
        self.assertIn("libsqlite3.so.0", needed)
        whole = CONTAINER.read_text("utf-8")
        for name in needed:
            owner = subprocess.run(["dpkg", "-S", f"*/{name}"], capture_output=True, text=True, check=False).stdout
            packages = set(re.findall(r"(?m)^([^:\s]+):", owner))
            # Part of every Debian.
            if packages & {"libc6", "libgcc-s1", "zlib1g"}:
                continue
            self.assertTrue(any(re.search(rf"(?<!\S){re.escape(package)}(?!\S)", whole) for package in packages), (name, packages))

    def test_finds_its_packs_where_the_container_file_puts_them(self):
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder) / "usr"
            (place / "bin").mkdir(parents=True)
            shutil.copy2(PROGRAM, place / "bin" / "yidi")
            for name in ("policies", "data"):
                shutil.copytree(name, place / "share" / "yidi" / name)  # as cp -rL: links become what they name
            environment = {name: value for name, value in os.environ.items() if name != "YIDI_HOME"}
            out = pathlib.Path(folder) / "collection.json"
            result = subprocess.run([place / "bin" / "yidi", "interface", "export", "--format", "postman", "--out", out],
                                    capture_output=True, text=True, env=environment, check=False, cwd="/")
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertIn("2207", out.read_text("utf-8"))


if __name__ == "__main__":
    unittest.main()
