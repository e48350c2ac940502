#include <gmock/gmock.h>

#include <boost/json/serialize.hpp>
#include <map>

#include "tests/unit/backend/dynamodb/store_fixture.h"

namespace ddb::backend {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ShowLastMessageTest : public StoreInBothModesTest {
 protected:
  void show(const Message& message) {
    const auto shown = store_->show_last_message(message);
    ASSERT_TRUE(shown) << shown.error().message;
  }
  void expect_shown_to_both(const Message& message) {
    EXPECT_THAT(shown_to(mara_), ElementsAre(shown(message)));
    EXPECT_THAT(shown_to(teo_), ElementsAre(shown(message)));
  }
  /// From now on the index answers as it would now.
  void freeze_index() {
    dynamodb_.script = [this, kept = std::map<std::string, boost::json::object>()](
                           std::string_view operation,
                           const boost::json::object& input) mutable -> std::optional<aws::CallResult> {
      if (operation != "Query" || !input.contains("IndexName")) return std::nullopt;
      const std::string group = boost::json::serialize(input.at("ExpressionAttributeValues"));
      if (!kept.contains(group)) kept[group] = dynamodb_.emulator().call(operation, input).value();
      return kept[group];
    };
  }
  /// From now on the index knows no row.
  void empty_index() {
    dynamodb_.script = [](std::string_view operation,
                          const boost::json::object& input) -> std::optional<aws::CallResult> {
      if (operation != "Query" || !input.contains("IndexName")) return std::nullopt;
      return boost::json::object{{"Items", boost::json::array()}};
    };
  }
};

INSTANTIATE_TEST_SUITE_P(BothModes, ShowLastMessageTest,
                         testing::Values(Transactions::kOn, Transactions::kOff), mode_name);

TEST_P(ShowLastMessageTest, both_rows_move_to_the_message) {
  start("g1", mara_, teo_);
  const Message message = add("g1", "m1", teo_);
  show(message);
  expect_shown_to_both(message);
  const Row row = rows("GRP#mara-uuid").at(0);
  EXPECT_EQ(text_of(row, "last_message_uuid"), "m1");
  EXPECT_EQ(text_of(row, "user_handle"), "teo");
  EXPECT_EQ(text_of(row, "user_display_name"), "Name teo");
  EXPECT_FALSE(row.contains("created_at"));
}

TEST_P(ShowLastMessageTest, the_newest_message_wins_in_any_order_and_repeated) {
  start("g1", mara_, teo_);
  const std::vector<Message> sent{add("g1", "m1", teo_), add("g1", "m2", mara_), add("g1", "m3", teo_)};
  for (const std::size_t i : {1U, 0U, 1U, 2U, 0U, 2U, 1U})
    show(sent[i]);
  expect_shown_to_both(sent[2]);
}

TEST_P(ShowLastMessageTest, a_message_that_is_shown_already_is_not_written_again) {
  start("g1", mara_, teo_);
  const Message message = add("g1", "m1", teo_);
  show(message);
  dynamodb_.calls.clear();
  show(message);
  EXPECT_THAT(dynamodb_.calls, testing::Each("Query"));
  EXPECT_EQ(dynamodb_.calls.size(), GetParam() == Transactions::kOn ? 1U : 3U);
}

TEST_F(StoreTest, with_transactions_a_move_costs_two_calls) {
  start("g1", mara_, teo_);
  const Message message = add("g1", "m1", teo_);
  dynamodb_.calls.clear();
  ASSERT_TRUE(store_->show_last_message(message));
  EXPECT_THAT(dynamodb_.calls, ElementsAre("Query", "TransactWriteItems"));
}

TEST_P(ShowLastMessageTest, two_conversations_of_the_same_time_have_a_row_each) {
  start("g1", mara_, teo_);
  start("g2", mara_, eve_);
  const Message one = store_->add_message(message("g1", "m1", mara_)).value();
  const Message other = store_->add_message(message("g2", "m2", mara_)).value();
  ASSERT_EQ(one.created_at, other.created_at);
  show(one);
  show(other);
  show(one);
  const auto of_mara = rows("GRP#mara-uuid");
  ASSERT_EQ(of_mara.size(), 2U);
  EXPECT_EQ(text_of(of_mara[0], "message_group_uuid"), "g1");
  EXPECT_EQ(text_of(of_mara[1], "message_group_uuid"), "g2");
  EXPECT_EQ(text_of(of_mara[1], "sk"), message_time(clock_.now() + std::chrono::microseconds(1)));
  EXPECT_EQ(text_of(of_mara[1], "created_at"), other.created_at);
  const auto page = store_->conversations_of("mara-uuid", {});
  EXPECT_EQ(page->rows.at(0).created_at, other.created_at) << "the true time, not the row's place";
  // And it moves on from there, even to the very time its row is at.
  const Message next = store_->add_message(message("g2", "m3", mara_)).value();
  ASSERT_EQ(next.created_at, text_of(of_mara[1], "sk"));
  show(next);
  show(other);
  ASSERT_EQ(rows("GRP#mara-uuid").size(), 2U);
  EXPECT_EQ(text_of(rows("GRP#mara-uuid")[1], "last_message_uuid"), "m3");
  EXPECT_EQ(store_->conversations_of("mara-uuid", {})->rows.at(0).created_at, next.created_at);
  EXPECT_THAT(shown_to(eve_), ElementsAre(shown(next)));
}

TEST_P(ShowLastMessageTest, an_index_that_is_behind_loses_nothing) {
  start("g1", mara_, teo_);
  const Message first = add("g1", "m1", teo_);
  const Message second = add("g1", "m2", teo_);
  freeze_index();
  ASSERT_TRUE(store_->is_member("g1", "mara-uuid"));
  show(second);
  // The index still shows the rows of before: whatever is concluded, the newest stays.
  static_cast<void>(store_->show_last_message(first));
  dynamodb_.script = {};
  show(first);
  expect_shown_to_both(second);
}

TEST_P(ShowLastMessageTest, a_conversation_that_the_index_does_not_know_yet_is_looked_up_in_the_table) {
  start("g1", mara_, teo_);
  const Message message = add("g1", "m1", teo_);
  empty_index();
  show(message);
  expect_shown_to_both(message);
}

TEST_P(ShowLastMessageTest, a_second_row_that_a_crash_left_is_deleted) {
  start("g1", mara_, teo_);
  const auto left = rows("GRP#mara-uuid");
  const Message message = add("g1", "m1", teo_);
  show(message);
  put(left.at(0));
  EXPECT_EQ(store_->conversations_of("mara-uuid", {})->rows.size(), 1U);
  show(message);
  expect_shown_to_both(message);
}

TEST_P(ShowLastMessageTest, a_row_that_the_original_handler_lost_is_made_again_from_the_other_ones_message) {
  start("g1", mara_, teo_);
  const Message first = add("g1", "m1", teo_);
  const Message second = add("g1", "m2", mara_);
  remove(rows("GRP#mara-uuid").at(0));
  show(second);
  EXPECT_THAT(shown_to(mara_), IsEmpty()) << "nothing tells how teo is called";
  show(first);
  expect_shown_to_both(second);
  EXPECT_EQ(text_of(rows("GRP#mara-uuid").at(0), "user_handle"), "teo");
}

TEST_P(ShowLastMessageTest, a_message_of_a_stranger_makes_no_rows) {
  start("g1", mara_, teo_);
  remove(rows("GRP#mara-uuid").at(0));
  show(add("g1", "m1", eve_));
  EXPECT_THAT(shown_to(mara_), IsEmpty());
  EXPECT_THAT(shown_to(eve_), IsEmpty());
}

TEST_P(ShowLastMessageTest, a_message_of_no_conversation_is_passed_over) {
  show(add("g1", "m1", mara_));
  EXPECT_THAT(shown_to(mara_), IsEmpty());
  EXPECT_EQ(sleeper_.sleeps, 3U);
}

TEST_F(StoreTest, without_transactions_a_second_row_is_deleted_that_the_index_does_not_know_yet) {
  store_ = make_store(Transactions::kOff);
  start("g1", mara_, teo_);
  const auto left = rows("GRP#mara-uuid");
  const Message message = add("g1", "m1", teo_);
  ASSERT_TRUE(store_->show_last_message(message));
  auto index = in_process_.call("Query", {{"TableName", "cruddur-messages"},
                                          {"IndexName", "message-group-sk-index"},
                                          {"KeyConditionExpression", "message_group_uuid = :group"},
                                          {"ExpressionAttributeValues", {{":group", text_value("g1")}}}});
  put(left.at(0));
  dynamodb_.script = [&](std::string_view, const boost::json::object& input) {
    return input.contains("IndexName") ? std::optional<aws::CallResult>(index) : std::nullopt;
  };
  ASSERT_TRUE(store_->show_last_message(message));
  EXPECT_THAT(shown_to(mara_), ElementsAre(shown(message)));
}

TEST_F(StoreTest, the_stream_makes_the_group_rows_of_a_start_that_crashed_after_its_message) {
  store_ = make_store(Transactions::kOff);
  start("g1", mara_, teo_);
  for (const Person& member : {mara_, teo_})
    remove(rows("GRP#" + member.uuid).at(0));
  const Message first = store_->messages_of("g1", {})->rows.at(0);
  ASSERT_TRUE(store_->show_last_message(first));
  EXPECT_THAT(shown_to(mara_), ElementsAre(shown(first)));
  EXPECT_THAT(shown_to(teo_), ElementsAre(shown(first)));
  EXPECT_EQ(text_of(rows("GRP#mara-uuid").at(0), "user_display_name"), "Name teo");
}

TEST_F(StoreTest, a_move_that_meets_another_one_looks_again) {
  start("g1", mara_, teo_);
  const Message first = add("g1", "m1", teo_);
  const Message second = add("g1", "m2", teo_);
  bool is_raced = false;
  dynamodb_.script = [&](std::string_view operation, const boost::json::object&) {
    if (operation == "TransactWriteItems" && !is_raced) {
      is_raced = true;
      EXPECT_TRUE(make_store(Transactions::kOn)->show_last_message(second));
    }
    return std::optional<aws::CallResult>();
  };
  ASSERT_TRUE(store_->show_last_message(first));
  EXPECT_EQ(sleeper_.sleeps, 1U);
  EXPECT_THAT(shown_to(mara_), ElementsAre(shown(second)));
  EXPECT_THAT(shown_to(teo_), ElementsAre(shown(second)));
}

TEST_F(StoreTest, who_meets_others_at_every_attempt_gives_up) {
  start("g1", mara_, teo_);
  const Message message = add("g1", "m1", teo_);
  dynamodb_.script = [&](std::string_view operation, const boost::json::object&) {
    std::optional<aws::CallResult> answer;
    if (operation == "TransactWriteItems")
      answer = service_error("TransactionCanceledException",
                             R"({"CancellationReasons":[{"Code":"TransactionConflict"},{"Code":"None"},)"
                             R"({"Code":"None"},{"Code":"None"}]})");
    return answer;
  };
  const auto shown = store_->show_last_message(message);
  ASSERT_FALSE(shown);
  EXPECT_EQ(shown.error().kind, StoreError::Kind::kUnavailable);
  EXPECT_LT(sleeper_.sleeps, 20U);
}

TEST_P(ShowLastMessageTest, a_row_of_a_time_in_another_form_moves_and_makes_room) {
  Row row = Row{{"pk", text_value("GRP#mara-uuid")},          {"sk", text_value("2023-03-31T13:54:06")},
                {"message_group_uuid", text_value("g1")},     {"message", text_value("old")},
                {"user_uuid", text_value("teo-uuid")},        {"user_handle", text_value("teo")},
                {"user_display_name", text_value("Name teo")}};
  put(row);
  const Message odd{"g2", "m1", "odd", "2023-03-31T13:54:06", mara_};
  row["message_group_uuid"] = text_value("g2");
  row["sk"] = text_value("2023-03-31T13:54:05");
  put(row);
  show(odd);
  ASSERT_EQ(rows("GRP#mara-uuid").size(), 2U);
  EXPECT_EQ(text_of(rows("GRP#mara-uuid")[1], "created_at"), odd.created_at);
}

}  // namespace
}  // namespace ddb::backend
