#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/domain/message_time.h"
#include "backend/dynamodb/dynamodb_message_store.h"
#include "tests/property/dynamodb_in_process.h"

namespace ddb::backend {

/// Counts calls, and lets a test answer in the emulator's place.
class ScriptedDynamoDb final : public aws::DynamoDb {
 public:
  /// Called before each call; what it returns is the answer, nothing: the emulator answers. It may call
  /// `emulator()` itself, before or instead.
  using Script = std::function<std::optional<aws::CallResult>(std::string_view operation,
                                                              const boost::json::object& input)>;

  explicit ScriptedDynamoDb(aws::DynamoDb& emulator) : emulator_(emulator) {}

  aws::CallResult call(std::string_view operation, const boost::json::object& input) override {
    calls.emplace_back(operation);
    if (script)
      if (auto answer = script(operation, input)) return *std::move(answer);
    return emulator_.call(operation, input);
  }
  aws::DynamoDb& emulator() { return emulator_; }

  Script script;
  std::vector<std::string> calls;

 private:
  aws::DynamoDb& emulator_;
};

class CountingSleeper final : public aws::Sleeper {
 public:
  void sleep(std::chrono::milliseconds) override { ++sleeps; }
  std::size_t sleeps = 0;
};

inline aws::CallError no_answer() {
  return {
      .kind = aws::CallError::Kind::kNoAnswer, .type = {}, .message = "The connection broke.", .body = {}};
}

inline aws::CallError service_error(std::string type, std::string body = {}) {
  return {.kind = aws::CallError::Kind::kService,
          .type = std::move(type),
          .message = "A message.",
          .status = 400,
          .body = std::move(body)};
}

/// The store over an emulator in memory with the table cruddur-messages, and a clock that the test moves.
class StoreTest : public testing::Test {
 protected:
  explicit StoreTest(Transactions transactions = Transactions::kOn) : store_(make_store(transactions)) {
    EXPECT_TRUE(in_process_.call("CreateTable", property::cruddur_messages_table()));
  }

  std::unique_ptr<DynamoDbMessageStore> make_store(Transactions transactions) {
    return std::make_unique<DynamoDbMessageStore>(
        DynamoDbMessageStoreParts{dynamodb_, clock_, random_, sleeper_},
        DynamoDbMessageStoreOptions{.transactions = transactions});
  }

  static Person person(const std::string& name) {
    return {name + "-uuid", name, "Name " + name, "sub-" + name};
  }

  static NewMessage message(const std::string& group, const std::string& uuid, const Person& sender,
                            std::optional<std::string> key = std::nullopt) {
    return {.message_group_uuid = group,
            .uuid = uuid,
            .text = "text of " + uuid,
            .sender = sender,
            .idempotency_key = std::move(key)};
  }

  /// Starts the conversation `group`, then lets a second pass.
  void start(const std::string& group, const Person& sender, const Person& receiver) {
    const auto started = store_->start_conversation(message(group, group + "-first", sender), receiver);
    ASSERT_TRUE(started) << started.error().message;
    ASSERT_FALSE(started->was_there);
    clock_.advance(std::chrono::seconds(1));
  }

  Message add(const std::string& group, const std::string& uuid, const Person& sender) {
    auto added = store_->add_message(message(group, uuid, sender));
    clock_.advance(std::chrono::seconds(1));
    return *added;
  }

  /// All rows of a partition by `sk`, from the emulator itself.
  std::vector<Row> rows(const std::string& pk) {
    auto output = in_process_.call("Query", {{"TableName", "cruddur-messages"},
                                             {"KeyConditionExpression", "pk = :pk"},
                                             {"ExpressionAttributeValues", {{":pk", text_value(pk)}}}});
    std::vector<Row> rows;
    for (const auto& item : output.value().at("Items").as_array())
      rows.push_back(item.as_object());
    return rows;
  }

  void put(const Row& row) {
    ASSERT_TRUE(in_process_.call("PutItem", {{"TableName", "cruddur-messages"}, {"Item", row}}));
  }
  void remove(const Row& row) {
    ASSERT_TRUE(in_process_.call("DeleteItem", {{"TableName", "cruddur-messages"},
                                                {"Key", {{"pk", row.at("pk")}, {"sk", row.at("sk")}}}}));
  }

  std::vector<std::string> message_uuids(const std::string& group) {
    std::vector<std::string> uuids;
    for (const Row& row : rows("MSG#" + group))
      uuids.push_back(text_of(row, "message_uuid"));
    return uuids;
  }

  /// The texts and times of a person's group rows: "text of m1 @ 2027-...", oldest first.
  std::vector<std::string> shown_to(const Person& person) {
    std::vector<std::string> shown;
    for (const Row& row : rows("GRP#" + person.uuid))
      shown.push_back(text_of(row, "message") + " @ " + text_of(row, "sk"));
    return shown;
  }
  static std::string shown(const Message& message) { return message.text + " @ " + message.created_at; }

  std::string now() const { return message_time(clock_.now()); }

  property::EmulatorInProcess emulator_{property::EmulatorInProcess::Storage::kMemory};
  property::DynamoDbInProcess in_process_{emulator_};
  ScriptedDynamoDb dynamodb_{in_process_};
  ManualClock clock_;
  SeededRandom random_{1};
  CountingSleeper sleeper_;
  std::unique_ptr<DynamoDbMessageStore> store_;
  const Person mara_ = person("mara");
  const Person teo_ = person("teo");
  const Person eve_ = person("eve");
};

/// Everything that must be the same with transactions and without.
class StoreInBothModesTest : public StoreTest, public testing::WithParamInterface<Transactions> {
 protected:
  StoreInBothModesTest() : StoreTest(GetParam()) {}
};

inline std::string mode_name(const testing::TestParamInfo<Transactions>& info) {
  return info.param == Transactions::kOn ? "with_transactions" : "without_transactions";
}

}  // namespace ddb::backend
