"""Reads the facts (api_model.json) and our rules on them (service_rules.json).

api_model.json is what `import` took from the public model. service_rules.json is written by hand: what is served,
and where the service as recorded answers differently from what its model says.

    served            operations with a handler; typed: operations of which only the types exist yet
    styles            operation -> ValidationStyle (shape_rules.h); kJoined where none is named
    member_order      structure -> members that are judged first, in this order; the others follow as in the model.
                      Sources: vectors ord-007, ord-009, ord-015, ord-034; dynalite's "incorrect attributes" tests
    also_required     structure -> members that the model lets be absent and the service does not
    missing_messages  structure.member -> the message when it is missing, a name of messages.h (dynalite's tagResource tests)
    shape_rules       shape -> constraints in the place of the model's; member_rules: the same for one member
                      (ct-019: table names of at least 3 characters; ct-033: at most 2 key schema elements)
    enum_values       enum -> its values in the order in which the service lists them (ord-007, ct-035, ord-077)
    enum_values_without_place  structure.member -> the newer wording of unknown values (ord-007, ord-018)
    empty_answers     operations that answer nothing at all
"""

import gzip
import json

# What a shape or a member may say that the emulator needs to know.
_SHAPE_FACTS = ("type", "min", "max", "pattern", "enum")


def _read_service(path):
    opened = gzip.open(path) if path.suffix == ".gz" else open(path, "rb")
    with opened as file:
        return json.load(file)


def _shape_facts(shape):
    facts = {key: shape[key] for key in _SHAPE_FACTS if key in shape}
    if shape["type"] == "structure":
        required = shape.get("required", [])
        facts["members"] = {name: member["shape"] for name, member in shape["members"].items()}
        if required:
            facts["required"] = required
        if shape.get("exception"):
            facts["exception"] = True
    elif shape["type"] == "list":
        facts["member"] = shape["member"]["shape"]
    elif shape["type"] == "map":
        facts["key"], facts["value"] = shape["key"]["shape"], shape["value"]["shape"]
    return facts


def from_services(paths):
    """The facts of several service files of botocore as one. Where two differ on a shape, the first counts."""
    operations, shapes = {}, {}
    for path in paths:
        service = _read_service(path)
        for name, operation in service["operations"].items():
            facts = {"service": service["metadata"]["targetPrefix"]}
            for key in ("input", "output"):
                if key in operation:
                    facts[key] = operation[key]["shape"]
            facts["errors"] = [error["shape"] for error in operation.get("errors", [])]
            operations[name] = facts
        for name, shape in service["shapes"].items():
            shapes.setdefault(name, _shape_facts(shape))
    return {"operations": operations, "shapes": shapes}


def write(path, facts):
    """One operation or shape a line, sorted, so that a new model reads as a short diff."""
    lines = []
    for section in ("operations", "shapes"):
        rows = [
            f"    {json.dumps(name)}: {json.dumps(row, separators=(', ', ': '))}"
            for name, row in sorted(facts[section].items())
        ]
        lines.append(f'  "{section}": {{\n' + ",\n".join(rows) + "\n  }")
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")


class Model:
    """The facts with the rules laid over them, and the questions that the generators ask."""

    def __init__(self, facts, rules):
        self.operations, self.shapes, self.rules = facts["operations"], facts["shapes"], rules
        self.served = rules["served"]
        self.typed = self.served + rules["typed"]
        unknown = set(self.typed) - set(self.operations)
        if unknown:
            raise SystemExit(f"service_rules.json names operations that the model does not have: {sorted(unknown)}")
        self.inputs = [self._input_name(name) for name in self.typed]
        self.outputs = [self._output_name(name) for name in self.typed]
        # An operation without input or output has an empty one.
        for name in self.inputs + self.outputs:
            self.shapes.setdefault(name, {"type": "structure", "members": {}})
        self.input_shapes = self._reachable(self.inputs)
        self.output_shapes = self._reachable(self.outputs)

    @staticmethod
    def read(folder):
        return Model(
            json.loads((folder / "api_model.json").read_text()), json.loads((folder / "service_rules.json").read_text())
        )

    def _input_name(self, operation):
        return self.operations[operation].get("input", operation + "Input")

    def _output_name(self, operation):
        return self.operations[operation].get("output", operation + "Output")

    def input_of(self, operation):
        return self._input_name(operation)

    def output_of(self, operation):
        return self._output_name(operation)

    def _reachable(self, roots):
        """Shapes in the order that C++ needs: what is used comes first."""
        ordered, seen = [], set()

        def visit(name):
            if name in seen:
                return
            seen.add(name)
            if name != "AttributeValue":
                for part in self.parts(name):
                    visit(part)
            ordered.append(name)

        for root in roots:
            visit(root)
        return ordered

    def parts(self, name):
        shape = self.shapes[name]
        if shape["type"] == "structure":
            return list(shape["members"].values())
        if shape["type"] == "list":
            return [shape["member"]]
        if shape["type"] == "map":
            return [shape["value"]]
        return []

    def type_of(self, name):
        return self.shapes[name]["type"]

    def is_attribute_map(self, name):
        shape = self.shapes[name]
        return shape["type"] == "map" and shape["value"] == "AttributeValue"

    def is_structure(self, name):
        return self.type_of(name) == "structure" and name != "AttributeValue"

    def structures(self):
        """Every structure that becomes a C++ struct, in the order of use."""
        ordered = list(dict.fromkeys(self.input_shapes + self.output_shapes))
        return [name for name in ordered if self.is_structure(name)]

    def enums(self):
        names = {name for name in self.input_shapes + self.output_shapes if "enum" in self.shapes[name]}
        return sorted(names)

    def is_input(self, structure):
        return structure in self.input_shapes

    def required(self, structure):
        return self.shapes[structure].get("required", [])
