#include "backend/users/users_database.h"

#include <thread>
#include <vector>

#include "backend/users/seed.h"
#include "backend/users/sql_pool.h"
#include "tests/unit/backend/users/users_fixture.h"

namespace ddb::backend {

namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class UsersDatabaseTest : public UsersTest {
 protected:
  UsersDatabaseTest() : users_(open_migrated()) {}

  std::string handle_of_sub(const std::string& sub) {
    const auto found = value_of(users_->find_by_cognito_user_id(sub));
    return found ? found->handle : "(nobody)";
  }
  std::vector<std::string> handles(std::size_t limit = 100, const std::string& after = {}) {
    std::vector<std::string> handles;
    for (const User& user : value_of(users_->list_users(limit, after)))
      handles.push_back(user.person.handle);
    return handles;
  }

  std::unique_ptr<UsersDatabase> users_;
};

TEST_P(UsersDatabaseTest, AUserIsFoundByHandleAndBySub) {
  const User mara = new_user(kMaraUuid, "mara", "sub-1");
  value_of(users_->add_user(mara));
  EXPECT_EQ(value_of(users_->find_by_handle("mara")), mara.person);
  EXPECT_EQ(value_of(users_->find_by_cognito_user_id("sub-1")), mara.person);
  EXPECT_EQ(value_of(users_->find_by_handle("Mara")), std::nullopt);
  EXPECT_EQ(value_of(users_->find_by_cognito_user_id("sub-2")), std::nullopt);
}

TEST_P(UsersDatabaseTest, WhatNoColumnCanHoldFindsNobody) {
  value_of(users_->add_user(new_user(kMaraUuid, "mara", "sub-1")));
  for (const std::string& text : {std::string("mara\0", 5), std::string("ma\xff"),
                                  std::string("' OR '1' = '1"), std::string(100'000, 'm'), std::string()}) {
    EXPECT_EQ(value_of(users_->find_by_handle(text)), std::nullopt);
    EXPECT_EQ(value_of(users_->find_by_cognito_user_id(text)), std::nullopt);
  }
}

TEST_P(UsersDatabaseTest, TheEmptySubIsNobodysThoughSeveralHaveNone) {
  value_of(users_->add_user(new_user(kMaraUuid, "mara")));
  value_of(users_->add_user(new_user(kTeoUuid, "teo")));
  EXPECT_EQ(handle_of_sub(""), "(nobody)");
}

TEST_P(UsersDatabaseTest, AHandleThatIsTakenIsRefusedAndNamed) {
  value_of(users_->add_user(new_user(kMaraUuid, "mara")));
  EXPECT_EQ(failure_of(users_->add_user(new_user(kTeoUuid, "mara"))),
            "User " + kTeoUuid + " can't have the handle mara: it is user " + kMaraUuid +
                "'s. Choose another one.");
  EXPECT_THAT(failure_of(users_->add_user(new_user(kMaraUuid, "other"))),
              HasSubstr(users_->name().substr(7, 5)));
  EXPECT_THAT(handles(), ElementsAre("mara"));
}

TEST_P(UsersDatabaseTest, AUserIsTiedToASubByHandleOrEmail) {
  value_of(users_->add_user(new_user(kMaraUuid, "mara")));
  value_of(users_->add_user(new_user(kTeoUuid, "teo")));
  const User mara = value_of(users_->set_cognito_user_id(UserKey::kHandle, "mara", "sub-1"));
  EXPECT_EQ(mara.person, (Person{kMaraUuid, "mara", "Name of mara", "sub-1"}));
  EXPECT_EQ(mara.email, "mara@example.com");
  value_of(users_->set_cognito_user_id(UserKey::kEmail, "teo@example.com", "sub-2"));
  EXPECT_EQ(handle_of_sub("sub-1"), "mara");
  EXPECT_EQ(handle_of_sub("sub-2"), "teo");
  value_of(users_->set_cognito_user_id(UserKey::kHandle, "mara", ""));
  value_of(users_->set_cognito_user_id(UserKey::kHandle, "teo", "sub-1"));
  EXPECT_EQ(handle_of_sub("sub-1"), "teo");
}

TEST_P(UsersDatabaseTest, ASubIsOneUsersOnly) {
  value_of(users_->add_user(new_user(kMaraUuid, "mara", "sub-1")));
  value_of(users_->add_user(new_user(kTeoUuid, "teo", "sub-2")));
  EXPECT_EQ(failure_of(users_->set_cognito_user_id(UserKey::kHandle, "teo", "sub-1")),
            "teo can't have the cognito_user_id sub-1: it is mara's. Take it from them first.");
  EXPECT_EQ(handle_of_sub("sub-2"), "teo");
}

TEST_P(UsersDatabaseTest, WhoIsToBeTiedMustBeOne) {
  User mara = new_user(kMaraUuid, "mara");
  User teo = new_user(kTeoUuid, "teo");
  teo.email = mara.email;
  value_of(users_->add_user(mara));
  value_of(users_->add_user(teo));
  EXPECT_EQ(failure_of(users_->set_cognito_user_id(UserKey::kHandle, "ines", "s")),
            "No user has the handle ines.");
  EXPECT_EQ(failure_of(users_->set_cognito_user_id(UserKey::kEmail, mara.email, "s")),
            "Several users have the email mara@example.com: mara, teo. Name one by handle.");
}

TEST_P(UsersDatabaseTest, UsersAreListedByHandleInPages) {
  for (const int number : {3, 1, 2})
    value_of(users_->add_user(new_user("00000000-0000-4000-8000-00000000000" + std::to_string(number),
                                       "h" + std::to_string(number))));
  EXPECT_THAT(handles(), ElementsAre("h1", "h2", "h3"));
  EXPECT_THAT(handles(2), ElementsAre("h1", "h2"));
  EXPECT_THAT(handles(2, "h2"), ElementsAre("h3"));
  EXPECT_THAT(handles(2, "h3"), IsEmpty());
}

TEST_P(UsersDatabaseTest, TheClockSaysWhenAUserCame) {
  value_of(users_->add_user(new_user(kMaraUuid, "mara")));
  const std::string text = value_of(users_->list_users()).at(0).created_at;
  EXPECT_THAT(text, testing::StartsWith("2027-01-15")) << "the manual clock's day";
  EXPECT_THAT(text, HasSubstr("08:00:00"));
}

TEST_P(UsersDatabaseTest, ASeedIsAddedOnce) {
  Seed seed{.users = {new_user(kMaraUuid, "mara"), new_user(kTeoUuid, "teo")},
            .activities = {{.uuid = "00000000-0000-4000-8000-000000000001",
                            .user_uuid = kTeoUuid,
                            .message = "Paddle found.",
                            .created_at = {}}}};
  const SeedReport first = value_of(users_->seed(seed));
  EXPECT_EQ(first.users_added, 2U);
  EXPECT_EQ(first.activities_added, 1U);
  seed.users.push_back(new_user("00000000-0000-4000-8000-000000000002", "ines"));
  const SeedReport second = value_of(users_->seed(seed));
  EXPECT_EQ(second.users_added, 1U);
  EXPECT_EQ(second.activities_added, 0U);
}

TEST_P(UsersDatabaseTest, ASeedIsAddedWholeOrNotAtAll) {
  value_of(users_->add_user(new_user(kMaraUuid, "mara")));
  const Seed seed{
      .users = {new_user(kTeoUuid, "teo"), new_user("00000000-0000-4000-8000-000000000002", "mara")},
      .activities = {}};
  EXPECT_THAT(failure_of(users_->seed(seed)),
              AllOf(HasSubstr("can't have the handle mara"), HasSubstr(kMaraUuid)));
  EXPECT_THAT(handles(), ElementsAre("mara"));
}

TEST_P(UsersDatabaseTest, AnActivityOfNobodyIsRefused) {
  const Seed seed{.users = {},
                  .activities = {{.uuid = "00000000-0000-4000-8000-000000000001",
                                  .user_uuid = kTeoUuid,
                                  .message = "Hello?",
                                  .created_at = {}}}};
  EXPECT_THAT(failure_of(users_->seed(seed)), AllOf(HasSubstr("database"), HasSubstr("constraint")));
}

TEST_P(UsersDatabaseTest, CheckpointsAreKept) {
  EXPECT_EQ(value_of(users_->load("arn", "shard-1")), std::nullopt);
  value_of(users_->save("arn", "shard-1", "100"));
  value_of(users_->save("arn", "shard-2", "200"));
  value_of(users_->save("arn", "shard-1", "101"));
  users_ = open();
  EXPECT_EQ(value_of(users_->load("arn", "shard-1")), "101");
  EXPECT_EQ(value_of(users_->load("arn", "shard-2")), "200");
  EXPECT_EQ(value_of(users_->load("other arn", "shard-1")), std::nullopt);
}

TEST_P(UsersDatabaseTest, SeveralThreadsMayUseIt) {
  options_.connections_max = 3;
  users_ = open();
  value_of(users_->add_user(new_user(kMaraUuid, "mara", "sub-1")));
  std::atomic<int> failures = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 6; ++thread)
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 20; ++i) {
        const auto found = users_->find_by_handle("mara");
        const auto saved = users_->save("arn", "shard-" + std::to_string(thread), std::to_string(i));
        if (!found || !*found || !saved) ++failures;
      }
    });
  for (std::thread& thread : threads)
    thread.join();
  EXPECT_EQ(failures, 0);
  for (int thread = 0; thread < 6; ++thread)
    EXPECT_EQ(value_of(users_->load("arn", "shard-" + std::to_string(thread))), "19");
}

TEST_P(UsersDatabaseTest, WhoFindsAllConnectionsInUseIsToldSo) {
  options_.connections_max = 1;
  options_.connection_wait_ms = 1;
  SqlPool pool(value_of(parse_connection_url(url_)), options_);
  {
    auto transaction = value_of(pool.begin());
    EXPECT_THAT(failure_of(pool.run("SELECT 1")), HasSubstr("All 1 connections"));
    value_of(transaction.commit());
  }
  EXPECT_EQ(value_of(pool.run("SELECT 1")), (SqlRows{{"1"}}));
}

TEST_P(UsersDatabaseTest, ATransactionThatIsNotCommittedLeavesNothing) {
  options_.connections_max = 1;
  SqlPool pool(value_of(parse_connection_url(url_)), options_);
  {
    auto transaction = value_of(pool.begin());
    value_of(
        transaction.connection().run("INSERT INTO stream_checkpoints(stream_arn, shard_id, sequence_number, "
                                     "saved_at) VALUES('a', 's', '1', '2027-01-15 08:00:00')"));
    EXPECT_FALSE(transaction.connection().run("SELECT * FROM absent"));
  }
  EXPECT_EQ(value_of(users_->load("a", "s")), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Each, UsersDatabaseTest, kEachDialect, dialect_name);

}  // namespace

}  // namespace ddb::backend
