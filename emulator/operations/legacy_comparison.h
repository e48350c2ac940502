#pragma once

#include <span>
#include <string>

#include "emulator/expression/syntax.h"
#include "emulator/model/generated/shapes.h"
#include "emulator/operations/call.h"

/// ComparisonOperator and AttributeValueList: what Expected, QueryFilter, ScanFilter and KeyConditions are
/// made of.
namespace ddb::operations {

/// An operator, and the values that it compares an attribute with. Looks at the values in place.
struct LegacyComparison {
  model::ComparisonOperator op{};
  std::span<const model::AttributeValue> values = {};

  static LegacyComparison of(const model::Condition& condition);
};

/// Refuses, in this order: a value that is none, a wrong number of values, values of several types, a type
/// that the operator does not take, and bounds the wrong way round.
ServiceResult<void> check_comparison(const LegacyComparison& comparison);

/// The condition that says the same of `attribute`. `comparison` is valid by `check_comparison`; its values
/// are copied.
expression::Node to_condition(std::string attribute, const LegacyComparison& comparison);

/// "attribute = value", and "the attribute does not exist".
expression::Node equals(std::string attribute, const model::AttributeValue& value);
expression::Node does_not_exist(std::string attribute);

}  // namespace ddb::operations
