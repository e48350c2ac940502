#include <algorithm>
#include <array>
#include <optional>

#include "emulator/model/decoder.h"
#include "emulator/model/messages.h"
#include "shared/base/base64.h"
#include "shared/value/json.h"

// How requests bring attribute values: checked for their JSON shape here, then encoded by shared/value.
namespace ddb::model {
namespace {

/// A copy in the form that shared/value takes: `null` stands nowhere (members that are null are absent for
/// the service), and Booleans that are text (checked before) are Booleans.
boost::json::value normal_form(const json::Value& json) {
  if (json.is_array()) {
    boost::json::array copy;
    for (const json::Value& element : json.get_array())
      copy.push_back(element.is_null() ? boost::json::value(boost::json::object()) : normal_form(element));
    return copy;
  }
  if (json.is_object()) {
    boost::json::object copy;
    for (const json::Member entry : json.get_object()) {
      const bool is_boolean = entry.key() == "BOOL" || entry.key() == "NULL";
      if (is_boolean && entry.value().is_string())
        copy.emplace(entry.key(), *boolean_from_text(entry.value().get_string()));
      else if (!entry.value().is_null())
        copy.emplace(entry.key(), normal_form(entry.value()));
    }
    return copy;
  }
  return json.copy();
}

/// The same for a map from names to attribute values, whose names stay: their values are empty then.
boost::json::object normal_values(json::Object attributes) {
  boost::json::object copy;
  for (const json::Member entry : attributes)
    copy.emplace(entry.key(), entry.value().is_null() ? boost::json::value(boost::json::object())
                                                      : normal_form(entry.value()));
  return copy;
}

Result<value::Value, value::ValueError> encode_value(const json::Value& json, bool needs_normal_form) {
  if (!needs_normal_form) return value::value_from_json(json.get_object());
  const boost::json::value copy = normal_form(json);
  return value::value_from_json(copy.is_object() ? copy.get_object() : boost::json::object());
}

/// The attribute whose value has the error that the whole map was refused with.
template <class Attributes>
std::string name_with_error(const Attributes& attributes, const value::ValueError& error) {
  for (const auto& entry : attributes) {
    const auto alone = value::value_from_json(entry.value().get_object());
    if (!alone && alone.error().kind == error.kind && alone.error().detail == error.detail)
      return std::string(entry.key());
  }
  return {};  // The name itself is what is wrong.
}

}  // namespace

bool Decoder::read(const JsonPath& path, const json::Value& json, const ShapeRules&, AttributeMap& out) {
  if (json.is_object())
    if (auto valid = value::item_if_valid(json.get_object())) {
      levels_max_ = std::max(levels_max_, out.levels = valid->levels);
      out.item = std::move(valid->item);
      return true;
    }
  if (!expect_map(path, json, JavaType<AttributeValue>::text())) return false;
  levels_ = 0;
  needs_normal_form_ = false;
  for (const json::Member entry : json.get_object())
    if (!expect_attribute(path.entry(entry.key()), entry.value(), 0)) return false;
  levels_max_ = std::max(levels_max_, out.levels = levels_);

  const auto encode = [&](const auto& attributes) {
    auto item = value::item_from_json(attributes);
    if (item)
      out.item = std::move(*item);
    else
      out.error = AttributeError{name_with_error(attributes, item.error()), std::move(item).error()};
  };
  needs_normal_form_ ? encode(normal_values(json.get_object())) : encode(json.get_object());
  return true;
}

bool Decoder::read(const JsonPath& path, const json::Value& json, const ShapeRules&, AttributeValue& out) {
  levels_ = 0;
  needs_normal_form_ = false;
  if (!expect_attribute(path, json, 0)) return false;
  levels_max_ = std::max(levels_max_, out.levels = levels_);
  auto encoded = encode_value(json, needs_normal_form_);
  if (encoded)
    out.value = std::move(*encoded);
  else
    out.error = std::move(encoded).error();
  return true;
}

bool Decoder::expect_attribute(const JsonPath& path, const json::Value& json, std::size_t level) {
  if (json.is_null()) return needs_normal_form_ = true;
  if (!expect_structure(path, json, "AttributeValue")) return false;
  levels_ = std::max(levels_, level);
  for (const json::Member member : json.get_object()) {
    if (member.value().is_null())
      needs_normal_form_ = true;
    else if (!expect_attribute_member(member.key(), member.value(), level))
      return false;
  }
  return true;
}

bool Decoder::expect_attribute_member(std::string_view type, const json::Value& json, std::size_t level) {
  const JsonPath here{};
  if (type == "S" || type == "N")
    return json.is_string() || not_convertible(json, "String", "java.lang.String");
  if (type == "B") return expect_binary(json);
  if (type == "BOOL" || type == "NULL") {
    needs_normal_form_ = needs_normal_form_ || json.is_string();
    bool ignored = false;
    return read(here, json, kNoRules, ignored);
  }
  const bool is_map = type == "M";
  const bool is_list = type == "L";
  const bool is_set = type == "SS" || type == "NS" || type == "BS";
  if (is_map) {
    if (!expect_map(here, json, JavaType<AttributeValue>::text())) return false;
    for (const json::Member entry : json.get_object())
      if (!expect_attribute(here.entry(entry.key()), entry.value(), level + 1)) return false;
    levels_ = std::max(levels_, level + 1);
  } else if (is_list || is_set) {
    if (!expect_array(here, json)) return false;
    for (const json::Value& element : json.get_array()) {
      const bool fits = is_list ? expect_attribute(here.element(0), element, level + 1)
                        : type == "BS"
                            ? expect_binary(element)
                            : element.is_string() || not_convertible(element, "String", "java.lang.String");
      if (!fits) return false;
    }
    if (is_list) levels_ = std::max(levels_, level + 1);
  }
  return true;  // Members of other names are ignored.
}

bool Decoder::expect_binary(const json::Value& json) {
  if (json.is_object()) return wrong_shape(std::string(messages::kUnexpectedStructure));
  if (json.is_array())
    return wrong_shape(messages::fill(messages::kUnrecognizedCollection, {"class java.nio.ByteBuffer"}));
  if (!json.is_string()) return wrong_shape(std::string(messages::kNotBase64));
  const std::string_view text = json.get_string();
  scratch_.resize(std::max(scratch_.size(), base64_decoded_size_max(text.size())));
  const std::optional<Base64Error> error = base64_decode(text, scratch_.data()).error;
  if (!error) return true;
  if (*error == Base64Error::kLength)
    return wrong_shape(messages::fill(messages::kBase64Length, {std::to_string(text.size())}));
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
  const std::size_t foreign = text.find_first_not_of(kAlphabet);
  if (foreign == std::string_view::npos) return wrong_shape(std::string(messages::kBase64LastCharacter));
  // The byte as the character it is in Latin-1, so that the answer stays valid UTF-8.
  const auto byte = static_cast<unsigned char>(text[foreign]);
  std::string shown;
  if (byte < 0x80)
    shown = static_cast<char>(byte);
  else
    shown = {static_cast<char>(0xC0 | (byte >> 6)), static_cast<char>(0x80 | (byte & 0x3F))};
  return wrong_shape(messages::fill(messages::kBase64Character, {shown}));
}

}  // namespace ddb::model
