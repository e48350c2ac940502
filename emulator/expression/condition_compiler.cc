#include <algorithm>

#include "emulator/expression/condition_program.h"
#include "emulator/expression/failure.h"
#include "shared/base/base64.h"

namespace ddb::expression {
namespace {

using model::ServiceResult;
using value::Type;
using value::ValueView;

bool is_ordered(Type type) {
  return type == Type::kString || type == Type::kNumber || type == Type::kBinary;
}

/// Room for a usual condition, so that its vectors need not grow.
constexpr std::size_t kLikelyInstructions = 8;

/// Writes one condition into a program.
class Compiler {
 public:
  explicit Compiler(Resolver& resolver) : resolver_(resolver) {
    program_.instructions.reserve(kLikelyInstructions);
    program_.path_elements.reserve(kLikelyInstructions);
  }

  ServiceResult<void> compile(const Node& node);
  ConditionProgram take() { return std::move(program_); }

 private:
  ServiceResult<void> compile_path(const Node& node);
  ServiceResult<void> compile_value(const Node& node);
  ServiceResult<std::uint32_t> compile_operands(const Node& node, NodeType chain);

  ServiceResult<void> check(const Instruction& node) const;
  ServiceResult<void> check_count(const Instruction& node, std::uint32_t expected) const;
  ServiceResult<void> check_distinct(const Instruction& node) const;
  ServiceResult<void> check_is_path(const Instruction& node) const;
  template <class Predicate>
  ServiceResult<void> check_types(const Instruction& node, Predicate allowed) const;
  ServiceResult<void> check_type_name(const Instruction& node) const;
  ServiceResult<void> check_bounds(const Instruction& node) const;

  /// The type of an operand that is known before any item is; empty for a path.
  std::optional<Type> known_type(const Instruction& operand) const {
    if (operand.type == NodeType::kLiteral) return operand.value.type();
    if (operand.type == NodeType::kSize) return Type::kNumber;
    return std::nullopt;
  }
  model::ServiceError fail(std::string_view sentence, std::initializer_list<std::string_view> values) const {
    return failure(resolver_.kind(), sentence, values);
  }

  Resolver& resolver_;
  ConditionProgram program_;
};

ServiceResult<void> Compiler::compile(const Node& node) {
  switch (node.type) {
    case NodeType::kPath:
      return compile_path(node);
    case NodeType::kPlaceholder:
    case NodeType::kLiteral:
      return compile_value(node);
    default:
      break;
  }
  const std::size_t at = program_.instructions.size();
  program_.instructions.push_back({.type = node.type});
  DDB_TRY(operands, compile_operands(node, node.type));
  Instruction& instruction = program_.instructions[at];
  instruction.operands = operands;
  instruction.length = static_cast<std::uint32_t>(program_.instructions.size() - at);
  return check(instruction);
}

/// The operands of AND within AND, and OR within OR, become operands of the outermost.
ServiceResult<std::uint32_t> Compiler::compile_operands(const Node& node, NodeType chain) {
  std::uint32_t count = 0;
  for (const Node& operand : node.operands) {
    if (operand.type == chain && (chain == NodeType::kAnd || chain == NodeType::kOr)) {
      DDB_TRY(inner, compile_operands(operand, chain));
      count += inner;
    } else {
      DDB_CHECK(compile(operand));
      ++count;
    }
  }
  return count;
}

ServiceResult<void> Compiler::compile_path(const Node& node) {
  auto& elements = program_.path_elements;
  program_.instructions.push_back({.type = NodeType::kPath,
                                   .path_begin = static_cast<std::uint32_t>(elements.size()),
                                   .path_length = static_cast<std::uint32_t>(node.path.size())});
  return resolver_.append_path(node.path, elements);
}

ServiceResult<void> Compiler::compile_value(const Node& node) {
  DDB_TRY(value, resolver_.value(node));
  program_.instructions.push_back({.type = NodeType::kLiteral, .value = value});
  return {};
}

ServiceResult<void> Compiler::check(const Instruction& node) const {
  switch (node.type) {
    case NodeType::kAttributeExists:
    case NodeType::kAttributeNotExists:
      DDB_CHECK(check_count(node, 1));
      return check_is_path(node);
    case NodeType::kSize:
      DDB_CHECK(check_count(node, 1));
      return check_types(node, [](Type type) {
        return type != Type::kNumber && type != Type::kBoolean && type != Type::kNull;
      });
    case NodeType::kAttributeType:
      DDB_CHECK(check_count(node, 2));
      DDB_CHECK(check_distinct(node));
      return check_type_name(node);
    case NodeType::kBeginsWith:
      DDB_CHECK(check_count(node, 2));
      DDB_CHECK(check_distinct(node));
      return check_types(node, [](Type type) { return type == Type::kString || type == Type::kBinary; });
    case NodeType::kContains:
      DDB_CHECK(check_count(node, 2));
      return check_distinct(node);
    case NodeType::kEqual:
    case NodeType::kNotEqual:
    case NodeType::kIn:
      return check_distinct(node);
    case NodeType::kLess:
    case NodeType::kLessOrEqual:
    case NodeType::kGreater:
    case NodeType::kGreaterOrEqual:
      DDB_CHECK(check_distinct(node));
      return check_types(node, is_ordered);
    case NodeType::kBetween:
      DDB_CHECK(check_distinct(node));
      DDB_CHECK(check_types(node, is_ordered));
      return check_bounds(node);
    default:
      return {};
  }
}

ServiceResult<void> Compiler::check_count(const Instruction& node, std::uint32_t expected) const {
  if (node.operands == expected) return {};
  return fail(messages::kNumberOfOperands, {operator_name(node.type), std::to_string(node.operands)});
}

ServiceResult<void> Compiler::check_distinct(const Instruction& node) const {
  const Instruction* first = &node + 1;
  if (first->type != NodeType::kPath) return {};
  const auto path = program_.path(*first);
  const Instruction* other = after(first);
  for (std::uint32_t i = 1; i < node.operands; ++i, other = after(other)) {
    if (other->type == NodeType::kPath && std::ranges::equal(path, program_.path(*other)))
      return fail(messages::kFirstOperandNotDistinct, {operator_name(node.type), path_text(path)});
  }
  return {};
}

ServiceResult<void> Compiler::check_is_path(const Instruction& node) const {
  if ((&node + 1)->type == NodeType::kPath) return {};
  return fail(messages::kRequiresPath, {operator_name(node.type)});
}

template <class Predicate>
ServiceResult<void> Compiler::check_types(const Instruction& node, Predicate allowed) const {
  const Instruction* operand = &node + 1;
  for (std::uint32_t i = 0; i < node.operands; ++i, operand = after(operand)) {
    const std::optional<Type> type = known_type(*operand);
    if (type && !allowed(*type))
      return fail(messages::kOperandType, {operator_name(node.type), value::type_name(*type)});
  }
  return {};
}

ServiceResult<void> Compiler::check_type_name(const Instruction& node) const {
  const Instruction& name = *after(&node + 1);
  const std::optional<Type> type = known_type(name);
  if (type != Type::kString)
    return fail(messages::kOperandType,
                {operator_name(node.type), type ? value::type_name(*type) : messages::kEveryTypeName});
  if (value::type_from_name(name.value.bytes())) return {};
  return fail(messages::kInvalidTypeName, {name.value.bytes()});
}

ServiceResult<void> Compiler::check_bounds(const Instruction& node) const {
  const Instruction* lower = after(&node + 1);
  const Instruction* upper = after(lower);
  if (lower->type != NodeType::kLiteral || upper->type != NodeType::kLiteral) return {};
  const std::string lower_text = value_text(lower->value);
  const std::string upper_text = value_text(upper->value);
  if (lower->value.type() != upper->value.type())
    return fail(messages::kBetweenTypes, {lower_text, upper_text});
  if (lower->value.bytes() > upper->value.bytes())
    return fail(messages::kBetweenOrder, {lower_text, upper_text});
  return {};
}

}  // namespace

ServiceResult<ConditionProgram> compile(const Node& condition, Resolver& resolver) {
  Compiler compiler(resolver);
  DDB_CHECK(compiler.compile(condition));
  return compiler.take();
}

std::string value_text(ValueView value) {
  std::string text = "{" + std::string(value::type_name(value.type())) + ":";
  switch (value.type()) {
    case Type::kString:
      text += value.bytes();
      break;
    case Type::kNumber:
      value.number().append_text(text);
      break;
    case Type::kBinary:
      base64_append(text, value.bytes());
      break;
    default:
      break;
  }
  return text + "}";
}

}  // namespace ddb::expression
