#include "emulator/user_pool/request_input.h"

#include <algorithm>
#include <boost/json/array.hpp>

namespace ddb::user_pool {
namespace {

bool is_word_character(char c) {
  return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '_';
}

/// `[\w...]+`, with the further characters.
bool is_words_and(std::string_view text, std::string_view others) {
  return std::all_of(text.begin(), text.end(), [others](char c) {
    return is_word_character(c) || others.find(c) != std::string_view::npos;
  });
}

bool is_pool_id(std::string_view text) {
  const std::size_t underscore = text.rfind('_');
  if (underscore == std::string_view::npos || underscore == 0 || underscore + 1 == text.size()) return false;
  return is_words_and(text.substr(0, underscore), "-") && is_words_and(text.substr(underscore + 1), "");
}

/// Nothing that separates or controls, as `[\p{L}\p{M}\p{S}\p{N}\p{P}]+` has it; beyond ASCII, everything
/// passes.
bool is_visible(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; });
}

std::size_t count_characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & '\xC0') != '\x80'; }));
}

/// Members are named with a small letter in the messages.
std::string member_name(std::string_view name) {
  std::string text(name);
  if ('A' <= text.front() && text.front() <= 'Z') text.front() = static_cast<char>(text.front() - 'A' + 'a');
  return text;
}

std::string list_of(std::initializer_list<std::string_view> choices) {
  std::string list;
  for (const std::string_view choice : choices)
    list += (list.empty() ? "" : ", ") + std::string(choice);
  return "Member must satisfy enum value set: [" + list + "]";
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> choices) {
  return std::find(choices.begin(), choices.end(), text) != choices.end();
}

}  // namespace

// The model's constraints of botocore's cognito-idp, 2016-04-18.
const TextRule kPoolIdRule{1, 55, is_pool_id, R"([\w-]+_[0-9a-zA-Z]+)"};
const TextRule kClientIdRule{1, 128, [](std::string_view text) { return is_words_and(text, "+"); },
                             R"([\w+]+)"};
const TextRule kNameRule{1, 128, [](std::string_view text) { return is_words_and(text, " \t\n\r\f+=,.@-"); },
                         R"([\w\s+=,.@-]+)"};
const TextRule kUsernameRule{1, 128, is_visible, R"([\p{L}\p{M}\p{S}\p{N}\p{P}]+)"};
const TextRule kPasswordRule{1, 256, is_visible, R"([\S]+)", TextRule::Shown::kNo};
const TextRule kTokenRule{1, 16'384, [](std::string_view text) { return is_words_and(text, "-=."); },
                          "[A-Za-z0-9-_=.]+", TextRule::Shown::kNo};
const TextRule kSessionRule{20, 2048, nullptr, {}, TextRule::Shown::kNo};
const TextRule kAttributeNameRule{1, 32, nullptr, {}};
const TextRule kAttributeValueRule{0, 2048, nullptr, {}};
const TextRule kFilterRule{0, 256, nullptr, {}};
const TextRule kPageTokenRule{1, 2048, is_visible, R"([\S]+)"};

bool satisfies(std::string_view text, const TextRule& rule) {
  const std::size_t length = count_characters(text);
  return length >= rule.length_min && length <= rule.length_max &&
         (rule.matches == nullptr || rule.matches(text));
}

const boost::json::value* RequestInput::take(std::string_view name) {
  read_.emplace_back(name);
  const boost::json::value* value = object_.if_contains(name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

void RequestInput::wrong_type(std::string_view expected) {
  if (wrong_type_.empty()) wrong_type_ = "A value can not be converted to " + std::string(expected);
}

void RequestInput::violated(std::string_view name, std::optional<std::string_view> value,
                            std::string_view constraint) {
  violations_.push_back("Value " + (value ? "'" + std::string(*value) + "' " : std::string()) + "at '" +
                        member_name(name) + "' failed to satisfy constraint: " + std::string(constraint));
}

void RequestInput::missing(std::string_view name) {
  if (!wrong_type_.empty()) return;
  violations_.push_back("Value null at '" + member_name(name) +
                        "' failed to satisfy constraint: Member must not be null");
}

std::string RequestInput::checked(std::string_view name, std::string_view value, const TextRule& rule) {
  const auto shown =
      rule.shown == TextRule::Shown::kYes ? std::optional<std::string_view>(value) : std::nullopt;
  const std::size_t length = count_characters(value);
  if (length < rule.length_min)
    violated(name, shown,
             "Member must have length greater than or equal to " + std::to_string(rule.length_min));
  if (length > rule.length_max)
    violated(name, shown, "Member must have length less than or equal to " + std::to_string(rule.length_max));
  if (rule.matches != nullptr && !value.empty() && !rule.matches(value))
    violated(name, shown, "Member must satisfy regular expression pattern: " + std::string(rule.pattern));
  return std::string(value);
}

std::string RequestInput::required_text(std::string_view name, const TextRule& rule) {
  auto value = text(name, rule);
  if (!value) missing(name);
  return value ? *std::move(value) : std::string();
}

std::optional<std::string> RequestInput::text(std::string_view name, const TextRule& rule) {
  const boost::json::value* value = take(name);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string()) {
    wrong_type("a String");
    return std::nullopt;
  }
  return checked(name, value->get_string(), rule);
}

std::string RequestInput::required_choice(std::string_view name,
                                          std::initializer_list<std::string_view> choices) {
  std::string value = required_text(name, {});
  if (!value.empty() && !is_one_of(value, choices)) violated(name, value, list_of(choices));
  return value;
}

std::optional<std::string> RequestInput::choice(std::string_view name,
                                                std::initializer_list<std::string_view> choices) {
  auto value = text(name, {});
  if (value && !is_one_of(*value, choices)) violated(name, *value, list_of(choices));
  return value;
}

std::optional<bool> RequestInput::boolean(std::string_view name) {
  const boost::json::value* value = take(name);
  if (value == nullptr) return std::nullopt;
  if (!value->is_bool()) wrong_type("a Boolean");
  return value->is_bool() && value->get_bool();
}

std::uint32_t RequestInput::required_integer(std::string_view name, std::uint32_t minimum,
                                             std::uint32_t maximum) {
  const auto value = integer(name, minimum, maximum);
  if (!value) missing(name);
  return value.value_or(minimum);
}

std::optional<std::uint32_t> RequestInput::integer(std::string_view name, std::uint32_t minimum,
                                                   std::uint32_t maximum) {
  const boost::json::value* value = take(name);
  if (value == nullptr) return std::nullopt;
  if (!value->is_int64()) {
    wrong_type("an Integer");
    return std::nullopt;
  }
  const std::int64_t number = value->get_int64();
  if (number < minimum)
    violated(name, std::to_string(number),
             "Member must have value greater than or equal to " + std::to_string(minimum));
  if (number > maximum)
    violated(name, std::to_string(number),
             "Member must have value less than or equal to " + std::to_string(maximum));
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(number, minimum, maximum));
}

std::optional<std::vector<std::string>> RequestInput::choices(
    std::string_view name, std::initializer_list<std::string_view> choices) {
  auto values = texts(name, {});
  if (!values) return std::nullopt;
  for (const std::string& value : *values)
    if (!is_one_of(value, choices)) violated(name, value, list_of(choices));
  return values;
}

std::optional<std::vector<std::string>> RequestInput::texts(std::string_view name, const TextRule& rule) {
  const boost::json::value* value = take(name);
  if (value == nullptr) return std::nullopt;
  std::vector<std::string> all;
  if (!value->is_array()) {
    wrong_type("a list");
    return all;
  }
  for (const boost::json::value& element : value->get_array()) {
    if (element.is_string())
      all.push_back(checked(name, element.get_string(), rule));
    else
      wrong_type("a String");
  }
  return all;
}

TextMap RequestInput::text_map(std::string_view name) {
  TextMap map;
  const boost::json::value* value = take(name);
  if (value == nullptr) return map;
  if (!value->is_object()) {
    wrong_type("a map");
    return map;
  }
  for (const auto& member : value->get_object()) {
    if (member.value().is_string())
      map.emplace(member.key(), member.value().get_string());
    else
      wrong_type("a String");
  }
  return map;
}

std::optional<TextMap> RequestInput::attributes(std::string_view name) {
  const boost::json::value* value = take(name);
  if (value == nullptr) return std::nullopt;
  TextMap map;
  if (!value->is_array()) {
    wrong_type("a list");
    return map;
  }
  for (const boost::json::value& element : value->get_array()) {
    if (!element.is_object()) {
      wrong_type("an attribute");
      continue;
    }
    RequestInput attribute(element.get_object());
    std::string attribute_name = attribute.required_text("Name", kAttributeNameRule);
    map[attribute_name] = attribute.text("Value", kAttributeValueRule).value_or("");
    violations_.insert(violations_.end(), attribute.violations_.begin(), attribute.violations_.end());
    if (wrong_type_.empty()) wrong_type_ = attribute.wrong_type_;
  }
  return map;
}

const boost::json::object* RequestInput::object(std::string_view name) {
  const boost::json::value* value = take(name);
  if (value == nullptr) return nullptr;
  if (!value->is_object()) wrong_type("a structure");
  return value->if_object();
}

void RequestInput::pass_over(std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    read_.emplace_back(name);
}

PoolResult<void> RequestInput::finish() const {
  if (!wrong_type_.empty()) return serialization_error(wrong_type_);
  if (!violations_.empty()) {
    std::string message =
        std::to_string(violations_.size()) +
        (violations_.size() == 1 ? " validation error detected: " : " validation errors detected: ");
    for (const std::string& violation : violations_)
      message += (&violation == &violations_.front() ? "" : "; ") + violation;
    return invalid_parameter(std::move(message));
  }
  for (const auto& member : object_) {
    if (std::find(read_.begin(), read_.end(), std::string_view(member.key())) == read_.end())
      return invalid_parameter("The local user pool does not serve the parameter " +
                               std::string(member.key()).substr(0, 128) + ".");
  }
  return {};
}

}  // namespace ddb::user_pool
