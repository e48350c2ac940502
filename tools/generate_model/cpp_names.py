"""How names of the model are spelled in C++."""

import re

_KEYWORDS = {"delete", "default", "new", "enum", "union", "register", "operator", "export"}
NOTICE = "// Written by tools/generate_model from emulator/model/api_model.json and service_rules.json. Do not edit.\n"


def words(name):
    """"SSESpecification" -> ["SSE", "Specification"], "ALL_OLD" -> ["ALL", "OLD"]."""
    return re.findall(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z0-9]+|[A-Z0-9]+", name)


def snake(name):
    text = "_".join(word.lower() for word in words(name))
    return text + "_" if text in _KEYWORDS else text


def enumerator(value):
    return "k" + "".join(word.capitalize() for word in words(value))


def lower_first(name):
    """How validation messages spell a member: "TableName" -> "tableName"."""
    return name[0].lower() + name[1:]
