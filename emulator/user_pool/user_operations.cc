#include <boost/json/array.hpp>

#include "emulator/user_pool/attributes.h"
#include "emulator/user_pool/operation.h"
#include "emulator/user_pool/page.h"
#include "emulator/user_pool/password_policy.h"
#include "emulator/user_pool/user_filter.h"

namespace ddb::user_pool {
namespace {

constexpr std::uint32_t kUsersPerPageMax = 60;

/// `attributes_name` is how the answer calls the attributes: GetUser's kin say UserAttributes, lists
/// Attributes.
boost::json::object user_json(const User& user, std::string_view attributes_name,
                              const std::vector<std::string>* wanted = nullptr) {
  return {{"Username", user.username},
          {attributes_name, attributes_json(user, wanted)},
          {"UserCreateDate", timestamp(user.created_at)},
          {"UserLastModifiedDate", timestamp(user.modified_at)},
          {"Enabled", user.enabled},
          {"UserStatus", status_name(user.status)}};
}

struct UserPlace {
  const PoolState* pool;
  const User* user;
};

PoolResult<UserPlace> find_place(Call& call, const std::string& pool_id, const std::string& username) {
  DDB_TRY(pool, call.service.directory().pool(pool_id));
  const User* user = pool->find_user_or_sub(username);
  if (user == nullptr) return user_not_found();
  return UserPlace{pool, user};
}

/// For the operations that name a user and nothing else.
PoolResult<UserPlace> read_user(Call& call) {
  const std::string pool_id = call.input.required_text("UserPoolId", kPoolIdRule);
  const std::string username = call.input.required_text("Username", kUsernameRule);
  DDB_CHECK(call.input.finish());
  return find_place(call, pool_id, username);
}

PoolResult<void> put_modified(Call& call, const PoolState& pool, User user) {
  user.modified_at = call.service.now();
  const std::string pool_id = pool.pool.id;
  return call.service.directory().put_user(pool_id, std::move(user));
}

Answer set_enabled(Call& call, bool enabled) {
  DDB_TRY(place, read_user(call));
  User user = *place.user;
  user.enabled = enabled;
  DDB_CHECK(put_modified(call, *place.pool, std::move(user)));
  return boost::json::object();
}

/// The username that a new user gets by that name. Where an attribute takes the username's place, the name is
/// that attribute's value, and the username is the sub.
PoolResult<void> name_user(const PoolState& pool, const std::string& name, TextMap& attributes, User& user) {
  user.username = name;
  for (const std::string& attribute : pool.pool.username_attributes) {
    const bool fits = attribute == "email" ? is_email_address(name) : is_phone_number(name);
    if (!fits) continue;
    user.username = user.sub;
    attributes[attribute] = name;
    if (pool.find_alias(attribute, name) != nullptr)
      return PoolError("UsernameExistsException",
                       "An account with the given " + attribute + " already exists.");
    return {};
  }
  if (!pool.pool.username_attributes.empty())
    return invalid_parameter("Username should be either an email or a phone number.");
  if (is_email_address(name) && !pool.pool.alias_attributes.empty())
    return invalid_parameter(
        "Username cannot be of email format, since user pool is configured for email alias.");
  if (pool.users.contains(pool.user_key(name)))
    return PoolError("UsernameExistsException", "User account already exists");
  return {};
}

}  // namespace

Answer admin_create_user(Call& call) {
  RequestInput& input = call.input;
  const std::string pool_id = input.required_text("UserPoolId", kPoolIdRule);
  const std::string name = input.required_text("Username", kUsernameRule);
  TextMap attributes = input.attributes("UserAttributes").value_or(TextMap());
  const auto password = input.text("TemporaryPassword", kPasswordRule);
  input.choice("MessageAction", {"SUPPRESS"});  // without it nothing is sent either
  const bool moves_aliases = input.boolean("ForceAliasCreation").value_or(false);
  input.pass_over({"ValidationData", "DesiredDeliveryMediums", "ClientMetadata"});
  DDB_CHECK(input.finish());
  if (moves_aliases) return invalid_parameter("The local user pool does not serve ForceAliasCreation.");

  Service& service = call.service;
  DDB_TRY(pool, service.directory().pool(pool_id));
  User user;
  user.sub = random_uuid(service.random());
  DDB_CHECK(name_user(*pool, name, attributes, user));
  DDB_CHECK(set_attributes(*pool, user, attributes));
  if (password)
    DDB_CHECK(check_password(pool->pool.policy, *password, "Password did not conform with password policy"));
  user.password_hash = service.hash_password(password ? *password : random_password(service.random()));
  user.created_at = user.modified_at = user.password_set_at = service.now();
  boost::json::object answer{{"User", user_json(user, "Attributes")}};
  DDB_CHECK(service.directory().put_user(pool_id, std::move(user)));
  return answer;
}

Answer admin_set_user_password(Call& call) {
  RequestInput& input = call.input;
  const std::string pool_id = input.required_text("UserPoolId", kPoolIdRule);
  const std::string username = input.required_text("Username", kUsernameRule);
  const std::string password = input.required_text("Password", kPasswordRule);
  const bool permanent = input.boolean("Permanent").value_or(false);
  DDB_CHECK(input.finish());
  DDB_TRY(place, find_place(call, pool_id, username));
  DDB_CHECK(check_password(place.pool->pool.policy, password, "Password did not conform with policy"));
  User user = *place.user;
  user.password_hash = call.service.hash_password(password);
  user.password_set_at = call.service.now();
  user.status = permanent ? UserStatus::kConfirmed : UserStatus::kForceChangePassword;
  DDB_CHECK(put_modified(call, *place.pool, std::move(user)));
  return boost::json::object();
}

Answer admin_get_user(Call& call) {
  DDB_TRY(place, read_user(call));
  return user_json(*place.user, "UserAttributes");
}

Answer admin_update_user_attributes(Call& call) {
  RequestInput& input = call.input;
  const std::string pool_id = input.required_text("UserPoolId", kPoolIdRule);
  const std::string username = input.required_text("Username", kUsernameRule);
  const auto attributes = input.attributes("UserAttributes");
  input.pass_over({"ClientMetadata"});
  DDB_CHECK(input.finish());
  DDB_TRY(place, find_place(call, pool_id, username));
  User user = *place.user;
  DDB_CHECK(set_attributes(*place.pool, user, attributes.value_or(TextMap())));
  DDB_CHECK(put_modified(call, *place.pool, std::move(user)));
  return boost::json::object();
}

Answer admin_delete_user(Call& call) {
  DDB_TRY(place, read_user(call));
  const User user = *place.user;
  call.service.directory().remove_user(place.pool->pool.id, user);
  return boost::json::object();
}

Answer admin_disable_user(Call& call) {
  return set_enabled(call, false);
}

Answer admin_enable_user(Call& call) {
  return set_enabled(call, true);
}

Answer admin_user_global_sign_out(Call& call) {
  DDB_TRY(place, read_user(call));
  const std::string sub = place.user->sub;
  call.service.directory().revoke_sign_ins_of(place.pool->pool.id, sub);
  return boost::json::object();
}

Answer list_users(Call& call) {
  RequestInput& input = call.input;
  const std::string pool_id = input.required_text("UserPoolId", kPoolIdRule);
  const auto wanted = input.texts("AttributesToGet", kAttributeNameRule);
  const auto limit = input.integer("Limit", 0, kUsersPerPageMax);
  const auto token = input.text("PaginationToken", kPageTokenRule);
  const auto filter_text = input.text("Filter", kFilterRule);
  DDB_CHECK(input.finish());
  DDB_TRY(pool, call.service.directory().pool(pool_id));
  if (wanted) DDB_CHECK(check_attribute_names(*wanted));
  DDB_TRY(filter, UserFilter::parse(filter_text.value_or("")));
  const std::size_t size = limit && *limit > 0 ? *limit : kUsersPerPageMax;
  boost::json::array users;
  DDB_TRY(next, read_page(pool->users, {size, token}, [&](const User& user) {
            if (!filter.matches(user)) return Taken::kNo;
            users.push_back(user_json(user, "Attributes", wanted ? &*wanted : nullptr));
            return Taken::kYes;
          }));
  boost::json::object answer{{"Users", std::move(users)}};
  if (!next.empty()) answer["PaginationToken"] = next;
  return answer;
}

}  // namespace ddb::user_pool
