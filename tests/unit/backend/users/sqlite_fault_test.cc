#include <filesystem>
#include <fstream>
#include <sstream>

#include "shared/db/sqlite.h"
#include "tests/unit/backend/users/users_fixture.h"

namespace ddb::backend {

namespace {

using testing::AllOf;
using testing::HasSubstr;

/// What can be wrong with the file.
class SqliteFaultTest : public testing::Test {
 protected:
  SqliteFaultTest() { options_.statement_timeout_ms = 20; }

  std::string file() const { return (directory_ / "users.db").string(); }
  std::string url() const { return "sqlite:" + file(); }
  std::unique_ptr<UsersDatabase> open_new() {
    options_.missing_file = UsersDatabaseOptions::MissingFile::kCreate;
    auto users = value_of(UsersDatabase::open(url(), clock_, options_));
    value_of(users->migrate());
    return users;
  }
  std::string open_failure() const { return failure_of(UsersDatabase::open(url(), clock_, options_)); }
  std::string content() const {
    std::ostringstream text;
    text << std::ifstream(file()).rdbuf();
    return text.str();
  }

  ManualClock clock_;
  UsersDatabaseOptions options_;
  TemporaryDirectory directory_;
};

TEST_F(SqliteFaultTest, AMissingFileIsMadeOnlyWhereThatIsWanted) {
  EXPECT_EQ(open_failure(), "There is no users database " + file() +
                                ". `cruddur db setup` makes one; CONNECTION_URL names another.");
  EXPECT_FALSE(std::filesystem::exists(file()));
  open_new();
  EXPECT_TRUE(std::filesystem::exists(file()));
}

TEST_F(SqliteFaultTest, AMissingFolderIsTold) {
  options_.missing_file = UsersDatabaseOptions::MissingFile::kCreate;
  const auto opened =
      UsersDatabase::open("sqlite:" + (directory_ / "absent" / "users.db").string(), clock_, options_);
  EXPECT_THAT(failure_of(opened), AllOf(HasSubstr("absent/users.db"), HasSubstr("unable to open")));
}

TEST_F(SqliteFaultTest, AFileOfAnotherProgramIsRefusedAndLeftAsItIs) {
  {
    db::Database other({.path = file()});
    other.execute("CREATE TABLE notes(text TEXT)");
  }
  const std::string before = content();
  EXPECT_THAT(open_failure(), AllOf(HasSubstr(file()), HasSubstr("is a database of another program")));
  EXPECT_THAT(failure_of(drop_users_database(url())), HasSubstr("another program"));
  EXPECT_EQ(content(), before);
}

TEST_F(SqliteFaultTest, TheEmulatorsFileIsRefused) {
  {
    db::Database other({.path = file()});
    other.execute("PRAGMA application_id=1684300357");
  }
  EXPECT_THAT(open_failure(), HasSubstr("is a database of another program"));
}

TEST_F(SqliteFaultTest, AFileThatIsNoDatabaseIsRefused) {
  std::ofstream(file()) << std::string(4096, 'x');
  EXPECT_THAT(open_failure(), AllOf(HasSubstr(file()), HasSubstr("not a database")));
  EXPECT_EQ(content(), std::string(4096, 'x'));
}

TEST_F(SqliteFaultTest, WhileAnotherProgramWritesReadersReadAndWritersGiveUp) {
  const auto users = open_new();
  value_of(users->add_user(new_user(kMaraUuid, "mara")));
  db::Database other({.path = file()});
  other.execute("BEGIN IMMEDIATE");
  EXPECT_TRUE(value_of(users->find_by_handle("mara")));
  EXPECT_THAT(failure_of(users->save("a", "s", "1")), AllOf(HasSubstr(file()), HasSubstr("locked")));
  EXPECT_THAT(failure_of(users->add_user(new_user(kTeoUuid, "teo"))), HasSubstr("locked"));
  other.execute("ROLLBACK");
  value_of(users->save("a", "s", "1"));
}

TEST_F(SqliteFaultTest, CreatingAndDroppingSayWhatWasThere) {
  EXPECT_EQ(value_of(create_users_database(url())), CreateOutcome::kCreated);
  EXPECT_EQ(value_of(create_users_database(url())), CreateOutcome::kWasThere);
  EXPECT_EQ(value_of(drop_users_database(url())), DropOutcome::kDropped);
  EXPECT_TRUE(std::filesystem::is_empty(directory_.path())) << "nor a log beside it";
  EXPECT_EQ(value_of(drop_users_database(url())), DropOutcome::kWasNotThere);
}

TEST_F(SqliteFaultTest, AFileInUseIsNotDropped) {
  const auto users = open_new();
  value_of(users->add_user(new_user(kMaraUuid, "mara")));
  EXPECT_EQ(failure_of(drop_users_database(url(), options_)),
            "Another program has the users database " + file() + " open. Stop it first.");
  EXPECT_TRUE(value_of(users->find_by_handle("mara")));
}

TEST_F(SqliteFaultTest, SessionsAreNotKnown) {
  EXPECT_EQ(failure_of(users_database_sessions(url())),
            "SQLite has no server, so who has " + file() +
                " open can't be listed here. Ask the operating system: fuser -v " + file());
}

TEST_F(SqliteFaultTest, WhatWasWrittenSurvivesTheNextOpening) {
  value_of(open_new()->add_user(new_user(kMaraUuid, "mara", "sub-1")));
  EXPECT_TRUE(value_of(open_new()->find_by_cognito_user_id("sub-1")));
}

}  // namespace

}  // namespace ddb::backend
