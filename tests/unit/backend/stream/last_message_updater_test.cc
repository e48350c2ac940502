#include "backend/stream/last_message_updater.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "tests/unit/backend/stream/records.h"
#include "tests/unit/backend/support/fake_message_store.h"

namespace ddb::backend {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr auto kDone = R"({"batchItemFailures":[]})";

class LastMessageUpdaterTest : public testing::Test {
 protected:
  std::string handle(const std::string& event) {
    auto answer = updater_.handle_event(event);
    return answer ? *answer : "error: " + answer.error().message;
  }
  std::string handle(const boost::json::array& records) { return handle(event_of(records)); }

  std::vector<std::string> shown() const {
    std::vector<std::string> uuids;
    for (const Message& message : store_.shown())
      uuids.push_back(message.uuid);
    return uuids;
  }
  static std::string failed_from(int number) {
    return R"({"batchItemFailures":[{"itemIdentifier":")" + std::to_string(number) + R"("}]})";
  }

  ManualClock clock_;
  std::ostringstream out_;
  Log log_{out_, clock_, LogLevel::kInfo};
  FakeMessageStore store_{clock_};
  LastMessageUpdater updater_{store_, log_};
};

TEST_F(LastMessageUpdaterTest, ShowsTheWholeMessage) {
  const Message message = message_at("g", "m", "05");
  EXPECT_EQ(handle({record_of(7, message)}), kDone);
  EXPECT_THAT(store_.shown(), ElementsAre(message));
}

TEST_F(LastMessageUpdaterTest, ShowsTheNewestOfEachConversationOfTheBatch) {
  EXPECT_EQ(handle({record_of(1, message_at("a", "a1", "01")), record_of(2, message_at("b", "b3", "03")),
                    record_of(3, message_at("a", "a4", "04")), record_of(4, message_at("b", "b2", "02"))}),
            kDone);
  EXPECT_THAT(shown(), ElementsAre("a4", "b3"));
}

TEST_F(LastMessageUpdaterTest, PassesOverAllButNewMessages) {
  boost::json::object group_row = message_row(message_at("g", "m", "05"));
  group_row["pk"] = attribute("GRP#person");
  EXPECT_EQ(handle({record_of(1, group_row), record_of(2, message_row(message_at("g", "m", "05")), "MODIFY"),
                    record_of(3, message_row(message_at("g", "m", "05")), "REMOVE")}),
            kDone);
  EXPECT_EQ(handle(boost::json::array()), kDone);
  EXPECT_THAT(shown(), IsEmpty());
  EXPECT_EQ(out_.str(), "");
}

TEST_F(LastMessageUpdaterTest, PassesOverRowsThatLackSomethingWithOneWarning) {
  boost::json::array records;
  int number = 10;
  for (const auto* member : {"message_uuid", "message", "user_uuid", "user_handle", "user_display_name"}) {
    boost::json::object row = message_row(message_at("g", "m", "05"));
    row.erase(member);
    records.push_back(record_of(++number, row));
  }
  boost::json::object row = message_row(message_at("", "m", "05"));
  records.push_back(record_of(++number, row));
  row = message_row(message_at("g", "m", "05"));
  row["sk"] = attribute("yesterday");
  records.push_back(record_of(++number, row));
  boost::json::object without_image = record_of(++number, message_at("g", "m", "05"));
  without_image["dynamodb"].as_object().erase("NewImage");
  records.push_back(without_image);
  records.push_back(record_of(++number, message_at("g", "good", "05")));
  EXPECT_EQ(handle(records), kDone);
  EXPECT_THAT(shown(), ElementsAre("good"));
  EXPECT_THAT(out_.str(), HasSubstr("Passed over 8 of the stream's messages. The first, record 11, has no "
                                    "text message_uuid."));
}

TEST_F(LastMessageUpdaterTest, ReportsTheFirstRecordOfTheConversationThatFailed) {
  store_.fail_to_show("b4", StoreError{StoreError::Kind::kUnavailable, "No answer."});
  EXPECT_EQ(handle({record_of(1, message_at("a", "a1", "01")), record_of(2, message_at("b", "b2", "02")),
                    record_of(3, message_at("a", "a3", "03")), record_of(4, message_at("b", "b4", "04")),
                    record_of(5, message_at("c", "c5", "05"))}),
            failed_from(2));
  EXPECT_THAT(shown(), ElementsAre("a3", "b4", "c5")) << "one conversation must not hold up the others";
  EXPECT_THAT(out_.str(), HasSubstr("have to come again from 2 on: No answer."));
}

TEST_F(LastMessageUpdaterTest, AsksATableThatIsOutOfReachForAFewOnly) {
  store_.fail_with(StoreError{StoreError::Kind::kUnavailable, "No answer."});
  boost::json::array records;
  for (int i = 1; i <= 20; ++i)
    records.push_back(record_of(i, message_at("g" + std::to_string(i), "m", "05")));
  EXPECT_EQ(handle(records), failed_from(1));
  EXPECT_EQ(store_.calls(), 3U);
}

TEST_F(LastMessageUpdaterTest, LeavesTheRestWhenTheTimeIsUp) {
  int asked = 0;
  const auto answer = updater_.handle_event(
      event_of({record_of(1, message_at("a", "a1", "01")), record_of(2, message_at("b", "b2", "02")),
                record_of(3, message_at("c", "c3", "03"))}),
      [&asked] { return ++asked <= 2; });
  EXPECT_EQ(*answer, failed_from(3));
  EXPECT_THAT(shown(), ElementsAre("a1", "b2"));
}

TEST_F(LastMessageUpdaterTest, RefusesWhatIsNoEventOfAStream) {
  EXPECT_THAT(handle("{"), HasSubstr("error: The event is not understood"));
  for (const auto* event : {"[]", "null", "{}", R"({"Records":null})", R"({"Records":{}})"})
    EXPECT_EQ(handle(std::string(event)), "error: This is no event of a stream: it has no array Records.");
  EXPECT_EQ(handle(std::string(R"({"Records":[1]})")), "error: A record is no JSON object.");
  boost::json::object kinesis = record_of(1, message_at("g", "m", "05"));
  for (const auto* number : {"", "1x", "12345678901234567890123456789012345678901"}) {
    kinesis["dynamodb"].as_object()["SequenceNumber"] = number;
    EXPECT_EQ(handle({kinesis}), "error: A record has no SequenceNumber: it is none of a DynamoDB stream.");
  }
  EXPECT_EQ(handle(std::string(kStreamEventSizeBytesMax + 1, ' ')), "error: The event is larger than 6 MB.");
  EXPECT_EQ(store_.calls(), 0U);
}

TEST_F(LastMessageUpdaterTest, TakesAnEventOfTheLargestSize) {
  boost::json::array records;
  for (int i = 1; i <= 10'000; ++i)
    records.push_back(record_of(i, message_at("g", "m" + std::to_string(i), "05")));
  std::string event = event_of(records);
  event.resize(kStreamEventSizeBytesMax, ' ');
  EXPECT_EQ(handle(event), kDone);
}

}  // namespace
}  // namespace ddb::backend
