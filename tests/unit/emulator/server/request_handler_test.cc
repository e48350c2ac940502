#include "emulator/server/request_handler.h"

#include <gtest/gtest.h>

#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <utility>

#include "emulator/engine/engine.h"
#include "emulator/operations/operation_table.h"
#include "tests/unit/emulator/storage/storage_fixture.h"

namespace ddb::server {
namespace {

/// The thread of a server whose work the test does, when it likes.
class ManualThread final : public http::IoThread {
 public:
  void post(std::function<void()> function) override { posted.push_back(std::move(function)); }
  void post_after(std::uint32_t delay_ms, std::function<void()> function) override {
    last_delay_ms = delay_ms;
    posted.push_back(std::move(function));
  }
  std::size_t index() const override { return 0; }

  void run_next() {
    auto function = std::move(posted.front());
    posted.pop_front();
    function();
  }

  std::deque<std::function<void()>> posted;
  std::uint32_t last_delay_ms = 0;
};

class Sink final : public http::ResponseSink {
 public:
  explicit Sink(http::IoThread& thread) : thread_(thread) {}
  void respond(http::Response&& response) override { answer = std::move(response); }
  void abandon() override { answer = http::Response{500, {}, {}}; }
  http::IoThread& io_thread() override { return thread_; }

  std::optional<http::Response> answer;

 private:
  http::IoThread& thread_;
};

class RequestHandlerTest : public testing::Test {
 protected:
  RequestHandlerTest() {
    EXPECT_EQ(send("CreateTable", R"({"TableName":"table","BillingMode":"PAY_PER_REQUEST",)"
                                  R"("AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],)"
                                  R"("KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}]})")
                  ->answer->status,
              200);
  }

  static storage::StoreOptions store_options(const std::filesystem::path& file) {
    storage::StoreOptions options;
    options.file = file;
    return options;
  }
  static protocol::DispatcherOptions dispatcher_options() {
    protocol::DispatcherOptions options;
    options.commit_mode = storage::CommitMode::kGroup;
    return options;
  }

  std::shared_ptr<Sink> send(std::string_view operation, std::string body) {
    http::Headers headers{{"Host", "localhost:8000"},
                          {"Content-Type", "application/x-amz-json-1.0"},
                          {"X-Amz-Target", "DynamoDB_20120810." + std::string(operation)},
                          {"X-Amz-Date", "20261121T000000Z"},
                          {"Authorization",
                           "AWS4-HMAC-SHA256 Credential=test/20261121/eu-west-2/dynamodb/aws4_request, "
                           "SignedHeaders=host;x-amz-date;x-amz-target, Signature=" +
                               std::string(64, '0')}};
    auto sink = std::make_shared<Sink>(thread_);
    handler_.handle(http::Request("POST", "/", headers, std::move(body)), http::Responder(sink));
    return sink;
  }
  std::shared_ptr<Sink> put(std::string_view key) {
    return send("PutItem", R"({"TableName":"table","Item":{"pk":{"S":")" + std::string(key) + R"("}}})");
  }
  std::string get(std::string_view key) {
    return send("GetItem", R"({"TableName":"table","Key":{"pk":{"S":")" + std::string(key) + R"("}}})")
        ->answer->body;
  }

  storage::TemporaryDirectory directory_;
  ManualClock clock_;
  SeededRandom random_{1};
  std::ostringstream logged_;
  Log log_{logged_, clock_, LogLevel::kError};
  std::unique_ptr<storage::Store> store_ = storage::open_store(store_options(directory_ / "store.db"));
  engine::Engine engine_{*store_, clock_, random_};
  protocol::Dispatcher dispatcher_{engine_, log_, operations::operation_table(), dispatcher_options()};
  http::HostGuard guard_{{}};
  ManualThread thread_;
  RequestHandler handler_{dispatcher_, *store_, guard_,
                          {},          log_,    {.thread_count = 1, .transaction_duration_ms = 250}};
};

TEST_F(RequestHandlerTest, AnswersWritesAfterOneCommitForAll) {
  const std::uint64_t group = store_->group();
  const auto first = put("a");
  const auto second = put("b");
  EXPECT_FALSE(first->answer);
  EXPECT_FALSE(second->answer);
  EXPECT_EQ(get("a"), "{}");
  ASSERT_EQ(thread_.posted.size(), 1U);
  thread_.run_next();
  EXPECT_EQ(first->answer->status, 200);
  EXPECT_EQ(second->answer->status, 200);
  EXPECT_EQ(store_->group(), group + 1);
  EXPECT_EQ(get("a"), R"({"Item":{"pk":{"S":"a"}}})");
}

TEST_F(RequestHandlerTest, RefusalThatRestsOnTheOpenGroupWaitsForItToo) {
  put("a");
  const auto refused = send(
      "PutItem",
      R"~({"TableName":"table","Item":{"pk":{"S":"a"}},"ConditionExpression":"attribute_not_exists(pk)"})~");
  EXPECT_FALSE(refused->answer);
  thread_.run_next();
  EXPECT_EQ(refused->answer->status, 400);
}

TEST_F(RequestHandlerTest, CancelledTransactionAndRefusedBatchTakeNothingOfTheGroupWithThem) {
  const auto kept = put("a");
  const auto cancelled = send(
      "TransactWriteItems",
      R"~({"TransactItems":[{"Put":{"TableName":"table","Item":{"pk":{"S":"b"}}}},{"ConditionCheck":{)~"
      R"~("TableName":"table","Key":{"pk":{"S":"a"}},"ConditionExpression":"attribute_not_exists(pk)"}}]})~");
  const auto refused =
      send("BatchWriteItem", R"({"RequestItems":{"table":[{"PutRequest":{"Item":{"pk":{"S":"c"}}}},)"
                             R"({"PutRequest":{"Item":{"pk":{"N":"1"}}}}]}})");
  while (!thread_.posted.empty())
    thread_.run_next();
  EXPECT_EQ(kept->answer->status, 200);
  EXPECT_EQ(cancelled->answer->status, 400);
  EXPECT_EQ(refused->answer->status, 400);
  EXPECT_EQ(get("a"), R"({"Item":{"pk":{"S":"a"}}})");
  EXPECT_EQ(get("b"), "{}");
  EXPECT_EQ(get("c"), "{}");
}

TEST_F(RequestHandlerTest, LostGroupIsAnsweredAsAnInternalErrorAndLogged) {
  const auto lost = put("a");
  // Whatever makes the store fail takes the group with it.
  store_->begin_write(storage::Rollback::kUnneeded, storage::CommitMode::kGroup).put_setting("x", "y");
  const auto kept = put("b");
  thread_.run_next();
  EXPECT_EQ(lost->answer->status, 500);
  EXPECT_NE(lost->answer->body.find("InternalServerError"), std::string::npos);
  EXPECT_EQ(kept->answer->status, 200);
  EXPECT_EQ(get("a"), "{}");
  const std::string description = send("DescribeTable", R"({"TableName":"table"})")->answer->body;
  EXPECT_NE(description.find(R"("ItemCount":1)"), std::string::npos) << description;
}

TEST_F(RequestHandlerTest, TransactionKeepsItsItemsUntilItsAnswerIsSent) {
  const auto transaction = send(
      "TransactWriteItems", R"({"TransactItems":[{"Put":{"TableName":"table","Item":{"pk":{"S":"a"}}}}]})");
  thread_.run_next();  // the commit
  EXPECT_FALSE(transaction->answer);
  EXPECT_EQ(thread_.last_delay_ms, 250U);
  const auto refused = put("a");
  thread_.posted.push_back(std::move(thread_.posted.front()));  // the answer comes after the next commit
  thread_.posted.pop_front();
  thread_.run_next();
  EXPECT_EQ(refused->answer->status, 400);
  EXPECT_NE(refused->answer->body.find("TransactionConflictException"), std::string::npos);
  thread_.run_next();
  EXPECT_EQ(transaction->answer->status, 200);
  const auto taken = put("a");
  thread_.run_next();
  EXPECT_EQ(taken->answer->status, 200);
}

}  // namespace
}  // namespace ddb::server
