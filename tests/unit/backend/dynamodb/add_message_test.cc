#include <gmock/gmock.h>

#include "tests/unit/backend/dynamodb/store_fixture.h"

namespace ddb::backend {
namespace {

using testing::ElementsAre;

class AddMessageTest : public StoreInBothModesTest {
 protected:
  NewMessage keyed(const std::string& group, const std::string& uuid, const std::string& text,
                   const std::string& key) {
    NewMessage wanted = message(group, uuid, mara_, key);
    wanted.text = text;
    return wanted;
  }
};

INSTANTIATE_TEST_SUITE_P(BothModes, AddMessageTest, testing::Values(Transactions::kOn, Transactions::kOff),
                         mode_name);

TEST_P(AddMessageTest, a_message_is_answered_as_it_is_kept) {
  const Message added = store_->add_message(message("g1", "m1", mara_)).value();
  EXPECT_EQ(added.uuid, "m1");
  EXPECT_EQ(added.created_at, now());
  EXPECT_EQ(added.sender.cognito_user_id, "");
  EXPECT_THAT(store_->messages_of("g1", {})->rows, ElementsAre(added));
}

TEST_P(AddMessageTest, messages_of_the_same_microsecond_take_the_next_ones) {
  std::vector<std::string> times;
  for (int i = 0; i < 5; ++i)
    times.push_back(store_->add_message(message("g1", "m" + std::to_string(i), mara_))->created_at);
  EXPECT_EQ(times[4], message_time(clock_.now() + std::chrono::microseconds(4)));
  EXPECT_THAT(message_uuids("g1"), ElementsAre("m0", "m1", "m2", "m3", "m4"));
}

TEST_P(AddMessageTest, a_write_that_is_sent_twice_because_its_answer_was_lost_writes_one_message) {
  dynamodb_.script = [&](std::string_view operation, const boost::json::object& input) {
    static_cast<void>(dynamodb_.emulator().call(operation, input));
    return std::optional<aws::CallResult>();
  };
  EXPECT_EQ(store_->add_message(message("g1", "m1", mara_))->uuid, "m1");
  EXPECT_EQ(store_->add_message(message("g1", "m2", mara_, "key"))->uuid, "m2");
  EXPECT_THAT(message_uuids("g1"), ElementsAre("m1", "m2"));
}

TEST_P(AddMessageTest, the_same_key_writes_one_message) {
  const auto first = store_->add_message(keyed("g1", "m1", "Hello", "key"));
  clock_.advance(std::chrono::seconds(5));
  EXPECT_EQ(store_->add_message(keyed("g1", "m2", "Hello", "key")).value(), first.value());
  EXPECT_THAT(message_uuids("g1"), ElementsAre("m1"));
  const auto sent = rows("SENT#mara-uuid");
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(text_of(sent[0], "sk"), "KEY#key");
  EXPECT_EQ(text_of(sent[0], "message_uuid"), "m1");
  EXPECT_EQ(sent[0].at("expires_at").at("N").as_string(), std::to_string(1'800'000'000 + 86'400));
}

TEST_P(AddMessageTest, a_key_that_was_used_for_something_else_is_refused) {
  ASSERT_TRUE(store_->add_message(keyed("g1", "m1", "Hello", "key")));
  EXPECT_EQ(store_->add_message(keyed("g1", "m2", "Hi", "key")).error().kind, StoreError::Kind::kKeyReused);
  EXPECT_EQ(store_->add_message(keyed("g2", "m2", "Hello", "key")).error().kind,
            StoreError::Kind::kKeyReused);
  NewMessage of_another = keyed("g1", "m2", "Hi", "key");
  of_another.sender = teo_;
  EXPECT_TRUE(store_->add_message(of_another)) << "a key is its sender's own";
  EXPECT_THAT(message_uuids("g1"), ElementsAre("m1", "m2"));
  EXPECT_TRUE(message_uuids("g2").empty());
}

TEST_P(AddMessageTest, a_key_counts_for_a_day_even_if_time_to_live_is_late) {
  ASSERT_TRUE(store_->add_message(keyed("g1", "m1", "Hello", "key")));
  clock_.advance(std::chrono::hours(24) - std::chrono::seconds(1));
  EXPECT_EQ(store_->add_message(keyed("g1", "m2", "Hello", "key"))->uuid, "m1");
  clock_.advance(std::chrono::seconds(1));
  EXPECT_EQ(store_->add_message(keyed("g1", "m3", "Hi", "key"))->uuid, "m3");
  EXPECT_THAT(message_uuids("g1"), ElementsAre("m1", "m3"));
}

TEST_P(AddMessageTest, a_message_with_a_key_finds_a_free_time) {
  store_->add_message(message("g1", "m1", teo_)).value();
  const Message added = store_->add_message(keyed("g1", "m2", "Hello", "key")).value();
  EXPECT_EQ(added.created_at, message_time(clock_.now() + std::chrono::microseconds(1)));
  EXPECT_EQ(store_->add_message(keyed("g1", "m3", "Hello", "key")).value(), added);
  EXPECT_EQ(text_of(rows("SENT#mara-uuid").at(0), "created_at"), added.created_at);
}

TEST_P(AddMessageTest, a_message_of_a_crash_is_written_once_by_the_next_attempt) {
  struct Crash {};
  for (std::size_t calls_before = 0;; ++calls_before) {
    const std::string group = "g" + std::to_string(calls_before);
    ASSERT_TRUE(store_->add_message(message(group, "m0", teo_))) << "so that a time must be found, too";
    dynamodb_.calls.clear();
    dynamodb_.script = [&](std::string_view, const boost::json::object&) -> std::optional<aws::CallResult> {
      if (dynamodb_.calls.size() > calls_before) throw Crash();
      return std::nullopt;
    };
    bool is_crashed = false;
    try {
      ASSERT_TRUE(store_->add_message(keyed(group, "m1", "Hello", group)));
    } catch (const Crash&) {
      is_crashed = true;
    }
    dynamodb_.script = {};
    const auto again = store_->add_message(keyed(group, "m2", "Hello", group));
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(message_uuids(group).size(), 2U) << calls_before;
    EXPECT_EQ(message_uuids(group).at(1), again->uuid);
    if (!is_crashed) break;
  }
}

TEST_P(AddMessageTest, a_conflict_is_tried_again) {
  int conflicts = 2;
  dynamodb_.script = [&](std::string_view operation, const boost::json::object&) {
    std::optional<aws::CallResult> answer;
    if (operation == "PutItem" && conflicts-- > 0) answer = service_error("TransactionConflictException");
    return answer;
  };
  EXPECT_TRUE(store_->add_message(message("g1", "m1", mara_)));
  EXPECT_EQ(sleeper_.sleeps, 2U);
}

TEST_P(AddMessageTest, a_store_that_does_not_say_what_is_there_is_asked) {
  dynamodb_.script = [&](std::string_view operation,
                         const boost::json::object& input) -> std::optional<aws::CallResult> {
    auto answer = dynamodb_.emulator().call(operation, input);
    if (!answer && answer.error().type == "ConditionalCheckFailedException")
      return service_error(answer.error().type, "{}");
    return answer;
  };
  store_->add_message(message("g1", "m1", mara_)).value();
  EXPECT_EQ(store_->add_message(message("g1", "m2", mara_))->uuid, "m2");
  EXPECT_THAT(message_uuids("g1"), ElementsAre("m1", "m2"));
}

TEST_P(AddMessageTest, a_message_without_a_key_costs_one_call) {
  ASSERT_TRUE(store_->add_message(message("g1", "m1", mara_)));
  EXPECT_THAT(dynamodb_.calls, ElementsAre("PutItem"));
}

}  // namespace
}  // namespace ddb::backend
