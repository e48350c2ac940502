"""The page of all messages: docs/messages.md, from the catalogue headers and the golden scenarios.

    python3 tools/generate_messages generate   writes the page
    python3 tools/generate_messages check      says whether the page is what generate would write, and whether a
                                               golden scenario produces each message
    python3 tools/generate_messages missing    the messages that no scenario produces

A message that no request can provoke stands in testdata/golden/unprovoked-messages.txt, with the reason.
"""

import argparse
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import catalogue
import evidence
import page

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/messages.md"
UNPROVOKED = ROOT / "testdata/golden/unprovoked-messages.txt"


def proofs(messages, said):
    """Message -> the shortest request that some scenario has it answer, or None."""
    special = catalogue.special_cases(messages)
    shortest_first = sorted(said, key=lambda one: (len(one.request), one.request, one.scenario))
    return {
        message: next((one for one in shortest_first
                       if message.is_in(one.text) and not any(other.is_in(one.text) for other in special[message])), None)
        for message in messages
    }


def faults(found, unprovoked):
    """What is wrong with the catalogue, a line each."""
    names = {message.name for message in found}
    yield from (f"{message.header}: no golden scenario produces {message.name}: {message.text}"
                for message, proof in found.items() if proof is None and message.name not in unprovoked)
    yield from (f"{UNPROVOKED.name}: {message.name} is produced by {proof.scenario}"
                for message, proof in found.items() if proof and message.name in unprovoked)
    yield from (f"{UNPROVOKED.name}: there is no message {name}" for name in unprovoked if name not in names)
    by_text = {}
    for message in found:
        first = by_text.setdefault(message.text, message)
        if first is not message:
            yield f"{message.header}: {message.name} says what {first.name} of {first.header} says"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["generate", "check", "missing"])
    command = parser.parse_args().command
    try:
        found = proofs(catalogue.read(ROOT), evidence.read(ROOT / "testdata/golden"))
    except (ValueError, evidence.scenario_file.FormatError) as error:
        print(error)
        return 1
    unprovoked = evidence.run.known_failures(UNPROVOKED)
    wrong = list(faults(found, unprovoked))
    text = page.text(found, unprovoked)
    if command == "generate":
        PAGE.write_text(text, encoding="utf-8")
    elif command == "check" and (not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text):
        wrong.append(f"{PAGE.relative_to(ROOT)} is not what the scenarios say; run: python3 tools/generate_messages generate")
    for line in wrong:
        print(line)
    produced = sum(proof is not None for proof in found.values())
    print(f"messages: {len(found)}, produced by a scenario: {produced}, not to be provoked: {len(unprovoked)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
