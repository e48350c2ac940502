#include "emulator/user_pool/attributes.h"

#include <algorithm>
#include <array>
#include <boost/json/object.hpp>

namespace ddb::user_pool {
namespace {

/// Developer Guide, "Working with user attributes": the standard attributes, which every pool has.
constexpr std::array<std::string_view, 20> kStandardAttributes = {"sub",
                                                                  "name",
                                                                  "given_name",
                                                                  "family_name",
                                                                  "middle_name",
                                                                  "nickname",
                                                                  "preferred_username",
                                                                  "profile",
                                                                  "picture",
                                                                  "website",
                                                                  "email",
                                                                  "email_verified",
                                                                  "gender",
                                                                  "birthdate",
                                                                  "zoneinfo",
                                                                  "locale",
                                                                  "phone_number",
                                                                  "phone_number_verified",
                                                                  "address",
                                                                  "updated_at"};

bool is_standard(std::string_view name) {
  return std::find(kStandardAttributes.begin(), kStandardAttributes.end(), name) != kStandardAttributes.end();
}

PoolResult<void> check_attribute(std::string_view name, const std::string& value) {
  if (!is_standard(name))
    return invalid_parameter("user." + std::string(name) + ": Attribute does not exist in the schema.");
  if (name == "sub") return invalid_parameter("user.sub: Attribute cannot be updated.");
  if (!satisfies(value, kAttributeValueRule))
    return invalid_parameter("user." + std::string(name) + ": String must be no longer than 2048 characters");
  if (value.empty()) return {};
  if (name == "email" && !is_email_address(value)) return invalid_parameter("Invalid email address format.");
  if (name == "phone_number" && !is_phone_number(value))
    return invalid_parameter("Invalid phone number format.");
  if (name.ends_with("_verified") && value != "true" && value != "false")
    return invalid_parameter("Type for attribute {" + std::string(name) + "} could not be determined");
  return {};
}

/// The boolean attributes are kept in small letters, as Cognito answers them.
std::string kept_form(std::string_view name, const std::string& value) {
  if (!name.ends_with("_verified")) return value;
  return value == "True" ? "true" : value == "False" ? "false" : value;
}

PoolResult<void> check_aliases(const PoolState& pool, const User& user) {
  for (const auto* names : {&pool.pool.username_attributes, &pool.pool.alias_attributes}) {
    for (const std::string& name : *names) {
      const User* other = pool.find_alias(name, user.attribute(name));
      const bool claims = name == "preferred_username" || names == &pool.pool.username_attributes ||
                          user.attribute(name + "_verified") == "true";
      if (claims && other != nullptr && other->sub != user.sub)
        return PoolError("AliasExistsException", "An account with the given " + name + " already exists.");
    }
  }
  return {};
}

}  // namespace

bool is_email_address(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string_view::npos &&
         text.find_first_of(" \t\r\n<>\"") == std::string_view::npos;
}

bool is_phone_number(std::string_view text) {
  return text.size() >= 6 && text.size() <= 16 && text.front() == '+' &&
         text.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

PoolResult<void> set_attributes(const PoolState& pool, User& user, const TextMap& attributes) {
  const bool is_new = !pool.users.contains(pool.user_key(user.username));
  for (const auto& [name, given] : attributes) {
    const std::string value = kept_form(name, given);
    DDB_CHECK(check_attribute(name, value));
    const bool is_changed = user.attribute(name) != value;
    if (value.empty())
      user.attributes.erase(name);
    else
      user.attributes[name] = value;
    if ((name == "email" || name == "phone_number") && is_changed && !is_new) {
      const std::string verified = name + "_verified";
      if (value.empty())
        user.attributes.erase(verified);
      else if (!attributes.contains(verified))
        user.attributes[verified] = "false";
    }
  }
  return check_aliases(pool, user);
}

boost::json::array attributes_json(const User& user, const std::vector<std::string>* wanted) {
  boost::json::array array;
  const auto add = [&](std::string_view name, std::string_view value) {
    if (wanted == nullptr || std::find(wanted->begin(), wanted->end(), name) != wanted->end())
      array.push_back(boost::json::object{{"Name", name}, {"Value", value}});
  };
  add("sub", user.sub);
  for (const auto& [name, value] : user.attributes)
    add(name, value);
  return array;
}

PoolResult<void> check_attribute_names(const std::vector<std::string>& names) {
  if (std::all_of(names.begin(), names.end(), is_standard)) return {};
  return invalid_parameter("One or more requested attributes do not exist.");
}

}  // namespace ddb::user_pool
