#include "emulator/operations/legacy_key_conditions.h"

#include <string>
#include <utility>
#include <vector>

#include "emulator/model/legacy_messages.h"
#include "emulator/operations/legacy_comparison.h"

namespace ddb::operations {
namespace {

using expression::KeyComparison;
using expression::KeyCondition;
using Operator = KeyComparison::Operator;

Operator key_operator(model::ComparisonOperator op) {
  using model::ComparisonOperator;
  switch (op) {
    case ComparisonOperator::kEq:
      return Operator::kEqual;
    case ComparisonOperator::kLt:
      return Operator::kLess;
    case ComparisonOperator::kLe:
      return Operator::kLessOrEqual;
    case ComparisonOperator::kGt:
      return Operator::kGreater;
    case ComparisonOperator::kGe:
      return Operator::kGreaterOrEqual;
    case ComparisonOperator::kBetween:
      return Operator::kBetween;
    case ComparisonOperator::kBeginsWith:
      return Operator::kBeginsWith;
    default:
      return Operator::kNotIndexable;
  }
}

}  // namespace

ServiceResult<std::optional<KeyCondition>> legacy_key_condition(
    const std::optional<model::NamedList<model::Condition>>& key_conditions) {
  if (!key_conditions) return std::optional<KeyCondition>();
  if (key_conditions->empty()) return model::validation_error(std::string(model::messages::kNoKeyConditions));
  std::vector<KeyComparison> comparisons;
  for (const auto& [name, condition] : *key_conditions) {
    const LegacyComparison given = LegacyComparison::of(condition);
    DDB_CHECK(check_comparison(given));
    KeyComparison comparison;
    comparison.name = name;
    comparison.op = key_operator(given.op);
    if (!given.values.empty()) {
      comparison.value = given.values.front().value.view();
      comparison.upper = given.values.back().value.view();
    }
    comparisons.push_back(comparison);
  }
  return std::optional<KeyCondition>(KeyCondition::of(std::move(comparisons)));
}

}  // namespace ddb::operations
