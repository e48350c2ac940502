#pragma once

#include <array>
#include <concepts>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/model/field_types.h"
#include "emulator/model/service_error.h"
#include "emulator/model/shape_rules.h"
#include "shared/base/clock.h"
#include "shared/json/parsed_text.h"

namespace ddb::model {

/// The model's name of a generated structure; empty for every other type.
template <class T>
inline constexpr std::string_view kStructureName = {};

/// The model's name of the structures that a list of type T holds; empty for every other type.
template <class T>
inline constexpr std::string_view kElementName = {};
template <class T>
inline constexpr std::string_view kElementName<std::vector<T>> = kStructureName<T>;

/// The value that an enum's `text` names, if it names one.
template <class T>
std::optional<T> enum_from_text(std::string_view text);

/// What the text of a Boolean means: the service's JSON reader takes true, yes, 1, false, no and 0, in any
/// case. Source: dynalite's tests of attribute values, which ran against the service.
std::optional<bool> boolean_from_text(std::string_view text);

/// Where a value stands in the request: nodes on the stack of the walk, read only when something is wrong.
struct JsonPath {
  enum class Step { kRoot, kMember, kElement, kEntry };
  const JsonPath* parent = nullptr;
  Step step = Step::kRoot;
  std::string_view name = {};  ///< Of the member or entry.
  std::size_t index = 0;       ///< Of the element, from 0.

  JsonPath member(std::string_view member_name) const { return {this, Step::kMember, member_name, 0}; }
  JsonPath entry(std::string_view entry_name) const { return {this, Step::kEntry, entry_name, 0}; }
  JsonPath element(std::size_t element_index) const { return {this, Step::kElement, {}, element_index}; }

  /// "keySchema.1.member.keyType".
  std::string text() const;
  /// "KeySchema.1.member.KeyType".
  std::string capitalised_text() const;
};

/// Reads a JSON request into a generated structure, and judges it by the rules of the model in the same walk.
/// The generated `decode` functions drive it:
///
///     Decoder decoder;
///     GetItemInput input;
///     if (!decode(decoder, JsonPath{}, object, input)) return decoder.serialization_error();
///     if (auto error = decoder.validation_error(ValidationStyle::kEarlyModelCheck)) return *error;
///
/// A `read` returns false when the JSON has the wrong shape (SerializationException): the walk ends there.
/// What breaks a constraint is collected, and the walk goes on.
class Decoder {
 public:
  /// The values of an object's members, by the place of their rows; null where a member is absent or `null`.
  template <std::size_t kCount>
  using Given = std::array<const json::Value*, kCount>;

  /// Members of other names are ignored.
  template <std::size_t kCount>
  static Given<kCount> collect(json::Object object, const std::array<MemberRow, kCount>& rows) {
    Given<kCount> given{};
    for (const json::Member entry : object)
      for (std::size_t i = 0; i < kCount; ++i)
        if (rows[i].name == entry.key()) {
          if (!entry.value().is_null()) given[i] = &entry.value();
          break;
        }
    return given;
  }

  template <class T>
  bool member(const JsonPath& path, const MemberRow& row, const json::Value* given, std::optional<T>& out) {
    if (given != nullptr) return read_member(path, row, *given, out.emplace());
    if (row.required) missing(path, row);
    return true;
  }

  template <class T>
  bool member(const JsonPath& path, const MemberRow& row, const json::Value* given, T& out) {
    if (given != nullptr) return read_member(path, row, *given, out);
    if (row.required) missing(path, row);
    return true;
  }

  ServiceError serialization_error() const { return {ErrorCode::kSerialization, serialization_message_}; }
  /// The ValidationException that the collected violations amount to, if there are any.
  std::optional<ServiceError> validation_error(ValidationStyle style) const;

 private:
  enum class ViolationKind { kMissing, kModel, kName, kEnum };
  struct Violation {
    ViolationKind kind;
    std::string text;        ///< In the wording with value and place.
    std::string newer_text;  ///< In the newer wording, where it differs.
    bool alone = false;      ///< `newer_text` is the whole message, before all others.
  };

  template <class T>
  bool read_member(const JsonPath& path, const MemberRow& row, const json::Value& json, T& out) {
    const JsonPath here = path.member(row.name);
    if constexpr (std::is_enum_v<T>) {
      std::string text;
      if (!read(here, json, kNoRules, text)) return false;
      const std::optional<T> value = enum_from_text<T>(text);
      if (value)
        out = *value;
      else
        unknown_enum(here, *row.enumeration, text);
      return true;
    } else {
      return read(here, json, *row.rules, out);
    }
  }

  bool read(const JsonPath& path, const json::Value& json, const ShapeRules& rules, std::string& out);
  bool read(const JsonPath& path, const json::Value& json, const ShapeRules& rules, std::int64_t& out);
  bool read(const JsonPath& path, const json::Value& json, const ShapeRules& rules, bool& out);
  bool read(const JsonPath& path, const json::Value& json, const ShapeRules& rules, double& out);
  bool read(const JsonPath& path, const json::Value& json, const ShapeRules& rules, Clock::TimePoint& out);
  bool read(const JsonPath& path, const json::Value& json, const ShapeRules& rules, AttributeMap& out);
  bool read(const JsonPath& path, const json::Value& json, const ShapeRules& rules, AttributeValue& out);

  template <class T>
  bool read(const JsonPath& path, const json::Value& json, const ShapeRules& rules, std::vector<T>& out);
  template <class T>
  bool read(const JsonPath& path, const json::Value& json, const ShapeRules& rules, NamedList<T>& out);
  template <class T>
  requires(!kStructureName<T>.empty()) bool read(const JsonPath& path, const json::Value& json,
                                                 const ShapeRules& rules, T& out);

  /// Whether `json` is an array; else the error that fits where the list stands.
  bool expect_array(const JsonPath& path, const json::Value& json);
  /// Whether `json` is an object; else the error of a map from names to `value_type`.
  bool expect_map(const JsonPath& path, const json::Value& json, const std::string& value_type);
  bool expect_structure(const JsonPath& path, const json::Value& json, std::string_view name);
  /// Whether a JSON attribute value has the right JSON shape.
  bool expect_attribute(const JsonPath& path, const json::Value& json, std::size_t level);
  bool expect_attribute_member(std::string_view type, const json::Value& json, std::size_t level);
  bool expect_binary(const json::Value& json);
  bool wrong_shape(std::string message);
  bool not_convertible(const json::Value& json, std::string_view type, std::string_view java_type);
  bool read_double(const json::Value& json, std::string_view type, std::string_view java_type, double& out);
  bool read_whole_number(const json::Value& json, const ShapeRules& rules, std::int64_t& out);

  void missing(const JsonPath& path, const MemberRow& row);
  void unknown_enum(const JsonPath& path, const EnumWording& wording, std::string_view text);
  void check_text(const JsonPath& path, const ShapeRules& rules, std::string_view text);
  void check_table_name(const JsonPath& path, std::string_view text);
  void check_range(const JsonPath& path, const ShapeRules& rules, std::int64_t number);
  void check_list(const JsonPath& path, const ShapeRules& rules, json::Array array,
                  std::string_view element_name);
  void check_map(const JsonPath& path, const ShapeRules& rules, const json::Value& json,
                 std::string_view element_name);
  void violation(ViolationKind kind, const JsonPath& path, std::string_view shown_value,
                 std::string_view constraint);

  std::string serialization_message_;
  std::vector<Violation> violations_;
  std::string scratch_;         // Decoded Base64, which only its validity matters of.
  std::size_t levels_ = 0;      // Deepest nesting of the attribute value or map being read.
  std::size_t levels_max_ = 0;  // Of all of them.
  bool needs_normal_form_ =
      false;  // The attribute value or map being read has a null, or text for a Boolean.
};

/// The Java type that the service's messages name for a C++ type.
template <class T>
struct JavaType {
  static std::string text() { return "com.amazonaws.dynamodb.v20120810." + std::string(kStructureName<T>); }
};
template <>
struct JavaType<std::string> {
  static std::string text() { return "java.lang.String"; }
};
template <>
struct JavaType<AttributeValue> {
  static std::string text() { return "com.amazonaws.dynamodb.v20120810.AttributeValue"; }
};
template <class T>
struct JavaType<std::vector<T>> {
  static std::string text() { return "java.util.List<" + JavaType<T>::text() + ">"; }
};

template <class T>
bool Decoder::read(const JsonPath& path, const json::Value& json, const ShapeRules& rules,
                   std::vector<T>& out) {
  if (!expect_array(path, json)) return false;
  const json::Array array = json.get_array();
  check_list(path, rules, array, kStructureName<T>);
  out.reserve(array.size());
  const ShapeRules& element_rules = rules.element ? *rules.element : kNoRules;
  std::size_t index = 0;
  for (const json::Value& element : array)
    if (!read(path.element(index++), element, element_rules, out.emplace_back())) return false;
  return true;
}

template <class T>
bool Decoder::read(const JsonPath& path, const json::Value& json, const ShapeRules& rules,
                   NamedList<T>& out) {
  if (!json.is_object()) return expect_map(path, json, JavaType<T>::text());
  const json::Object object = json.get_object();
  check_map(path, rules, json, kElementName<T>);
  out.entries.reserve(object.size());
  const ShapeRules& value_rules = rules.element ? *rules.element : kNoRules;
  for (const json::Member entry : object)
    if (!read(path.entry(entry.key()), entry.value(), value_rules, out.add(std::string(entry.key()), T())))
      return false;
  return true;
}

template <class T>
requires(!kStructureName<T>.empty()) bool Decoder::read(const JsonPath& path, const json::Value& json,
                                                        const ShapeRules&, T& out) {
  if (!expect_structure(path, json, kStructureName<T>)) return false;
  return decode(*this, path, json.get_object(), out);
}

}  // namespace ddb::model
