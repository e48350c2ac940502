"""The page as Markdown."""

HEAD = """# Every message

What the emulator says when it refuses, word for word as the service does, and for each message a request that it
answers so. Written by `tools/generate_messages` from the catalogue headers and from the scenarios of
[testdata/golden](../testdata/golden/README.md), which CI runs against the server; the README there explains the
placeholders of the requests. Where a scenario needs a table or items first, its file says which: `tools/golden/run.py
--list` names it.

`‹›` stands for a value. A message may be a part of what is answered: "1 validation error detected: " before it, or the
place in the request.
"""
SHOWN_MAX = 400


def text(found, unprovoked):
    lines = [HEAD]
    header = section = None
    for message, proof in found.items():
        if message.header != header:
            header, section = message.header, None
            lines += [f"## {header}", ""]
        if message.section != section:
            section = message.section
            lines += [f'### {section.rstrip(".")}', ""] if section else []
        lines += entry(message, proof, unprovoked.get(message.name))
    return "\n".join(lines).rstrip() + "\n"


def entry(message, proof, reason):
    lines = [f"**{message.name}**", "", *fenced(message.text.replace("{}", "‹›"))]
    if proof is None:
        return [*lines, f"No request provokes it: {reason}.", ""]
    lines[0] += f" · {proof.kind} · `{proof.scenario}`" if proof.kind else f" · `{proof.scenario}`"
    return [*lines, *fenced(shown(proof.request))]


def fenced(words):
    return ["```", *words.split("\n"), "```", ""]


def shown(words):
    """Cut in the middle where it is long."""
    return words if len(words) <= SHOWN_MAX else f"{words[:SHOWN_MAX // 2]} [...] {words[-SHOWN_MAX // 2:]}"
