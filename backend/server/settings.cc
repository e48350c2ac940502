#include "backend/server/settings.h"

#include <algorithm>

#include "backend/users/connection_url.h"
#include "shared/aws/service.h"
#include "shared/http/syntax.h"

namespace ddb::backend {
namespace {

constexpr std::size_t kTableNameSizeMin = 3;  // DynamoDB API Reference, `TableName`
constexpr std::size_t kTableNameSizeMax = 255;

Error wrong(std::string_view variable, std::string_view why) {
  return Error{"The environment's " + std::string(variable) + " " + std::string(why)};
}

Result<std::string> required(const aws::Environment& environment, std::string_view variable,
                             std::string_view remedy) {
  auto value = environment.find(variable);
  if (!value) return wrong(variable, "is not set: " + std::string(remedy));
  return {boost::system::in_place_value, *std::move(value)};
}

Result<UserPool> read_user_pool(const aws::Environment& environment, const aws::Profile& profile) {
  constexpr std::string_view id_variable = "AWS_COGNITO_USER_POOL_ID";
  DDB_TRY(id, required(environment, id_variable,
                       "give the id of the Cognito user pool that people sign in at, such as "
                       "us-east-1_AbCdEfGhI."));
  DDB_TRY(client_id, required(environment, "AWS_COGNITO_USER_POOL_CLIENT_ID",
                              "give the id of the user pool's app client."));
  const auto region = region_of_pool(id);
  if (!region) return wrong(id_variable, "is not usable: " + region.error().message);
  DDB_TRY(endpoint,
          aws::find_service_endpoint(aws::kCognitoIdentityProvider, {.endpoint_url = {}, .region = *region},
                                     environment, profile));
  return UserPool{std::move(id), std::move(client_id), std::move(endpoint.url)};
}

Result<Transactions> read_transactions(const aws::Environment& environment) {
  const std::string text = environment.find("DDB_TRANSACTIONS").value_or("on");
  if (text == "on") return Transactions::kOn;
  if (text == "off") return Transactions::kOff;
  return wrong("DDB_TRANSACTIONS", "is \"" + text + "\": it is on or off.");
}

/// The origins of FRONTEND_URL and BACKEND_URL, as far as they are set.
Result<std::vector<std::string>> read_origins(const aws::Environment& environment) {
  std::vector<std::string> origins;
  for (const std::string_view variable : {"FRONTEND_URL", "BACKEND_URL"}) {
    const auto text = environment.find(variable);
    if (!text) continue;
    if (*text == "*")
      return wrong(variable,
                   "is *: browsers let no page of any origin send a token; give one address, such as "
                   "https://cruddur.example.com.");
    const auto url = http::parse_url(*text);
    if (!url) return wrong(variable, "is no address of pages: " + url.error().message);
    origins.push_back(url->origin());
  }
  return origins;
}

Result<std::string> read_table(const aws::Environment& environment, std::string otherwise) {
  std::string name = environment.find("DDB_MESSAGE_TABLE").value_or(std::move(otherwise));
  const bool is_name = name.size() >= kTableNameSizeMin && name.size() <= kTableNameSizeMax &&
                       std::all_of(name.begin(), name.end(), [](char c) {
                         return http::is_letter(c) || http::is_digit(c) || c == '_' || c == '-' || c == '.';
                       });
  if (!is_name)
    return wrong("DDB_MESSAGE_TABLE",
                 "is no name of a table: it is 3 to 255 of a-z, A-Z, 0-9, '_', '-', '.'.");
  return {boost::system::in_place_value, std::move(name)};
}

/// It travels as one segment of a path.
Result<std::string> read_hook_secret(const aws::Environment& environment) {
  constexpr std::string_view variable = "CRUDDUR_HOOK_SECRET";
  auto secret = environment.find(variable);
  if (!secret) return {boost::system::in_place_value, ""};
  if (secret->size() < kHookSecretSizeMin)
    return wrong(variable,
                 "is shorter than 16 characters: take random ones, such as those of openssl rand -hex 16.");
  if (!std::all_of(secret->begin(), secret->end(),
                   [](char c) { return http::is_letter(c) || http::is_digit(c) || c == '_' || c == '-'; }))
    return wrong(variable,
                 "has characters other than a-z, A-Z, 0-9, '_' and '-', which a path would change.");
  return {boost::system::in_place_value, *std::move(secret)};
}

}  // namespace

Result<Settings> read_settings(const aws::Environment& environment, const aws::Profile& profile) {
  Settings settings;
  DDB_TRY(pool, read_user_pool(environment, profile));
  settings.user_pool = std::move(pool);
  settings.region = settings.user_pool.id.substr(0, settings.user_pool.id.find('_'));
  DDB_TRY(dynamodb, aws::find_endpoint({}, environment, profile));
  settings.dynamodb = std::move(dynamodb);
  DDB_TRY(table, read_table(environment, settings.message_table));
  settings.message_table = std::move(table);
  DDB_TRY(transactions, read_transactions(environment));
  settings.transactions = transactions;
  settings.connection_url = environment.find("CONNECTION_URL").value_or("");
  if (const auto address = parse_connection_url(settings.connection_url); !address)
    return wrong("CONNECTION_URL", "is not usable: " + address.error().message);
  DDB_TRY(origins, read_origins(environment));
  settings.allowed_origins = std::move(origins);
  DDB_TRY(hook_secret, read_hook_secret(environment));
  settings.hook_secret = std::move(hook_secret);
  return settings;
}

}  // namespace ddb::backend
