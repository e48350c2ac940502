#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "emulator/expression/document_path.h"
#include "emulator/expression/resolver.h"
#include "emulator/expression/syntax.h"
#include "emulator/model/service_error.h"
#include "shared/value/value.h"

namespace ddb::expression {

/// One node of a condition. An instruction is followed by its operands, each with all that belongs to it, so
/// that a whole condition is one array and is evaluated from front to back.
struct Instruction {
  NodeType type;
  std::uint32_t operands = 0;    ///< How many follow directly.
  std::uint32_t length = 1;      ///< How many instructions this one takes up with all that belongs to it.
  std::uint32_t path_begin = 0;  ///< kPath: where its elements stand in `path_elements`, and how many.
  std::uint32_t path_length = 0;
  value::ValueView value = {};  ///< kLiteral, which placeholders become too.
};

/// A condition with its placeholders resolved and its operands checked.
struct ConditionProgram {
  std::vector<Instruction> instructions;
  std::vector<DocumentPathElement> path_elements;

  std::span<const DocumentPathElement> path(const Instruction& instruction) const {
    return std::span(path_elements).subspan(instruction.path_begin, instruction.path_length);
  }
};

/// The instruction behind `instruction` and all that belongs to it: its next sibling, where it has one.
inline const Instruction* after(const Instruction* instruction) {
  return instruction + instruction->length;
}

/// Resolves placeholders and checks operands from left to right, the operands of a node before the node
/// itself, and fails on the first that is wrong.
model::ServiceResult<ConditionProgram> compile(const Node& condition, Resolver& resolver);

/// The service's own way of showing a value in a message: "{S:text}".
std::string value_text(value::ValueView value);

}  // namespace ddb::expression
