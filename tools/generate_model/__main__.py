"""The public API model as facts, and the C++ that follows from them.

    python3 tools/generate_model import SERVICE_JSON...   service files of botocore -> emulator/model/api_model.json
    python3 tools/generate_model generate                 facts -> the committed C++ (formatted by clang-format)
    python3 tools/generate_model check                    says whether the committed C++ is what generate would write

To serve another operation, add its name to "served" in emulator/model/service_rules.json, run `generate`, and
write emulator/operations/<name>.cc.
"""

import argparse
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import cpp_decode
import cpp_encode
import cpp_operations
import cpp_types
import facts

ROOT = pathlib.Path(__file__).resolve().parents[2]


def generated_files(model):
    """Path below the root -> unformatted text."""
    return {
        "emulator/model/generated/enums.h": cpp_types.enums_header(model),
        "emulator/model/generated/enums.cc": cpp_types.enums_source(model),
        "emulator/model/generated/shapes.h": cpp_types.shapes_header(model),
        "emulator/model/generated/decode.h": cpp_decode.header(model),
        "emulator/model/generated/decode.cc": cpp_decode.source(model),
        "emulator/model/generated/encode.h": cpp_encode.header(model),
        "emulator/model/generated/encode.cc": cpp_encode.source(model),
        "emulator/operations/generated/handlers.h": cpp_operations.handlers_header(model),
        "emulator/operations/generated/operation_table.cc": cpp_operations.table_source(model),
    }


def generate(model):
    for path, text in generated_files(model).items():
        target = ROOT / path
        target.parent.mkdir(parents=True, exist_ok=True)
        formatted = subprocess.run(
            ["clang-format", "--assume-filename", str(target)], input=text, text=True, capture_output=True, check=True
        ).stdout
        if not target.exists() or target.read_text() != formatted:
            target.write_text(formatted)
            print("wrote", path)


def without_spaces(text):
    """So that the check does not depend on which clang-format is installed, if any."""
    return "".join(text.split())


def check(model):
    stale = [
        path
        for path, text in generated_files(model).items()
        if not (ROOT / path).exists() or without_spaces((ROOT / path).read_text()) != without_spaces(text)
    ]
    for path in stale:
        print(f"{path} is not what the facts say; run: python3 tools/generate_model generate")
    return 1 if stale else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("import").add_argument("service_json", nargs="+", type=pathlib.Path)
    commands.add_parser("generate")
    commands.add_parser("check")
    arguments = parser.parse_args()
    folder = ROOT / "emulator/model"
    if arguments.command == "import":
        facts.write(folder / "api_model.json", facts.from_services(arguments.service_json))
        return 0
    model = facts.Model.read(folder)
    if arguments.command == "generate":
        generate(model)
        return 0
    return check(model)


if __name__ == "__main__":
    sys.exit(main())
