#pragma once

#include <boost/json/parse.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "emulator/engine/engine.h"
#include "emulator/operations/call.h"
#include "emulator/operations/operation_table.h"
#include "shared/aws/dynamodb_client.h"

namespace ddb::backend {

/// DynamoDB in this process: the emulator's operations over a store in memory.
class EmulatorDynamoDb final : public aws::DynamoDb {
 public:
  EmulatorDynamoDb(const Clock& clock, Random& random, engine::EngineOptions options = {})
      : store_(*storage::Store::open({})), engine_(*store_, clock, random, options) {}

  engine::Engine& engine() { return engine_; }

  /// Asked before each call: an error is its answer.
  std::function<std::optional<aws::CallError>(std::string_view operation, const boost::json::object& input)>
      fail;

  aws::CallResult call(std::string_view operation, const boost::json::object& input) override {
    if (fail) {
      if (auto error = fail(operation, input)) return *std::move(error);
    }
    return run(operation, input);
  }

  /// The same, without asking `fail`.
  aws::CallResult run(std::string_view operation, const boost::json::object& input) {
    const std::string target =
        (aws::is_streams_operation(operation) ? "DynamoDBStreams_20120810." : "DynamoDB_20120810.") +
        std::string(operation);
    const operations::OperationRow* row = operations::find_operation(operations::operation_table(), target);
    if (!row || !row->run) throw std::invalid_argument("no such operation: " + target);
    operations::Call call{engine_, "us-east-1", "000000000000", "localhost:8000", operation};
    std::string answer;
    const auto ran = row->run(call, input, answer);
    if (!ran) {
      return service_error(std::string(model::error_row(ran.error().code).name), ran.error().message);
    }
    return answer.empty() ? boost::json::object() : boost::json::parse(answer).as_object();
  }

  static aws::CallError service_error(std::string type, std::string message) {
    return {.kind = aws::CallError::Kind::kService,
            .type = std::move(type),
            .message = std::move(message),
            .status = 400,
            .body = {}};
  }

 private:
  std::unique_ptr<storage::Store> store_;
  engine::Engine engine_;
};

}  // namespace ddb::backend
