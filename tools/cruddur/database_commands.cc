#include <boost/json/array.hpp>
#include <filesystem>
#include <string>

#include "backend/users/seed.h"
#include "backend/users/users_admin.h"
#include "tools/cruddur/commands.h"
#include "tools/cruddur/database.h"
#include "tools/cruddur/database_client.h"
#include "tools/cruddur/embedded_files.h"

namespace ddb::cruddur {
namespace {

namespace json = boost::json;
using cli::CommandError;
using cli::Console;

constexpr cli::OptionSpec kYes{"yes", "", "Do not ask whether to drop the database"};
constexpr cli::OptionSpec kSeedFile{"file", "PATH",
                                    "Other users, in the form of the source's\ntestdata/seed/users.json"};

Result<void, CommandError> connect(Console& console, ProgramStarter& starter) {
  DDB_TRY(database, choose_database(console));
  const bool is_file = database.address.dialect == backend::SqlDialect::kSqlite;
  if (is_file && !std::filesystem::exists(database.address.file)) {
    return CommandError{cli::ExitCode::kFailed,
                        "There is no file " + database.address.file + ": `cruddur db create` makes one."};
  }
  console.out().flush();
  const StartRequest request = database_client(database.address);
  const auto started = starter.replace_with(request);
  if (started) return {};
  if (started.error().is_installed) return CommandError{cli::ExitCode::kFailed, started.error().message};
  return CommandError{cli::ExitCode::kFailed, request.arguments[0] + " is not installed: run `apt install " +
                                                  std::string(client_package(database.address)) + "`."};
}

Result<void, CommandError> create(Console& console, const ChosenDatabase& database) {
  const auto outcome = backend::create_users_database(database.connection_url);
  if (!outcome) return database_error(outcome.error());
  console.say(*outcome == backend::CreateOutcome::kCreated
                  ? "Created the database " + database.address.name + "."
                  : "The database " + database.address.name + " is there already; nothing was changed.");
  return {};
}

Result<void, CommandError> drop(Console& console, const ChosenDatabase& database) {
  const auto outcome = backend::drop_users_database(database.connection_url);
  if (!outcome) return database_error(outcome.error());
  console.say(*outcome == backend::DropOutcome::kDropped
                  ? "Dropped the database " + database.address.name + "."
                  : "There is no database " + database.address.name + " to drop.");
  return {};
}

Result<void, CommandError> load_schema(Console& console, const ChosenDatabase& database) {
  DDB_TRY(users, open_database(console, database));
  const auto steps = users->migrate();
  if (!steps) return database_error(steps.error());
  for (const auto& step : *steps)
    console.say("Took the step " + step + ".");
  if (steps->empty()) console.say("The tables are up to date; nothing was changed.");
  return {};
}

Result<backend::Seed, CommandError> given_or_built_in_seed(Console& console) {
  std::string text(sample_users());
  const auto path = console.options().find("file");
  if (path) {
    DDB_TRY(file, console.read_file(*path));
    text = std::move(file);
  }
  auto seed = backend::parse_seed(text);
  if (!seed) return cli::usage_error((path ? *path + ": " : "") + seed.error().message);
  return *std::move(seed);
}

Result<void, CommandError> load_seed(Console& console, const ChosenDatabase& database,
                                     const backend::Seed& seed) {
  DDB_TRY(users, open_database(console, database));
  const auto report = users->seed(seed);
  if (!report) return database_error(report.error());
  const bool is_all =
      report->users_added == seed.users.size() && report->activities_added == seed.activities.size();
  console.say("Added " + std::to_string(report->users_added) + " of " + std::to_string(seed.users.size()) +
              " users and " + std::to_string(report->activities_added) + " of " +
              std::to_string(seed.activities.size()) + " activities" +
              (is_all ? "." : "; the others were there already."));
  return {};
}

/// Asks the person at the terminal. Without one, only --yes will do.
Result<void, CommandError> confirm_drop(Console& console, const ChosenDatabase& database) {
  if (console.options().has("yes")) return {};
  if (!console.host().in_is_terminal) {
    return cli::usage_error(
        "The database " + database.address.name +
        " was not dropped, as nobody can be asked where standard input is no terminal: give "
        "--yes.");
  }
  console.err() << "Drop the database " << database.address.name
                << " with all that is in it? Type yes to go on: " << std::flush;
  std::string answer;
  std::getline(console.in(), answer);
  if (answer != "yes") return CommandError{cli::ExitCode::kFailed, "Nothing was dropped."};
  return {};
}

Result<void, CommandError> run_create(Console& console) {
  DDB_TRY(database, choose_database(console));
  return create(console, database);
}

Result<void, CommandError> run_drop(Console& console) {
  DDB_TRY(database, choose_database(console));
  DDB_CHECK(confirm_drop(console, database));
  return drop(console, database);
}

Result<void, CommandError> run_schema_load(Console& console) {
  DDB_TRY(database, choose_database(console));
  return load_schema(console, database);
}

Result<void, CommandError> run_seed(Console& console) {
  DDB_TRY(database, choose_database(console));
  DDB_TRY(seed, given_or_built_in_seed(console));
  return load_seed(console, database, seed);
}

Result<void, CommandError> run_setup(Console& console) {
  DDB_TRY(database, choose_database(console));
  DDB_TRY(seed, given_or_built_in_seed(console));  // Before anything is lost.
  DDB_CHECK(confirm_drop(console, database));
  DDB_CHECK(drop(console, database));
  DDB_CHECK(create(console, database));
  DDB_CHECK(load_schema(console, database));
  return load_seed(console, database, seed);
}

Result<void, CommandError> run_sessions(Console& console) {
  DDB_TRY(database, choose_database(console));
  const auto sessions = backend::users_database_sessions(database.connection_url);
  if (!sessions) return database_error(sessions.error());
  cli::Table table{.names = {"Process", "User", "Program", "From", "State", "Connected at"}, .rows = {}};
  json::array list;
  for (const auto& session : *sessions) {
    table.rows.push_back({session.process_id, session.user, session.application, session.client_address,
                          session.state, session.connected_at});
    list.push_back(json::object{{"process_id", session.process_id},
                                {"user", session.user},
                                {"application", session.application},
                                {"client_address", session.client_address},
                                {"state", session.state},
                                {"connected_at", session.connected_at}});
  }
  if (list.empty()) console.say("Nobody else is connected to " + database.address.name + ".");
  if (list.empty() && console.format() != cli::OutputFormat::kJson) return {};
  console.print(table, json::object{{"Sessions", list}});
  return {};
}

/// A command that takes no operands.
cli::Command command(std::string_view name, std::string_view summary, std::string_view description,
                     std::vector<cli::OptionSpec> options, std::vector<std::string_view> examples,
                     cli::CommandAction run) {
  options.insert(options.begin(), kConnectionUrl);
  return {.name = name,
          .operands = "",
          .operands_max = 0,
          .summary = summary,
          .description = description,
          .options = std::move(options),
          .examples = std::move(examples),
          .run = std::move(run)};
}

}  // namespace

std::vector<cli::Command> database_commands(ProgramStarter& starter) {
  return {
      command("db connect", "Open psql or sqlite3 on the users database",
              "Starts the database's own command line, psql or sqlite3, in the place of this program.", {},
              {"cruddur db connect"}, [&starter](Console& console) { return connect(console, starter); }),
      command("db create", "Create the users database, without tables",
              "Creates the database: on a PostgreSQL server by way of its database postgres, whose\n"
              "user must be allowed to; else the SQLite file. If it is there already, nothing changes.",
              {}, {"cruddur db create --connection-url postgresql://postgres@localhost:5432/cruddur"},
              run_create),
      command("db drop", "Delete the users database with all that is in it",
              "Deletes the database. There is no way back, so it asks before. A database that another\n"
              "program has open is not deleted; `cruddur db sessions` shows who.",
              {kYes}, {"cruddur db drop", "cruddur db drop --yes"}, run_drop),
      command("db schema-load", "Create the tables, or bring them up to date",
              "Takes every step that the tables still need, each whole or not at all. Rows stay.", {},
              {"cruddur db schema-load"}, run_schema_load),
      command("db seed", "Load sample users and activities",
              "Loads sample users, the two people of `ddb seed` among them. Run again, it leaves the\n"
              "same data.",
              {kSeedFile}, {"cruddur db seed", "cruddur db seed --file users.json"}, run_seed),
      command("db setup", "Start anew: drop, create, schema-load and seed",
              "Deletes the database if there is one, and makes it anew with tables and sample users.\n"
              "It asks before.",
              {kSeedFile, kYes}, {"cruddur db setup", "cruddur db setup --yes"}, run_setup),
      command("db sessions", "List who is connected to the database",
              "Lists the connections to the database but its own. PostgreSQL only: SQLite has no server\n"
              "that could know.",
              {}, {"cruddur db sessions"}, run_sessions),
      update_cognito_user_ids_command("db update-cognito-user-ids", "cruddur db update-cognito-user-ids"),
  };
}

}  // namespace ddb::cruddur
