#include "tools/cruddur/user_pool.h"

#include <algorithm>

#include "shared/base/time_format.h"
#include "shared/json/members.h"
#include "tools/cli/call_error.h"

namespace ddb::cruddur {
namespace {

namespace json = boost::json;
using cli::CommandError;
using ddb::json::text_member;

constexpr int kPageSize = 60;  // The most that ListUsers takes.
constexpr std::size_t kUsersMax = 1'000'000;
constexpr double kSecondsMax = 253'402'300'799.0;  // The end of the year 9999.

/// An attribute of a user; `attributes` is a list of {"Name", "Value"}.
std::string attribute(const json::object& user, std::string_view list, std::string_view name) {
  const auto* attributes = user.if_contains(list);
  if (!attributes || !attributes->is_array()) return {};
  for (const auto& entry : attributes->get_array()) {
    if (entry.is_object() && text_member(entry.get_object(), "Name") == name)
      return text_member(entry.get_object(), "Value");
  }
  return {};
}

/// Seconds since 1970 as `2026-11-21T04:30:00Z`.
std::string time_text(const json::value* seconds) {
  if (!seconds || !seconds->is_number()) return {};
  const auto value = seconds->to_number<double>();
  if (!(value >= 0 && value <= kSecondsMax)) return {};
  const std::chrono::seconds whole(static_cast<std::int64_t>(value));
  return iso8601(Clock::TimePoint(whole)).substr(0, std::string_view("2026-11-21T04:30:00").size()) + "Z";
}

/// Source: Amazon Cognito user pools API Reference, UserPoolId: `[\w-]+_[0-9a-zA-Z]+`, at most 55 characters.
bool is_pool_id(std::string_view text) {
  constexpr std::size_t size_max = 55;
  const auto is_letter_or_digit = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  const auto underscore = text.rfind('_');
  if (text.size() > size_max || underscore == std::string_view::npos || underscore == 0) return false;
  const std::string_view region = text.substr(0, underscore);
  const std::string_view name = text.substr(underscore + 1);
  return !name.empty() && std::all_of(name.begin(), name.end(), is_letter_or_digit) &&
         std::all_of(region.begin(), region.end(),
                     [&](char c) { return is_letter_or_digit(c) || c == '-' || c == '_'; });
}

Result<std::string, CommandError> pool_id(const cli::Console& console) {
  const auto option = console.options().find("user-pool-id");
  const std::string id =
      option ? *option : console.host().system.environment.find("AWS_COGNITO_USER_POOL_ID").value_or("");
  if (id.empty()) {
    return cli::usage_error(
        "The user pool is not known: give --user-pool-id, or set AWS_COGNITO_USER_POOL_ID.");
  }
  if (!is_pool_id(id)) {
    return cli::usage_error("\"" + id + "\" is no user pool id: it looks like us-east-1_a1B2c3D4e.");
  }
  return id;
}

Result<void, CommandError> run_with_user_pool(cli::Console& console,
                                              Result<void, CommandError> (*run)(cli::Console& console,
                                                                                UserPool& pool)) {
  const cli::Options& options = console.options();
  const cli::Host& host = console.host();
  DDB_TRY(id, pool_id(console));
  const auto profile =
      aws::Profile::load(options.value_or("profile", ""), host.system.environment, host.system.files);
  if (!profile) return cli::usage_error(profile.error().message);
  // A pool is in the region that its id begins with, whatever the environment says of other services.
  const auto endpoint = aws::find_service_endpoint(
      aws::kCognitoIdentityProvider,
      {.endpoint_url = options.value_or("endpoint-url", ""), .region = id.substr(0, id.rfind('_'))},
      host.system.environment, *profile);
  if (!endpoint) return cli::usage_error(endpoint.error().message);

  // A server on this machine that refuses the connection will not come up while we wait for it.
  aws::RetryPolicy policy;
  if (!endpoint->is_aws) policy.connection_attempts_max = 1;
  aws::EndpointCredentials credentials(*endpoint, host.system, *profile);
  aws::ServiceClient client(
      aws::kCognitoIdentityProvider, *endpoint,
      {host.system.transport, credentials, host.system.clock, host.random, host.sleeper}, policy);
  UserPool pool(client, id);
  return run(console, pool);
}

}  // namespace

PoolUser parse_pool_user(const json::object& user) {
  const auto* enabled = user.if_contains("Enabled");
  return {.username = text_member(user, "Username"),
          .sub = attribute(user, "Attributes", "sub"),
          .preferred_username = attribute(user, "Attributes", "preferred_username"),
          .email = attribute(user, "Attributes", "email"),
          .is_email_doubtful = attribute(user, "Attributes", "email_verified") == "false",
          .status = text_member(user, "UserStatus"),
          .is_enabled = !enabled || !enabled->is_bool() || enabled->get_bool(),
          .created_at = time_text(user.if_contains("UserCreateDate"))};
}

CommandError UserPool::describe(const aws::CallError& error, const std::string& operation) const {
  if (error.type == "ResourceNotFoundException") {
    return {cli::ExitCode::kFailed,
            "There is no user pool " + id_ + " at " + cli::endpoint_text(client_.endpoint()) +
                ": check --user-pool-id or AWS_COGNITO_USER_POOL_ID; `ddb-emulator --user-pool` makes a "
                "local one."};
  }
  return cli::describe_call_error(error, operation, client_.endpoint());
}

Result<json::object, CommandError> UserPool::call(const std::string& operation, const json::object& input) {
  auto output = client_.call(operation, input);
  if (!output) return describe(output.error(), operation);
  return *std::move(output);
}

Result<json::array, CommandError> UserPool::list_users() {
  json::array users;
  json::object input{{"UserPoolId", id_}, {"Limit", kPageSize}};
  while (true) {
    DDB_TRY(page, call("ListUsers", input));
    const auto* list = page.if_contains("Users");
    if (list && list->is_array()) {
      for (const auto& user : list->get_array())
        if (user.is_object()) users.push_back(user);
    }
    const std::string token = text_member(page, "PaginationToken");
    if (token.empty()) return users;
    if (users.size() > kUsersMax || token == text_member(input, "PaginationToken")) {
      return CommandError{cli::ExitCode::kEndpoint, "ListUsers does not come to an end after " +
                                                        std::to_string(users.size()) + " users."};
    }
    input["PaginationToken"] = token;
  }
}

Result<std::string, CommandError> UserPool::create_user(const NewPoolUser& user) {
  const auto attribute_of = [](std::string_view name, std::string_view value) {
    return json::object{{"Name", name}, {"Value", value}};
  };
  // The password is given here too, so that one that the pool's policy refuses leaves no user behind.
  const auto created = client_.call(
      "AdminCreateUser", {{"UserPoolId", id_},
                          {"Username", user.username},
                          {"TemporaryPassword", user.password},
                          {"MessageAction", "SUPPRESS"},
                          {"UserAttributes", json::array{attribute_of("email", user.email),
                                                         attribute_of("email_verified", "true"),
                                                         attribute_of("preferred_username", user.handle),
                                                         attribute_of("name", user.display_name)}}});
  if (!created) {
    if (created.error().type == "UsernameExistsException") {
      return CommandError{cli::ExitCode::kFailed,
                          "There is a user \"" + user.username + "\" in the pool " + id_ +
                              " already: `cruddur cognito list-users` shows them all."};
    }
    return describe(created.error(), "AdminCreateUser");
  }
  DDB_CHECK(call(
      "AdminSetUserPassword",
      {{"UserPoolId", id_}, {"Username", user.username}, {"Password", user.password}, {"Permanent", true}}));
  const auto* made = created->if_contains("User");
  return made && made->is_object() ? attribute(made->get_object(), "Attributes", "sub") : std::string();
}

std::vector<cli::OptionSpec> user_pool_options() {
  return {{"user-pool-id", "ID", "The user pool (else AWS_COGNITO_USER_POOL_ID)"},
          {"endpoint-url", "URL", "Cognito's server, such as http://localhost:8000"},
          {"profile", "NAME", "The profile of ~/.aws/credentials and ~/.aws/config"}};
}

cli::CommandAction with_user_pool(Result<void, CommandError> (*run)(cli::Console& console, UserPool& pool)) {
  return [run](cli::Console& console) { return run_with_user_pool(console, run); };
}

}  // namespace ddb::cruddur
