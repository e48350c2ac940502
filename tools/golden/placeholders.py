"""Fills ${...} and the generators of a scenario's JSON."""
import re

PLACEHOLDER = re.compile(r"\$\{(?:repeat (?P<count>\d+) (?P<text>[^}]+)|index(?: (?P<width>\d+))?"
                         r"|column of (?P<token>[^}]+?)(?: after (?P<after>[^}]+))?|(?P<name>\w+))\}")
INDEX = re.compile(r"\$\{index")


class UnknownName(Exception):
    """A ${name} that the scenario declares nowhere."""


class Scope:
    """What the names of one scenario stand for. `lookup` gives a table's or a fresh name, or None."""

    def __init__(self, lookup, lets):
        self.lookup = lookup
        self.lets = lets
        self.saved = {}
        self.statement = ""  # the PartiQL text that ${column of ...} speaks about

    def value(self, name):
        if name in self.saved:
            return self.saved[name]
        if name in self.lets:
            return self.let(self.lets[name])
        found = self.lookup(name)
        if found is None:
            raise UnknownName(f"${{{name}}} is no table, name, let or saved value of this scenario")
        return found

    def let(self, value):
        if isinstance(value, dict) and "$text" in value:
            return value["joined"].join(self.text(value["$text"], i) for i in range(value["times"]))
        return self.fill(value)

    def text(self, text, index=None):
        """A text filled; the saved value itself where the text is nothing but its placeholder."""
        whole = PLACEHOLDER.fullmatch(text)
        if whole and whole["name"]:
            return self.value(whole["name"])
        return PLACEHOLDER.sub(lambda found: str(self.one(found, index)), text) if "${" in text else text

    def one(self, found, index):
        if found["count"]:
            return found["text"] * int(found["count"])
        if found["name"]:
            return self.value(found["name"])
        if found["token"]:
            start = self.statement.find(found["after"]) if found["after"] else 0
            return self.statement.find(found["token"], max(start, 0)) + 1
        if index is None:
            raise UnknownName("${index} outside of a repetition")
        return str(index).zfill(int(found["width"] or 0))

    def fill(self, value, index=None):
        if isinstance(value, str):
            return self.text(value, index)
        if isinstance(value, list):
            filled = []
            for element in value:
                if isinstance(element, dict) and "$repeat" in element:
                    first = element.get("from", 0)
                    filled += [self.fill(element["of"], i) for i in range(first, first + element["$repeat"])]
                else:
                    filled.append(self.fill(element, index))
            return filled
        return self.fill_object(value, index) if isinstance(value, dict) else value

    def fill_object(self, value, index):
        if "$nested" in value:
            inner = self.fill(value.get("leaf", {"S": "leaf"}), index)
            for _ in range(value["$nested"]):
                inner = {"M": {"n": inner}}
            return inner
        filled = {}
        for name, member in value.items():
            if name == "$members":
                first = member.get("from", 0)
                for i in range(first, first + member["repeat"]):
                    filled[self.text(member["name"], i)] = self.fill(member["value"], i)
            else:
                filled[str(self.text(name, index))] = self.fill(member, index)
        return filled
