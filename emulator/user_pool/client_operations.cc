#include <algorithm>
#include <boost/json/array.hpp>

#include "emulator/user_pool/operation.h"
#include "emulator/user_pool/page.h"

namespace ddb::user_pool {
namespace {

constexpr std::string_view kIdAlphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::size_t kClientIdLength = 26;
constexpr std::size_t kSecretLength = 52;
constexpr std::uint32_t kTokenValidityMin_s = 5 * 60;
constexpr std::uint32_t kTokenValidityMax_s = 24 * 3600;
constexpr std::uint32_t kRefreshValidityMin_s = 60 * 60;
constexpr std::uint32_t kRefreshValidityMax_s = 3650U * 24 * 3600;

boost::json::object client_json(const PoolState& pool, const Client& client) {
  boost::json::object json{
      {"UserPoolId", pool.pool.id},
      {"ClientName", client.name},
      {"ClientId", client.id},
      {"LastModifiedDate", timestamp(client.created_at)},
      {"CreationDate", timestamp(client.created_at)},
      {"RefreshTokenValidity", client.refresh_token_validity_s},
      {"AccessTokenValidity", client.access_token_validity_s},
      {"IdTokenValidity", client.id_token_validity_s},
      {"TokenValidityUnits",
       {{"AccessToken", "seconds"}, {"IdToken", "seconds"}, {"RefreshToken", "seconds"}}},
      {"ExplicitAuthFlows", boost::json::array(client.auth_flows.begin(), client.auth_flows.end())},
      {"AllowedOAuthFlowsUserPoolClient", false},
      {"PreventUserExistenceErrors", client.prevent_user_existence_errors},
      {"EnableTokenRevocation", true}};
  if (!client.secret.empty()) json["ClientSecret"] = client.secret;
  return json;
}

std::uint32_t seconds_of_unit(std::string_view unit) {
  if (unit == "seconds") return 1;
  if (unit == "minutes") return 60;
  return unit == "hours" ? 3600 : 24 * 3600;
}

/// The validity of one token in seconds; `target` keeps its default if the request names none.
PoolResult<void> read_validity(RequestInput& input, RequestInput& units, std::string_view token,
                               std::string_view default_unit, std::uint32_t minimum_s,
                               std::uint32_t maximum_s, std::uint32_t& target) {
  const auto number = input.integer(std::string(token) + "Validity", 0, 315'360'000);
  const auto unit = units.choice(token, {"seconds", "minutes", "hours", "days"});
  if (!number || *number == 0) return {};
  const std::uint64_t seconds =
      std::uint64_t{*number} * seconds_of_unit(unit.value_or(std::string(default_unit)));
  if (seconds < minimum_s || seconds > maximum_s)
    return invalid_parameter("Invalid range for token validity: " + std::string(token) +
                             " must be valid from " + std::to_string(minimum_s) + " to " +
                             std::to_string(maximum_s) + " seconds.");
  target = static_cast<std::uint32_t>(seconds);
  return {};
}

PoolResult<void> read_validities(RequestInput& input, Client& client) {
  static const boost::json::object kNone;
  const boost::json::object* object = input.object("TokenValidityUnits");
  RequestInput units(object == nullptr ? kNone : *object);
  DDB_CHECK(read_validity(input, units, "AccessToken", "hours", kTokenValidityMin_s, kTokenValidityMax_s,
                          client.access_token_validity_s));
  DDB_CHECK(read_validity(input, units, "IdToken", "hours", kTokenValidityMin_s, kTokenValidityMax_s,
                          client.id_token_validity_s));
  DDB_CHECK(read_validity(input, units, "RefreshToken", "days", kRefreshValidityMin_s, kRefreshValidityMax_s,
                          client.refresh_token_validity_s));
  return units.finish();
}

struct ClientPlace {
  const PoolState* pool;
  const Client* client;
};

PoolResult<ClientPlace> read_client(Call& call) {
  const std::string pool_id = call.input.required_text("UserPoolId", kPoolIdRule);
  const std::string client_id = call.input.required_text("ClientId", kClientIdRule);
  DDB_CHECK(call.input.finish());
  DDB_TRY(pool, call.service.directory().pool(pool_id));
  const auto client = pool->clients.find(client_id);
  if (client == pool->clients.end())
    return resource_not_found("User pool client " + client_id + " does not exist.");
  return ClientPlace{pool, &client->second};
}

}  // namespace

Answer create_user_pool_client(Call& call) {
  RequestInput& input = call.input;
  Client client;
  const std::string pool_id = input.required_text("UserPoolId", kPoolIdRule);
  client.name = input.required_text("ClientName", kNameRule);
  const bool has_secret = input.boolean("GenerateSecret").value_or(false);
  // Without a choice, the flows are Cognito's: none of them takes a password.
  client.auth_flows =
      input
          .choices("ExplicitAuthFlows",
                   {"ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_USER_PASSWORD_AUTH",
                    "ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_AUTH"})
          .value_or(std::vector<std::string>{"ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH",
                                             "ALLOW_CUSTOM_AUTH"});
  client.prevent_user_existence_errors =
      input.choice("PreventUserExistenceErrors", {"ENABLED", "LEGACY"}).value_or("ENABLED");
  input.choices("SupportedIdentityProviders", {"COGNITO"});
  const bool revocable = input.boolean("EnableTokenRevocation").value_or(true);
  DDB_CHECK(read_validities(input, client));
  DDB_CHECK(input.finish());
  if (!revocable) return invalid_parameter("In the local user pool tokens can always be revoked.");

  Service& service = call.service;
  DDB_TRY(pool, service.directory().pool(pool_id));
  client.id = random_text(service.random(), kClientIdLength, kIdAlphabet);
  if (has_secret) client.secret = random_text(service.random(), kSecretLength, kIdAlphabet);
  client.created_at = service.now();
  const std::string id = client.id;
  DDB_CHECK(service.directory().put_client(pool_id, std::move(client)));
  return boost::json::object{{"UserPoolClient", client_json(*pool, pool->clients.at(id))}};
}

Answer describe_user_pool_client(Call& call) {
  DDB_TRY(place, read_client(call));
  return boost::json::object{{"UserPoolClient", client_json(*place.pool, *place.client)}};
}

Answer list_user_pool_clients(Call& call) {
  const std::string pool_id = call.input.required_text("UserPoolId", kPoolIdRule);
  const auto size = call.input.integer("MaxResults", 1, 60);
  const auto token = call.input.text("NextToken", kPageTokenRule);
  DDB_CHECK(call.input.finish());
  DDB_TRY(pool, call.service.directory().pool(pool_id));
  boost::json::array clients;
  DDB_TRY(next, read_page(pool->clients, {size.value_or(60), token}, [&](const Client& client) {
            clients.push_back(boost::json::object{
                {"ClientId", client.id}, {"UserPoolId", pool_id}, {"ClientName", client.name}});
            return Taken::kYes;
          }));
  boost::json::object answer{{"UserPoolClients", std::move(clients)}};
  if (!next.empty()) answer["NextToken"] = next;
  return answer;
}

Answer delete_user_pool_client(Call& call) {
  DDB_TRY(place, read_client(call));
  const std::string client_id = place.client->id;
  call.service.directory().remove_client(place.pool->pool.id, client_id);
  return boost::json::object();
}

}  // namespace ddb::user_pool
