#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "emulator/expression/bindings.h"
#include "emulator/expression/condition_program.h"
#include "emulator/expression/syntax.h"
#include "emulator/model/service_error.h"
#include "shared/value/value.h"

namespace ddb::expression {

/// A ConditionExpression or FilterExpression, ready to be asked of many items. May be asked from several
/// threads at once.
class Condition {
 public:
  /// Resolves the placeholders of `expression` (of kind kCondition or kFilter) and checks its operands. What
  /// `bindings` looks at must outlive the condition. A ValidationException otherwise.
  static model::ServiceResult<Condition> bind(ExpressionPointer expression, Bindings& bindings);

  /// Whether it holds for an item of these attributes; one that does not exist has none. Makes no allocation.
  bool holds(value::MapView attributes) const;
  bool holds(value::ItemView item) const { return holds(item.attributes()); }

  /// Whether a path leads into the top-level attribute `name`, to a part of it.
  bool leads_into(std::string_view name) const;

  /// The top-level attributes that it names, each once, in order of appearance.
  std::span<const std::string_view> attribute_names() const { return attribute_names_; }

 private:
  ExpressionPointer expression_;  // keeps names and literals alive
  ConditionProgram program_;
  std::vector<std::string_view> attribute_names_;
};

/// Refuses a FilterExpression of Query that names one of `key_names`, the key attributes of the table or
/// index that is queried, in schema order.
model::ServiceResult<void> check_filter_has_no_key(const Condition& filter,
                                                   std::span<const std::string_view> key_names);

}  // namespace ddb::expression
