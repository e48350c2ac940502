#include <boost/json/serialize.hpp>
#include <set>

#include "tests/unit/tools/ddb/program_fixture.h"
#include "tools/ddb/conversation.h"
#include "tools/ddb/embedded_files.h"

namespace ddb::cli {
namespace {

using CruddurCommandsTest = ProgramTest;

Conversation sample() {
  return *parse_conversation(sample_conversation(), "sample");
}

TEST(SampleConversation, HasMoreThanAHundredMessagesOverSomeDays) {
  const Conversation conversation = sample();
  EXPECT_GE(conversation.messages.size(), 100U);
  std::set<std::string> days, uuids;
  for (const auto& message : conversation.messages) {
    days.insert(message.created_at.substr(0, 10));
    uuids.insert(message.message_uuid);
  }
  EXPECT_GE(days.size(), 3U);
  EXPECT_EQ(uuids.size(), conversation.messages.size());
}

TEST(SampleConversation, BecomesMessageRowsAndThenAGroupRowForEach) {
  const Conversation conversation = sample();
  const auto items = conversation_items(conversation);
  ASSERT_EQ(items.size(), conversation.messages.size() + 2);
  const auto text = [](const boost::json::value& item, std::string_view name) {
    return std::string(item.at(name).at("S").as_string());
  };
  const auto& first = items.front();
  EXPECT_EQ(text(first, "pk"), "MSG#" + conversation.message_group_uuid);
  EXPECT_FALSE(first.as_object().contains("message_group_uuid"));
  const auto& group = items[items.size() - 2];
  EXPECT_EQ(text(group, "pk"), "GRP#" + conversation.people[0].user_uuid);
  EXPECT_EQ(text(group, "sk"), conversation.messages.back().created_at);
  EXPECT_EQ(text(group, "user_handle"), conversation.people[1].handle);
  EXPECT_EQ(text(group, "message"), conversation.messages.back().text);
  EXPECT_EQ(text(group, "message_group_uuid"), conversation.message_group_uuid);
}

TEST(ParseConversation, NamesWhatIsWrong) {
  const auto error_of = [](std::string from, std::string to) {
    std::string text =
        R"({"message_group_uuid":"g","people":[{"handle":"a","display_name":"A","user_uuid":"1"},
      {"handle":"b","display_name":"B","user_uuid":"2"}],"messages":[
      {"created_at":"2026-01-01T00:00:00.000000+00:00","handle":"a","message_uuid":"m1","message":"hi"},
      {"created_at":"2026-01-01T00:00:01.000000+00:00","handle":"b","message_uuid":"m2","message":"ho"}]})";
    if (!from.empty()) text.replace(text.find(from), from.size(), to);
    const auto found = parse_conversation(text, "f");
    return found ? std::string("none") : found.error().message;
  };
  EXPECT_EQ(error_of("", ""), "none");
  EXPECT_EQ(error_of("\"g\"", "7"), "f has no text \"message_group_uuid\".");
  EXPECT_EQ(error_of("\"handle\":\"b\",\"message_uuid\"", "\"handle\":\"c\",\"message_uuid\""),
            "f, message 2 is from \"c\", who is not one of the people.");
  EXPECT_EQ(error_of("00:00:01.", "00:00:00."), "f, message 2 is not later than the one before it.");
  EXPECT_EQ(
      error_of("00:00:01.000000+00:00", "00:00:01Z"),
      "f, message 2: created_at must look like 2026-11-09T18:02:11.314000+00:00, not 2026-01-01T00:00:01Z.");
}

TEST_F(CruddurCommandsTest, LoadsTheSchemaOnce) {
  answer("{}");
  answer(R"({"Table":{"TableStatus":"ACTIVE"}})");
  EXPECT_EQ(run({"schema-load"}), ExitCode::kSuccess) << err();
  EXPECT_EQ(err(), "Created the table cruddur-messages.\n");
  const auto created = input(0);
  EXPECT_EQ(created.at("GlobalSecondaryIndexes").at(0).at("IndexName"), "message-group-sk-index");
  EXPECT_EQ(created.at("StreamSpecification").at("StreamViewType"), "NEW_IMAGE");
  EXPECT_EQ(created.at("ProvisionedThroughput").at("WriteCapacityUnits"), 5);

  refuse("ResourceInUseException");
  answer(R"({"Table":{"TableStatus":"ACTIVE"}})");
  EXPECT_EQ(run({"schema-load"}), ExitCode::kSuccess) << err();
  EXPECT_EQ(err(), "The table cruddur-messages is there already; nothing was changed.\n");
}

TEST_F(CruddurCommandsTest, SeedsTheSameItemsEachTime) {
  std::vector<std::string> bodies;
  for (int run_number = 0; run_number < 2; ++run_number) {
    for (int i = 0; i < 6; ++i)
      answer("{}");
    EXPECT_EQ(run({"seed"}), ExitCode::kSuccess) << err();
    std::string all;
    for (const auto& request : machine_.transport.requests)
      all += request.body;
    machine_.transport.requests.clear();
    bodies.push_back(all);
  }
  EXPECT_EQ(bodies[0], bodies[1]);
  EXPECT_EQ(
      err(),
      "Loaded the conversation of @mara and @teo into cruddur-messages: 124 messages and 2 group rows.\n");
}

TEST_F(CruddurCommandsTest, ShowsTheNewestMessagesOldestFirst) {
  const auto item = [](const std::string& handle, const std::string& time, const std::string& text) {
    return R"({"user_handle":{"S":")" + handle + R"("},"sk":{"S":")" + time + R"("},"message":{"S":")" +
           text + R"("}})";
  };
  answer(R"({"Items":[)" + item("b", "2", "0123456789012345678901234567890123456789X") + "," +
         item("a", "1", "grüße\\n🙂") + R"(],"ConsumedCapacity":{"CapacityUnits":0.5}})");
  EXPECT_EQ(run({"get-conversations", "group-1", "--verbose", "--output", "plain"}), ExitCode::kSuccess)
      << err();
  EXPECT_EQ(out(), "a\t1\tgrüße\\n🙂\nb\t2\t0123456789012345678901234567890123456789…\n");
  EXPECT_EQ(err(), "Consumed 0.5 capacity units.\n");
  EXPECT_EQ(boost::json::serialize(input(0)),
            R"({"TableName":"cruddur-messages","KeyConditionExpression":"pk = :pk",)"
            R"("ExpressionAttributeValues":{":pk":{"S":"MSG#group-1"}},)"
            R"("ScanIndexForward":false,"ReturnConsumedCapacity":"TOTAL","Limit":20})");
}

TEST_F(CruddurCommandsTest, ShowsTheSampleWithoutAUuid) {
  answer(R"({"Items":[]})");
  EXPECT_EQ(run({"get-conversations"}), ExitCode::kSuccess);
  EXPECT_EQ(input(0).at("ExpressionAttributeValues").at(":pk").at("S").as_string(),
            "MSG#" + sample().message_group_uuid);
  EXPECT_NE(err().find("`ddb seed` loads the sample"), std::string::npos);
}

TEST_F(CruddurCommandsTest, ListsConversationsByPages) {
  answer(
      R"({"Items":[{"sk":{"S":"2"},"message_group_uuid":{"S":"g"},"user_handle":{"S":"h"},
    "user_display_name":{"S":"H"},
    "message":{"S":"hi"}}],"LastEvaluatedKey":{"pk":{"S":"x"}}})");
  answer(R"({"Items":[{"sk":{"S":"1"},"message_group_uuid":{"S":"f"}}]})");
  EXPECT_EQ(run({"list-conversations", "user-1", "--output", "plain"}), ExitCode::kSuccess);
  EXPECT_EQ(out(), "g\th\tH\t2\thi\nf\t\t\t1\t\n");
  EXPECT_EQ(input(1).at("ExclusiveStartKey").at("pk").at("S"), "x");
}

}  // namespace
}  // namespace ddb::cli
