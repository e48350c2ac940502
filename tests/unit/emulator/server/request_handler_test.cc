#include "emulator/server/request_handler.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
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
  std::size_t connection_count() const override { return connections; }

  void run_next() {
    auto function = std::move(posted.front());
    posted.pop_front();
    function();
  }

  std::deque<std::function<void()>> posted;
  std::size_t connections = 100;
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
    EXPECT_EQ(
        answer_to("CreateTable", R"({"TableName":"table","BillingMode":"PAY_PER_REQUEST",)"
                                 R"("AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],)"
                                 R"("KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}]})")
            .status,
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

  static http::Request request(std::string_view operation, std::string body) {
    http::Headers headers{{"Host", "localhost:8000"},
                          {"Content-Type", "application/x-amz-json-1.0"},
                          {"X-Amz-Target", "DynamoDB_20120810." + std::string(operation)},
                          {"X-Amz-Date", "20261121T000000Z"},
                          {"Authorization",
                           "AWS4-HMAC-SHA256 Credential=test/20261121/eu-west-2/dynamodb/aws4_request, "
                           "SignedHeaders=host;x-amz-date;x-amz-target, Signature=" +
                               std::string(64, '0')}};
    return http::Request("POST", "/", headers, std::move(body));
  }

  std::shared_ptr<Sink> send(std::string_view operation, std::string body) {
    auto sink = std::make_shared<Sink>(thread_);
    handler_.handle(request(operation, std::move(body)), http::Responder(sink));
    return sink;
  }
  std::shared_ptr<Sink> put(std::string_view key) {
    return send("PutItem", R"({"TableName":"table","Item":{"pk":{"S":")" + std::string(key) + R"("}}})");
  }
  std::shared_ptr<Sink> send_get(std::string_view key) {
    return send("GetItem", R"({"TableName":"table","Key":{"pk":{"S":")" + std::string(key) + R"("}}})");
  }
  /// The thread looks whether more has come, and then ends the round.
  void end_round() {
    thread_.run_next();
    thread_.run_next();
  }
  void run_all() {
    while (!thread_.posted.empty())
      thread_.run_next();
  }
  http::Response answer_to(std::string_view operation, std::string body) {
    const auto sink = send(operation, std::move(body));
    run_all();
    return *sink->answer;
  }
  std::string get(std::string_view key) {
    const auto sink = send_get(key);
    run_all();
    return sink->answer->body;
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
  RequestHandler handler_{
      dispatcher_, *store_, guard_, {}, clock_, log_, {.thread_count = 1, .transaction_duration_ms = 250}};
};

TEST_F(RequestHandlerTest, AnswersWritesAfterOneCommitForAll) {
  const std::uint64_t group = store_->group();
  const auto first = put("a");
  const auto second = put("b");
  EXPECT_FALSE(first->answer);
  EXPECT_FALSE(second->answer);
  const auto read_before = send_get("a");
  ASSERT_EQ(thread_.posted.size(), 1U);
  end_round();
  EXPECT_EQ(first->answer->status, 200);
  EXPECT_EQ(second->answer->status, 200);
  EXPECT_EQ(store_->group(), group + 1);
  EXPECT_EQ(read_before->answer->body, "{}");
  EXPECT_EQ(get("a"), R"({"Item":{"pk":{"S":"a"}}})");
}

TEST_F(RequestHandlerTest, RefusalThatRestsOnTheOpenGroupWaitsForItToo) {
  put("a");
  const auto refused = send(
      "PutItem",
      R"~({"TableName":"table","Item":{"pk":{"S":"a"}},"ConditionExpression":"attribute_not_exists(pk)"})~");
  EXPECT_FALSE(refused->answer);
  end_round();
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
  run_all();
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
  end_round();
  EXPECT_EQ(lost->answer->status, 500);
  EXPECT_NE(lost->answer->body.find("InternalServerError"), std::string::npos);
  EXPECT_EQ(kept->answer->status, 200);
  EXPECT_EQ(get("a"), "{}");
  const std::string description = answer_to("DescribeTable", R"({"TableName":"table"})").body;
  EXPECT_NE(description.find(R"("ItemCount":1)"), std::string::npos) << description;
}

TEST_F(RequestHandlerTest, TransactionKeepsItsItemsUntilItsAnswerIsSent) {
  const auto transaction = send(
      "TransactWriteItems", R"({"TransactItems":[{"Put":{"TableName":"table","Item":{"pk":{"S":"a"}}}}]})");
  end_round();  // the commit
  EXPECT_FALSE(transaction->answer);
  EXPECT_EQ(thread_.last_delay_ms, 250U);
  const auto refused = put("a");
  auto transaction_answer = std::move(thread_.posted.front());  // it comes after the next commit
  thread_.posted.pop_front();
  end_round();
  EXPECT_EQ(refused->answer->status, 400);
  EXPECT_NE(refused->answer->body.find("TransactionConflictException"), std::string::npos);
  transaction_answer();
  EXPECT_EQ(transaction->answer->status, 200);
  const auto taken = put("a");
  end_round();
  EXPECT_EQ(taken->answer->status, 200);
}

TEST_F(RequestHandlerTest, AnswersOfARoundAreSentAtItsEnd) {
  const auto first = send_get("a");
  const auto second = send_get("b");
  const auto refused = send("GetItem", "{}");
  EXPECT_FALSE(first->answer);
  ASSERT_EQ(thread_.posted.size(), 1U);
  end_round();
  EXPECT_EQ(first->answer->status, 200);
  EXPECT_EQ(second->answer->status, 200);
  EXPECT_EQ(refused->answer->status, 400);
  EXPECT_TRUE(thread_.posted.empty());
}

TEST_F(RequestHandlerTest, WhatComesDuringARoundBelongsToIt) {
  const auto first = put("a");
  thread_.run_next();
  const auto second = put("b");
  thread_.run_next();
  EXPECT_FALSE(first->answer);
  const std::uint64_t group = store_->group();
  thread_.run_next();
  EXPECT_EQ(store_->group(), group + 1);
  EXPECT_EQ(first->answer->status, 200);
  EXPECT_EQ(second->answer->status, 200);
}

TEST_F(RequestHandlerTest, ARoundOfAllConnectionsEndsAtOnce) {
  thread_.connections = 2;
  const auto first = put("a");
  EXPECT_FALSE(first->answer);
  const auto second = put("b");
  EXPECT_EQ(first->answer.value_or(http::Response()).status, 200);
  EXPECT_EQ(second->answer.value_or(http::Response()).status, 200);
  run_all();
  thread_.connections = 1;
  EXPECT_EQ(put("c")->answer.value_or(http::Response()).status, 200);
  EXPECT_TRUE(thread_.posted.empty());
}

TEST_F(RequestHandlerTest, ARoundThatTakesLongEndsEarly) {
  const auto first = send_get("a");
  const auto second = put("b");
  clock_.advance(std::chrono::microseconds(199));
  send_get("c");
  EXPECT_FALSE(first->answer);
  clock_.advance(std::chrono::microseconds(1));
  const auto last = send_get("d");
  for (const auto& sink : {first, second, last})
    EXPECT_EQ(sink->answer.value_or(http::Response()).status, 200);
  const auto next = send_get("b");
  EXPECT_FALSE(next->answer);
  run_all();
  EXPECT_EQ(next->answer->body, R"({"Item":{"pk":{"S":"b"}}})");
}

TEST_F(RequestHandlerTest, NobodyWaitsForAScanOrWithALargeAnswer) {
  const std::string large(20'000, 'x');
  answer_to("PutItem", R"({"TableName":"table","Item":{"pk":{"S":"large"},"x":{"S":")" + large + R"("}}})");
  const auto before = send_get("a");
  const auto scan = send("Scan", R"({"TableName":"table"})");
  EXPECT_EQ(before->answer->body, "{}");
  ASSERT_TRUE(scan->answer);
  EXPECT_GT(scan->answer->body.size(), large.size());
  const auto small = send("Scan", R"({"TableName":"table","Select":"COUNT"})");
  EXPECT_FALSE(small->answer);
  run_all();
  EXPECT_EQ(small->answer->body, R"({"Count":1,"ScannedCount":1})");
}

/// Sends its next request as soon as it is answered, as a client does whose requests are on the way already.
class PipeliningSink final : public http::ResponseSink {
 public:
  PipeliningSink(http::IoThread& thread, std::function<void()> next)
      : thread_(thread), next_(std::move(next)) {}
  void respond(http::Response&&) override { next_(); }
  void abandon() override { ADD_FAILURE() << "not answered"; }
  http::IoThread& io_thread() override { return thread_; }

 private:
  http::IoThread& thread_;
  std::function<void()> next_;
};

TEST_F(RequestHandlerTest, PipelinedRequestsDoNotNest) {
  for (const std::size_t connections : {1U, 2U, 100U}) {
    thread_.connections = connections;
    int depth = 0;
    int depth_max = 0;
    int left = 1000;
    std::function<void()> next = [&] {
      if (left == 0) return;
      --left;
      depth_max = std::max(depth_max, ++depth);
      clock_.advance(std::chrono::microseconds(150));
      handler_.handle(request("GetItem", R"({"TableName":"table","Key":{"pk":{"S":"a"}}})"),
                      http::Responder(std::make_shared<PipeliningSink>(thread_, next)));
      --depth;
    };
    next();
    next();
    run_all();
    EXPECT_EQ(left, 0);
    EXPECT_LE(depth_max, 2);
  }
}

}  // namespace
}  // namespace ddb::server
