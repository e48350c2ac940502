#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "emulator/expression/bindings.h"
#include "emulator/expression/syntax.h"
#include "emulator/model/service_error.h"
#include "shared/value/value.h"

namespace ddb::expression {

struct KeyAttribute {
  std::string_view name;
  value::Type type;  ///< kString, kNumber or kBinary
};

/// The key of a table (one HASH, at most one RANGE), or of an index (up to four of each).
struct KeySchema {
  std::vector<KeyAttribute> hash;
  std::vector<KeyAttribute> range;
};

/// One condition of a key condition expression, on one key attribute.
struct KeyComparison {
  enum class Operator : std::uint8_t {
    kEqual,
    kLess,
    kLessOrEqual,
    kGreater,
    kGreaterOrEqual,
    kBetween,  ///< `value` and `upper`, both inclusive
    kBeginsWith,
    kNotIndexable,  ///< Any other of the legacy KeyConditions: refused once the key is known.
  };
  std::string_view name;
  Operator op = Operator::kEqual;
  value::ValueView value = {};
  value::ValueView upper = {};  ///< Of kBetween; else the same as `value`.
};

/// Which items a Query reads: those whose hash attributes equal `hash` (in schema order), whose first range
/// attributes equal `range_equal`, and whose next range attribute satisfies `range`, if it is there.
struct KeyRange {
  std::vector<value::ValueView> hash;
  std::vector<value::ValueView> range_equal;
  std::optional<KeyComparison> range;  ///< Never kEqual: equal conditions stand in `range_equal`.
};

/// A KeyConditionExpression.
class KeyCondition {
 public:
  /// Resolves the placeholders and checks the operands. What `bindings` looks at must outlive the condition.
  static model::ServiceResult<KeyCondition> bind(ExpressionPointer expression, Bindings& bindings);

  /// Whether it is one that a key can be searched by: a ValidationException otherwise. The service asks this
  /// after it has read the other expressions of the request. Source: dynalite's tests of Query.
  model::ServiceResult<void> check() const;

  /// For the legacy KeyConditions: conditions that are already resolved.
  static KeyCondition of(std::vector<KeyComparison> comparisons);

  /// Holds the conditions, which pass `check`, against the key that is queried: every hash attribute equal,
  /// range attributes from the left with only the last one unequal, types as declared. A ValidationException
  /// otherwise.
  model::ServiceResult<KeyRange> resolve(const KeySchema& schema) const;

  const std::vector<KeyComparison>& comparisons() const { return comparisons_; }

 private:
  model::ServiceResult<void> resolve_range(const KeySchema& schema, KeyRange& range) const;

  ExpressionPointer expression_;  // keeps names and literals alive
  std::vector<KeyComparison> comparisons_;
  std::optional<model::ServiceError> misuse_;  // what `check` says
};

}  // namespace ddb::expression
