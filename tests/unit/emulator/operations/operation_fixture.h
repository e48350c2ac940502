#pragma once

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "emulator/engine/engine.h"
#include "emulator/operations/call.h"
#include "emulator/operations/operation_table.h"
#include "shared/json/parsed_text.h"

namespace ddb::operations {

/// Runs operations on JSON texts, as the protocol does (decoded, checked against the model, run, encoded), on
/// an engine over a store in memory with a clock and randomness that the test decides.
class OperationTest : public testing::Test {
 protected:
  explicit OperationTest(engine::EngineOptions options = {}) { start(options); }

  /// A new engine over the same store: what a restart of the program sees.
  void start(engine::EngineOptions options = {}) {
    engine_ = std::make_unique<engine::Engine>(*store_, clock_, random_, options);
  }

  /// The answer to `DynamoDB_20120810.<operation>`.
  model::ServiceResult<boost::json::value> run(std::string_view operation, std::string_view body) {
    const std::string target = "DynamoDB_20120810." + std::string(operation);
    const OperationRow* row = find_operation(operation_table(), target);
    if (!row || !row->run) throw std::invalid_argument("no such operation: " + target);
    Call call{*engine_, "eu-west-2", "123456789012", "localhost:8000", operation};
    std::string answer;
    const json::ParsedText parsed = json::ParsedText::parse(body).value();
    DDB_CHECK(row->run(call, parsed.root().get_object(), answer));
    return answer.empty() ? boost::json::value() : boost::json::parse(answer);
  }

  /// The answer of a request that must succeed.
  boost::json::value ok(std::string_view operation, std::string_view body) {
    auto answer = run(operation, body);
    EXPECT_TRUE(answer) << operation << " " << body << "\n" << error_text(answer);
    return answer ? *std::move(answer) : boost::json::value();
  }

  /// "ValidationException: message" of a request that must fail.
  std::string error(std::string_view operation, std::string_view body) {
    const auto answer = run(operation, body);
    return answer ? "no error: " + boost::json::serialize(*answer) : error_text(answer);
  }

  /// DescribeTable's Table.
  boost::json::value describe(std::string_view table_name) {
    return ok("DescribeTable", R"({"TableName":")" + std::string(table_name) + R"("})").at("Table");
  }

  /// A table with a String key "pk" and no more, on demand, with `more` ("," and members) added to the
  /// request.
  void create_simple_table(std::string_view name, std::string_view more = "") {
    ok("CreateTable", R"({"TableName":")" + std::string(name) +
                          R"(","AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],)"
                          R"("KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],)"
                          R"("BillingMode":"PAY_PER_REQUEST")" +
                          std::string(more) + "}");
  }

  static std::string error_text(const model::ServiceResult<boost::json::value>& answer) {
    if (answer) return "";
    return std::string(model::error_row(answer.error().code).name) + ": " + answer.error().message;
  }

  std::unique_ptr<storage::Store> store_ = *storage::Store::open({});
  ManualClock clock_;
  SeededRandom random_{1};
  std::unique_ptr<engine::Engine> engine_;
};

/// The same, with states that last ten seconds.
class TransientOperationTest : public OperationTest {
 protected:
  TransientOperationTest()
      : OperationTest({.transient_status_duration = std::chrono::seconds(10), .shard_policy = {}}) {}
};

}  // namespace ddb::operations
