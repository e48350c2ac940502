"""Reads the sentences out of the catalogue headers."""

import dataclasses
import functools
import re

CONSTANT = re.compile(
    r'^// (?P<section>[^\n]*(?:\n// [^\n]*)*)$'
    r'|^inline constexpr std::string_view (?P<name>k\w+) =\s*(?P<literals>(?:"(?:[^"\\]|\\.)*"\s*)+);', re.MULTILINE)
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')


@dataclasses.dataclass(frozen=True)
class Message:
    """One constant: `text` has `{}` where a value stands."""

    header: str
    section: str
    name: str
    text: str

    @functools.cached_property
    def pattern(self):
        return re.compile("(.*?)".join(re.escape(part) for part in self.text.split("{}")), re.DOTALL)

    def is_in(self, text):
        return self.pattern.search(text) is not None


def read(root):
    """Every message of every header named *messages.h, in the order in which they are written.

    Throws ValueError for a constant that is written in another way than the others.
    """
    messages = []
    for path in sorted(root.glob("emulator/*/*messages.h")):
        section, before = "", len(messages)
        source = path.read_text(encoding="utf-8")
        for found in CONSTANT.finditer(source):
            if found["section"] is not None:
                section = " ".join(found["section"].replace("\n// ", " ").split())
                continue
            text = "".join(LITERAL.findall(found["literals"]))
            text = text.replace('\\"', '"').replace("\\\\", "\\")
            messages.append(Message(str(path.relative_to(root)), section, found["name"], text))
        if source.count("std::string_view k") != len(messages) - before:
            raise ValueError(f"{path}: a constant is no plain text")
    return messages


def special_cases(messages):
    """Message -> those of the others that say the same and more.

    An answer with one of these says nothing about the message: "Requested resource not found: Table: x not found" is no
    "Requested resource not found".
    """
    return {one: [other for other in messages if other.text != one.text and one.is_in(other.text)] for one in messages}
