#include "backend/dynamodb/dynamodb_message_store.h"

#include <gmock/gmock.h>

#include <boost/json/parse.hpp>
#include <fstream>
#include <iterator>
#include <map>

#include "tests/unit/backend/dynamodb/store_fixture.h"

namespace ddb::backend {
namespace {

using testing::ElementsAre;

/// testdata/seed/conversation.json as the rows of the original service.
class OriginalRowsTest : public StoreInBothModesTest {
 protected:
  OriginalRowsTest() {
    std::ifstream file(DDB_SOURCE_DIR "/testdata/seed/conversation.json");
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    const auto conversation = boost::json::parse(text).as_object();
    group_ = conversation.at("message_group_uuid").as_string();
    for (const auto& person : conversation.at("people").as_array())
      people_.push_back({std::string(person.at("user_uuid").as_string()),
                         std::string(person.at("handle").as_string()),
                         std::string(person.at("display_name").as_string()), ""});
    for (const auto& message : conversation.at("messages").as_array()) {
      const Person& sender =
          std::string(message.at("handle").as_string()) == people_[0].handle ? people_[0] : people_[1];
      messages_.push_back({group_, std::string(message.at("message_uuid").as_string()),
                           std::string(message.at("message").as_string()),
                           std::string(message.at("created_at").as_string()), sender});
      put(original_row("MSG#" + group_, messages_.back(), sender));
    }
    for (const std::size_t i : {0U, 1U}) {
      Row row = original_row("GRP#" + people_[i].uuid, messages_.back(), people_[1 - i]);
      row["message_group_uuid"] = text_value(group_);
      put(row);
    }
    clock_.advance(std::chrono::hours(100'000));
  }

  static Row original_row(const std::string& pk, const Message& message, const Person& user) {
    Row row{{"pk", text_value(pk)},
            {"sk", text_value(message.created_at)},
            {"message", text_value(message.text)},
            {"user_uuid", text_value(user.uuid)},
            {"user_display_name", text_value(user.display_name)},
            {"user_handle", text_value(user.handle)}};
    if (pk.starts_with("MSG#")) row["message_uuid"] = text_value(message.uuid);
    return row;
  }

  std::string group_;
  std::vector<Person> people_;
  std::vector<Message> messages_;
};

INSTANTIATE_TEST_SUITE_P(BothModes, OriginalRowsTest, testing::Values(Transactions::kOn, Transactions::kOff),
                         mode_name);

TEST_P(OriginalRowsTest, are_listed) {
  for (const std::size_t i : {0U, 1U}) {
    const auto page = store_->conversations_of(people_[i].uuid, {});
    const Message& last = messages_.back();
    EXPECT_THAT(page->rows, ElementsAre(Conversation{group_, people_[1 - i], last.text, last.created_at}));
    EXPECT_EQ(page->next_cursor, std::nullopt);
    EXPECT_TRUE(store_->is_member(group_, people_[i].uuid).value());
  }
}

TEST_P(OriginalRowsTest, every_message_is_on_some_page) {
  for (const std::size_t limit : {1U, 20U, 100U}) {
    std::vector<Message> read;
    PageRequest page{.limit = limit, .cursor = std::nullopt};
    do {
      const auto found = store_->messages_of(group_, page).value();
      ASSERT_FALSE(found.rows.empty());
      read.insert(read.begin(), found.rows.rbegin(), found.rows.rend());
      page.cursor = found.next_cursor;
    } while (page.cursor);
    EXPECT_EQ(read, messages_) << limit;
  }
}

TEST_P(OriginalRowsTest, the_last_page_says_so) {
  const auto page = store_->messages_of(group_, {.limit = messages_.size(), .cursor = std::nullopt});
  EXPECT_EQ(page->rows.size(), messages_.size());
  EXPECT_EQ(page->next_cursor, std::nullopt);
}

TEST_P(OriginalRowsTest, later_messages_are_found) {
  const std::size_t from = messages_.size() - 3;
  EXPECT_THAT(store_->messages_after(group_, messages_[from].created_at, 10).value(),
              ElementsAre(messages_[from + 1], messages_[from + 2]));
  EXPECT_THAT(store_->messages_after(group_, messages_[from].created_at, 1).value(),
              ElementsAre(messages_[from + 1]));
  EXPECT_THAT(store_->messages_after(group_, messages_.back().created_at, 10).value(), ElementsAre());
}

TEST_P(OriginalRowsTest, starting_finds_the_conversation_and_gives_it_a_pair_row) {
  const auto started = store_->start_conversation(message("g2", "m1", people_[1]), people_[0]);
  ASSERT_TRUE(started);
  EXPECT_TRUE(started->was_there);
  EXPECT_EQ(started->message_group_uuid, group_);
  const auto pair = rows("PAIR#" + people_[0].uuid + "#" + people_[1].uuid);
  ASSERT_EQ(pair.size(), 1U);
  EXPECT_EQ(text_of(pair[0], "group_uuid"), group_);
}

TEST_P(OriginalRowsTest, a_conversation_of_which_one_row_was_lost_is_found_from_either_side) {
  remove(rows("GRP#" + people_[0].uuid).at(0));
  EXPECT_EQ(store_->start_conversation(message("g2", "m1", people_[0]), people_[1])->message_group_uuid,
            group_);
}

TEST_P(OriginalRowsTest, move_with_a_new_message) {
  const Message message = store_->add_message({group_, "m1", "New", people_[0], std::nullopt}).value();
  ASSERT_TRUE(store_->show_last_message(message));
  EXPECT_THAT(shown_to(people_[0]), ElementsAre(shown(message)));
  EXPECT_THAT(shown_to(people_[1]), ElementsAre(shown(message)));
}

TEST_F(StoreTest, conversations_come_newest_first_in_pages) {
  for (int i = 0; i < 5; ++i)
    start("g" + std::to_string(i), mara_, person("p" + std::to_string(i)));
  PageRequest page{.limit = 2, .cursor = std::nullopt};
  std::vector<std::vector<std::string>> pages;
  do {
    const auto found = store_->conversations_of("mara-uuid", page).value();
    pages.emplace_back();
    for (const Conversation& conversation : found.rows)
      pages.back().push_back(conversation.message_group_uuid);
    page.cursor = found.next_cursor;
  } while (page.cursor);
  EXPECT_THAT(pages, ElementsAre(ElementsAre("g4", "g3"), ElementsAre("g2", "g1"), ElementsAre("g0")));
}

TEST_F(StoreTest, a_page_costs_one_call) {
  start("g1", mara_, teo_);
  dynamodb_.calls.clear();
  ASSERT_TRUE(store_->conversations_of("mara-uuid", {}));
  ASSERT_TRUE(store_->messages_of("g1", {}));
  ASSERT_TRUE(store_->messages_after("g1", now(), 20));
  EXPECT_THAT(dynamodb_.calls, ElementsAre("Query", "Query", "Query"));
}

TEST_F(StoreTest, only_members_are_members) {
  start("g1", mara_, teo_);
  start("g2", mara_, eve_);
  EXPECT_TRUE(store_->is_member("g1", "mara-uuid").value());
  EXPECT_TRUE(store_->is_member("g1", "teo-uuid").value());
  EXPECT_FALSE(store_->is_member("g1", "eve-uuid").value());
  EXPECT_FALSE(store_->is_member("g3", "mara-uuid").value());
  EXPECT_FALSE(store_->is_member("g1", "mara").value());
}

TEST_F(StoreTest, a_conversation_that_the_index_does_not_know_yet_has_members) {
  start("g1", mara_, teo_);
  dynamodb_.script = [](std::string_view operation,
                        const boost::json::object& input) -> std::optional<aws::CallResult> {
    if (operation != "Query" || !input.contains("IndexName")) return std::nullopt;
    return boost::json::object{{"Items", boost::json::array()}};
  };
  EXPECT_TRUE(store_->is_member("g1", "mara-uuid").value());
  EXPECT_FALSE(store_->is_member("g1", "eve-uuid").value());
}

TEST_F(StoreTest, a_membership_is_looked_up_once_a_minute) {
  start("g1", mara_, teo_);
  dynamodb_.calls.clear();
  for (int i = 0; i < 3; ++i)
    EXPECT_TRUE(store_->is_member("g1", "mara-uuid").value());
  EXPECT_EQ(dynamodb_.calls.size(), 1U);
  clock_.advance(std::chrono::seconds(60));
  EXPECT_TRUE(store_->is_member("g1", "mara-uuid").value());
  EXPECT_EQ(dynamodb_.calls.size(), 2U);
}

TEST_F(StoreTest, a_no_is_not_remembered) {
  EXPECT_FALSE(store_->is_member("g1", "mara-uuid").value());
  start("g1", mara_, teo_);
  EXPECT_TRUE(store_->is_member("g1", "mara-uuid").value());
}

TEST_F(StoreTest, a_conversation_is_found_among_more_rows_than_a_page_holds) {
  start("g1", mara_, teo_);
  Row row = rows("GRP#mara-uuid").at(0);
  row["message"] = text_value(std::string(300'000, 'x'));
  for (int i = 0; i < 8; ++i) {
    row["sk"] = text_value(now());
    row["user_uuid"] = text_value("other" + std::to_string(i));
    row["message_group_uuid"] = text_value("large" + std::to_string(i));
    put(row);
    clock_.advance(std::chrono::seconds(1));
  }
  remove(rows("PAIR#mara-uuid#teo-uuid").at(0));
  EXPECT_TRUE(store_->start_conversation(message("g2", "m1", mara_), teo_)->was_there);
  // A page may end early, at 1 MB, and yet goes on.
  const auto page = store_->conversations_of("mara-uuid", {});
  EXPECT_LT(page->rows.size(), 9U);
  EXPECT_NE(page->next_cursor, std::nullopt);
}

TEST_F(StoreTest, what_another_attempt_does_not_mend_is_a_misconfiguration) {
  const auto kind_of = [&](const aws::CallError& error) {
    dynamodb_.script = [error](std::string_view, const boost::json::object&) {
      return std::optional<aws::CallResult>(error);
    };
    return store_->conversations_of("mara-uuid", {}).error().kind;
  };
  for (const char* type : {"ResourceNotFoundException", "AccessDeniedException",
                           "UnrecognizedClientException", "ValidationException"})
    EXPECT_EQ(kind_of(service_error(type)), StoreError::Kind::kMisconfigured) << type;
  aws::CallError no_credentials = no_answer();
  no_credentials.kind = aws::CallError::Kind::kCredentials;
  EXPECT_EQ(kind_of(no_credentials), StoreError::Kind::kMisconfigured);
  for (const char* type : {"ProvisionedThroughputExceededException", "InternalServerError"})
    EXPECT_EQ(kind_of(service_error(type)), StoreError::Kind::kUnavailable) << type;
  EXPECT_EQ(kind_of(no_answer()), StoreError::Kind::kUnavailable);
  EXPECT_EQ(store_->is_member("g1", "mara-uuid").error().message,
            "Query of the table cruddur-messages failed: The connection broke.");
}

TEST_F(StoreTest, a_store_without_transactions_says_what_to_set) {
  dynamodb_.script = [](std::string_view operation, const boost::json::object&) {
    std::optional<aws::CallResult> answer;
    if (operation == "TransactWriteItems") answer = service_error("UnknownOperationException");
    return answer;
  };
  const auto started = store_->start_conversation(message("g1", "m1", mara_), teo_);
  EXPECT_EQ(started.error().kind, StoreError::Kind::kMisconfigured);
  EXPECT_THAT(started.error().message, testing::HasSubstr("DDB_TRANSACTIONS=off"));
}

TEST_F(StoreTest, without_transactions_none_is_used) {
  store_ = make_store(Transactions::kOff);
  start("g1", mara_, teo_);
  ASSERT_TRUE(store_->add_message(message("g1", "m1", mara_, "key")));
  ASSERT_TRUE(store_->show_last_message(add("g1", "m2", teo_)));
  EXPECT_THAT(dynamodb_.calls, testing::Not(testing::Contains("TransactWriteItems")));
}

}  // namespace
}  // namespace ddb::backend
