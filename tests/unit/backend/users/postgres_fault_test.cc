#include <chrono>
#include <thread>

#include "backend/users/sql_pool.h"
#include "tests/unit/backend/users/users_fixture.h"

namespace ddb::backend {

namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// What goes wrong between us and a server of PostgreSQL.
class PostgresFaultTest : public testing::Test {
 protected:
  PostgresFaultTest() : server_(PostgresProcess::of_this_program()) {
    static int count = 0;
    database_ = "fault_" + std::to_string(++count);
    url_ = server_.url(database_);
    value_of(create_users_database(url_));
  }

  std::unique_ptr<UsersDatabase> open_migrated() const {
    auto users = value_of(UsersDatabase::open(url_, clock_, options_));
    value_of(users->migrate());
    return users;
  }
  std::string open_failure(const std::string& url) const {
    return failure_of(UsersDatabase::open(url, clock_, options_));
  }
  std::unique_ptr<SqlConnection> connection() const {
    return value_of(connect(value_of(parse_connection_url(url_)), options_));
  }

  ManualClock clock_;
  UsersDatabaseOptions options_;
  PostgresProcess& server_;
  std::string database_;
  std::string url_;
};

TEST_F(PostgresFaultTest, AServerThatCrashedBetweenTwoQueriesIsReachedAgain) {
  const auto users = open_migrated();
  value_of(users->add_user(new_user(kMaraUuid, "mara")));
  server_.stop();
  server_.start();
  EXPECT_TRUE(value_of(users->find_by_handle("mara")));
  server_.stop();
  server_.start();
  value_of(users->add_user(new_user(kTeoUuid, "teo")));
  EXPECT_EQ(value_of(users->list_users()).size(), 2U);
}

TEST_F(PostgresFaultTest, AllKeptConnectionsAreReplacedAfterACrash) {
  SqlPool pool(value_of(parse_connection_url(url_)), options_);
  {
    auto one = value_of(pool.begin());
    auto two = value_of(pool.begin());
    value_of(one.commit());
    value_of(two.commit());
  }
  server_.stop();
  server_.start();
  EXPECT_TRUE(pool.run("SELECT 1"));
  EXPECT_TRUE(pool.run("SELECT 1"));
}

TEST_F(PostgresFaultTest, WhileTheServerIsDownEachCallSaysSoWithoutThePassword) {
  const auto users = open_migrated();
  server_.stop();
  for (const std::string& sentence : {failure_of(users->find_by_handle("mara")), failure_of(users->migrate()),
                                      failure_of(users->save("a", "s", "1")), open_failure(url_)})
    EXPECT_THAT(sentence, AllOf(HasSubstr(users->name()), HasSubstr("Connection refused"),
                                Not(HasSubstr(server_.password()))));
  server_.start();
  EXPECT_TRUE(users->find_by_handle("mara"));
}

TEST_F(PostgresFaultTest, ASessionThatTheServerEndedIsReplaced) {
  SqlPool pool(value_of(parse_connection_url(url_)), options_);
  const SqlRows id = value_of(pool.run("SELECT pg_backend_pid()"));
  value_of(connection()->run("SELECT pg_terminate_backend(CAST($1 AS INTEGER), 5000)", {id[0][0]}));
  EXPECT_TRUE(pool.run("SELECT 1"));
}

TEST_F(PostgresFaultTest, ATransactionWhoseConnectionIsLostFailsAndLeavesNothing) {
  const auto users = open_migrated();
  SqlPool pool(value_of(parse_connection_url(url_)), options_);
  {
    auto transaction = value_of(pool.begin());
    value_of(transaction.connection().run("UPDATE users SET handle = handle"));
    server_.stop();
    server_.start();
    const auto committed = transaction.commit();
    ASSERT_FALSE(committed);
    EXPECT_EQ(committed.error().kind, SqlError::Kind::kUnreachable);
  }
  EXPECT_TRUE(pool.run("SELECT 1"));
}

TEST_F(PostgresFaultTest, AServerThatSaysNothingIsGivenUp) {
  options_.statement_timeout_ms = 50;
  const auto pooled = connection();
  options_.connect_timeout_ms = 50;
  server_.pause();
  const auto rows = pooled->run("SELECT 1");
  const std::string connecting = open_failure(url_);
  server_.resume();
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().kind, SqlError::Kind::kBusy);
  EXPECT_THAT(rows.error().message, HasSubstr("did not answer within 50 ms"));
  EXPECT_FALSE(pooled->is_reusable()) << "the answer may still come";
  EXPECT_FALSE(pooled->run("SELECT 1"));
  EXPECT_THAT(connecting, HasSubstr("did not accept a connection within 50 ms"));
}

TEST_F(PostgresFaultTest, AServerThatReadsNothingIsGivenUp) {
  options_.statement_timeout_ms = 50;
  const auto pooled = connection();
  const std::string more_than_the_socket_holds(64 * 1024 * 1024, 'x');
  server_.pause();
  const auto rows = pooled->run("SELECT length($1)", {more_than_the_socket_holds});
  server_.resume();
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().kind, SqlError::Kind::kBusy);
}

TEST_F(PostgresFaultTest, ALongTextGetsThereAndBack) {
  const std::string text(8 * 1024 * 1024, 'x');
  EXPECT_EQ(value_of(connection()->run("SELECT $1::text", {text})), (SqlRows{{text}}));
}

TEST_F(PostgresFaultTest, AStatementThatTakesTooLongIsEndedByTheServer) {
  options_.statement_timeout_ms = 20;
  const auto slow = connection();
  const auto rows = slow->run("SELECT pg_sleep(60)");
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().kind, SqlError::Kind::kBusy);
  EXPECT_TRUE(slow->is_reusable());
  EXPECT_TRUE(slow->run("SELECT 1"));
}

TEST_F(PostgresFaultTest, AWrongPasswordIsToldWithoutIt) {
  const std::string sentence = open_failure(server_.url_with_password("wrong-secret"));
  EXPECT_THAT(sentence, AllOf(HasSubstr("password authentication failed"), Not(HasSubstr("wrong-secret"))));
}

TEST_F(PostgresFaultTest, AMissingDatabaseIsTold) {
  EXPECT_THAT(open_failure(server_.url("absent")), HasSubstr("database \"absent\" does not exist"));
}

TEST_F(PostgresFaultTest, TheModeOfTlsIsTheUrls) {
  const std::string asked = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
  for (const auto& [mode, is_encrypted] : {std::pair("require", "t"), std::pair("disable", "f")}) {
    const auto address =
        value_of(parse_connection_url(server_.url(database_, std::string("sslmode=") + mode)));
    EXPECT_EQ(value_of(value_of(connect(address, options_))->run(asked)), (SqlRows{{is_encrypted}})) << mode;
  }
  EXPECT_THAT(open_failure(server_.url(database_, "sslmode=verify-full&sslrootcert=/absent")),
              HasSubstr("/absent"));
}

TEST_F(PostgresFaultTest, CreatingAndDroppingSayWhatWasThere) {
  EXPECT_EQ(value_of(create_users_database(server_.url("some%20%22name%22"))), CreateOutcome::kCreated);
  EXPECT_EQ(value_of(create_users_database(server_.url("some%20%22name%22"))), CreateOutcome::kWasThere);
  EXPECT_EQ(value_of(drop_users_database(server_.url("some%20%22name%22"))), DropOutcome::kDropped);
  EXPECT_EQ(value_of(drop_users_database(server_.url("some%20%22name%22"))), DropOutcome::kWasNotThere);
  EXPECT_THAT(failure_of(drop_users_database(server_.url("postgres"))),
              HasSubstr("belongs to PostgreSQL itself"));
}

TEST_F(PostgresFaultTest, ADatabaseInUseIsNotDropped) {
  const auto held = connection();
  EXPECT_EQ(failure_of(drop_users_database(url_)), "Another program is connected to the users database " +
                                                       held->address().name + ". Stop it first.");
  EXPECT_TRUE(held->run("SELECT 1"));
}

TEST_F(PostgresFaultTest, SessionsAreThoseOfOthers) {
  EXPECT_TRUE(value_of(users_database_sessions(url_)).empty());
  const auto held = connection();
  const std::string id = value_of(held->run("SELECT pg_backend_pid()")).at(0).at(0);
  const auto sessions = value_of(users_database_sessions(url_));
  ASSERT_EQ(sessions.size(), 1U);
  EXPECT_EQ(sessions[0].process_id, id);
  EXPECT_EQ(sessions[0].user, "cruddur");
  EXPECT_EQ(sessions[0].application, "cruddur");
  EXPECT_EQ(sessions[0].client_address, "127.0.0.1");
  EXPECT_EQ(sessions[0].state, "idle");
}

TEST_F(PostgresFaultTest, AUserWhoMayNotChangeTablesCanUseThem) {
  open_migrated();
  const auto owner = connection();
  const std::string role = "reader_of_" + database_;
  value_of(owner->run("CREATE ROLE " + role + " LOGIN PASSWORD 'secret'"));
  value_of(owner->run("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + role));
  std::string url = url_;
  url.replace(url.find("cruddur:"), std::string("cruddur:").size() + server_.password().size(),
              role + ":secret");
  const auto users = value_of(UsersDatabase::open(url, clock_, options_));
  EXPECT_TRUE(users->migrate()) << "there is nothing to do";
  EXPECT_TRUE(users->find_by_handle("mara"));
  EXPECT_THAT(failure_of(users->save("a", "s", "1")),
              AllOf(HasSubstr("permission denied"), Not(HasSubstr("secret"))));
}

}  // namespace

}  // namespace ddb::backend
