#include "emulator/expression/key_condition.h"

#include <algorithm>
#include <cassert>

#include "emulator/expression/condition_program.h"
#include "emulator/expression/failure.h"

namespace ddb::expression {
namespace {

using model::ServiceError;
using model::ServiceResult;
using Operator = KeyComparison::Operator;

ServiceError fail(std::string_view sentence, std::initializer_list<std::string_view> values = {}) {
  return failure(Kind::kKeyCondition, sentence, values);
}

bool is_operator_of_keys(NodeType type) {
  switch (type) {
    case NodeType::kEqual:
    case NodeType::kLess:
    case NodeType::kLessOrEqual:
    case NodeType::kGreater:
    case NodeType::kGreaterOrEqual:
    case NodeType::kBetween:
    case NodeType::kBeginsWith:
    case NodeType::kAnd:
      return true;
    default:
      return false;
  }
}

Operator key_operator(NodeType type) {
  switch (type) {
    case NodeType::kLess:
      return Operator::kLess;
    case NodeType::kLessOrEqual:
      return Operator::kLessOrEqual;
    case NodeType::kGreater:
      return Operator::kGreater;
    case NodeType::kGreaterOrEqual:
      return Operator::kGreaterOrEqual;
    case NodeType::kBetween:
      return Operator::kBetween;
    case NodeType::kBeginsWith:
      return Operator::kBeginsWith;
    default:
      return Operator::kEqual;
  }
}

/// The operator that says the same with its operands exchanged.
Operator exchanged(Operator op) {
  switch (op) {
    case Operator::kLess:
      return Operator::kGreater;
    case Operator::kLessOrEqual:
      return Operator::kGreaterOrEqual;
    case Operator::kGreater:
      return Operator::kLess;
    case Operator::kGreaterOrEqual:
      return Operator::kLessOrEqual;
    default:
      return op;
  }
}

/// Only conditions joined by AND, each with an operator that a key can be searched by.
ServiceResult<void> check_operators(const ConditionProgram& program) {
  for (const Instruction& instruction : program.instructions) {
    const bool is_operand = instruction.type == NodeType::kPath || instruction.type == NodeType::kLiteral ||
                            instruction.type == NodeType::kSize;
    if (!is_operand && !is_operator_of_keys(instruction.type))
      return fail(messages::kKeyOperator, {operator_name(instruction.type)});
  }
  return {};
}

bool needs_key_first(Operator op) {
  return op == Operator::kBetween || op == Operator::kBeginsWith;
}

/// One condition: an attribute of the top level against values of the request. Looks at the operands from
/// left to right and refuses the first that does not fit.
ServiceResult<KeyComparison> read_comparison(const ConditionProgram& program, const Instruction* node) {
  KeyComparison comparison;
  comparison.op = key_operator(node->type);
  bool has_key = false;
  std::vector<value::ValueView> values;
  const Instruction* operand = node + 1;
  for (std::uint32_t i = 0; i < node->operands; ++i, operand = after(operand)) {
    if (operand->type == NodeType::kSize) return fail(messages::kKeyNestedOperation);
    if (operand->type == NodeType::kLiteral) {
      if (i == 0 && needs_key_first(comparison.op))
        return fail(messages::kKeyNotFirstOperand, {operator_name(node->type)});
      values.push_back(operand->value);
      continue;
    }
    if (has_key) return fail(messages::kKeySeveralNames);
    if (operand->path_length > 1) return fail(messages::kKeyNestedAttribute);
    has_key = true;
    comparison.name = program.path(*operand).front().name;
    if (i > 0) comparison.op = exchanged(comparison.op);
  }
  if (!has_key) return fail(messages::kKeyNoAttribute);
  comparison.value = values.front();
  comparison.upper = values.back();
  return comparison;
}

ServiceResult<std::vector<KeyComparison>> read_comparisons(const ConditionProgram& program) {
  DDB_CHECK(check_operators(program));
  std::vector<KeyComparison> comparisons;
  const Instruction* root = program.instructions.data();
  const bool several = root->type == NodeType::kAnd;
  const Instruction* node = several ? root + 1 : root;
  for (std::uint32_t left = several ? root->operands : 1; left != 0; --left, node = after(node)) {
    DDB_TRY(comparison, read_comparison(program, node));
    if (std::ranges::find(comparisons, comparison.name, &KeyComparison::name) != comparisons.end())
      return fail(messages::kKeyRepeated);
    comparisons.push_back(comparison);
  }
  return comparisons;
}

const KeyComparison* find_comparison(const std::vector<KeyComparison>& comparisons, std::string_view name) {
  const auto found = std::ranges::find(comparisons, name, &KeyComparison::name);
  return found != comparisons.end() ? &*found : nullptr;
}

ServiceResult<void> check_operand(const KeyComparison& comparison, const KeyAttribute& attribute) {
  if (comparison.op == Operator::kNotIndexable) return failure(messages::kKeyConditionNotIndexable);
  if (comparison.value.type() == attribute.type && comparison.upper.type() == attribute.type) return {};
  return failure(messages::kKeyConditionType);
}

}  // namespace

ServiceResult<KeyCondition> KeyCondition::bind(ExpressionPointer expression, Bindings& bindings) {
  Resolver resolver(Kind::kKeyCondition, bindings);
  DDB_TRY(program, compile(expression->condition, resolver));
  auto comparisons = read_comparisons(program);
  KeyCondition condition;
  if (comparisons)
    condition = of(*std::move(comparisons));
  else
    condition.misuse_ = std::move(comparisons).error();
  condition.expression_ = std::move(expression);
  return condition;
}

ServiceResult<void> KeyCondition::check() const {
  if (misuse_) return *misuse_;
  return {};
}

KeyCondition KeyCondition::of(std::vector<KeyComparison> comparisons) {
  KeyCondition condition;
  condition.comparisons_ = std::move(comparisons);
  for (KeyComparison& comparison : condition.comparisons_)
    if (comparison.op != Operator::kBetween) comparison.upper = comparison.value;
  return condition;
}

ServiceResult<KeyRange> KeyCondition::resolve(const KeySchema& schema) const {
  assert(!misuse_);
  const std::size_t attributes = schema.hash.size() + schema.range.size();
  if (comparisons_.size() > attributes)
    return failure(messages::kTooManyKeyConditions,
                   {std::to_string(comparisons_.size()), std::to_string(attributes)});
  KeyRange range;
  for (const KeyAttribute& attribute : schema.hash) {
    const KeyComparison* comparison = find_comparison(comparisons_, attribute.name);
    if (comparison == nullptr) return failure(messages::kMissedKeyElement, {attribute.name});
    DDB_CHECK(check_operand(*comparison, attribute));
    if (comparison->op != Operator::kEqual) return failure(messages::kKeyConditionNotSupported);
    range.hash.push_back(comparison->value);
  }
  DDB_CHECK(resolve_range(schema, range));
  return range;
}

/// The range attributes may be conditioned from the left, all but the last of those by equality.
ServiceResult<void> KeyCondition::resolve_range(const KeySchema& schema, KeyRange& range) const {
  std::size_t left = comparisons_.size() - schema.hash.size();
  std::string open_names;  // range attributes so far that have no equality
  for (const KeyAttribute& attribute : schema.range) {
    const KeyComparison* comparison = find_comparison(comparisons_, attribute.name);
    if (comparison != nullptr) {
      --left;
      DDB_CHECK(check_operand(*comparison, attribute));
      if (!open_names.empty())
        return failure(messages::kRangeKeyWithoutEquality, {open_names, attribute.name});
    }
    if (comparison != nullptr && comparison->op == Operator::kEqual) {
      range.range_equal.push_back(comparison->value);
      continue;
    }
    if (comparison != nullptr) range.range = *comparison;
    open_names += (open_names.empty() ? "" : ", ") + std::string(attribute.name);
  }
  if (left == 0) return {};
  if (schema.range.empty()) return failure(messages::kKeyConditionNotSupported);
  for (const KeyAttribute& attribute : schema.range)
    if (find_comparison(comparisons_, attribute.name) == nullptr)
      return failure(messages::kMissedKeyElement, {attribute.name});
  return failure(messages::kKeyConditionNotSupported);
}

}  // namespace ddb::expression
