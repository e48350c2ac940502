#include "backend/messaging/messaging.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "backend/domain/message_time.h"
#include "tests/unit/backend/support/fake_message_store.h"
#include "tests/unit/backend/support/fake_user_directory.h"

namespace ddb::backend {
namespace {

using testing::ElementsAre;

class MessagingTest : public testing::Test {
 protected:
  /// The codes of a failed result; "ok" of a good one.
  template <class T>
  static std::vector<std::string> codes(const MessagingResult<T>& result) {
    if (result) return {"ok"};
    std::vector<std::string> codes;
    for (const Problem problem : result.error().problems)
      codes.emplace_back(problem_code(problem));
    return codes;
  }

  /// The conversation that `from` starts with `handle`.
  std::string start(const Person& from, const std::string& handle, const std::string& text = "Hello") {
    const auto sent = messaging_.send(from.cognito_user_id, {.text = text,
                                                             .message_group_uuid = std::nullopt,
                                                             .receiver_handle = handle,
                                                             .idempotency_key = std::nullopt});
    clock_.advance(std::chrono::seconds(1));
    return sent.value().message_group_uuid;
  }

  Message add(const Person& from, const std::string& group, const std::string& text) {
    const auto sent = messaging_.send(from.cognito_user_id, to_group(group, text));
    clock_.advance(std::chrono::seconds(1));
    return sent.value().message.value();
  }

  static MessageWish to_group(const std::string& group, const std::string& text) {
    return {.text = text,
            .message_group_uuid = group,
            .receiver_handle = std::nullopt,
            .idempotency_key = std::nullopt};
  }
  static MessageWish to_handle(const std::string& handle, const std::string& text) {
    return {.text = text,
            .message_group_uuid = std::nullopt,
            .receiver_handle = handle,
            .idempotency_key = std::nullopt};
  }

  static std::vector<std::string> texts(const std::vector<Message>& messages) {
    std::vector<std::string> texts;
    for (const Message& message : messages)
      texts.push_back(message.text);
    return texts;
  }

  ManualClock clock_;
  SeededRandom random_{1};
  FakeMessageStore store_{clock_};
  FakeUserDirectory users_;
  Messaging messaging_{store_, users_, random_};
  const Person mara_ = users_.add("mara");
  const Person teo_ = users_.add("teo");
  const Person eve_ = users_.add("eve");
};

TEST_F(MessagingTest, a_conversation_is_started_by_handle) {
  const auto sent = messaging_.send(mara_.cognito_user_id, to_handle("teo", "Hello"));
  ASSERT_TRUE(sent);
  EXPECT_FALSE(sent->message);
  for (const Person& person : {mara_, teo_}) {
    const auto page = messaging_.conversations(person.cognito_user_id, {});
    ASSERT_EQ(page.value().rows.size(), 1U);
    EXPECT_EQ(page->rows[0].message_group_uuid, sent->message_group_uuid);
    EXPECT_EQ(page->rows[0].other.handle, person == mara_ ? "teo" : "mara");
    EXPECT_EQ(page->rows[0].last_message, "Hello");
  }
}

TEST_F(MessagingTest, starting_where_there_is_one_adds_the_message_to_it) {
  const std::string group = start(mara_, "teo", "Hello");
  EXPECT_EQ(start(teo_, "@mara", "Hello back"), group) << "an @ before the handle is dropped";
  EXPECT_THAT(texts(messaging_.messages(mara_.cognito_user_id, group, {})->rows),
              ElementsAre("Hello", "Hello back"));
}

TEST_F(MessagingTest, an_added_message_is_answered_with_its_own_uuid) {
  const std::string group = start(mara_, "teo");
  const Message message = add(teo_, group, "Yes");
  EXPECT_EQ(message.text, "Yes");
  EXPECT_EQ(message.sender.handle, "teo");
  EXPECT_NE(message.uuid, teo_.uuid);
  EXPECT_EQ(messaging_.messages(mara_.cognito_user_id, group, {})->rows.back(), message);
}

TEST_F(MessagingTest, every_part_that_is_out_of_order_is_named) {
  const std::string group = start(mara_, "teo");
  const std::string& sub = mara_.cognito_user_id;
  EXPECT_THAT(codes(messaging_.send("", {})),
              ElementsAre("cognito_user_id_blank", "user_reciever_handle_blank", "message_blank"));
  EXPECT_THAT(codes(messaging_.send(" ", to_group("", " "))),
              ElementsAre("message_group_uuid_blank", "cognito_user_id_blank", "message_blank"));
  EXPECT_THAT(codes(messaging_.send(sub, to_group("", "Hello"))), ElementsAre("message_group_uuid_blank"));
  EXPECT_THAT(codes(messaging_.send(sub, to_handle("@", "Hello"))),
              ElementsAre("user_reciever_handle_blank"));
  EXPECT_THAT(codes(messaging_.send(sub, to_handle("\u200b", "Hello"))),
              ElementsAre("user_reciever_handle_blank"));
  EXPECT_THAT(codes(messaging_.send(sub, to_group(group, "\u200b\n"))), ElementsAre("message_blank"));
  EXPECT_THAT(codes(messaging_.send(sub, to_group(group, "\xff"))), ElementsAre("message_blank"));
  for (const std::string& key : {std::string(), std::string(129, 'k'), std::string("\n")}) {
    MessageWish wish = to_group(group, "Hello");
    wish.idempotency_key = key;
    EXPECT_THAT(codes(messaging_.send(sub, wish)), ElementsAre("idempotency_key_invalid"));
  }
}

TEST_F(MessagingTest, a_message_has_at_most_1024_code_points) {
  const std::string group = start(mara_, "teo");
  std::string text;
  for (std::size_t i = 0; i < kMessageCharactersMax; ++i)
    text += "\U0001F6F6";
  EXPECT_THAT(codes(messaging_.send(mara_.cognito_user_id, to_group(group, text))), ElementsAre("ok"));
  EXPECT_THAT(codes(messaging_.send(mara_.cognito_user_id, to_group(group, text + "."))),
              ElementsAre("message_exceed_max_chars_1024"));
}

TEST_F(MessagingTest, a_conversation_is_started_with_somebody_else_who_exists) {
  const std::string& sub = mara_.cognito_user_id;
  EXPECT_THAT(codes(messaging_.send(sub, to_handle("nobody", "Hello"))),
              ElementsAre("user_reciever_handle_unknown"));
  EXPECT_THAT(codes(messaging_.send(sub, to_handle("Teo", "Hello"))),
              ElementsAre("user_reciever_handle_unknown"));
  EXPECT_THAT(codes(messaging_.send(sub, to_handle("@@teo", "Hello"))),
              ElementsAre("user_reciever_handle_unknown"));
  EXPECT_THAT(codes(messaging_.send(sub, to_handle("te\xff", "Hello"))),
              ElementsAre("user_reciever_handle_unknown"));
  EXPECT_THAT(codes(messaging_.send(sub, to_handle(std::string("teo\0", 4), "Hello"))),
              ElementsAre("user_reciever_handle_unknown"));
  EXPECT_THAT(codes(messaging_.send(sub, to_handle("@mara", "Hello"))),
              ElementsAre("user_reciever_handle_self"));
}

TEST_F(MessagingTest, nobody_reads_or_writes_where_they_do_not_belong) {
  const std::string group = start(mara_, "teo");
  const std::string none = "67cb2819-6e62-5a9b-b993-f475c1e9ef89";
  for (const std::string& uuid : {group, none, std::string("no uuid"), std::string(100'000, 'a')}) {
    EXPECT_THAT(codes(messaging_.messages(eve_.cognito_user_id, uuid, {})),
                ElementsAre("message_group_forbidden"));
    EXPECT_THAT(codes(messaging_.send(eve_.cognito_user_id, to_group(uuid, "Hi"))),
                ElementsAre("message_group_forbidden"));
  }
  EXPECT_EQ(messaging_.messages(mara_.cognito_user_id, group, {})->rows.size(), 1U);
  EXPECT_THAT(codes(messaging_.messages(mara_.cognito_user_id, "", {})),
              ElementsAre("message_group_uuid_blank"));
}

TEST_F(MessagingTest, a_token_of_somebody_unknown_gets_nothing) {
  const std::string group = start(mara_, "teo");
  const std::size_t calls = store_.calls();
  EXPECT_THAT(codes(messaging_.conversations("sub-nobody", {})), ElementsAre("cognito_user_id_unknown"));
  EXPECT_THAT(codes(messaging_.messages("sub-nobody", group, {})), ElementsAre("cognito_user_id_unknown"));
  EXPECT_THAT(codes(messaging_.send("sub-nobody", to_group(group, "Hi"))),
              ElementsAre("cognito_user_id_unknown"));
  EXPECT_THAT(codes(messaging_.conversations("", {})), ElementsAre("cognito_user_id_blank"));
  EXPECT_EQ(store_.calls(), calls);
}

TEST_F(MessagingTest, messages_come_in_pages_the_newest_first_and_each_oldest_first) {
  const std::string group = start(mara_, "teo", "1");
  for (const char* text : {"2", "3", "4", "5"})
    add(mara_, group, text);
  const std::string& sub = teo_.cognito_user_id;
  PageWish wish{.limit = "2", .cursor = std::nullopt, .after = std::nullopt};
  std::vector<std::vector<std::string>> pages;
  for (;;) {
    const auto page = messaging_.messages(sub, group, wish);
    ASSERT_TRUE(page);
    pages.push_back(texts(page->rows));
    if (!page->next_cursor) break;
    wish.cursor = page->next_cursor;
  }
  EXPECT_THAT(pages, ElementsAre(ElementsAre("4", "5"), ElementsAre("2", "3"), ElementsAre("1")));
}

TEST_F(MessagingTest, later_messages_come_oldest_first) {
  const std::string group = start(mara_, "teo", "1");
  const Message second = add(mara_, group, "2");
  add(teo_, group, "3");
  add(teo_, group, "4");
  PageWish wish{.limit = std::nullopt, .cursor = std::nullopt, .after = second.created_at};
  EXPECT_THAT(texts(messaging_.messages(mara_.cognito_user_id, group, wish)->rows), ElementsAre("3", "4"));
  wish.limit = "1";
  EXPECT_THAT(texts(messaging_.messages(mara_.cognito_user_id, group, wish)->rows), ElementsAre("3"));
}

TEST_F(MessagingTest, conversations_come_newest_first_in_pages) {
  const std::string with_teo = start(mara_, "teo");
  const std::string with_eve = start(mara_, "eve");
  PageWish wish{.limit = "1", .cursor = std::nullopt, .after = std::nullopt};
  const auto first = messaging_.conversations(mara_.cognito_user_id, wish);
  EXPECT_EQ(first.value().rows.at(0).message_group_uuid, with_eve);
  wish.cursor = first->next_cursor.value();
  const auto second = messaging_.conversations(mara_.cognito_user_id, wish);
  EXPECT_EQ(second.value().rows.at(0).message_group_uuid, with_teo);
  EXPECT_FALSE(second->next_cursor);
}

TEST_F(MessagingTest, what_a_page_is_asked_with_is_checked) {
  const std::string group = start(mara_, "teo");
  const std::string& sub = mara_.cognito_user_id;
  for (const char* limit : {"", "0", "-1", "101", "1.0", "+1", "ten", " 1", "99999999999999999999"})
    EXPECT_THAT(codes(messaging_.messages(sub, group, {.limit = limit, .cursor = {}, .after = {}})),
                ElementsAre("limit_invalid"))
        << limit;
  for (const char* limit : {"1", "100"})
    EXPECT_THAT(codes(messaging_.conversations(sub, {.limit = limit, .cursor = {}, .after = {}})),
                ElementsAre("ok"));
  EXPECT_THAT(codes(messaging_.conversations(sub, {.limit = "x", .cursor = "=", .after = {}})),
              ElementsAre("limit_invalid", "cursor_invalid"));
  EXPECT_THAT(codes(messaging_.messages(sub, group, {.limit = {}, .cursor = {}, .after = "2023"})),
              ElementsAre("cursor_invalid"));
  const std::string time = message_time(clock_.now());
  EXPECT_THAT(codes(messaging_.messages(sub, group, {.limit = {}, .cursor = "YQ", .after = time})),
              ElementsAre("cursor_invalid"));
}

TEST_F(MessagingTest, the_same_key_writes_one_message) {
  const std::string group = start(mara_, "teo", "1");
  MessageWish wish = to_group(group, "2");
  wish.idempotency_key = "key";
  const auto first = messaging_.send(mara_.cognito_user_id, wish);
  const auto again = messaging_.send(mara_.cognito_user_id, wish);
  EXPECT_EQ(again.value().message, first.value().message);
  wish.text = "3";
  EXPECT_THAT(codes(messaging_.send(mara_.cognito_user_id, wish)), ElementsAre("idempotency_key_reused"));
  EXPECT_THAT(codes(messaging_.send(teo_.cognito_user_id, wish)), ElementsAre("ok"))
      << "a key of another person";
  EXPECT_THAT(texts(messaging_.messages(mara_.cognito_user_id, group, {})->rows), ElementsAre("1", "2", "3"));
}

TEST_F(MessagingTest, a_start_that_is_repeated_with_its_key_writes_one_message) {
  MessageWish wish = to_handle("teo", "1");
  wish.idempotency_key = "key";
  const std::string group = messaging_.send(mara_.cognito_user_id, wish)->message_group_uuid;
  EXPECT_EQ(messaging_.send(mara_.cognito_user_id, wish)->message_group_uuid, group);
  EXPECT_THAT(texts(messaging_.messages(mara_.cognito_user_id, group, {})->rows), ElementsAre("1"));
}

TEST_F(MessagingTest, a_store_or_users_database_that_fails_is_unavailable) {
  const std::string group = start(mara_, "teo");
  const std::string& sub = mara_.cognito_user_id;
  const auto all_unavailable = [&] {
    EXPECT_THAT(codes(messaging_.conversations(sub, {})), ElementsAre("unavailable"));
    EXPECT_THAT(codes(messaging_.messages(sub, group, {})), ElementsAre("unavailable"));
    EXPECT_THAT(codes(messaging_.send(sub, to_group(group, "Hi"))), ElementsAre("unavailable"));
    EXPECT_THAT(codes(messaging_.send(sub, to_handle("teo", "Hi"))), ElementsAre("unavailable"));
  };
  for (const auto kind : {StoreError::Kind::kUnavailable, StoreError::Kind::kMisconfigured}) {
    store_.fail_with(StoreError{kind, "The table is gone."});
    all_unavailable();
    EXPECT_EQ(messaging_.conversations(sub, {}).error().detail, "The table is gone.");
  }
  store_.fail_with(std::nullopt);
  users_.fail_with("The database is gone.");
  all_unavailable();
  EXPECT_THAT(codes(messaging_.find_person("teo")), ElementsAre("unavailable"));
}

TEST_F(MessagingTest, a_person_is_found_by_handle) {
  EXPECT_EQ(messaging_.find_person("teo").value(), teo_);
  EXPECT_EQ(messaging_.find_person("@teo").value(), teo_);
  EXPECT_EQ(messaging_.find_person("nobody").value(), std::nullopt);
  EXPECT_EQ(messaging_.find_person("").value(), std::nullopt);
  EXPECT_EQ(messaging_.find_person("\xff").value(), std::nullopt);
}

}  // namespace
}  // namespace ddb::backend
