"""Handler declarations and the operation table."""

from cpp_names import NOTICE, snake


def handlers_header(model):
    out = [NOTICE, '#pragma once\n\n#include "emulator/model/generated/shapes.h"\n']
    out.append('#include "emulator/model/service_error.h"\n\n')
    out.append("/// One function for each operation that is served, in a file of its own: put_item is in put_item.cc.\n")
    out.append("namespace ddb::operations {\n\nstruct Call;\n\n")
    for name in model.served:
        out.append(
            f"model::ServiceResult<model::{model.output_of(name)}> {snake(name)}"
            f"(Call& call, model::{model.input_of(name)}& input);\n"
        )
    out.append("\n}  // namespace ddb::operations\n")
    return "".join(out)


def table_source(model):
    out = [NOTICE, '#include "emulator/operations/operation_table.h"\n\n#include "emulator/operations/run.h"\n\n']
    out.append('#include "emulator/model/generated/decode.h"\n#include "emulator/model/generated/encode.h"\n')
    out.append('#include "emulator/operations/generated/handlers.h"\n\nnamespace ddb::operations {\nnamespace {\n\n')
    targets = {f"{row['service']}.{name}": name for name, row in model.operations.items()}
    out.append(f"// Sorted by target, for a binary search.\nconstexpr std::array<OperationRow, {len(targets)}> kTable{{")
    rows = []
    for target, name in sorted(targets.items()):
        if name not in model.served:
            rows.append(f'OperationRow{{"{target}", nullptr}}')
            continue
        style = model.rules["styles"].get(name, "kJoined")
        answer = "kEmpty" if name in model.rules["empty_answers"] else "kJson"
        rows.append(
            f'OperationRow{{"{target}", run<model::{model.input_of(name)}, model::{model.output_of(name)}, '
            f"{snake(name)}, model::ValidationStyle::{style}, Answer::{answer}>}}"
        )
    out.append(", ".join(rows) + "};\n\n}  // namespace\n\n")
    out.append("std::span<const OperationRow> operation_table() { return kTable; }\n\n")
    out.append("}  // namespace ddb::operations\n")
    return "".join(out)
