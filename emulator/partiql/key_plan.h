#pragma once

#include <optional>
#include <vector>

#include "emulator/expression/key_condition.h"
#include "emulator/expression/syntax.h"
#include "emulator/model/service_error.h"
#include "emulator/partiql/bound_statement.h"
#include "shared/value/value.h"

/// What a WHERE clause says of the key of its table or index: which part of it can be read by, instead of
/// being asked of every item.
namespace ddb::partiql {

/// How a SELECT reads.
struct ReadPlan {
  /// The parts of the table or index to be read, none of which overlap. Empty: all of it.
  std::vector<expression::KeyRange> ranges;
  /// What is left to ask of each item.
  std::optional<expression::Node> filter;
  /// Whether a condition on the partition key stands beside `filter`, rather than within alternatives.
  bool is_keyed = false;
  enum class Direction : std::uint8_t { kForward, kBackward } direction = Direction::kForward;
  /// One after the other, or all of them as one in the order of their sort keys.
  enum class Order : std::uint8_t { kByRange, kBySortKey } order = Order::kByRange;
};

/// Reads by the key where `statement`, a SELECT, has equality or IN on the partition key in each of its
/// alternatives; else everything. A ValidationException when a value is not of the key's type, alternatives
/// overlap, or ORDER BY names something else than the key, or no partition key where WHERE names several.
/// What the plan looks at lies in `statement` and `schema`, which must outlive it.
model::ServiceResult<ReadPlan> plan_read(const BoundStatement& statement,
                                         const expression::KeySchema& schema);

/// One item by its key.
struct KeyEquality {
  value::Item key;
  std::optional<expression::Node> rest;  ///< What else WHERE asks.
};

/// The item that WHERE names by equality on all key attributes; nothing when it does not.
std::optional<KeyEquality> find_key(const std::optional<expression::Node>& where,
                                    const expression::KeySchema& schema);

}  // namespace ddb::partiql
