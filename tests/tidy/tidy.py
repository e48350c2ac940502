#!/usr/bin/env python3
"""Checks what no compiler checks: the direction of includes, and the habits of the house.

    tidy.py [ROOT]

Prints one line for each finding and exits 1 if there is any. ARCHITECTURE.md draws the same arrows.
"""
import pathlib
import re
import sys

# Which boxes each box may include. The CMake targets say the same to the linker.
ALLOWED = {
    "shared/base": [],
    "shared/json": ["shared/base"],
    "shared/crypto": ["shared/base"],
    "shared/value": ["shared/base", "shared/json"],
    "shared/db": ["shared/base"],
    "shared/http": ["shared/base"],
    "shared/jwt": ["shared/base", "shared/json", "shared/crypto"],
    "shared/aws": ["shared/base", "shared/json", "shared/crypto", "shared/http"],
    "emulator/model": ["shared/base", "shared/json", "shared/value"],
    "emulator/expression": ["shared/base", "shared/value", "emulator/model"],
    "emulator/partiql": ["shared/base", "shared/value", "emulator/model", "emulator/expression"],
    "emulator/storage": ["shared/base", "shared/db"],
    "emulator/engine": ["shared/base", "shared/crypto", "shared/value", "emulator/model", "emulator/expression",
                        "emulator/storage"],
    "emulator/operations": ["shared/base", "shared/crypto", "shared/value", "emulator/model", "emulator/expression",
                            "emulator/partiql", "emulator/storage", "emulator/engine"],
    "emulator/protocol": ["shared/base", "shared/crypto", "shared/json", "shared/value", "shared/aws",
                          "emulator/model", "emulator/engine", "emulator/operations"],
    "emulator/user_pool": ["shared/base", "shared/json", "shared/crypto", "shared/jwt", "shared/http",
                           "shared/aws", "emulator/storage"],
    "emulator/server": ["shared/base", "shared/crypto", "shared/http", "shared/json", "shared/value", "shared/aws",
                        "emulator/model",
                        "emulator/storage", "emulator/engine", "emulator/operations", "emulator/protocol",
                        "emulator/user_pool"],
    "backend/domain": ["shared/base"],
    "backend/ports": ["shared/base", "backend/domain"],
    "backend/messaging": ["shared/base", "backend/domain", "backend/ports"],
    "backend/dynamodb": ["shared/base", "shared/json", "shared/crypto", "shared/aws", "backend/domain", "backend/ports"],
    "backend/users": ["shared/base", "shared/db", "shared/json", "backend/domain", "backend/ports"],
    "backend/identity": ["shared/base", "shared/json", "shared/crypto", "shared/jwt", "shared/http", "shared/aws",
                         "backend/domain", "backend/ports"],
    "backend/stream": ["shared/base", "shared/json", "shared/http", "shared/aws", "backend/domain", "backend/ports"],
    "backend/handlers": ["shared/base", "shared/json", "shared/value", "shared/crypto", "shared/http", "backend/domain",
                         "backend/ports", "backend/messaging", "backend/stream", "backend/web"],
    "backend/web": [],
    "backend/server": ["shared/base", "shared/json", "shared/http", "shared/aws", "backend/domain", "backend/ports",
                       "backend/messaging", "backend/dynamodb", "backend/users", "backend/identity", "backend/stream",
                       "backend/handlers"],
    "tools/cli": ["shared/base", "shared/json", "shared/aws"],
    "tools/cruddur": ["shared/base", "shared/json", "shared/aws", "shared/http", "tools/cli", "backend/domain",
                      "backend/users"],
    "tools/ddb": ["shared/base", "shared/json", "shared/value", "shared/aws", "shared/http", "tools/cli"],
}
# A library that only one box may include.
PRIVATE = [
    (re.compile(r"<boost/(beast|asio)"), ["shared/http", "tests/bench"]),
    (re.compile(r"<sqlite3\.h>"), ["shared/db", "emulator/storage", "tests/fault"]),
    (re.compile(r"<libpq-fe\.h>"), ["backend/users", "tests/unit/backend/users"]),
    (re.compile(r"<openssl/"), ["shared/crypto", "shared/http", "tests/unit/shared/http"]),
]
LINES_MAX = 500
LINE_LENGTH_MAX = 110
LEFT_OVER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
INCLUDE = re.compile(r'^\s*#include\s+(["<][^">]+[">])')


def box_of(path, boxes):
    found = [box for box in boxes if path == box or path.startswith(box + "/")]
    return max(found, key=len) if found else None


def findings(root):
    for path in sorted(p for top in ("shared", "emulator", "backend", "tools", "tests")
                       for p in (root / top).rglob("*") if p.suffix in (".h", ".cc")):
        name = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        generated = "generated" in name
        if path.suffix == ".h" and "#pragma once" not in text:
            yield name, 1, "a header without #pragma once"
        if not generated and not name.startswith("tests/") and len(lines) > LINES_MAX:
            yield name, LINES_MAX, f"{len(lines)} lines: more than one idea?"
        for number, line in enumerate(lines, 1):
            yield from check_line(name, number, line, generated)


def check_line(name, number, line, generated):
    if len(line) > LINE_LENGTH_MAX and not generated and not name.startswith("tests/"):  # tables of cases there
        yield name, number, f"{len(line)} characters"
    if LEFT_OVER.search(line):
        yield name, number, "left over: " + LEFT_OVER.search(line).group(1)
    include = INCLUDE.match(line)
    if not include:
        return
    target = include.group(1)
    for pattern, homes in PRIVATE:
        if pattern.search(target) and not any(name.startswith(home + "/") for home in homes):
            yield name, number, f"{target} belongs to {' and '.join(homes)} alone"
    box = box_of(name, ALLOWED)
    if box is None or not target.startswith('"'):
        return
    wanted = box_of(target.strip('"'), ALLOWED)
    if wanted and wanted != box and wanted not in ALLOWED[box]:
        yield name, number, f"{box} must not depend on {wanted}"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    count = 0
    for name, number, what in findings(root):
        print(f"{name}:{number}: {what}")
        count += 1
    print(f"tidy: {count} findings")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
