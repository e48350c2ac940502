#include <boost/json/array.hpp>

#include "emulator/user_pool/operation.h"
#include "emulator/user_pool/page.h"

namespace ddb::user_pool {
namespace {

constexpr std::string_view kPoolIdAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::string_view kKeyIdAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::size_t kKeyIdLength = 43;

boost::json::object policy_json(const PasswordPolicy& policy) {
  return {{"MinimumLength", policy.minimum_length},
          {"RequireUppercase", policy.require_uppercase},
          {"RequireLowercase", policy.require_lowercase},
          {"RequireNumbers", policy.require_numbers},
          {"RequireSymbols", policy.require_symbols},
          {"TemporaryPasswordValidityDays", policy.temporary_password_validity_days}};
}

boost::json::object pool_json(const PoolState& state, std::string_view account_id) {
  const Pool& pool = state.pool;
  const auto array_of = [](const std::vector<std::string>& texts) {
    return boost::json::array(texts.begin(), texts.end());
  };
  boost::json::object json{{"Id", pool.id},
                           {"Name", pool.name},
                           {"Policies", {{"PasswordPolicy", policy_json(pool.policy)}}},
                           {"DeletionProtection", "INACTIVE"},
                           {"LastModifiedDate", timestamp(pool.created_at)},
                           {"CreationDate", timestamp(pool.created_at)},
                           {"MfaConfiguration", "OFF"},
                           {"EstimatedNumberOfUsers", state.users.size()},
                           {"AdminCreateUserConfig", {{"AllowAdminCreateUserOnly", true}}},
                           {"UsernameConfiguration", {{"CaseSensitive", pool.case_sensitive}}},
                           {"Arn", "arn:aws:cognito-idp:" + std::string(pool.region()) + ":" +
                                       std::string(account_id) + ":userpool/" + pool.id}};
  if (!pool.alias_attributes.empty()) json["AliasAttributes"] = array_of(pool.alias_attributes);
  if (!pool.username_attributes.empty()) json["UsernameAttributes"] = array_of(pool.username_attributes);
  return json;
}

PoolResult<PasswordPolicy> read_policy(RequestInput& input) {
  PasswordPolicy policy;
  const boost::json::object* policies = input.object("Policies");
  if (policies == nullptr) return policy;
  RequestInput outer(*policies);
  if (const boost::json::object* object = outer.object("PasswordPolicy")) {
    RequestInput inner(*object);
    policy.minimum_length = inner.integer("MinimumLength", 6, 99).value_or(policy.minimum_length);
    // A policy that is given requires only what it says.
    policy.require_uppercase = inner.boolean("RequireUppercase").value_or(false);
    policy.require_lowercase = inner.boolean("RequireLowercase").value_or(false);
    policy.require_numbers = inner.boolean("RequireNumbers").value_or(false);
    policy.require_symbols = inner.boolean("RequireSymbols").value_or(false);
    const auto days = inner.integer("TemporaryPasswordValidityDays", 0, 365);
    if (days && *days > 0) policy.temporary_password_validity_days = *days;
    DDB_CHECK(inner.finish());
  }
  DDB_CHECK(outer.finish());
  return policy;
}

PoolResult<bool> read_case_sensitive(RequestInput& input) {
  const boost::json::object* object = input.object("UsernameConfiguration");
  if (object == nullptr) return true;
  RequestInput inner(*object);
  const auto case_sensitive = inner.boolean("CaseSensitive");
  DDB_CHECK(inner.finish());
  return case_sensitive.value_or(true);
}

/// Users are made by administrators alone, so there is one setting that is served.
PoolResult<void> check_admin_create_user_config(RequestInput& input) {
  const boost::json::object* object = input.object("AdminCreateUserConfig");
  if (object == nullptr) return {};
  RequestInput inner(*object);
  inner.pass_over({"AllowAdminCreateUserOnly", "InviteMessageTemplate"});
  return inner.finish();
}

}  // namespace

Pool new_pool(std::string id, std::string name, Clock::TimePoint now, const crypto::RsaPrivateKey& key,
              Random& random) {
  Pool pool;
  pool.id = std::move(id);
  pool.name = std::move(name);
  pool.created_at = now;
  pool.key_id = random_text(random, kKeyIdLength, kKeyIdAlphabet);
  pool.key_pem = key.to_pem();
  return pool;
}

Answer create_user_pool(Call& call) {
  RequestInput& input = call.input;
  const std::string name = input.required_text("PoolName", kNameRule);
  const auto aliases = input.choices("AliasAttributes", {"phone_number", "email", "preferred_username"});
  const auto usernames = input.choices("UsernameAttributes", {"phone_number", "email"});
  input.choice("MfaConfiguration", {"OFF"});
  input.choice("DeletionProtection", {"INACTIVE"});
  input.choices("AutoVerifiedAttributes",
                {"phone_number", "email"});  // nothing is sent that would verify them
  input.pass_over({"AccountRecoverySetting", "EmailConfiguration", "UserPoolTags", "UserPoolTier",
                   "VerificationMessageTemplate"});
  DDB_TRY(policy, read_policy(input));
  DDB_TRY(case_sensitive, read_case_sensitive(input));
  DDB_CHECK(check_admin_create_user_config(input));
  DDB_CHECK(input.finish());
  if (aliases && usernames && !aliases->empty() && !usernames->empty())
    return invalid_parameter("Only one of aliasAttributes or usernameAttributes can be set in a user pool.");

  Service& service = call.service;
  const auto key = crypto::RsaPrivateKey::generate();
  Pool pool = new_pool(std::string(call.region) + "_" + random_text(service.random(), 9, kPoolIdAlphabet),
                       name, service.now(), key, service.random());
  pool.policy = policy;
  pool.alias_attributes = aliases.value_or(std::vector<std::string>());
  pool.username_attributes = usernames.value_or(std::vector<std::string>());
  pool.case_sensitive = case_sensitive;
  const std::string id = pool.id;
  DDB_CHECK(service.directory().add_pool(std::move(pool), key));
  return boost::json::object{
      {"UserPool", pool_json(service.directory().pools().at(id), service.options().account_id)}};
}

Answer describe_user_pool(Call& call) {
  const std::string id = call.input.required_text("UserPoolId", kPoolIdRule);
  DDB_CHECK(call.input.finish());
  DDB_TRY(pool, call.service.directory().pool(id));
  return boost::json::object{{"UserPool", pool_json(*pool, call.service.options().account_id)}};
}

Answer list_user_pools(Call& call) {
  const std::uint32_t size = call.input.required_integer("MaxResults", 1, 60);
  const auto token = call.input.text("NextToken", kPageTokenRule);
  DDB_CHECK(call.input.finish());
  boost::json::array pools;
  DDB_TRY(next, read_page(call.service.directory().pools(), {size, token}, [&](const PoolState& state) {
            pools.push_back(boost::json::object{{"Id", state.pool.id},
                                                {"Name", state.pool.name},
                                                {"LastModifiedDate", timestamp(state.pool.created_at)},
                                                {"CreationDate", timestamp(state.pool.created_at)}});
            return Taken::kYes;
          }));
  boost::json::object answer{{"UserPools", std::move(pools)}};
  if (!next.empty()) answer["NextToken"] = next;
  return answer;
}

Answer delete_user_pool(Call& call) {
  const std::string id = call.input.required_text("UserPoolId", kPoolIdRule);
  DDB_CHECK(call.input.finish());
  DDB_CHECK(call.service.directory().pool(id));
  call.service.directory().remove_pool(id);
  return boost::json::object();
}

}  // namespace ddb::user_pool
