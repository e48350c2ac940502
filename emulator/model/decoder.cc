#include "emulator/model/decoder.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <cmath>

#include "emulator/model/limits.h"
#include "emulator/model/messages.h"

namespace ddb::model {
namespace {

constexpr std::int64_t kIntegerMax = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t kIntegerMin = std::numeric_limits<std::int32_t>::min();

/// How the service's JSON reader calls a scalar.
std::string_view token_name(const json::Value& json) {
  switch (json.kind()) {
    case boost::json::kind::string:
      return "STRING_VALUE";
    case boost::json::kind::bool_:
      return json.get_bool() ? "TRUE_VALUE" : "FALSE_VALUE";
    case boost::json::kind::double_:
      return "DECIMAL_VALUE";
    case boost::json::kind::null:
      return "NULL_VALUE";
    default:
      return "NUMBER_VALUE";
  }
}

}  // namespace

std::optional<bool> boolean_from_text(std::string_view text) {
  std::string lower(text.substr(0, 8));
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (lower == "true" || lower == "yes" || lower == "1") return true;
  if (lower == "false" || lower == "no" || lower == "0") return false;
  return std::nullopt;
}

bool Decoder::wrong_shape(std::string message) {
  serialization_message_ = std::move(message);
  return false;
}

bool Decoder::not_convertible(const json::Value& json, std::string_view type, std::string_view java_type) {
  if (json.is_object()) return wrong_shape(std::string(messages::kUnexpectedStructure));
  if (json.is_array())
    return wrong_shape(
        messages::fill(messages::kUnrecognizedCollection, {"class " + std::string(java_type)}));
  return wrong_shape(messages::fill(messages::kNotConvertible, {token_name(json), type}));
}

bool Decoder::read(const JsonPath& path, const json::Value& json, const ShapeRules& rules, std::string& out) {
  if (!json.is_string()) return not_convertible(json, "String", "java.lang.String");
  out.assign(json.get_string());
  check_text(path, rules, out);
  return true;
}

bool Decoder::read_whole_number(const json::Value& json, const ShapeRules& rules, std::int64_t& out) {
  const std::string_view type = rules.is_integer ? "Integer" : "Long";
  const std::int64_t low = rules.is_integer ? kIntegerMin : std::numeric_limits<std::int64_t>::min();
  const std::int64_t high = rules.is_integer ? kIntegerMax : std::numeric_limits<std::int64_t>::max();
  if (json.is_int64() && json.get_int64() >= low && json.get_int64() <= high) {
    out = json.get_int64();
    return true;
  }
  // Digits after the point are cut off, as the service's reader does. 2^63 is the first double out of range.
  if (json.is_double() && std::abs(json.get_double()) < 9223372036854775808.0) {
    out = static_cast<std::int64_t>(json.get_double());
    if (out >= low && out <= high) return true;
  }
  if (!json.is_number()) return not_convertible(json, type, "java.lang." + std::string(type));
  return wrong_shape(messages::fill(messages::kNumberOutOfRange,
                                    {boost::json::serialize(json.copy()), rules.is_integer ? "int" : "long",
                                     std::to_string(low), std::to_string(high)}));
}

bool Decoder::read(const JsonPath& path, const json::Value& json, const ShapeRules& rules,
                   std::int64_t& out) {
  if (!read_whole_number(json, rules, out)) return false;
  check_range(path, rules, out);
  return true;
}

bool Decoder::read(const JsonPath&, const json::Value& json, const ShapeRules&, bool& out) {
  if (json.is_string()) {
    const auto meant = boolean_from_text(json.get_string());
    if (!meant) return wrong_shape(std::string(messages::kUnexpectedToken));
    out = *meant;
    return true;
  }
  if (!json.is_bool()) return not_convertible(json, "Boolean", "java.lang.Boolean");
  out = json.get_bool();
  return true;
}

bool Decoder::read_double(const json::Value& json, std::string_view type, std::string_view java_type,
                          double& out) {
  if (!json.is_number()) return not_convertible(json, type, java_type);
  out = json.to_double();
  if (std::isfinite(out)) return true;
  constexpr std::string_view kMax = "1.7976931348623157E308";
  return wrong_shape(messages::fill(messages::kNumberOutOfRange, {boost::json::serialize(json.copy()),
                                                                  "double", "-" + std::string(kMax), kMax}));
}

bool Decoder::read(const JsonPath&, const json::Value& json, const ShapeRules&, double& out) {
  return read_double(json, "Double", "java.lang.Double", out);
}

bool Decoder::read(const JsonPath&, const json::Value& json, const ShapeRules&, Clock::TimePoint& out) {
  // Seconds since 1970, with a fraction. The years 1 to 9999 are all that any date can mean.
  constexpr double kSecondsMax = 253'402'300'799.0;
  double seconds = 0;
  if (!read_double(json, "Date", "java.util.Date", seconds)) return false;
  seconds = std::clamp(seconds, -kSecondsMax, kSecondsMax);
  out = Clock::TimePoint(std::chrono::microseconds(std::llround(seconds * 1e6)));
  return true;
}

bool Decoder::expect_array(const JsonPath& path, const json::Value& json) {
  if (json.is_array()) return true;
  if (json.is_object()) return wrong_shape(std::string(messages::kUnexpectedStructure));
  return wrong_shape(std::string(path.step == JsonPath::Step::kEntry ? messages::kParameterizedType
                                                                     : messages::kUnexpectedFieldType));
}

bool Decoder::expect_map(const JsonPath& path, const json::Value& json, const std::string& value_type) {
  if (json.is_object()) return true;
  if (json.is_array())
    return wrong_shape(messages::fill(messages::kUnrecognizedCollection,
                                      {"java.util.Map<java.lang.String, " + value_type + ">"}));
  return wrong_shape(std::string(path.step == JsonPath::Step::kElement ? messages::kParameterizedType
                                                                       : messages::kUnexpectedFieldType));
}

bool Decoder::expect_structure(const JsonPath& path, const json::Value& json, std::string_view name) {
  if (json.is_object()) return true;
  if (json.is_array())
    return wrong_shape(messages::fill(messages::kUnrecognizedCollection,
                                      {"class com.amazonaws.dynamodb.v20120810." + std::string(name)}));
  return wrong_shape(std::string(path.step == JsonPath::Step::kMember ? messages::kUnexpectedFieldType
                                                                      : messages::kUnexpectedValueType));
}

}  // namespace ddb::model
