#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "emulator/model/service_error.h"
#include "shared/value/value.h"

namespace ddb::expression {

/// ExpressionAttributeNames as sent: placeholder (with '#') and attribute name.
using AttributeNames = std::vector<std::pair<std::string, std::string>>;

/// What the placeholders of one request stand for, and which of them its expressions used. Looks at names and
/// values in place: both must outlive it and every program bound with it.
class Bindings {
 public:
  Bindings() = default;  ///< A request with neither parameter.

  /// `names` is null when the request has no ExpressionAttributeNames; `values` is empty when it has no
  /// ExpressionAttributeValues. Fails when one that was sent is empty or has a malformed key, names first.
  static model::ServiceResult<Bindings> create(const AttributeNames* names,
                                               std::optional<value::ItemView> values);

  /// The parts of `create`, for a caller who has to check keys before the values can be decoded.
  static model::ServiceResult<void> check_names(const AttributeNames& names);
  static model::ServiceResult<void> check_value_keys(std::span<const std::string_view> keys);

  /// The refusal of ExpressionAttributeNames, or else ExpressionAttributeValues, in a request without any
  /// expression; nothing when it has neither. `missing` says which expressions the values could be used in,
  /// where the service says that.
  static model::ServiceResult<void> check_absent(const AttributeNames* names,
                                                 const std::optional<value::ItemView>& values,
                                                 std::string_view missing = {});

  /// What `placeholder` stands for, now counted as used; empty when it is not defined.
  std::optional<std::string_view> use_name(std::string_view placeholder);
  std::optional<value::ValueView> use_value(std::string_view placeholder);

  /// Fails when a name, or else a value, was used by no expression bound so far. Called once all are bound.
  model::ServiceResult<void> check_all_used() const;

 private:
  struct Name {
    std::string_view placeholder;
    std::string_view name;
    bool used = false;
  };
  struct Value {
    std::string_view placeholder;
    value::ValueView value;
    bool used = false;
  };
  std::vector<Name> names_;    // sorted by placeholder
  std::vector<Value> values_;  // sorted by placeholder, as an ItemView is
};

}  // namespace ddb::expression
