#include "backend/users/seed.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <initializer_list>
#include <utility>

#include "backend/domain/message_time.h"
#include "shared/json/json.h"

namespace ddb::backend {

namespace {

/// One object of the file, read member by member.
class Row {
 public:
  Row(const boost::json::value& value, std::string place) : value_(value), place_(std::move(place)) {}

  /// Fails if it is no object, or one with a member of another name.
  Result<void> check(std::initializer_list<std::string_view> names) const {
    if (!value_.is_object()) return Error{place_ + " is no object."};
    for (const auto& member : value_.get_object())
      if (std::ranges::find(names, std::string_view(member.key())) == names.end())
        return Error{place_ + " has an unknown member \"" + std::string(member.key()) + "\"."};
    return {};
  }

  Result<std::string> required(std::string_view name) const {
    DDB_TRY(text, optional(name));
    if (text.empty()) return Error{place_ + " has no \"" + std::string(name) + "\"."};
    return {boost::system::in_place_value, std::move(text)};
  }

  Result<std::string> optional(std::string_view name) const {
    const auto* value = value_.get_object().if_contains(name);
    if (!value) return {boost::system::in_place_value};
    if (!value->is_string()) return Error{place_ + ": \"" + std::string(name) + "\" is no string."};
    return {boost::system::in_place_value, value->get_string()};
  }

  Result<std::string> optional_time(std::string_view name) const {
    DDB_TRY(text, optional(name));
    if (!text.empty() && !parse_message_time(text))
      return Error{place_ + ": \"" + std::string(name) +
                   "\" is no time like 2026-11-09T18:02:11.188000+00:00."};
    return {boost::system::in_place_value, std::move(text)};
  }

 private:
  const boost::json::value& value_;
  std::string place_;
};

Result<User> parse_user(const Row& row) {
  DDB_CHECK(row.check({"uuid", "handle", "display_name", "email", "cognito_user_id", "bio", "created_at"}));
  DDB_TRY(uuid, row.required("uuid"));
  DDB_TRY(handle, row.required("handle"));
  DDB_TRY(display_name, row.required("display_name"));
  DDB_TRY(email, row.required("email"));
  DDB_TRY(cognito_user_id, row.optional("cognito_user_id"));
  DDB_TRY(bio, row.optional("bio"));
  DDB_TRY(created_at, row.optional_time("created_at"));
  return User{.person = {.uuid = uuid,
                         .handle = handle,
                         .display_name = display_name,
                         .cognito_user_id = cognito_user_id},
              .email = email,
              .bio = bio,
              .created_at = created_at};
}

Result<Activity> parse_activity(const Row& row, const std::vector<User>& users, const std::string& place) {
  DDB_CHECK(row.check({"uuid", "handle", "message", "created_at"}));
  DDB_TRY(uuid, row.required("uuid"));
  DDB_TRY(handle, row.required("handle"));
  DDB_TRY(message, row.required("message"));
  DDB_TRY(created_at, row.optional_time("created_at"));
  const auto user = std::ranges::find_if(
      users, [&handle = handle](const User& one) { return one.person.handle == handle; });
  if (user == users.end()) return Error{place + " is of \"" + handle + "\", who is not among the users."};
  return Activity{.uuid = uuid, .user_uuid = user->person.uuid, .message = message, .created_at = created_at};
}

Result<boost::json::array> array_member(const boost::json::object& owner, std::string_view name) {
  const auto* value = owner.if_contains(name);
  if (!value || !value->is_array()) return Error{"The seed has no array \"" + std::string(name) + "\"."};
  return value->get_array();
}

}  // namespace

Result<Seed> parse_seed(std::string_view json) {
  if (json.size() > kSeedBytesMax)
    return Error{"The seed is longer than " + std::to_string(kSeedBytesMax) + " bytes."};
  DDB_TRY(document, json::Document::parse(json));
  const boost::json::value& root = document.root();
  DDB_CHECK(Row(root, "The seed").check({"users", "activities"}));
  DDB_TRY(users, array_member(root.get_object(), "users"));
  DDB_TRY(activities, array_member(root.get_object(), "activities"));
  Seed seed;
  for (const auto& value : users) {
    const std::string place = "The seed's user " + std::to_string(seed.users.size() + 1);
    DDB_TRY(user, parse_user(Row(value, place)));
    seed.users.push_back(std::move(user));
  }
  for (const auto& value : activities) {
    const std::string place = "The seed's activity " + std::to_string(seed.activities.size() + 1);
    DDB_TRY(activity, parse_activity(Row(value, place), seed.users, place));
    seed.activities.push_back(std::move(activity));
  }
  return seed;
}

}  // namespace ddb::backend
