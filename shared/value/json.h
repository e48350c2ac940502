#pragma once

#include <boost/json/fwd.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/value/value.h"

namespace ddb::json {
class Object;
}

/// DynamoDB's JSON form of attribute values: {"S": "text"}, {"N": "1"}, {"M": {...}} and so on.
namespace ddb::value {

/// What is wrong with a JSON attribute value of the right JSON shape.
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
  kAttributeNameTooLong,  ///< More than kAttributeNameBytesMax bytes.
  kTooDeep,               ///< More than kNestingLevelsMax levels.
};

/// DynamoDB's limit on attribute names, those inside maps too. Source: Developer Guide, "Naming rules".
inline constexpr std::size_t kAttributeNameBytesMax = 65535;

struct ValueError {
  ValueErrorKind kind;
  /// The offending text, where DynamoDB's message shows it: of a number as it was given, of a set with
  /// duplicates as what stands between "Input collection " and " contains duplicates." (`["a", "b", "b"]`,
  /// `["AA==","/w==","AA=="]of type BS`, nothing for a number set). Empty for the other kinds.
  std::string detail = {};
  /// For a set with duplicates: the same in the older wording that batches and transactions answer
  /// (`[b, a, b]`, `[/w==, AA==, AA==]of type BS`). Else equal to `detail`.
  std::string detail_older_wording = {};
};

/// Makes `value()` of a failed result a `std::logic_error`, as with every error of the project.
[[noreturn]] void throw_exception_from_error(const ValueError& error, const boost::source_location&);

/// Encodes the JSON object of attribute name to attribute value. The JSON shape (objects, strings, arrays,
/// Base64) must have been checked before (`protocol` does, as SerializationException); throws
/// `std::logic_error` on a wrong one. Members that are no type's name, or JSON null, count as absent. Returns
/// the first error in the order in which the members were given.
Result<Item, ValueError> item_from_json(const boost::json::object& attributes);
Result<Item, ValueError> item_from_json(json::Object attributes);
Result<Value, ValueError> value_from_json(const boost::json::object& attribute_value);
Result<Value, ValueError> value_from_json(json::Object attribute_value);

struct ItemOfJson {
  Item item;
  std::size_t levels = 0;  ///< Of lists and maps within each other.
};

/// As `item_from_json`, in one pass, for what is nearly always right: nothing when the JSON shape is wrong or
/// anything else is, which a caller has to look for then.
std::optional<ItemOfJson> item_if_valid(json::Object attributes);

/// Appends compact JSON text.
void append_json(std::string& out, ValueView value);
/// Appends `{"name":{"S":"..."},...}`.
void append_json(std::string& out, ItemView item);

/// Appends `text` as a JSON string with its quotes: escapes what JSON demands, leaves other UTF-8 as it is.
void append_json_string(std::string& out, std::string_view text);

}  // namespace ddb::value
