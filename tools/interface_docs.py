#!/usr/bin/env python3
"""Writes the pages of docs/integrating/ that follow from the source: transactions.md, transactions/, dictionaries.md, errors.md.

They come from what `yidi interface export` and the program yidi_interface_refusals print, from the examples that
tests/protocol/transactions/ holds the server to, and from the refusals that stand in the source. Without --write it says which pages differ from what it would write, and ends with 1 if one does.
"""
import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PLACE = Path("docs/integrating")
EXAMPLES = Path("tests/protocol/transactions")
NOTE = "<!-- Written by tools/interface_docs.py. -->\n\n"
WIDTH = 118

# (meaning, what to do) for each code of base/error.h.
CODES = {
    "malformed_json": ("the text is no JSON, or no envelope", "mend the place that is named"),
    "unknown_key": ("a key that nothing reads (case files only: the interface leaves such fields alone)", "remove it, or mend its name"),
    "duplicate_key": ("a member stands twice", "keep one of the two"),
    "bad_amount": ("no decimal number, too many decimals, too large, or below 0 where nothing is taken back", "send a number as the rule says it"),
    "bad_date": ("a day or time that does not exist", "send `yyyy-MM-dd` or `yyyy-MM-dd HH:mm:ss`"),
    "bad_region": ("a region that is not in the list", "send a six-digit code of the list"),
    "bad_value": ("a value that may not stand there, or names nothing that there is", "mend the value, or look the number up again"),
    "missing_key": ("a required field or node is missing, null or blank", "fill it in"),
    "inconsistent": ("right in itself, but it contradicts what else was said or done", "mend the one that is wrong, or undo first what stands against it"),
    "usage": ("the command line or a setting", "run the command with `--help`"),
    "unreadable_file": ("a file cannot be read or written", "check its name and permissions"),
    "bad_pack": ("a policy pack has a fault", "`yidi policy check`"),
    "limit_exceeded": ("too long, too many, too large", "shorten it, or send it in parts"),
    "not_insured": ("no insurance in force on that day", "send the person to the place of insurance, or settle as self-pay"),
    "waiting_period": ("the insurance pays from a later day on", "settle as self-pay"),
    "not_filed": ("care elsewhere without the filing that the home region asks for", "file, then settle again; an emergency says so in `er_flag`"),
    "filing_elsewhere": ("the filing is for another place", "change the filing, then settle again"),
    "not_connected": ("the institution is not open for this business", "settle as self-pay; the person claims at home"),
    "third_party_liable": ("another has to pay (accident, work)", "settle as self-pay"),
    "not_recognised": ("the chronic disease is not recognised", "2503 first, or settle as an ordinary visit"),
    "not_covered": ("the scheme does not pay for this kind of visit", "settle as self-pay"),
    "must_undo_later_first": ("a later settlement of the year stands on this one", "reverse the later one first"),
    "interim_required": ("the stay has to be settled in parts here", "settle the part before"),
    "promise_not_completed": ("filed by promise, and the papers have not come", "hand the papers in"),
    "filing_not_in_force": ("the filing has not begun, or has ended", "renew it, then settle again"),
    "not_allowed": ("the role, or its region, does not reach so far", "use a role that may"),
    "not_signed_in": ("no session, or it has ended", "sign in"),
    "filing_locked": ("the filing is in its lock period", "wait for the day that is named, or show an exception"),
    "filing_refused": ("the region's filing rules do not allow it", "mend what is named"),
    "filing_exists": ("a filing for this place and time is there already", "use that one"),
    "not_reported": ("approved, but not reported to the network", "ask the insured region to report it, then settle again"),
    "insurance_paused": ("the insurance is paused", "settle as self-pay, or pay what is owed"),
    "insurance_ended": ("the insurance has ended", "find out where the person is insured now"),
    "limit_reached": ("a limit is reached", "wait, or ask for less"),
    "route_closed": ("the regions are not open to each other for this business", "settle as self-pay; the person claims at home"),
    "needs_approval": ("a second person has to approve it", "have it approved"),
    "changed_meanwhile": ("somebody else was faster", "read again, then decide"),
    "busy": ("too much at once, or the server is stopping; nothing was done", "the same message again, each time after a longer wait"),
    "rate_limited": ("too many requests", "wait as long as `Retry-After` says"),
    "invariant_violated": ("our fault: a result broke a law that always holds; nothing was written", "tell the operator; the log has the message number"),
    "internal": ("our fault; nothing was written", "tell the operator; the log has the message number"),
    "no_pack": ("no rules of this region are known", "ask the operator for a policy pack"),
    "before_first_rule": ("no rules of that day are known", "ask the operator for an earlier version of the pack"),
    "rule_unknown": ("one rule that matters is not known", "settle as self-pay, or ask the agency"),
    "unbounded": ("a fact that matters is missing", "send the fact that is named"),
}

ERRORS_HEAD = """# Errors

A message that fails is answered with `infcode` −1 and HTTP 200 (a gateway that refuses: 401), and nothing of it was written. `err_msg`
is one line: the place, what is wrong there, `规则` the rule, `依据` its source where the policy says no, `处理` what to do. Its
code is in the log and in `yidi message show MSGID`; other addresses of the server send it as `code` of a problem (`application/problem+json`).
What to do about HTTP statuses and lost answers: [server.md](server.md#when-to-send-again). Signatures: [signing.md](signing.md).
"""


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


class Number(str):
    """The digits of a number as they were on the line: amounts pass through no binary fraction."""


def read(text: str):
    return json.loads(text, parse_float=Number, parse_int=Number)


def exchange(root: Path, infno: str) -> dict:
    """The request and the answer that a test holds the server to."""
    return {side: read((root / EXAMPLES / f"{infno}.{side}.json").read_text("utf-8")) for side in ("request", "answer")}


def packed(value, indent: int = 0) -> str:
    """JSON with as many members in a line as fit."""
    if isinstance(value, Number):
        return value
    if not isinstance(value, (dict, list)) or not value:
        return json.dumps(value, ensure_ascii=False)
    begin, end = "{}" if isinstance(value, dict) else "[]"
    inner = [(f"{json.dumps(key, ensure_ascii=False)}: " if isinstance(value, dict) else "") + packed(one, indent + 1)
             for key, one in (value.items() if isinstance(value, dict) else enumerate(value))]
    whole = begin + ", ".join(inner) + end
    if "\n" not in whole and len(whole) + indent <= WIDTH:
        return whole
    lines, line = [], " " * (indent + 1)
    for number, part in enumerate(inner):
        part += "" if number + 1 == len(inner) else ","
        if line.strip() and ("\n" in line or "\n" in part or len(line) + len(part) >= WIDTH):
            lines.append(line.rstrip(" "))
            line = " " * (indent + 1)
        line += part + " "
    lines.append(line.rstrip(" "))
    return begin + "\n" + "\n".join(lines) + "\n" + " " * indent + end


def type_text(field: dict) -> str:
    kind = field["type"]
    if kind == "number":
        return f"N {field['length']},{field['scale']}"
    return {"text": f"C {field.get('length')}", "date": "D", "instant": "DT", "bytes": f"bytes, {field.get('length')} KiB"}[kind]


def remarks(field: dict) -> str:
    said = []
    if "dictionary" in field:
        name = field["dictionary"]
        said.append(f"[{name}](../dictionaries.md#{name})" if name else "codes that are not published")
    if "also" in field:
        said.append(f"also `{field['also']}`")
    if field.get("in_exp_content"):
        said.append("or in `exp_content`")
    return "; ".join(said)


def field_table(fields: list[dict]) -> str:
    rows = "".join(f"| `{one['name']}` | {cell(one['label'])} | {type_text(one)} | {'Y' if one['required'] else ''} | {remarks(one)} |\n"
                   for one in fields)
    return "| field | 中文 | type | required | remarks |\n|---|---|---|---|---|\n" + rows


def nodes_text(root: str, nodes: list[dict]) -> str:
    text = ""
    for node in nodes:
        name = f"{root}.{node['node']}" if node["node"] else root
        said = [word for word, is_so in (("a list", node["list"]), ("optional", not node["required"] and root == "input")) if is_so]
        if "also" in node:
            said.append(f"also `{node['also']}`")
        text += f"### `{name}`\n\n" + (", ".join(said).capitalize() + ".\n\n" if said else "") + field_table(node["fields"]) + "\n"
    return text


def transaction_page(form: dict, exchange: dict) -> str:
    answer = exchange["answer"]
    text = f"# {form['infno']} {form['label']}\n\n{NOTE}[All transactions](../transactions.md), with the envelope and how to read the tables.\n\n"
    text += "## Request\n\n" + nodes_text("input", form["input"])
    text += "## Answer\n\n"
    text += nodes_text("output", form["output"]) if form["output"] else ""
    if not form["output"]:
        text += "No fields of its own: `output` holds `expContent` alone, because some clients refuse an empty one.\n\n" \
            if "output" in answer else "The bytes of the file, as `application/octet-stream`.\n\n"
    text += "## Example\n\nA request and its answer, as a test holds the server to them.\n\n"
    text += f"```json\n{packed({'infno': form['infno'], 'input': exchange['request']['input']})}\n```\n"
    if "output" in answer:
        shown = {name: answer[name] for name in ("infcode", "warn_msg", "output") if answer.get(name) not in (None, "")}
        text += f"\n```json\n{packed(shown)}\n```\n"
    return text


def list_page(interface: dict, exchanges: dict[str, dict]) -> str:
    text = f"# Transactions\n\n{NOTE}Every transaction of the [national interface](server.md) that is answered, one page each. " \
           "`yidi interface show INFNO` prints the same, and\n`yidi interface export` writes it as data or as a request collection " \
           "([commands](../using/commands.md#interface)).\n\n| infno | 名称 | input | output |\n|---|---|---|---|\n"
    for form in interface["transactions"]:
        names = [", ".join(f"`{node['node']}{'[]' if node['list'] else ''}`" for node in form[side] if node["node"])
                 for side in ("input", "output")]
        text += f"| [{form['infno']}](transactions/{form['infno']}.md) | {form['label']} | {names[0]} | {names[1]} |\n"
    text += """
## Reading the tables

`C n`: a text of at most n characters. `N p,s`: a number of at most p digits, s of them decimals. `D`: `yyyy-MM-dd`. `DT`: `yyyy-MM-dd HH:mm:ss`.
`bytes, n KiB`: a file of at most n KiB, as a list of signed or unsigned bytes, or as Base64.
*required*: a request without it is refused; in an answer it is always filled, while every other field is there too, as `null` when it says
nothing. Codes are in [dictionaries.md](dictionaries.md). What is read generously: [profiles.md](profiles.md). What a refusal says:
[errors.md](errors.md).

## The envelope

"""
    text += field_table(interface["envelope"]["fields"]).replace("](../dictionaries.md", "](dictionaries.md")
    whole = exchanges["1101"]
    request = {**whole["request"], "input": "…"}
    answer = {**whole["answer"], "output": "…"}
    return text + f"\nA request and its answer, as the tests have them; the pages show `input` and `output` alone.\n\n" \
                  f"```json\n{packed(request)}\n```\n\n```json\n{packed(answer)}\n```\n"


def dictionaries_page(interface: dict) -> str:
    text = f"# Dictionaries\n\n{NOTE}The codes that fields of the [transactions](transactions.md) hold. *Open*: regions add codes of their own, " \
           "so a value that is not listed is taken.\n"
    for one in interface["dictionaries"]:
        text += f"\n## {one['name']}\n\n" + ("Open.\n\n" if one["open"] else "") + "| code | 中文 |\n|---|---|\n"
        text += "".join(f"| `{code['value']}` | {cell(code['label'])} |\n" for code in one["codes"])
    return text


# --- Refusals in the source.

CALL = re.compile(r"\b(refuse|inconsistent|refused)\(")
CHINESE = re.compile("[\u4e00-\u9fff]")
LITERAL = re.compile(r'"((?:\\.|[^"\\])*)"')


def arguments_at(text: str, at: int) -> list[str]:
    """The arguments of the call whose bracket opens before `at`."""
    depth, start, found, in_text = 0, at, [], False
    while at < len(text):
        char = text[at]
        if in_text:
            if char == "\\":
                at += 1
            elif char == '"':
                in_text = False
        elif char == '"':
            in_text = True
        elif char in "([{":
            depth += 1
        elif char in ")]}":
            if depth == 0:
                return [*found, text[start:at]]
            depth -= 1
        elif char == "," and depth == 0:
            found.append(text[start:at])
            start = at + 1
        at += 1
    return []


def sentence(expression: str) -> str:
    """A text as it is told, {} for what differs; empty for what is no text of its own."""
    parts = [part.strip() for part in re.split(r'\+(?=(?:[^"]*"[^"]*")*[^"]*$)', expression)]
    told = ""
    for part in parts:
        literals = LITERAL.findall(part)
        if literals and re.fullmatch(r'(?:\s*"(?:\\.|[^"\\])*"\s*)+|std::string\{\s*"(?:\\.|[^"\\])*"\s*\}', part):
            told += "".join(literals)
        else:
            told += "{}"
    return "" if told == "{}" else told.replace('\\"', '"')


def refusals_in_source(root: Path) -> list[dict]:
    found = {}
    for folder in ("src/app/clearing", "src/app/payer", "src/domain/settlement"):
        for path in sorted((root / folder).rglob("*.cpp")):
            if path.stem.endswith("_test"):
                continue
            text = path.read_text("utf-8")
            for call in CALL.finditer(text):
                arguments = arguments_at(text, call.end())
                code = "inconsistent"
                if call.group(1) == "refuse":
                    if not arguments or not arguments[0].strip().startswith("ErrorCode::"):
                        continue
                    code = arguments.pop(0).strip().removeprefix("ErrorCode::")
                if len(arguments) != 4:
                    continue
                where, rule, remedy, detail = (sentence(one) for one in arguments)
                # What clearing says in Chinese is said to people at the REST interface alone.
                is_rest = folder == "src/app/clearing" and CHINESE.search(detail)
                if rule and remedy and detail and not is_rest:
                    found[(where, detail, rule)] = {"where": where, "rule": rule, "remedy": remedy, "detail": detail, "code": code}
    return [found[key] for key in sorted(found)]


def payer_words(root: Path) -> list[dict]:
    """The table of the Chinese of the payer's sentences, in its order."""
    text = (root / "src/domain/explain/settling_words.cpp").read_text("utf-8")
    text = re.sub(r"\{\d\}", "{}", text)
    literal = r'((?:"(?:\\.|[^"\\])*"\s*)+)'
    return [{"zh": sentence(row.group(1)), "en": sentence(row.group(2))}
            for row in re.finditer(rf"Words\{{\s*{literal},\s*{literal}\}}", text)]


def chinese(words: dict[str, str], english: str) -> str:
    if english in words:
        return words[english]
    for one, told in words.items():
        pattern = re.escape(one).replace(r"\{\}", "(.*)")
        match = re.fullmatch(pattern, english) if "{}" in one else None
        if match:
            for value in match.groups():
                told = told.replace("{}", value or "{}", 1) if value != "{}" else told
            return told
    return english


def errors_page(root: Path, told: dict) -> str:
    names = [one["name"] for one in told["codes"]]
    if set(names) != set(CODES):
        sys.exit(f"interface_docs: the codes of base/error.h are not those described here: {sorted(set(names) ^ set(CODES))}")
    text = ERRORS_HEAD.replace("# Errors\n\n", f"# Errors\n\n{NOTE}") + "\n## Fields and envelope\n\n"
    text += "Each was provoked by a test's sample. A value is repeated by its first twelve characters; what tells of a person, free text and what looks like a certificate's number is masked (`张*`, `1301****1234`).\n\n| what was sent | `err_msg` |\n|---|---|\n"
    text += "".join(f"| {one['what']} | {cell(one['err_msg'])} |\n" for one in told["refusals"])
    told_as = payer_words(root)
    words = {one["en"]: one["zh"] for one in told_as}
    used = set()
    text += "\n## What contradicts the books\n\n`…` stands for what differs from one message to the next.\n\n" \
            "| `err_msg` | in English: what is wrong, what is asked for, what to do | code |\n|---|---|---|\n"
    for one in refusals_in_source(root):
        parts = [chinese(words, one[part]) for part in ("detail", "rule", "remedy")]
        # What is only in English is never said over the interface, or is put together of sentences that the list below has.
        if not CHINESE.search(parts[0]):
            continue
        used |= {one[part] for part in ("detail", "rule", "remedy")}
        where = f"{one['where'].replace('{}{}', '{}')}：" if one["where"] not in ("", "store", "policy") else ""
        line = f"{where}{parts[0]}。规则：{parts[1]}。处理：{parts[2]}"
        english = f"{one['detail']}. Rule: {one['rule']}. Remedy: {one['remedy']}"
        text += f"| {cell(line).replace('{}', '…')} | {cell(english).replace('{}', '…')} | `{one['code']}` |\n"
    text += "\nSentences that also occur, alone or with others:\n\n| 中文 | English |\n|---|---|\n"
    seen = set()
    for one in told_as:
        if one["en"] in used or one["en"] in seen:
            continue
        seen.add(one["en"])
        text += f"| {cell(one['zh']).replace('{}', '…')} | {cell(one['en']).replace('{}', '…')} |\n"
    text += "\n## Codes\n\nThe thousands say what to do: 1 mend the request, 2 the rules say no, 3 read again, 4 later, 5 our fault, 6 no rule is " \
            "known. *exit*: of a\ncommand that ends so.\n\n| number | code | meaning | what to do | exit |\n|---|---|---|---|---|\n"
    for one in told["codes"]:
        meaning, remedy = CODES[one["name"]]
        text += f"| {one['number']} | `{one['name']}` | {meaning} | {remedy} | {one['exit']} |\n"
    return text


def pages(root: Path, programs: Path) -> dict[Path, str]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "interface.json"
        subprocess.run([programs / "yidi", "interface", "export", "--format", "json", "--out", file], check=True,
                       stdout=subprocess.DEVNULL)
        interface = json.loads(file.read_text("utf-8"))
    printed = subprocess.run([programs / "yidi_interface_refusals"], check=True, capture_output=True, cwd=root).stdout
    told = json.loads(printed.decode("utf-8"))
    exchanges = {form["infno"]: exchange(root, form["infno"]) for form in interface["transactions"]}
    made = {PLACE / "transactions.md": list_page(interface, exchanges),
            PLACE / "dictionaries.md": dictionaries_page(interface),
            PLACE / "errors.md": errors_page(root, told)}
    for form in interface["transactions"]:
        made[PLACE / "transactions" / f"{form['infno']}.md"] = transaction_page(form, exchanges[form["infno"]])
    return made


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[1])
    parser.add_argument("--programs", type=Path, help="the folder with yidi and yidi_interface_refusals (default: build/dev/bin)")
    parser.add_argument("--write", action="store_true", help="write the pages")
    options = parser.parse_args()
    root = options.root
    made = pages(root, (options.programs or root / "build/dev/bin").resolve())
    there = {path.relative_to(root) for path in (root / PLACE / "transactions").glob("*.md")}
    faults = [f"{path}: no transaction has this page" for path in sorted(there - set(made))]
    for path, text in sorted(made.items()):
        text = text.rstrip("\n") + "\n"
        if (root / path).is_file() and (root / path).read_text("utf-8") == text:
            continue
        faults.append(f"{path}: differs from the source; tools/interface_docs.py --write")
        if options.write:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
    if options.write:
        for path in there - set(made):
            (root / path).unlink()
        return 0
    print("\n".join(faults) if faults else "interface_docs: every page is as the source says")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
