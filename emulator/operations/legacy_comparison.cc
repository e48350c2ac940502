#include "emulator/operations/legacy_comparison.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "emulator/model/legacy_messages.h"
#include "emulator/model/messages.h"
#include "emulator/model/value_error.h"

namespace ddb::operations {
namespace {

namespace messages = model::messages;
using expression::Node;
using expression::NodeType;
using model::ComparisonOperator;

/// Which values an operator takes.
enum class ArgumentTypes : std::uint8_t {
  kAll,
  kOrdered,  ///< String, Number, Binary
  kText,     ///< String, Binary
  kScalar,   ///< Whatever is no set, list or map
};

struct OperatorRule {
  ComparisonOperator op;
  std::size_t values_min;
  std::size_t values_max;
  ArgumentTypes types;
  NodeType node;  ///< For kNotContains, what is negated.
};

/// Source: Amazon DynamoDB API Reference, "Condition"; the types: dynalite's tests of Query and Scan, and
/// Alternator's test_query_filter.
constexpr std::array<OperatorRule, 13> kRules = {{
    {ComparisonOperator::kEq, 1, 1, ArgumentTypes::kAll, NodeType::kEqual},
    {ComparisonOperator::kNe, 1, 1, ArgumentTypes::kAll, NodeType::kNotEqual},
    {ComparisonOperator::kIn, 1, SIZE_MAX, ArgumentTypes::kOrdered, NodeType::kIn},
    {ComparisonOperator::kLe, 1, 1, ArgumentTypes::kOrdered, NodeType::kLessOrEqual},
    {ComparisonOperator::kLt, 1, 1, ArgumentTypes::kOrdered, NodeType::kLess},
    {ComparisonOperator::kGe, 1, 1, ArgumentTypes::kOrdered, NodeType::kGreaterOrEqual},
    {ComparisonOperator::kGt, 1, 1, ArgumentTypes::kOrdered, NodeType::kGreater},
    {ComparisonOperator::kBetween, 2, 2, ArgumentTypes::kOrdered, NodeType::kBetween},
    {ComparisonOperator::kNotNull, 0, 0, ArgumentTypes::kAll, NodeType::kAttributeExists},
    {ComparisonOperator::kNull, 0, 0, ArgumentTypes::kAll, NodeType::kAttributeNotExists},
    {ComparisonOperator::kContains, 1, 1, ArgumentTypes::kScalar, NodeType::kContains},
    {ComparisonOperator::kNotContains, 1, 1, ArgumentTypes::kScalar, NodeType::kContains},
    {ComparisonOperator::kBeginsWith, 1, 1, ArgumentTypes::kText, NodeType::kBeginsWith},
}};

const OperatorRule& rule_of(ComparisonOperator op) {
  return *std::ranges::find(kRules, op, &OperatorRule::op);
}

bool takes(ArgumentTypes types, value::Type type) {
  using value::Type;
  switch (types) {
    case ArgumentTypes::kAll:
      return true;
    case ArgumentTypes::kOrdered:
      return type == Type::kString || type == Type::kNumber || type == Type::kBinary;
    case ArgumentTypes::kText:
      return type == Type::kString || type == Type::kBinary;
    case ArgumentTypes::kScalar:
      return !value::is_set(type) && type != Type::kList && type != Type::kMap;
  }
  return false;
}

Node path_of(std::string attribute) {
  return Node::of_path({expression::PathElement::attribute(std::move(attribute))});
}

}  // namespace

LegacyComparison LegacyComparison::of(const model::Condition& condition) {
  LegacyComparison comparison{condition.comparison_operator};
  if (condition.attribute_value_list) comparison.values = *condition.attribute_value_list;
  return comparison;
}

ServiceResult<void> check_comparison(const LegacyComparison& comparison) {
  const auto fail = [](std::string_view sentence, std::initializer_list<std::string_view> values = {}) {
    return model::validation_error(messages::fill(sentence, values));
  };
  const OperatorRule& rule = rule_of(comparison.op);
  const std::string_view name = model::to_text(comparison.op);
  for (const model::AttributeValue& value : comparison.values)
    if (value.error) return model::value_error(*value.error);
  const std::size_t count = comparison.values.size();
  if (count < rule.values_min || count > rule.values_max) return fail(messages::kNumberOfArguments, {name});
  if (count == 0) return {};
  const value::Type type = comparison.values.front().value.view().type();
  for (const model::AttributeValue& value : comparison.values)
    if (value.value.view().type() != type) return fail(messages::kArgumentsOfSeveralTypes);
  if (!takes(rule.types, type)) return fail(messages::kArgumentType, {name, value::type_name(type)});
  // The encoding of ordered values is ordered as they are.
  if (comparison.op == ComparisonOperator::kBetween &&
      comparison.values.front().value.view().bytes() > comparison.values.back().value.view().bytes())
    return fail(messages::kBetweenReversed);
  return {};
}

/// Every operator but NE and NULL is false of an attribute that is missing, NOT_CONTAINS too. Source:
/// Alternator's test_update_expected_1_not_contains, which describes the service.
Node to_condition(std::string attribute, const LegacyComparison& comparison) {
  std::vector<Node> operands;
  operands.reserve(comparison.values.size() + 1);
  operands.push_back(path_of(attribute));
  for (const model::AttributeValue& value : comparison.values)
    operands.push_back(Node::of_literal(value.value));
  Node condition = Node::of(rule_of(comparison.op).node, std::move(operands));
  if (comparison.op != ComparisonOperator::kNotContains) return condition;
  Node exists = Node::of(NodeType::kAttributeExists, {path_of(std::move(attribute))});
  return Node::of(NodeType::kAnd, {std::move(exists), Node::of(NodeType::kNot, {std::move(condition)})});
}

Node equals(std::string attribute, const model::AttributeValue& value) {
  return Node::of(NodeType::kEqual, {path_of(std::move(attribute)), Node::of_literal(value.value)});
}

Node does_not_exist(std::string attribute) {
  return Node::of(NodeType::kAttributeNotExists, {path_of(std::move(attribute))});
}

}  // namespace ddb::operations
