#include <algorithm>
#include <array>
#include <boost/json/serialize.hpp>

#include "emulator/model/decoder.h"
#include "emulator/model/limits.h"
#include "emulator/model/messages.h"

// What breaks a constraint of the model, and how the service words it.
namespace ddb::model {
namespace {

char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr std::array<bool, 256> kIsNameCharacter = [] {
  std::array<bool, 256> is_one{};
  for (const char c : std::string_view("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-"))
    is_one.at(static_cast<unsigned char>(c)) = true;
  return is_one;
}();

bool is_name(std::string_view text) {
  for (const char c : text)
    if (!kIsNameCharacter[static_cast<unsigned char>(c)]) return false;
  return !text.empty();
}

bool is_arn(std::string_view text) {
  return text.substr(0, 4) == "arn:";
}

/// The length of UTF-8 text as Java counts it: in UTF-16 code units.
std::int64_t length_in_characters(std::string_view text) {
  std::int64_t length = 0;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) length += byte >= 0xF0 ? 2 : 1;
  }
  return length;
}

/// By the rules of CreateTable; one character is one byte in such a name.
bool is_table_name(std::string_view text) {
  const auto size = static_cast<std::int64_t>(text.size());
  return size >= kTableNameCharactersMin && size <= kTableNameCharactersMax && is_name(text);
}

void append_path(std::string& out, const JsonPath& path, bool capitalised) {
  if (path.step == JsonPath::Step::kRoot) return;
  append_path(out, *path.parent, capitalised);
  if (!out.empty()) out += '.';
  switch (path.step) {
    case JsonPath::Step::kElement:
      out += std::to_string(path.index + 1);
      out += ".member";
      break;
    case JsonPath::Step::kEntry:
      out += path.name;
      out += ".member";
      break;
    default:
      out += capitalised ? path.name.front() : to_lower(path.name.front());
      out += path.name.substr(1);
  }
}

std::string plain_text(const json::Value& json) {
  return json.is_string() ? std::string(json.get_string()) : boost::json::serialize(json.copy());
}

/// A list as Java shows it: elements of a structure by its name and members.
std::string java_text(json::Array array, std::string_view element_name) {
  std::string text = "[";
  for (const json::Value& element : array) {
    if (text.size() > 1) text += ", ";
    if (!element.is_object() || element_name.empty()) {
      text += plain_text(element);
      continue;
    }
    text += element_name;
    text += '(';
    std::string_view separator;
    for (const json::Member member : element.get_object()) {
      const std::string_view name = member.key();
      text += separator;
      text += to_lower(name.front());
      text += name.substr(1);
      text += '=';
      text += plain_text(member.value());
      separator = ", ";
    }
    text += ')';
  }
  return text += ']';
}

/// A map from names to lists as Java shows it, and any other as JSON.
std::string map_text(const json::Value& json, std::string_view element_name) {
  const json::Object object = json.get_object();
  for (const json::Member entry : object)
    if (!entry.value().is_array()) return boost::json::serialize(json.copy());
  std::string text = "{";
  for (const json::Member entry : object) {
    if (text.size() > 1) text += ", ";
    text += entry.key();
    text += '=';
    text += java_text(entry.value().get_array(), element_name);
  }
  return text += '}';
}

std::string at_most(std::int64_t max) {
  return messages::fill(messages::kLengthMax, {std::to_string(max)});
}

std::string at_least(std::int64_t min) {
  return messages::fill(messages::kLengthMin, {std::to_string(min)});
}

}  // namespace

std::string JsonPath::text() const {
  std::string out;
  append_path(out, *this, false);
  return out;
}

std::string JsonPath::capitalised_text() const {
  std::string out;
  append_path(out, *this, true);
  return out;
}

void Decoder::violation(ViolationKind kind, const JsonPath& path, std::string_view shown_value,
                        std::string_view constraint) {
  Violation& added = violations_.emplace_back();
  added.kind = kind;
  added.text = messages::fill(messages::kValueViolates, {shown_value, path.text()}).append(constraint);
  if (kind == ViolationKind::kModel)
    added.newer_text = messages::fill(messages::kPlaceViolates, {path.capitalised_text()}).append(constraint);
}

void Decoder::missing(const JsonPath& path, const MemberRow& row) {
  Violation& added = violations_.emplace_back();
  added.kind = ViolationKind::kMissing;
  added.text = messages::fill(messages::kMemberMissing, {path.member(row.name).text()});
  added.newer_text = row.missing_message;
  added.alone = !row.missing_message.empty();
}

void Decoder::unknown_enum(const JsonPath& path, const EnumWording& wording, std::string_view text) {
  violation(ViolationKind::kEnum, path, text, messages::fill(messages::kEnumSet, {wording.values}));
  if (wording.values_without_place.empty()) return;
  violations_.back().newer_text = messages::fill(messages::kEnumWithoutPlace, {wording.values_without_place});
  violations_.back().alone = wording.alone;
}

void Decoder::check_text(const JsonPath& path, const ShapeRules& rules, std::string_view text) {
  const bool is_table = rules.text == TextRule::kTableNameOrArn;
  // Nearly every name of a table has nothing wrong, and is looked through once for that.
  if (is_table && is_table_name(text)) return;
  const std::int64_t length = length_in_characters(text);
  const bool too_short = length < rules.min;
  if (rules.text == TextRule::kName && !is_name(text))
    violation(ViolationKind::kModel, path, text,
              messages::fill(messages::kPattern, {messages::kNamePattern}));
  if (is_table && !(too_short && rules.min == 1)) check_table_name(path, text);
  if (too_short) violation(ViolationKind::kModel, path, text, at_least(rules.min));
  if (length > rules.max && !is_table) violation(ViolationKind::kModel, path, text, at_most(rules.max));
}

void Decoder::check_table_name(const JsonPath& path, std::string_view text) {
  if (is_arn(text)) return;  // Judged by whoever looks the table up.
  if (!is_name(text))
    violation(ViolationKind::kName, path, text, messages::fill(messages::kPattern, {messages::kNamePattern}));
  if (length_in_characters(text) > kTableNameCharactersMax)
    violation(ViolationKind::kName, path, text, at_most(kTableNameCharactersMax));
}

void Decoder::check_range(const JsonPath& path, const ShapeRules& rules, std::int64_t number) {
  if (number < rules.min)
    violation(ViolationKind::kModel, path, std::to_string(number),
              messages::fill(messages::kValueMin, {std::to_string(rules.min)}));
  if (number > rules.max)
    violation(ViolationKind::kModel, path, std::to_string(number),
              messages::fill(messages::kValueMax, {std::to_string(rules.max)}));
}

void Decoder::check_list(const JsonPath& path, const ShapeRules& rules, json::Array array,
                         std::string_view element_name) {
  if (path.step == JsonPath::Step::kEntry) return;  // `check_map` judges the lists that a map holds.
  const auto count = static_cast<std::int64_t>(array.size());
  if (count < rules.min) violation(ViolationKind::kModel, path, "[]", at_least(rules.min));
  if (count > rules.max)
    violation(ViolationKind::kModel, path, java_text(array, element_name), at_most(rules.max));
}

void Decoder::check_map(const JsonPath& path, const ShapeRules& rules, const json::Value& json,
                        std::string_view element_name) {
  const json::Object object = json.get_object();
  const auto count = static_cast<std::int64_t>(object.size());
  if (count < rules.min) violation(ViolationKind::kModel, path, "{}", at_least(rules.min));
  if (count > rules.max)
    violation(ViolationKind::kModel, path, map_text(json, element_name), at_most(rules.max));

  bool names_fit = true;
  for (const json::Member entry : object) {
    const std::string_view name = entry.key();
    if (rules.key == nullptr || rules.key->text != TextRule::kTableNameOrArn || is_arn(name)) continue;
    names_fit = names_fit && is_table_name(name);
  }
  if (!names_fit)
    violation(ViolationKind::kName, path, map_text(json, element_name),
              messages::fill(messages::kMapKeys,
                             {at_most(kTableNameCharactersMax), at_least(kTableNameCharactersMin),
                              messages::fill(messages::kPattern, {messages::kNamePattern})}));

  for (const json::Member entry : object) {
    if (!entry.value().is_array() || rules.element == nullptr) continue;
    const auto length = static_cast<std::int64_t>(entry.value().get_array().size());
    if (length >= rules.element->min && length <= rules.element->max) continue;
    violation(
        ViolationKind::kName, path, map_text(json, element_name),
        messages::fill(messages::kMapValue, {at_most(rules.element->max), at_least(rules.element->min)}));
    break;
  }
}

std::optional<ServiceError> Decoder::validation_error(ValidationStyle style) const {
  if (violations_.empty()) return std::nullopt;
  bool older_wording = style == ValidationStyle::kJoined || levels_max_ > kLevelsOfNewerWordingMax;
  for (const Violation& violation : violations_) {
    if (violation.kind != ViolationKind::kMissing) continue;
    if (violation.alone) return ddb::model::validation_error(violation.newer_text);
    older_wording = true;
  }
  if (!older_wording) {
    for (const Violation& violation : violations_)
      if (violation.kind == ViolationKind::kModel)
        return ddb::model::validation_error(messages::one_validation_error(violation.newer_text));
    for (const Violation& violation : violations_)
      if (violation.alone) return ddb::model::validation_error(violation.newer_text);
  }

  const bool only_first = !older_wording && style == ValidationStyle::kEarlyModelCheckFirstOnly;
  const std::size_t count = only_first ? 1 : std::min(violations_.size(), kViolationsShownMax);
  std::string text = count == 1 ? std::string(messages::kOneValidationError)
                                : messages::fill(messages::kValidationErrors, {std::to_string(count)});
  for (std::size_t i = 0; i < count; ++i) {
    const Violation& violation = violations_[i];
    if (i > 0) text += "; ";
    text += older_wording || violation.newer_text.empty() ? violation.text : violation.newer_text;
  }
  return ddb::model::validation_error(std::move(text));
}

}  // namespace ddb::model
