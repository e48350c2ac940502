"""One encode function for each structure that answers hold."""

from cpp_names import NOTICE, snake


def output_structures(model):
    return [name for name in model.structures() if name in model.output_shapes]


def output_enums(model):
    return [name for name in model.enums() if name in model.output_shapes]


def header(model):
    out = [NOTICE, '#pragma once\n\n#include <string>\n\n#include "emulator/model/generated/shapes.h"\n\n']
    out.append("namespace ddb::model {\n\n/// Append a structure as a JSON object; absent members are left out.\n")
    for name in output_structures(model):
        out.append(f"void encode(std::string& out, const {name}& value);\n")
    out.append("\n}  // namespace ddb::model\n")
    return "".join(out)


def source(model):
    out = [NOTICE, '#include "emulator/model/generated/encode.h"\n\n#include "emulator/model/encoder.h"\n\n']
    out.append("namespace ddb::model {\n\n")
    for name in output_structures(model):
        members = model.shapes[name]["members"]
        if not members:
            out.append(f'void encode(std::string& out, const {name}&) {{ out += "{{}}"; }}\n\n')
            continue
        out.append(f"void encode(std::string& out, const {name}& value) {{\nObjectEncoder object(out);\n")
        for member in members:
            own = model.rules["member_rules"].get(f"{name}.{member}", {})
            function = "whole_seconds" if own.get("whole_seconds") else "member"
            out.append(f'object.{function}("\\"{member}\\":", value.{snake(member)});\n')
        out.append("}\n\n")
    out.append("}  // namespace ddb::model\n")
    return "".join(out)
