#include <gmock/gmock.h>

#include "tests/unit/backend/dynamodb/store_fixture.h"

namespace ddb::backend {
namespace {

using testing::ElementsAre;

INSTANTIATE_TEST_SUITE_P(StoreInBothModes, StoreInBothModesTest,
                         testing::Values(Transactions::kOn, Transactions::kOff), mode_name);

TEST_P(StoreInBothModesTest, a_new_conversation_has_a_row_for_each_member_and_the_message) {
  const std::string time = now();
  start("g1", mara_, teo_);
  const auto of_mara = rows("GRP#mara-uuid");
  ASSERT_EQ(of_mara.size(), 1U);
  EXPECT_EQ(of_mara[0], (Row{{"pk", text_value("GRP#mara-uuid")},
                             {"sk", text_value(time)},
                             {"message_group_uuid", text_value("g1")},
                             {"message", text_value("text of g1-first")},
                             {"last_message_uuid", text_value("g1-first")},
                             {"user_uuid", text_value("teo-uuid")},
                             {"user_handle", text_value("teo")},
                             {"user_display_name", text_value("Name teo")}}));
  ASSERT_EQ(rows("GRP#teo-uuid").size(), 1U);
  EXPECT_EQ(text_of(rows("GRP#teo-uuid")[0], "user_uuid"), "mara-uuid");
  EXPECT_THAT(message_uuids("g1"), ElementsAre("g1-first"));
  const auto pair = rows("PAIR#mara-uuid#teo-uuid");
  ASSERT_EQ(pair.size(), 1U);
  EXPECT_EQ(pair[0], (Row{{"pk", text_value("PAIR#mara-uuid#teo-uuid")},
                          {"sk", text_value("PAIR")},
                          {"group_uuid", text_value("g1")}}));
  EXPECT_FALSE(rows("MSG#g1")[0].contains("message_group_uuid")) << "the index holds group rows only";
}

TEST_P(StoreInBothModesTest, the_conversation_that_is_there_is_found_from_both_sides) {
  start("g1", mara_, teo_);
  for (const auto& [sender, receiver] : {std::pair(mara_, teo_), std::pair(teo_, mara_)}) {
    const auto again = store_->start_conversation(message("g2", "m2", sender), receiver);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->was_there);
    EXPECT_EQ(again->message_group_uuid, "g1");
  }
  EXPECT_THAT(message_uuids("g1"), ElementsAre("g1-first"));
  EXPECT_TRUE(rows("MSG#g2").empty());
}

TEST_P(StoreInBothModesTest, two_who_start_at_once_get_one_conversation) {
  bool is_raced = false;
  dynamodb_.script = [&](std::string_view operation, const boost::json::object&) {
    if (!is_raced && (operation == "PutItem" || operation == "TransactWriteItems")) {
      is_raced = true;
      start("g2", teo_, mara_);
    }
    return std::optional<aws::CallResult>();
  };
  const auto started = store_->start_conversation(message("g1", "m1", mara_), teo_);
  ASSERT_TRUE(started);
  EXPECT_TRUE(started->was_there);
  EXPECT_EQ(started->message_group_uuid, "g2");
  EXPECT_EQ(rows("GRP#mara-uuid").size(), 1U);
  EXPECT_EQ(rows("GRP#teo-uuid").size(), 1U);
  EXPECT_TRUE(rows("MSG#g1").empty());
}

TEST_P(StoreInBothModesTest, a_write_that_is_sent_twice_because_its_answer_was_lost_starts_one_conversation) {
  dynamodb_.script = [&](std::string_view operation, const boost::json::object& input) {
    if (operation == "PutItem" || operation == "TransactWriteItems")
      static_cast<void>(dynamodb_.emulator().call(operation, input));
    return std::optional<aws::CallResult>();
  };
  const auto started = store_->start_conversation(message("g1", "m1", mara_, "key"), teo_);
  ASSERT_TRUE(started) << started.error().message;
  EXPECT_FALSE(started->was_there);
  EXPECT_EQ(rows("GRP#mara-uuid").size(), 1U);
  EXPECT_EQ(rows("GRP#teo-uuid").size(), 1U);
  EXPECT_THAT(message_uuids("g1"), ElementsAre("m1"));
}

TEST_P(StoreInBothModesTest, a_conversation_finds_room_beside_another_one_of_the_same_time) {
  ASSERT_TRUE(store_->start_conversation(message("g1", "m1", mara_), teo_));
  ASSERT_TRUE(store_->start_conversation(message("g2", "m2", mara_), eve_));
  EXPECT_EQ(rows("GRP#mara-uuid").size(), 2U);
  const auto page = store_->conversations_of("mara-uuid", {});
  ASSERT_EQ(page->rows.size(), 2U);
  EXPECT_EQ(page->rows[0].message_group_uuid, "g2");
  EXPECT_EQ(page->rows[0].created_at, text_of(rows("MSG#g2")[0], "sk"));
}

TEST_P(StoreInBothModesTest, a_key_starts_one_conversation_with_one_message) {
  ASSERT_TRUE(store_->start_conversation(message("g1", "m1", mara_, "key"), teo_));
  const auto again = store_->start_conversation(message("g2", "m2", mara_, "key"), teo_);
  ASSERT_TRUE(again->was_there);
  NewMessage repeated = message("g1", "m2", mara_, "key");
  repeated.text = "text of m1";
  EXPECT_EQ(store_->add_message(repeated)->uuid, "m1");
  EXPECT_THAT(message_uuids("g1"), ElementsAre("m1"));
  const auto elsewhere = store_->start_conversation(message("g3", "m3", mara_, "key"), eve_);
  ASSERT_FALSE(elsewhere);
  EXPECT_EQ(elsewhere.error().kind, StoreError::Kind::kKeyReused);
  EXPECT_TRUE(rows("GRP#eve-uuid").empty());
}

TEST_F(StoreTest, a_transaction_that_meets_another_one_is_tried_again) {
  int conflicts = 3;
  dynamodb_.script = [&](std::string_view operation, const boost::json::object&) {
    std::optional<aws::CallResult> answer;
    if (operation == "TransactWriteItems" && conflicts-- > 0) {
      answer = service_error("TransactionCanceledException",
                             R"({"CancellationReasons":[{"Code":"None"},{"Code":"TransactionConflict"},)"
                             R"({"Code":"None"},{"Code":"None"}]})");
    }
    return answer;
  };
  start("g1", mara_, teo_);
  EXPECT_EQ(sleeper_.sleeps, 3U);
  conflicts = 1000;
  const auto started = store_->start_conversation(message("g2", "m2", mara_), eve_);
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().kind, StoreError::Kind::kUnavailable);
}

/// Without transactions, a crash at every call there is, and the next attempt from either side.
TEST_F(StoreTest, without_transactions_a_start_that_crashed_is_completed_by_the_next_one) {
  struct Crash {};
  for (std::size_t calls_before = 0;; ++calls_before) {
    const Person other = person("other" + std::to_string(calls_before));
    store_ = make_store(Transactions::kOff);
    dynamodb_.calls.clear();
    dynamodb_.script = [&](std::string_view, const boost::json::object&) -> std::optional<aws::CallResult> {
      if (dynamodb_.calls.size() > calls_before) throw Crash();
      return std::nullopt;
    };
    const std::string group = "g" + std::to_string(calls_before);
    bool is_crashed = false;
    try {
      ASSERT_TRUE(store_->start_conversation(message(group, group + "-1", mara_, group), other));
    } catch (const Crash&) {
      is_crashed = true;
    }
    dynamodb_.script = {};
    clock_.advance(std::chrono::seconds(1));
    const auto next = store_->start_conversation(message(group + "b", group + "-2", other), mara_);
    ASSERT_TRUE(next) << next.error().message;
    const std::string& found = next->message_group_uuid;
    EXPECT_EQ(rows("PAIR#mara-uuid#" + other.uuid).size(), 1U);
    EXPECT_FALSE(rows("PAIR#mara-uuid#" + other.uuid)[0].contains("unfinished"));
    EXPECT_EQ(rows("GRP#" + other.uuid).size(), 1U) << calls_before;
    EXPECT_EQ(store_->is_member(found, "mara-uuid").value(), true);
    // The first one tries again with its key: its message is there once.
    const auto again = store_->start_conversation(message("gx", "mx", mara_, group), other);
    ASSERT_TRUE(again && again->was_there);
    NewMessage repeated = message(found, "my", mara_, group);
    repeated.text = "text of " + group + "-1";
    ASSERT_TRUE(store_->add_message(repeated));
    std::size_t count = 0;
    for (const Row& row : rows("MSG#" + found))
      count += text_of(row, "message") == repeated.text ? 1U : 0U;
    EXPECT_EQ(count, 1U) << calls_before;
    if (!is_crashed) break;
  }
}

}  // namespace
}  // namespace ddb::backend
