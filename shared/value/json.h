#pragma once

#include <boost/json/fwd.hpp>
#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/value/value.h"

/// DynamoDB's JSON form of attribute values: {"S": "text"}, {"N": "1"}, {"M": {...}} and so on.
namespace ddb::value {

/// What is wrong with a JSON attribute value of the right JSON shape. `detail` is the offending text (a
/// number, a set) where DynamoDB's message shows it.
enum class ValueErrorKind {
  kEmpty,         ///< {}: no type at all.
  kSeveralTypes,  ///< {"S": "a", "N": "1"}.
  kNullNotTrue,   ///< {"NULL": false}.
  kNumberNotANumber,
  kNumberTooManyDigits,
  kNumberOverflow,
  kNumberUnderflow,
  kEmptyStringSet,
  kEmptyNumberSet,
  kEmptyBinarySet,
  kDuplicateInSet,
  kEmptyAttributeName,
  kAttributeNameTooLong,
  kTooDeep,  ///< More than kNestingLevelsMax levels.
};

struct ValueError {
  ValueErrorKind kind;
  std::string detail;
};

/// Encodes the JSON object of attribute name to attribute value. The JSON shape (objects, strings, arrays,
/// Base64) must have been checked before (`protocol` does, as SerializationException); asserts on it. Returns
/// the first error in the order that DynamoDB finds it.
Result<Item, ValueError> item_from_json(const boost::json::object& attributes);
Result<Value, ValueError> value_from_json(const boost::json::object& attribute_value);

/// Appends compact JSON text.
void append_json(std::string& out, ValueView value);
/// Appends `{"name":{"S":"..."},...}`.
void append_json(std::string& out, ItemView item);

/// Appends `text` as a JSON string with its quotes: escapes what JSON demands, leaves other UTF-8 as it is.
void append_json_string(std::string& out, std::string_view text);

}  // namespace ddb::value
