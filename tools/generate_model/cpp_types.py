"""Enum classes and structs."""

from cpp_names import NOTICE, enumerator, snake


def enums_header(model):
    out = [NOTICE, "#pragma once\n\n#include <optional>\n#include <string_view>\n\nnamespace ddb::model {\n"]
    for name in model.enums():
        values = ", ".join(enumerator(value) for value in model.shapes[name]["enum"])
        out.append(f"enum class {name} {{ {values} }};\n")
        out.append("/// The name on the wire.\n")
        out.append(f"std::string_view to_text({name} value);\n")
        out.append(f"/// Empty when `text` is no {name}.\n")
        out.append(f"std::optional<{name}> {snake(name)}_from_text(std::string_view text);\n\n")
    out.append("}  // namespace ddb::model\n")
    return "".join(out)


def enums_source(model):
    out = [NOTICE, '#include "emulator/model/generated/enums.h"\n\n#include <array>\n\nnamespace ddb::model {\n']
    out.append(
        "namespace {\n\n"
        "template <class Enum, std::size_t kCount>\n"
        "std::optional<Enum> find(const std::array<std::string_view, kCount>& names, std::string_view text) {\n"
        "for (std::size_t i = 0; i < kCount; ++i)\n"
        "if (names[i] == text) return static_cast<Enum>(i);\n"
        "return std::nullopt;\n}\n\n"
    )
    for name in model.enums():
        values = ", ".join(f'"{value}"' for value in model.shapes[name]["enum"])
        count = len(model.shapes[name]["enum"])
        out.append(f"constexpr std::array<std::string_view, {count}> k{name}Names = {{ {values} }};\n")
    out.append("\n}  // namespace\n\n")
    for name in model.enums():
        out.append(f"std::string_view to_text({name} value) {{ return k{name}Names[static_cast<std::size_t>(value)]; }}\n")
        out.append(
            f"std::optional<{name}> {snake(name)}_from_text(std::string_view text) "
            f"{{ return find<{name}>(k{name}Names, text); }}\n\n"
        )
    out.append("}  // namespace ddb::model\n")
    return "".join(out)


def cpp_type(model, shape_name, is_input):
    """The C++ type of a value of a shape inside a struct that requests carry (`is_input`) or only answers."""
    shape = model.shapes[shape_name]
    kind = shape["type"]
    if shape_name == "AttributeValue":
        return "AttributeValue" if is_input else "value::Value"
    if "enum" in shape:
        return shape_name
    if model.is_attribute_map(shape_name):
        return "AttributeMap" if is_input else "value::Item"
    if kind == "list":
        if model.is_attribute_map(shape["member"]) and not is_input:
            return "value::ItemList"
        return f"std::vector<{cpp_type(model, shape['member'], is_input)}>"
    if kind == "map":
        return f"NamedList<{cpp_type(model, shape['value'], is_input)}>"
    scalars = {
        "string": "std::string",
        "blob": "std::string",
        "integer": "std::int64_t",
        "long": "std::int64_t",
        "double": "double",
        "boolean": "bool",
        "timestamp": "Clock::TimePoint",
    }
    return scalars.get(kind, shape_name)


def shapes_header(model):
    out = [NOTICE, "#pragma once\n\n#include <cstdint>\n#include <optional>\n#include <string>\n#include <vector>\n\n"]
    out.append('#include "emulator/model/field_types.h"\n#include "emulator/model/generated/enums.h"\n')
    out.append('#include "shared/base/clock.h"\n#include "shared/value/value.h"\n\n')
    out.append(
        "/// The structures that requests carry and answers hold, under their names in the public API model. A member\n"
        "/// that the model requires is always there; any other may be absent.\n"
    )
    out.append("namespace ddb::model {\n\n")
    for name in model.structures():
        members = model.shapes[name]["members"]
        required = model.required(name)
        out.append(f"struct {name} {{\n")
        for member, shape_name in members.items():
            kind = cpp_type(model, shape_name, model.is_input(name))
            if member not in required:
                kind = f"std::optional<{kind}>"
                initial = ""
            else:
                initial = "{}" if is_plain(model, shape_name) else ""
            out.append(f"  {kind} {snake(member)}{initial};\n")
        out.append("};\n\n")
    out.append("}  // namespace ddb::model\n")
    return "".join(out)


def is_plain(model, shape_name):
    """Whether the type has no initial value of its own."""
    shape = model.shapes[shape_name]
    return "enum" in shape or shape["type"] in ("integer", "long", "double", "boolean")
