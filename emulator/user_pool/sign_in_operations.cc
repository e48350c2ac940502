#include <array>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "emulator/user_pool/attributes.h"
#include "emulator/user_pool/operation.h"
#include "emulator/user_pool/password_policy.h"
#include "emulator/user_pool/tokens.h"
#include "shared/base/base64.h"
#include "shared/crypto/constant_time.h"
#include "shared/crypto/sha256.h"

namespace ddb::user_pool {
namespace {

/// A flow of InitiateAuth, and what a client calls its permission for it.
struct AuthFlow {
  std::string_view name;
  std::string_view permission;
  Access access;  ///< kSigned: for AdminInitiateAuth only.
  Answer (*run)(Service& service, const PoolState& pool, const Client& client, const TextMap& parameters);
};

PoolResult<std::string> parameter(const TextMap& parameters, std::string_view name) {
  const auto found = parameters.find(std::string(name));
  if (found == parameters.end() || found->second.empty())
    return invalid_parameter("Missing required parameter " + std::string(name));
  return {boost::system::in_place_value, found->second};
}

/// A client with a secret must prove that it has it: Developer Guide, "Computing secret hash values".
PoolResult<void> check_secret_hash(const Client& client, const TextMap& parameters,
                                   std::string_view username) {
  if (client.secret.empty()) return {};
  const auto given = parameters.find("SECRET_HASH");
  if (given == parameters.end())
    return not_authorized("Client " + client.id +
                          " is configured with secret but SECRET_HASH was not received");
  const std::string expected =
      base64_encode(crypto::as_bytes(crypto::hmac_sha256(client.secret, std::string(username) + client.id)));
  if (!crypto::constant_time_equal(expected, given->second))
    return not_authorized("Unable to verify secret hash for client " + client.id);
  return {};
}

/// A whole new sign-in: the tokens, and its refresh token.
Answer sign_in(Service& service, const PoolState& pool, const Client& client, const User& user) {
  const Clock::TimePoint now = service.now();
  NewSignIn made = make_sign_in(client, user, now, service.random());
  boost::json::object result = issue_tokens(pool, client, user, made.sign_in, now, service.random());
  result["RefreshToken"] = made.refresh_token;
  service.directory().add_sign_in(pool.pool.id, std::move(made.sign_in), now);
  return boost::json::object{{"AuthenticationResult", std::move(result)},
                             {"ChallengeParameters", boost::json::object()}};
}

Answer challenge_new_password(Service& service, const PoolState& pool, const Client& client,
                              const User& user) {
  const auto validity = std::chrono::hours(24 * pool.pool.policy.temporary_password_validity_days);
  if (service.now() - user.password_set_at >= validity)
    return not_authorized("Temporary password has expired and must be reset by an administrator.");
  boost::json::object attributes;
  for (const auto& [name, value] : user.attributes)
    attributes[name] = value;
  const std::string session =
      service.challenges().add({pool.pool.id, client.id, user.sub, {}}, service.now(), service.random());
  return boost::json::object{{"ChallengeName", "NEW_PASSWORD_REQUIRED"},
                             {"Session", session},
                             {"ChallengeParameters",
                              {{"USER_ID_FOR_SRP", user.username},
                               {"requiredAttributes", "[]"},
                               {"userAttributes", boost::json::serialize(attributes)}}}};
}

Answer run_password_flow(Service& service, const PoolState& pool, const Client& client,
                         const TextMap& parameters) {
  DDB_TRY(username, parameter(parameters, "USERNAME"));
  DDB_TRY(password, parameter(parameters, "PASSWORD"));
  DDB_CHECK(check_secret_hash(client, parameters, username));
  const User* user = pool.find_user(username);
  // Counted by user whatever alias is used, and by the name for those who are not there.
  const std::string counted = pool.pool.id + "/" + (user != nullptr ? user->sub : pool.user_key(username));
  if (!service.guard().permits(counted, service.now())) return not_authorized("Password attempts exceeded");
  if (!service.password_matches(user, password)) {
    service.guard().failed(counted, service.now());
    if (user == nullptr && client.prevent_user_existence_errors == "LEGACY") return user_not_found();
    return incorrect_username_or_password();
  }
  service.guard().succeeded(counted);
  if (!user->enabled) return not_authorized("User is disabled.");
  if (user->status == UserStatus::kForceChangePassword)
    return challenge_new_password(service, pool, client, *user);
  return sign_in(service, pool, client, *user);
}

Answer run_refresh_flow(Service& service, const PoolState& pool, const Client& client,
                        const TextMap& parameters) {
  DDB_TRY(token, parameter(parameters, "REFRESH_TOKEN"));
  DDB_TRY(owner, check_refresh_token(pool, client.id, token, service.now()));
  DDB_CHECK(check_secret_hash(client, parameters, owner.user->username));
  return boost::json::object{{"AuthenticationResult", issue_tokens(pool, client, *owner.user, *owner.sign_in,
                                                                   service.now(), service.random())},
                             {"ChallengeParameters", boost::json::object()}};
}

constexpr std::array<AuthFlow, 5> kAuthFlows = {{
    {"USER_PASSWORD_AUTH", "ALLOW_USER_PASSWORD_AUTH", Access::kPublic, run_password_flow},
    {"ADMIN_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", Access::kSigned, run_password_flow},
    {"ADMIN_NO_SRP_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", Access::kSigned, run_password_flow},
    {"REFRESH_TOKEN_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", Access::kPublic, run_refresh_flow},
    {"REFRESH_TOKEN", "ALLOW_REFRESH_TOKEN_AUTH", Access::kPublic, run_refresh_flow},
}};

std::string read_flow(RequestInput& input) {
  return input.required_choice(
      "AuthFlow", {"USER_SRP_AUTH", "REFRESH_TOKEN_AUTH", "REFRESH_TOKEN", "CUSTOM_AUTH", "ADMIN_NO_SRP_AUTH",
                   "USER_PASSWORD_AUTH", "ADMIN_USER_PASSWORD_AUTH", "USER_AUTH"});
}

Answer run_flow(Service& service, const PoolState& pool, const std::string& client_id, std::string_view name,
                Access access, const TextMap& parameters) {
  const auto client = pool.clients.find(client_id);
  if (client == pool.clients.end())
    return resource_not_found("User pool client " + client_id + " does not exist.");
  for (const AuthFlow& flow : kAuthFlows) {
    if (flow.name != name) continue;
    if (flow.access == Access::kSigned && access == Access::kPublic)
      return invalid_parameter("Initiate Auth method not supported.");
    if (!client->second.allows(flow.permission))
      return invalid_parameter((flow.access == Access::kSigned ? "Auth" : std::string(name)) +
                               " flow not enabled for this client");
    return flow.run(service, pool, client->second, parameters);
  }
  return invalid_parameter("The local user pool does not serve the flow " + std::string(name) + ".");
}

/// The attributes that the answer sets: `userAttributes.name`.
TextMap challenge_attributes(const TextMap& responses) {
  constexpr std::string_view kPrefix = "userAttributes.";
  TextMap attributes;
  for (const auto& [name, value] : responses)
    if (name.starts_with(kPrefix)) attributes[name.substr(kPrefix.size())] = value;
  return attributes;
}

/// The user whose challenge it is.
PoolResult<User> challenged_user(Service& service, const PoolState& pool, const std::string& client_id,
                                 const std::string& session, const TextMap& responses) {
  DDB_TRY(username, parameter(responses, "USERNAME"));
  const Challenge* challenge = service.challenges().find(session);
  const User* user = pool.find_user(username);
  if (challenge == nullptr || challenge->pool_id != pool.pool.id || challenge->client_id != client_id ||
      user == nullptr || user->sub != challenge->sub)
    return not_authorized("Invalid session for the user.");
  if (challenge->expires_at <= service.now())
    return not_authorized("Invalid session for the user, session is expired.");
  // An administrator may have set another password meanwhile.
  if (user->status != UserStatus::kForceChangePassword)
    return not_authorized("Invalid session for the user.");
  if (!user->enabled) return not_authorized("User is disabled.");
  return *user;
}

struct ChallengeAnswer {
  std::string client_id;
  std::string name;
  std::string session;
  TextMap responses;
};

ChallengeAnswer read_challenge_answer(RequestInput& input) {
  ChallengeAnswer answer;
  answer.client_id = input.required_text("ClientId", kClientIdRule);
  answer.name = input.required_text("ChallengeName", {});
  answer.session = input.text("Session", kSessionRule).value_or("");
  answer.responses = input.text_map("ChallengeResponses");
  input.pass_over({"AnalyticsMetadata", "UserContextData", "ContextData", "ClientMetadata"});
  return answer;
}

Answer respond(Service& service, const PoolState& pool, const ChallengeAnswer& answer) {
  const auto client = pool.clients.find(answer.client_id);
  if (client == pool.clients.end())
    return resource_not_found("User pool client " + answer.client_id + " does not exist.");
  if (answer.name != "NEW_PASSWORD_REQUIRED")
    return invalid_parameter("The local user pool does not serve the challenge " + answer.name.substr(0, 64) +
                             ".");
  if (answer.session.empty()) return invalid_parameter("Missing required parameter Session");
  DDB_TRY(password, parameter(answer.responses, "NEW_PASSWORD"));
  if (!satisfies(password, kPasswordRule))
    return invalid_parameter("NEW_PASSWORD must have 1 to 256 characters and no spaces.");
  DDB_TRY(user, challenged_user(service, pool, answer.client_id, answer.session, answer.responses));
  DDB_CHECK(check_secret_hash(client->second, answer.responses, answer.responses.at("USERNAME")));
  DDB_CHECK(check_password(pool.pool.policy, password, "Password did not conform with policy"));
  DDB_CHECK(set_attributes(pool, user, challenge_attributes(answer.responses)));
  user.password_hash = service.hash_password(password);
  user.password_set_at = user.modified_at = service.now();
  user.status = UserStatus::kConfirmed;
  DDB_CHECK(service.directory().put_user(pool.pool.id, user));
  service.challenges().remove(answer.session);
  return sign_in(service, pool, client->second, user);
}

}  // namespace

Answer initiate_auth(Call& call) {
  RequestInput& input = call.input;
  const std::string client_id = input.required_text("ClientId", kClientIdRule);
  const std::string flow = read_flow(input);
  const TextMap parameters = input.text_map("AuthParameters");
  input.pass_over({"ClientMetadata", "AnalyticsMetadata", "UserContextData"});
  DDB_CHECK(input.finish());
  DDB_TRY(pool, call.service.directory().pool_of_client(client_id));
  return run_flow(call.service, *pool, client_id, flow, Access::kPublic, parameters);
}

Answer admin_initiate_auth(Call& call) {
  RequestInput& input = call.input;
  const std::string pool_id = input.required_text("UserPoolId", kPoolIdRule);
  const std::string client_id = input.required_text("ClientId", kClientIdRule);
  const std::string flow = read_flow(input);
  const TextMap parameters = input.text_map("AuthParameters");
  input.pass_over({"ClientMetadata", "AnalyticsMetadata", "ContextData"});
  DDB_CHECK(input.finish());
  DDB_TRY(pool, call.service.directory().pool(pool_id));
  return run_flow(call.service, *pool, client_id, flow, Access::kSigned, parameters);
}

Answer respond_to_auth_challenge(Call& call) {
  const ChallengeAnswer answer = read_challenge_answer(call.input);
  DDB_CHECK(call.input.finish());
  DDB_TRY(pool, call.service.directory().pool_of_client(answer.client_id));
  return respond(call.service, *pool, answer);
}

Answer admin_respond_to_auth_challenge(Call& call) {
  const std::string pool_id = call.input.required_text("UserPoolId", kPoolIdRule);
  const ChallengeAnswer answer = read_challenge_answer(call.input);
  DDB_CHECK(call.input.finish());
  DDB_TRY(pool, call.service.directory().pool(pool_id));
  return respond(call.service, *pool, answer);
}

}  // namespace ddb::user_pool
