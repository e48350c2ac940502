#include "emulator/user_pool/user_filter.h"

#include <algorithm>
#include <array>
#include <optional>

#include "shared/http/syntax.h"

namespace ddb::user_pool {
namespace {

constexpr std::array<std::string_view, 10> kSearchable = {
    "username",   "email",       "phone_number",       "name",
    "given_name", "family_name", "preferred_username", "cognito:user_status",
    "status",     "sub"};

PoolError parse_error() {
  return invalid_parameter("Error while parsing filter");
}

void skip_spaces(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
}

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

/// Takes a value in quotation marks off the front.
std::optional<std::string> take_quoted(std::string_view& text) {
  if (!take(text, "\"")) return std::nullopt;
  std::string value;
  while (!text.empty()) {
    if (take(text, "\"")) return value;
    if (text.front() == '\\') {
      text.remove_prefix(1);
      if (!text.starts_with('"') && !text.starts_with('\\')) return std::nullopt;
    }
    value += text.front();
    text.remove_prefix(1);
  }
  return std::nullopt;
}

}  // namespace

PoolResult<UserFilter> UserFilter::parse(std::string_view text) {
  UserFilter filter;
  skip_spaces(text);
  if (text.empty()) return filter;
  const std::string_view name = text.substr(0, text.find_first_of(" =^\""));
  text.remove_prefix(name.size());
  skip_spaces(text);
  filter.comparison_ = take(text, "^=") ? Comparison::kPrefix : Comparison::kEqual;
  if (filter.comparison_ == Comparison::kEqual && !take(text, "=")) return parse_error();
  skip_spaces(text);
  auto value = take_quoted(text);
  skip_spaces(text);
  if (name.empty() || !value || !text.empty()) return parse_error();
  if (std::find(kSearchable.begin(), kSearchable.end(), name) == kSearchable.end())
    return invalid_parameter("Invalid search attribute: " + std::string(name));
  filter.attribute_ = name;
  filter.value_ = *std::move(value);
  if (filter.attribute_ == "cognito:user_status") filter.value_ = http::lower_case(filter.value_);
  return filter;
}

bool UserFilter::matches(const User& user) const {
  if (comparison_ == Comparison::kEverything) return true;
  const auto compare = [this](std::string_view value) {
    return comparison_ == Comparison::kEqual ? value == value_ : value.starts_with(value_);
  };
  if (attribute_ == "username") return compare(user.username);
  if (attribute_ == "sub") return compare(user.sub);
  if (attribute_ == "status") return compare(user.enabled ? "Enabled" : "Disabled");
  if (attribute_ == "cognito:user_status") return compare(http::lower_case(status_name(user.status)));
  const auto found = user.attributes.find(attribute_);
  return found != user.attributes.end() && compare(found->second);
}

std::string_view status_name(UserStatus status) {
  return status == UserStatus::kConfirmed ? "CONFIRMED" : "FORCE_CHANGE_PASSWORD";
}

}  // namespace ddb::user_pool
