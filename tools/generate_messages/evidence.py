"""What the golden scenarios say of messages: each is run against the server, so each is a proof."""

import dataclasses
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "golden"))

import placeholders
import run
import scenario_file

MESSAGE_MEMBERS = ("message", "Message")
TYPE_MEMBERS = ("__type", "Code")


@dataclasses.dataclass
class Said:
    """A text that an answer must have, and the request that it answers."""

    scenario: str
    request: str
    kind: str  # ResourceNotFoundException
    text: str


def read(golden):
    """Every text that some scenario demands. Known failures prove nothing, nor do alternatives.

    Names that only a run knows stand as they are written: ${orders}.
    """
    failing = run.known_failures(golden / "known-failures.txt")
    said = []
    for path in sorted(golden.rglob("*.test")):
        file = scenario_file.parse(path)
        for scenario in file.scenarios:
            if scenario.id not in failing:
                scope = placeholders.Scope(lambda name: "${%s}" % name, {**file.lets, **scenario.lets})
                for step in scenario.steps:
                    said += texts_of(scenario.id, step, scope)
    return said


def texts_of(scenario_id, step, scope):
    if len(step.alternatives) != 1 or any(check.kind == "or_message" for check in step.alternatives[0]):
        return
    checks = step.alternatives[0]
    kind = next((check.value[0] for check in checks if check.kind == "error"), "")
    for check in checks:
        if check.kind == "error" and check.value[1] is not None:
            yield Said(scenario_id, request(step), kind, scope.fill(check.value[1]))
        elif check.kind == "message_contains":
            yield Said(scenario_id, request(step), kind, scope.fill(check.value))
        elif check.kind == "message_matches" and not re.search(r"(?<!\\)\|", check.value):
            yield Said(scenario_id, request(step), kind, re.sub(r"\\(.)", r"\1", scope.fill(check.value)))
        elif check.kind == "equal" and check.path.rsplit(".", 1)[-1] in MESSAGE_MEMBERS:
            yield Said(scenario_id, request(step), kind, scope.fill(check.value))
        elif check.kind in ("answer", "answer_includes", "equal", "contains"):
            for inner, text in messages_in(check.value):
                yield Said(scenario_id, request(step), inner or kind, scope.fill(text))


def messages_in(value):
    """(type, text) of every object in an answer's JSON that has a message."""
    if isinstance(value, list):
        for element in value:
            yield from messages_in(element)
    elif isinstance(value, dict):
        for member in MESSAGE_MEMBERS:
            if isinstance(value.get(member), str):
                kind = next((value[name] for name in TYPE_MEMBERS if isinstance(value.get(name), str)), "")
                yield kind.rsplit("#", 1)[-1], value[member]
        for inner in value.values():
            yield from messages_in(inner)


def request(step):
    if step.kind == "http":
        return "\n".join([f"{step.method} {step.path}", *step.raw_lines])
    return f"{step.operation} {json.dumps(step.body, ensure_ascii=False)}"
