#include <boost/json/array.hpp>
#include <string>

#include "tools/cruddur/commands.h"
#include "tools/cruddur/database.h"
#include "tools/cruddur/sub_assignment.h"
#include "tools/cruddur/user_pool.h"

namespace ddb::cruddur {
namespace {

namespace json = boost::json;
using cli::CommandError;
using cli::Console;

Result<void, CommandError> run_list_users(Console& console, UserPool& pool) {
  DDB_TRY(users, pool.list_users());
  cli::Table table{.names = {"Username", "Sub", "Preferred username", "E-mail", "Status", "Created at"},
                   .rows = {}};
  for (const auto& entry : users) {
    const PoolUser user = parse_pool_user(entry.get_object());
    table.rows.push_back({user.username, user.sub, user.preferred_username, user.email,
                          user.status + (user.is_enabled ? "" : ", disabled"), user.created_at});
  }
  if (users.empty()) {
    console.say("There is nobody in the pool " + pool.id() +
                " yet; `cruddur cognito create-user` makes one.");
  }
  if (users.empty() && console.format() != cli::OutputFormat::kJson) return {};
  console.print(table, json::object{{"Users", users}});
  return {};
}

/// The password that was given, or, for "-", the first line of standard input.
Result<std::string, CommandError> password(Console& console) {
  auto text = console.options().find("password");
  if (text == "-") {
    text.emplace();
    std::getline(console.in(), *text);
    if (text->ends_with('\r')) text->pop_back();
  }
  if (!text || text->empty())
    return cli::usage_error(
        "The password is missing: give --password TEXT, or --password - to read it from "
        "standard input.");
  return *std::move(text);
}

Result<void, CommandError> run_create_user(Console& console, UserPool& pool) {
  const cli::Options& options = console.options();
  if (options.operands().empty() || options.operands()[0].empty())
    return cli::usage_error("The handle is missing; --help shows an example.");
  const std::string& handle = options.operands()[0];
  if (handle.starts_with("@")) return cli::usage_error("Write the handle without the @.");
  const std::string email = options.value_or("email", "");
  if (email.empty()) return cli::usage_error("The e-mail is missing: give --email ADDRESS.");
  DDB_TRY(secret, password(console));
  DDB_TRY(sub, pool.create_user({.username = options.value_or("username", handle),
                                 .handle = handle,
                                 .display_name = options.value_or("display-name", handle),
                                 .email = email,
                                 .password = secret}));
  console.say("Created the user " + handle + " in the pool " + pool.id() + ", sub " + sub +
              "; `cruddur cognito update-cognito-user-ids` tells the users database.");
  return {};
}

}  // namespace

std::vector<cli::Command> cognito_commands() {
  std::vector<cli::OptionSpec> create_options{
      {"email", "ADDRESS", "The e-mail, which counts as verified"},
      {"password", "TEXT",
       "The password; - reads it from standard input, so that\nnobody sees it in the list "
       "of processes"},
      {"display-name", "NAME", "The name (default HANDLE)"},
      {"username", "NAME",
       "The name to sign in with (default HANDLE); the e-mail for\na pool that wants it"}};
  for (const auto& option : user_pool_options())
    create_options.push_back(option);
  return {
      {.name = "cognito list-users",
       .operands = "",
       .operands_max = 0,
       .summary = "List who can sign in",
       .description =
           "Lists the users of the pool, page by page to the end. With --output json, all that the\n"
           "pool says of them.",
       .options = user_pool_options(),
       .examples = {"cruddur cognito list-users", "cruddur cognito list-users --output plain | cut -f 2"},
       .run = with_user_pool(run_list_users)},
      {.name = "cognito create-user",
       .operands = "HANDLE",
       .operands_max = 1,
       .summary = "Create a user who can sign in at once",
       .description =
           "Creates a user in the pool, with the handle as preferred_username and a password that\n"
           "need not be changed. No message is sent.",
       .options = std::move(create_options),
       .examples = {"cruddur cognito create-user mara --email mara@example.com --password - < secret"},
       .run = with_user_pool(run_create_user)},
      update_cognito_user_ids_command("cognito update-cognito-user-ids",
                                      "cruddur cognito update-cognito-user-ids"),
  };
}

}  // namespace ddb::cruddur
