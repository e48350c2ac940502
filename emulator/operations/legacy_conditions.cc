#include "emulator/operations/legacy_conditions.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "emulator/model/legacy_messages.h"
#include "emulator/model/messages.h"
#include "emulator/model/value_error.h"
#include "emulator/operations/legacy_comparison.h"

namespace ddb::operations {
namespace {

namespace messages = model::messages;
using expression::Condition;
using expression::Node;
using expression::NodeType;

template <class... Values>
model::ServiceError fail(std::string_view sentence, const Values&... values) {
  return model::validation_error(messages::fill(sentence, {values...}));
}

/// Value stands for a list of one. Source: the service accepts it beside ComparisonOperator, against its own
/// documentation (dynalite's tests; floci issue 2126).
ServiceResult<Node> read_comparison(const std::string& name, const model::ExpectedAttributeValue& expected) {
  using model::ComparisonOperator;
  LegacyComparison comparison{*expected.comparison_operator};
  const bool takes_none =
      comparison.op == ComparisonOperator::kNull || comparison.op == ComparisonOperator::kNotNull;
  if (expected.exists) return fail(messages::kExistsAndOperator, name);
  if (!expected.value && !expected.attribute_value_list && !takes_none)
    return fail(messages::kOperatorWithoutValue, model::to_text(comparison.op), name);
  if (expected.attribute_value_list) comparison.values = *expected.attribute_value_list;
  if (expected.value) comparison.values = std::span(&*expected.value, 1);
  DDB_CHECK(check_comparison(comparison));
  return to_condition(name, comparison);
}

ServiceResult<Node> read_expected(const std::string& name, const model::ExpectedAttributeValue& expected) {
  if (expected.value && expected.attribute_value_list) return fail(messages::kValueAndList, name);
  if (expected.comparison_operator) return read_comparison(name, expected);
  if (expected.attribute_value_list) return fail(messages::kListWithoutOperator, name);
  const bool exists = expected.exists.value_or(true);
  if (exists && !expected.value)
    return fail(messages::kExistsWithoutValue, std::string_view(expected.exists ? "true" : "null"), name);
  if (!exists && expected.value) return fail(messages::kNotExistsWithValue, name);
  if (!exists) return does_not_exist(name);
  if (expected.value->error) return model::value_error(*expected.value->error);
  return equals(name, *expected.value);
}

/// `conditions` joined, and ready to be asked; none when there are none.
ServiceResult<std::optional<Condition>> join(std::vector<Node> conditions,
                                             std::optional<model::ConditionalOperator> conditional_operator) {
  if (conditions.empty()) return std::optional<Condition>();
  auto expression = std::make_shared<expression::Expression>();
  expression->kind = expression::Kind::kLegacy;
  if (conditions.size() == 1)
    expression->condition = std::move(conditions.front());
  else
    expression->condition =
        Node::of(conditional_operator == model::ConditionalOperator::kOr ? NodeType::kOr : NodeType::kAnd,
                 std::move(conditions));
  expression::Bindings no_placeholders;
  DDB_TRY(condition, Condition::bind(std::move(expression), no_placeholders));
  return std::optional<Condition>(std::move(condition));
}

}  // namespace

ServiceResult<std::optional<Condition>> expected_condition(
    const std::optional<model::NamedList<model::ExpectedAttributeValue>>& expected,
    std::optional<model::ConditionalOperator> conditional_operator) {
  std::vector<Node> conditions;
  if (expected)
    for (const auto& [name, entry] : *expected) {
      DDB_TRY(condition, read_expected(name, entry));
      conditions.push_back(std::move(condition));
    }
  return join(std::move(conditions), conditional_operator);
}

ServiceResult<std::optional<Condition>> filter_condition(
    const std::optional<model::NamedList<model::Condition>>& filter,
    std::optional<model::ConditionalOperator> conditional_operator) {
  std::vector<Node> conditions;
  if (filter)
    for (const auto& [name, entry] : *filter) {
      const LegacyComparison comparison = LegacyComparison::of(entry);
      DDB_CHECK(check_comparison(comparison));
      conditions.push_back(to_condition(name, comparison));
    }
  return join(std::move(conditions), conditional_operator);
}

}  // namespace ddb::operations
