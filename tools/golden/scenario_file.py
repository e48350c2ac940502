"""Reads the scenario files of testdata/golden. Their format is described in testdata/golden/README.md."""
import dataclasses
import json
import re

import table_definition

STEP = re.compile(r"""(?P<given>given[ ]+)?
                      (?:within[ ](?P<within>[0-9.]+)[ ]s[ ]+)?
                      (?:(?P<every>every[ ]page[ ]of|every[ ]segment[ ]of|every[ ]record[ ]of)[ ]+)?
                      (?P<operation>[A-Z]\w+)?[ ]*(?=\{)""", re.VERBOSE)
CURSOR = re.compile(r"listing (\w+), cursor (\w+) to (\w+)")
HTTP = re.compile(r"http ([A-Z]+) (\S+)")
SCENARIO = re.compile(r"scenario ([\w.-]+): (.+)")
LET = re.compile(r"let (\w+) = ")
TIMES = re.compile(r"(\d+) times(?:, joined by )?")
PATH = r"(?P<path>[^\s\"]+)"
# What an expectation may say: the check's name, the words, and whether JSON follows them.
EXPECTATIONS = [
    ("answer_includes", r"answer includes", True),
    ("answer", r"answer", True),
    ("error", r"error (?P<value>\w+)(?:: (?P<text>.+))?", False),
    ("or_message", r"or: (?P<text>.+)", False),
    ("message_contains_any_case", r"message contains, in any case, (?P<text>.+)", False),
    ("message_contains", r"message contains (?P<text>.+)", False),
    ("message_matches", r"message matches (?P<text>.+)", False),
    ("status", r"status (?P<number>\d+)", False),
    ("header_present", r"header (?P<value>[\w-]+) is present", False),
    ("header", r"header (?P<value>[\w-]+) matches (?P<text>.+)", False),
    ("checksum", r"checksum is right", False),
    ("full_type", r"full type (?P<value>\S+)", False),
    ("numbers_by_value", r"numbers compare by value", False),
    ("sets_in_order", r"sets compare in order", False),
    ("each_has", r"each of " + PATH + r" has (?P<names>.+)", False),
    ("each_lacks", r"each of " + PATH + r" lacks (?P<names>.+)", False),
    ("each_is", r"each of " + PATH + r" at (?P<value>\S+) is", True),
    ("any_order", PATH + r" in any order", False),
    ("absent", PATH + r" is absent", False),
    ("ascending", PATH + r" is ascending", False),
    ("kind", PATH + r" is (?:an? )?(?P<value>string|number|boolean|array|object|present)", False),
    ("same_as", PATH + r" is the same as (?P<value>\S+)", False),
    ("one_of", PATH + r" is one of", True),
    ("range", PATH + r" is between (?P<low>-?[0-9.]+) and (?P<high>-?[0-9.]+)", False),
    ("range", PATH + r" is at least (?P<low>-?[0-9.]+)", False),
    ("range", PATH + r" is at most (?P<high>-?[0-9.]+)", False),
    ("matches", PATH + r" matches (?P<text>.+)", False),
    ("length", PATH + r" has length (?P<number>\d+)", False),
    ("length_range", PATH + r" has length between (?P<low>\d+) and (?P<high>\d+)", False),
    ("length_range", PATH + r" has length at least (?P<low>\d+)", False),
    ("members", PATH + r" has exactly the members (?P<names>.+)", False),
    ("contains", PATH + r" contains", True),
    ("lacks", PATH + r" lacks", True),
    ("equal", PATH + r" is", True),
]
EXPECTATIONS = [(check, re.compile(words), with_json) for check, words, with_json in EXPECTATIONS]


class FormatError(Exception):
    """A scenario file that cannot be read; the text says where."""


@dataclasses.dataclass
class Check:
    """One thing that must hold of an answer."""
    line: int
    kind: str
    path: str = ""
    value: object = None


@dataclasses.dataclass
class Step:
    line: int
    kind: str  # call, items, pages, segments, records, active, http
    operation: str = ""
    body: object = None
    is_given: bool = False
    within_s: float = 0.0
    cursor: tuple = ("Items", "LastEvaluatedKey", "ExclusiveStartKey")
    method: str = ""
    path: str = ""
    raw_lines: list = dataclasses.field(default_factory=list)
    alternatives: list = dataclasses.field(default_factory=lambda: [[]])
    saves: dict = dataclasses.field(default_factory=dict)  # name -> (path, regular expression or None)


@dataclasses.dataclass
class Scenario:
    id: str
    title: str
    file: str
    line: int
    tables: dict = dataclasses.field(default_factory=dict)
    names: list = dataclasses.field(default_factory=list)
    lets: dict = dataclasses.field(default_factory=dict)
    steps: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class ScenarioFile:
    path: str
    needs_transient_statuses: bool = False
    tables: dict = dataclasses.field(default_factory=dict)
    lets: dict = dataclasses.field(default_factory=dict)
    scenarios: list = dataclasses.field(default_factory=list)


class Reader:
    """One pass over a file's lines; JSON may go on over several of them."""

    def __init__(self, path, text):
        self.path = path
        self.lines = text.split("\n")
        self.at = 0
        self.file = ScenarioFile(path)
        self.scenario = None

    def fail(self, why, line=None):
        raise FormatError(f"{self.path}:{line or self.at}: {why}")

    def read(self):
        while self.at < len(self.lines):
            line = self.lines[self.at].strip()
            self.at += 1
            if line and not line.startswith("#"):
                self.statement(line)
        for scenario in self.file.scenarios:
            if not scenario.steps:
                self.fail(f"scenario {scenario.id} has no step", scenario.line)
        return self.file

    def statement(self, line):
        word = line.split(" ", 1)[0]
        owner = self.scenario or self.file
        if line == "needs transient statuses" and not self.file.scenarios:
            self.file.needs_transient_statuses = True
        elif word == "scenario":
            self.start_scenario(line)
        elif word == "table":
            self.table(line, owner)
        elif word == "let":
            self.let(line, owner)
        elif self.scenario is None:
            self.fail("a step before the first scenario: " + line)
        elif word == "name":
            self.scenario.names += line.split()[1:]
        elif word in ("wait", "http") or line.startswith("given items") or STEP.match(line):
            self.step(line)
        elif not self.scenario.steps:
            self.fail("neither a declaration nor a step: " + line)
        elif word == "save":
            self.save(line)
        else:
            self.expectation(line)

    def start_scenario(self, line):
        found = SCENARIO.fullmatch(line) or self.fail("want: scenario ID: TITLE")
        self.scenario = Scenario(found[1], found[2], self.path, self.at)
        self.file.scenarios.append(self.scenario)

    def table(self, line, owner):
        found = re.match(r"table (\w+):\s*", line) or self.fail("want: table NAME: ATTRIBUTES")
        rest = line[found.end():]
        if rest.startswith("{"):
            owner.tables[found[1]], _ = self.json_at(line, found.end())
            return
        start, details = self.at, []
        while self.at < len(self.lines) and table_definition.DETAIL.match(self.lines[self.at].strip()):
            details.append(self.lines[self.at].strip())
            self.at += 1
        try:
            owner.tables[found[1]] = table_definition.parse(rest, details)
        except ValueError as error:
            self.fail(str(error), start)

    def let(self, line, owner):
        found = LET.match(line) or self.fail('want: let NAME = JSON, or let NAME = "TEXT" N times, joined by "TEXT"')
        value, rest = self.json_at(line, found.end())
        times = TIMES.match(rest)
        if times:
            separator = json.loads(rest[times.end():]) if rest[times.end():] else ""
            value = {"$text": value, "times": int(times[1]), "joined": separator}
        elif rest:
            self.fail("unexpected: " + rest)
        owner.lets[found[1]] = value

    def step(self, line):
        step = Step(self.at, "call")
        if line.startswith("wait"):
            found = re.fullmatch(r"wait until (\w+) is active", line) or self.fail("want: wait until NAME is active")
            step.kind, step.body = "active", {"TableName": "${%s}" % found[1]}
        elif line.startswith("given items"):
            self.items(step, line)
        elif line.startswith("http"):
            found = HTTP.fullmatch(line) or self.fail("want: http METHOD PATH")
            step.kind, step.method, step.path = "http", found[1], found[2]
            while self.at < len(self.lines) and self.lines[self.at].lstrip().startswith("|"):
                step.raw_lines.append(self.lines[self.at].lstrip()[1:].removeprefix(" "))
                self.at += 1
        else:
            self.call(step, line)
        self.scenario.steps.append(step)

    def items(self, step, line):
        found = re.fullmatch(r"given items in (\w+)", line) or self.fail("want: given items in TABLE")
        step.kind, step.is_given, step.operation = "items", True, "PutItem"
        step.body = []
        while self.at < len(self.lines) and self.lines[self.at].lstrip().startswith("{"):
            first = self.lines[self.at]
            self.at += 1
            item, rest = self.json_at(first, len(first) - len(first.lstrip()))
            if rest:
                self.fail("unexpected after an item: " + rest)
            step.body.append({"TableName": "${%s}" % found[1], "Item": item})
        if not step.body:
            self.fail("no item in the lines below")

    def call(self, step, line):
        found = STEP.match(line)
        kinds = {None: "call", "page": "pages", "segment": "segments", "record": "records"}
        step.kind = kinds[found["every"] and found["every"].split()[1]]
        step.operation = found["operation"] or ""
        if bool(step.operation) == (step.kind == "records"):
            self.fail("no operation, or one where none belongs: " + line)
        step.is_given = bool(found["given"])
        step.within_s = float(found["within"] or 0)
        step.body, rest = self.json_at(line, found.end())
        cursor = CURSOR.fullmatch(rest)
        if cursor:
            step.cursor = cursor.groups()
        elif rest:
            self.fail("unexpected after the request: " + rest)

    def save(self, line):
        found = re.fullmatch(r"save (\w+) = (\S+)(?: matching (.+))?", line) or self.fail(
            "want: save NAME = PATH, or save NAME = PATH matching REGEX")
        self.scenario.steps[-1].saves[found[1]] = (found[2], found[3])

    def expectation(self, line):
        alternatives = self.scenario.steps[-1].alternatives
        if line == "either":
            if alternatives != [[]]:
                self.fail("either comes before all expectations of a step")
            return
        if line == "or":
            alternatives.append([])
            return
        checks = alternatives[-1]
        for kind, words, with_json in EXPECTATIONS:
            found = words.match(line) if with_json else words.fullmatch(line)
            if found and (not with_json or re.match(r"\s+[\[{\"\d\-tfn]", line[found.end():])):
                start = self.at
                value, rest = self.json_at(line, found.end()) if with_json else (None, "")
                self.add_checks(checks, start, kind, found.groupdict(), value, rest)
                return
        self.fail("neither a step nor an expectation: " + line)

    def add_checks(self, checks, line, kind, words, value, rest):
        path = words.get("path") or ""
        if kind in ("range", "length_range"):
            value = [words.get("low") and float(words["low"]), words.get("high") and float(words["high"])]
        elif kind == "each_is":
            value = (words["value"], value)
        elif kind in ("each_has", "each_lacks", "members"):
            value = [name.strip() for name in words["names"].split(",")]
        elif kind in ("error", "header"):
            value = (words["value"], self.text(words.get("text")))
        elif "number" in words:
            value = int(words["number"])
        elif "text" in words:
            value = self.text(words["text"])
        elif "value" in words:
            value = words["value"]
        if kind == "or_message" and not any(c.kind == "error" and c.value[1] is not None for c in checks):
            self.fail("or: belongs after an error with a message")
        checks.append(Check(line, kind, path, value))
        if rest == "in any order":
            checks.append(Check(line, "any_order", path))
        elif rest:
            self.fail("unexpected: " + rest)

    def text(self, words):
        """A message stands as it is, or as a JSON string where spaces at its ends matter."""
        if words is None or not words.startswith('"'):
            return words
        try:
            return json.loads(words)
        except ValueError:
            return self.fail("a text that begins with a quote must be one JSON string: " + words)

    def json_at(self, line, offset):
        """The JSON that begins in this line, and what follows it on its last line."""
        text = "\n".join([line, *self.lines[self.at:]])
        while text[offset] == " ":
            offset += 1
        try:
            value, end = json.JSONDecoder(object_pairs_hook=self.unique_members).raw_decode(text, offset)
        except ValueError as error:
            self.fail(f"no JSON: {error}")
        rest, _, _ = text[end:].partition("\n")
        self.at += text[:end].count("\n")
        return value, rest.strip()

    def unique_members(self, pairs):
        names = [name for name, _ in pairs]
        if len(set(names)) != len(names):
            self.fail("an object names a member twice: " + ", ".join(names))
        return dict(pairs)


def parse(path, text=None):
    """The scenarios of a file. Throws FormatError with the file's name and the line."""
    if text is None:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    return Reader(path, text).read()
