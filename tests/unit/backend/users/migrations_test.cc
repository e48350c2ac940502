#include "backend/users/migrations.h"

#include <algorithm>
#include <mutex>
#include <thread>
#include <vector>

#include "tests/unit/backend/users/users_fixture.h"

namespace ddb::backend {

namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class MigrationsTest : public UsersTest {
 protected:
  void run(const std::string& sql) const { value_of(connection()->run(sql)); }
  void run_all(const std::vector<std::string>& statements) const {
    const auto shared = connection();
    for (const std::string& statement : statements)
      value_of(shared->run(statement));
  }
  void add_row(const std::string& uuid, const std::string& handle, const std::string& sub) const {
    value_of(
        connection()->run("INSERT INTO users(uuid, display_name, handle, email, cognito_user_id) "
                          "VALUES($1, $2, $2, $2, $3)",
                          {uuid, handle, sub}));
  }
};

const std::string kUuid3 = "00000000-0000-4000-8000-000000000003";

TEST_P(MigrationsTest, EachStepIsTakenOnceInOrderAndRecorded) {
  const auto users = open();
  EXPECT_THAT(value_of(users->migrate()),
              ElementsAre("users_and_activities", "unique_users_with_bio", "stream_checkpoints"));
  EXPECT_THAT(value_of(users->migrate()), IsEmpty());
  const SqlRows rows =
      value_of(connection()->run("SELECT version, name, applied_at FROM schema_migrations "
                                 "ORDER BY version"));
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0][0], "1");
  EXPECT_EQ(rows[2][1], "stream_checkpoints");
  EXPECT_THAT(rows[1][2], testing::StartsWith("2027-01-15"));
}

TEST_P(MigrationsTest, ADatabaseWithoutTablesSaysSo) {
  const auto users = open();
  const std::string sentence = "The users database " + users->name() +
                               " has no tables yet, or those of an older version. Migrate it first.";
  EXPECT_EQ(failure_of(users->find_by_handle("mara")), sentence);
  EXPECT_EQ(failure_of(users->list_users()), sentence);
  EXPECT_EQ(failure_of(users->save("a", "s", "1")), sentence);
  EXPECT_EQ(failure_of(users->add_user(new_user(kMaraUuid, "mara"))), sentence);
}

TEST_P(MigrationsTest, ADatabaseOfAnOlderVersionSaysSo) {
  value_of(migrate(*connection(), clock_, 1));
  const auto users = open();
  EXPECT_THAT(failure_of(users->list_users()), HasSubstr("an older version. Migrate it first."));
  EXPECT_TRUE(users->find_by_handle("mara"));
}

TEST_P(MigrationsTest, ANewerDatabaseIsRefusedAndLeftAsItIs) {
  const auto users = open_migrated();
  run("INSERT INTO schema_migrations(version, name, applied_at) VALUES(7, 'later', '2027-01-15 08:00:00')");
  const auto is_refused = AllOf(HasSubstr(users->name()), HasSubstr("tables of version 7"),
                                HasSubstr("this one knows version 3"));
  EXPECT_THAT(failure_of(UsersDatabase::open(url_, clock_, options_)), is_refused);
  EXPECT_THAT(failure_of(users->migrate()), is_refused);
}

TEST_P(MigrationsTest, RowsOfAnOlderVersionStay) {
  value_of(migrate(*connection(), clock_, 1));
  add_row(kMaraUuid, "mara", "sub-1");
  add_row(kTeoUuid, "teo", "");
  const auto users = open();
  EXPECT_THAT(value_of(users->migrate()), ElementsAre("unique_users_with_bio", "stream_checkpoints"));
  const auto all = value_of(users->list_users());
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].person, (Person{kMaraUuid, "mara", "mara", "sub-1"}));
  EXPECT_EQ(all[0].bio, "");
}

TEST_P(MigrationsTest, RowsThatAreNotUniqueAreNamedAndNothingChanges) {
  value_of(migrate(*connection(), clock_, 1));
  add_row(kMaraUuid, "mara", "sub-1");
  add_row(kTeoUuid, "teo", "sub-1");
  add_row(kUuid3, "mara", "");
  const auto users = open();
  EXPECT_EQ(failure_of(users->migrate()), "Several users of " + users->name() +
                                              " have the same handle: mara of user " + kUuid3 +
                                              ", mara of user " + kMaraUuid +
                                              ". Change or delete all but one of each in the table users, "
                                              "then migrate again; nothing was changed.");
  run("UPDATE users SET handle = 'ines' WHERE uuid = '" + kUuid3 + "'");
  EXPECT_THAT(failure_of(users->migrate()),
              AllOf(HasSubstr("the same cognito_user_id: sub-1 of user " + kMaraUuid), HasSubstr(kTeoUuid)));
  EXPECT_EQ(value_of(schema_version(*connection())), 1);
  run("UPDATE users SET cognito_user_id = '' WHERE uuid = '" + kTeoUuid + "'");
  EXPECT_THAT(value_of(users->migrate()), ElementsAre("unique_users_with_bio", "stream_checkpoints"));
}

TEST_P(MigrationsTest, ManyDuplicatesAreNotAllNamed) {
  value_of(migrate(*connection(), clock_, 1));
  for (int i = 10; i < 40; ++i)
    add_row("00000000-0000-4000-8000-0000000000" + std::to_string(i), "mara", "");
  const std::string sentence = failure_of(open()->migrate());
  EXPECT_THAT(sentence, HasSubstr("000000000029 and more. Change"));
  EXPECT_THAT(sentence, Not(HasSubstr("000000000030")));
}

TEST_P(MigrationsTest, ADatabaseOfTheOriginalIsTakenOver) {
  const std::string uuid = is_sqlite() ? "TEXT" : "UUID";
  run_all({"CREATE TABLE users(uuid " + uuid +
               " PRIMARY KEY, display_name TEXT NOT NULL, handle TEXT NOT NULL, email TEXT NOT NULL, "
               "cognito_user_id TEXT NOT NULL, created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)",
           "CREATE TABLE activities(uuid " + uuid + " PRIMARY KEY, user_uuid " + uuid +
               " NOT NULL, message TEXT NOT NULL, replies_count INTEGER DEFAULT 0, reposts_count INTEGER "
               "DEFAULT 0, "
               "likes_count INTEGER DEFAULT 0, reply_to_activity_uuid INTEGER, expires_at TIMESTAMP, "
               "created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)"});
  if (!is_sqlite()) run("ALTER TABLE users ADD COLUMN bio TEXT");
  add_row(kMaraUuid, "mara", "MOCK");
  add_row(kTeoUuid, "teo", "MOCK");
  const auto users = open_migrated();
  EXPECT_EQ(value_of(users->find_by_handle("mara")), (Person{kMaraUuid, "mara", "mara", ""}));
  EXPECT_EQ(value_of(users->find_by_cognito_user_id("MOCK")), std::nullopt);
  EXPECT_EQ(value_of(users->set_cognito_user_id(UserKey::kHandle, "teo", "sub-1")).person.uuid, kTeoUuid);
}

TEST_P(MigrationsTest, ProgramsThatStartAtOnceTakeEachStepOnce) {
  std::mutex mutex;
  std::vector<std::string> taken;
  std::vector<std::string> failures;
  std::vector<std::thread> programs;
  for (int program = 0; program < 6; ++program)
    programs.emplace_back([&] {
      auto users = UsersDatabase::open(url_, clock_, options_);
      auto names = users ? (*users)->migrate() : users.error();
      const std::lock_guard lock(mutex);
      if (!names) failures.push_back(names.error().message);
      if (names) taken.insert(taken.end(), names->begin(), names->end());
    });
  for (std::thread& program : programs)
    program.join();
  EXPECT_THAT(failures, IsEmpty());
  EXPECT_THAT(taken, testing::UnorderedElementsAre("users_and_activities", "unique_users_with_bio",
                                                   "stream_checkpoints"));
}

TEST_P(MigrationsTest, WhoWaitsTooLongForAnotherOneGivesUp) {
  const auto holder = connection();
  value_of(migrate(*holder, clock_, 1));
  SqlTransaction transaction(*holder);
  value_of(transaction.begin());
  if (!is_sqlite()) value_of(holder->run("SELECT pg_advisory_xact_lock(19000000000000114)"));
  options_.migration_timeout_ms = 30;
  const auto users = open();
  EXPECT_THAT(failure_of(users->migrate()), HasSubstr(is_sqlite() ? "locked" : "timeout"));
  EXPECT_EQ(value_of(schema_version(*holder)), 1);
}

TEST_P(MigrationsTest, LookupsUseTheUniqueIndexes) {
  open_migrated();
  const auto shared = connection();
  if (!is_sqlite()) value_of(shared->run("SET enable_seqscan = off"));
  const std::string explain = is_sqlite() ? "EXPLAIN QUERY PLAN " : "EXPLAIN ";
  const auto plan_of = [&](const std::string& condition) {
    std::string plan;
    for (const SqlRow& row : value_of(shared->run(explain + "SELECT uuid FROM users WHERE " + condition)))
      for (const std::string& column : row)
        plan += column + "\n";
    return plan;
  };
  EXPECT_THAT(plan_of("handle = 'mara'"), HasSubstr("users_handle"));
  EXPECT_THAT(plan_of("cognito_user_id = 'sub' AND cognito_user_id <> ''"),
              HasSubstr("users_cognito_user_id"));
}

INSTANTIATE_TEST_SUITE_P(Each, MigrationsTest, kEachDialect, dialect_name);

}  // namespace

}  // namespace ddb::backend
