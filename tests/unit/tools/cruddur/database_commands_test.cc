#include <gmock/gmock.h>

#include <filesystem>

#include "tests/unit/tools/cruddur/program_fixture.h"

namespace ddb::cruddur {
namespace {

using cli::ExitCode;
using ::testing::HasSubstr;
using DatabaseCommandsTest = ProgramTest;

TEST_F(DatabaseCommandsTest, SetUpADatabaseStepByStep) {
  EXPECT_EQ(run({"db", "create"}), ExitCode::kSuccess);
  EXPECT_EQ(err(), "Created the database " + url() + ".\n");
  EXPECT_EQ(run({"db", "create"}), ExitCode::kSuccess);
  EXPECT_EQ(err(), "The database " + url() + " is there already; nothing was changed.\n");
  EXPECT_EQ(run({"db", "schema-load"}), ExitCode::kSuccess);
  EXPECT_THAT(err(), HasSubstr("Took the step "));
  EXPECT_EQ(run({"db", "schema-load"}), ExitCode::kSuccess);
  EXPECT_EQ(err(), "The tables are up to date; nothing was changed.\n");
  EXPECT_EQ(run({"db", "seed"}), ExitCode::kSuccess);
  EXPECT_EQ(err(), "Added 4 of 4 users and 5 of 5 activities.\n");
  EXPECT_EQ(run({"db", "seed"}), ExitCode::kSuccess);
  EXPECT_EQ(err(), "Added 0 of 4 users and 0 of 5 activities; the others were there already.\n");
  EXPECT_EQ(database()->find_by_handle("mara")->value().display_name, "Mara Lindqvist");
}

TEST_F(DatabaseCommandsTest, SetUpAnewInOneCommand) {
  EXPECT_EQ(run({"db", "setup", "--yes"}), ExitCode::kSuccess);
  EXPECT_THAT(err(), HasSubstr("There is no database " + url() + " to drop.\nCreated the database"));
  ASSERT_TRUE(database()->set_cognito_user_id(backend::UserKey::kHandle, "mara", "s"));
  EXPECT_EQ(run({"db", "setup", "--yes"}), ExitCode::kSuccess);
  EXPECT_THAT(err(), HasSubstr("Dropped the database " + url() + ".\nCreated the database"));
  EXPECT_EQ(database()->find_by_handle("mara")->value().cognito_user_id, "");
}

TEST_F(DatabaseCommandsTest, LoadUsersOfTheUsersOwn) {
  machine_.files.files["mine.json"] = R"({"users":[{"uuid":"1a4e68cc-ac7e-575d-a039-1be250d28efe",
    "handle":"ada","display_name":"Ada","email":"ada@example.com","bio":"",
    "created_at":"2026-11-02T08:00:00.000000+00:00"}],"activities":[]})";
  EXPECT_EQ(run({"db", "setup", "--yes", "--file", "mine.json"}), ExitCode::kSuccess) << err();
  EXPECT_TRUE(database()->find_by_handle("ada")->has_value());
  EXPECT_FALSE(database()->find_by_handle("mara")->has_value());
}

TEST_F(DatabaseCommandsTest, LoseNothingForAFileThatCannotBeRead) {
  ASSERT_EQ(run({"db", "setup", "--yes"}), ExitCode::kSuccess);
  EXPECT_EQ(run({"db", "setup", "--yes", "--file", "none.json"}), ExitCode::kUsage);
  EXPECT_EQ(err(), "cruddur: There is no file none.json.\n");
  machine_.files.files["bad.json"] = "{";
  EXPECT_EQ(run({"db", "setup", "--yes", "--file", "bad.json"}), ExitCode::kUsage);
  EXPECT_THAT(err(), HasSubstr("bad.json"));
  EXPECT_TRUE(database()->find_by_handle("mara")->has_value());
}

TEST_F(DatabaseCommandsTest, DropOnlyWhatIsConfirmed) {
  ASSERT_EQ(run({"db", "create"}), ExitCode::kSuccess);
  EXPECT_EQ(run({"db", "drop"}), ExitCode::kUsage);
  EXPECT_THAT(err(), HasSubstr("standard input is no terminal: give --yes."));
  in_is_terminal_ = true;
  for (const auto* answer : {"\n", "no\n", "y\n", ""}) {
    in_.clear();
    in_.str(answer);
    EXPECT_EQ(run({"db", "drop"}), ExitCode::kFailed);
    EXPECT_THAT(err(), HasSubstr("Nothing was dropped."));
    EXPECT_EQ(run({"db", "setup"}), ExitCode::kFailed);
  }
  EXPECT_TRUE(std::filesystem::exists(file()));
  in_.clear();
  in_.str("yes\n");
  EXPECT_EQ(run({"db", "drop"}), ExitCode::kSuccess);
  EXPECT_EQ(err(), "Drop the database " + url() +
                       " with all that is in it? Type yes to go on: Dropped the database " + url() + ".\n");
  EXPECT_FALSE(std::filesystem::exists(file()));
}

TEST_F(DatabaseCommandsTest, SayThatThereIsNoDatabase) {
  for (const std::string command : {"schema-load", "seed", "update-cognito-user-ids"}) {
    EXPECT_EQ(run({"db", command}), ExitCode::kEndpoint) << command;
    EXPECT_THAT(err(), HasSubstr(file())) << command;
  }
  EXPECT_EQ(run({"db", "connect"}), ExitCode::kFailed);
  EXPECT_EQ(err(), "cruddur: There is no file " + file() + ": `cruddur db create` makes one.\n");
  EXPECT_EQ(run({"db", "drop", "--yes"}), ExitCode::kSuccess);
  EXPECT_EQ(err(), "There is no database " + url() + " to drop.\n");
}

TEST_F(DatabaseCommandsTest, CannotListTheSessionsOfAFile) {
  EXPECT_EQ(run({"db", "sessions"}), ExitCode::kFailed);
  EXPECT_THAT(err(), HasSubstr("SQLite has no server"));
}

TEST_F(DatabaseCommandsTest, ConnectWithTheDatabasesOwnProgram) {
  ASSERT_EQ(run({"db", "create"}), ExitCode::kSuccess);
  EXPECT_EQ(run({"db", "connect"}), ExitCode::kSuccess);
  EXPECT_EQ(starter_.requests.at(0).arguments,
            (std::vector<std::string>{"sqlite3", "-header", "-column", file()}));
  starter_.is_installed = false;
  EXPECT_EQ(run({"db", "connect"}), ExitCode::kFailed);
  EXPECT_EQ(err(), "cruddur: sqlite3 is not installed: run `apt install sqlite3`.\n");
  EXPECT_EQ(run({"db", "connect", "--connection-url", "postgresql://localhost/cruddur"}), ExitCode::kFailed);
  EXPECT_EQ(err(), "cruddur: psql is not installed: run `apt install postgresql-client`.\n");
}

TEST_F(DatabaseCommandsTest, ConnectWithoutThePasswordAmongTheArguments) {
  using Variables = std::vector<std::pair<std::string, std::string>>;
  const auto started = [this](const std::string& url) {
    EXPECT_EQ(run({"db", "connect", "--connection-url", url}), ExitCode::kSuccess);
    return starter_.requests.back();
  };
  auto request = started("postgresql://mara:p%40ss@localhost:5433/cruddur?sslmode=require");
  EXPECT_EQ(request.arguments,
            (std::vector<std::string>{"psql", "postgresql://mara@localhost:5433/cruddur?sslmode=require"}));
  EXPECT_EQ(request.variables, (Variables{{"PGPASSWORD", "p@ss"}}));
  request = started("postgres://mara@localhost:5433/cruddur");
  EXPECT_EQ(request.arguments.at(1), "postgres://mara@localhost:5433/cruddur");
  EXPECT_EQ(request.variables, Variables{});
  request = started("postgresql:///cruddur?host=/run/a@b:c");
  EXPECT_EQ(request.arguments.at(1), "postgresql:///cruddur?host=/run/a@b:c");
  EXPECT_EQ(request.variables, Variables{});
}

}  // namespace
}  // namespace ddb::cruddur
