"""The rows that `Decoder` reads, and one decode function for each structure that requests carry."""

from cpp_names import NOTICE, snake

_PATTERNS = {"[a-zA-Z0-9_.-]+": "kName"}


def header(model):
    out = [NOTICE, '#pragma once\n\n#include "emulator/model/decoder.h"\n']
    out.append('#include "emulator/model/generated/shapes.h"\n\nnamespace ddb::model {\n\n')
    structures = input_structures(model)
    for name in structures:
        out.append(f'template <> inline constexpr std::string_view kStructureName<{name}> = "{name}";\n')
    out.append("\n")
    for name in input_enums(model):
        out.append(
            f"template <> inline std::optional<{name}> enum_from_text<{name}>(std::string_view text) "
            f"{{ return {snake(name)}_from_text(text); }}\n"
        )
    out.append("\n/// Read the members of a JSON object; see `Decoder`.\n")
    for name in structures:
        out.append(
            f"bool decode(Decoder& decoder, const JsonPath& path, json::Object object, {name}& out);\n"
        )
    out.append("\n}  // namespace ddb::model\n")
    return "".join(out)


def source(model):
    out = [NOTICE, '#include "emulator/model/generated/decode.h"\n#include "emulator/model/messages.h"\n\nnamespace ddb::model {\nnamespace {\n\n']
    out += enum_wordings(model)
    rules = Rules(model)
    rows = []
    for structure in input_structures(model):
        rows.append(member_rows(model, rules, structure))
    out += rules.lines
    out.append("\n")
    out += rows
    out.append("}  // namespace\n\n")
    for structure in input_structures(model):
        out.append(decode_function(model, structure))
    out.append("}  // namespace ddb::model\n")
    return "".join(out)


def input_structures(model):
    return [name for name in model.structures() if model.is_input(name)]


def input_enums(model):
    return [name for name in model.enums() if name in model.input_shapes]


def ordered_members(model, structure):
    """Members in the order in which the service judges them: those of "member_order" first."""
    members = list(model.shapes[structure]["members"])
    first = model.rules["member_order"].get(structure, [])
    unknown = set(first) - set(members)
    if unknown:
        raise SystemExit(f"member_order of {structure} names unknown members: {sorted(unknown)}")
    return first + [member for member in members if member not in first]


def enum_wordings(model):
    out = []
    for name in input_enums(model):
        values = model.rules["enum_values"].get(name, ", ".join(model.shapes[name]["enum"]))
        out.append(f'constexpr EnumWording k{name}Wording{{.values = "[{values}]"}};\n')
    for place, wording in model.rules["enum_values_without_place"].items():
        structure, member = place.split(".")
        name = model.shapes[structure]["members"][member]
        alone = ", .alone = true" if wording.get("alone") else ""
        out.append(
            f"constexpr EnumWording k{structure}{member}Wording{{.values = k{name}Wording.values, "
            f'.values_without_place = "[{wording["values"]}]"{alone}}};\n'
        )
    out.append("\n")
    return out


class Rules:
    """The constants of ShapeRules, each written once."""

    def __init__(self, model):
        self.model, self.lines, self.written = model, [], {}

    def of_shape(self, shape_name):
        return self._constant(shape_name, shape_name, {})

    def of_member(self, structure, member):
        shape_name = self.model.shapes[structure]["members"][member]
        own = self.model.rules["member_rules"].get(f"{structure}.{member}")
        if own is None:
            return self.of_shape(shape_name)
        return self._constant(structure + member, shape_name, own)

    def _constant(self, constant, shape_name, own):
        if constant in self.written:
            return self.written[constant]
        shape = {**self.model.shapes[shape_name], **self.model.rules["shape_rules"].get(shape_name, {}), **own}
        fields = [f".{limit} = {shape[limit]}" for limit in ("min", "max") if shape.get(limit) is not None]
        text = shape.get("text") or self._text_rule(shape)
        if text != "kAny":
            fields.append(f".text = TextRule::{text}")
        if shape["type"] == "integer":
            fields.append(".is_integer = true")
        if shape_name != "AttributeValue" and not self.model.is_attribute_map(shape_name):
            for field, part in (("element", shape.get("member", shape.get("value"))), ("key", shape.get("key"))):
                part_rules = self.of_shape(part) if part and not self.model.is_structure(part) else None
                if part_rules:
                    fields.append(f".{field} = &{part_rules}")
        if not fields:
            self.written[constant] = None
            return None
        name = f"k{constant}Rules"
        self.lines.append(f"constexpr ShapeRules {name}{{{', '.join(fields)}}};\n")
        self.written[constant] = name
        return name

    @staticmethod
    def _text_rule(shape):
        pattern = shape.get("pattern")
        if pattern is None:
            return "kAny"
        if pattern not in _PATTERNS:
            raise SystemExit(f"no matcher for the pattern {pattern}: add one to TextRule and here")
        return _PATTERNS[pattern]


def member_rows(model, rules, structure):
    members = ordered_members(model, structure)
    required = model.required(structure) + model.rules["also_required"].get(structure, [])
    rows = []
    for member in members:
        shape_name = model.shapes[structure]["members"][member]
        place = f"{structure}.{member}"
        fields = [f'.name = "{member}"']
        if member in required:
            fields.append(".required = true")
        if "enum" in model.shapes[shape_name]:
            own = place in model.rules["enum_values_without_place"]
            fields.append(f".enumeration = &k{structure + member if own else shape_name}Wording")
        else:
            constant = rules.of_member(structure, member)
            if constant:
                fields.append(f".rules = &{constant}")
        if place in model.rules["missing_messages"]:
            fields.append(f'.missing_message = messages::{model.rules["missing_messages"][place]}')
        rows.append("MemberRow{" + ", ".join(fields) + "}")
    if not rows:
        return ""
    return f"constexpr std::array<MemberRow, {len(rows)}> k{structure}Rows{{{', '.join(rows)}}};\n"


def decode_function(model, structure):
    members = ordered_members(model, structure)
    if not members:
        return (
            f"bool decode(Decoder&, const JsonPath&, json::Object, {structure}&) {{ return true; }}\n\n"
        )
    rows = f"k{structure}Rows"
    steps = [
        f"decoder.member(path, {rows}[{i}], given[{i}], out.{snake(member)})" for i, member in enumerate(members)
    ]
    return (
        f"bool decode(Decoder& decoder, const JsonPath& path, json::Object object, {structure}& out) {{\n"
        f"const auto given = Decoder::collect(object, {rows});\n"
        "return " + " &&\n".join(steps) + ";\n}\n\n"
    )
