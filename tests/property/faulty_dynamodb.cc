#include "tests/property/faulty_dynamodb.h"

namespace ddb::property {
namespace {

constexpr std::string_view kIndex = "message-group-sk-index";

aws::CallError no_answer() {
  return {.kind = aws::CallError::Kind::kNoAnswer,
          .type = {},
          .message = "The connection broke.",
          .body = {},
          .is_retryable = true};
}

aws::CallError throttled() {
  return {.kind = aws::CallError::Kind::kService,
          .type = "ProvisionedThroughputExceededException",
          .message = "Slower, please.",
          .status = 400,
          .body = "{}",
          .is_retryable = true};
}

bool is_write(std::string_view operation) {
  return operation == "PutItem" || operation == "DeleteItem" || operation == "TransactWriteItems";
}

}  // namespace

bool FaultyDynamoDb::happens(std::size_t percent) {
  const bool happens = dice_.percent(percent);
  if (happens) ++faults_;
  return happens;
}

aws::CallResult FaultyDynamoDb::call(std::string_view operation, const boost::json::object& input) {
  interleaver_.pause();
  ++calls_;
  const bool is_after = dice_.percent(50);
  const bool is_crash = happens(rates_.crash);
  const bool is_lost = happens(rates_.lost);
  if (is_crash && !is_after) throw Crash();
  if (is_lost && !is_after) return no_answer();
  if (happens(rates_.refused)) return throttled();
  auto answer = run(operation, input);
  if (happens(rates_.repeated)) {
    interleaver_.pause();
    answer = run(operation, input);
  }
  if (is_crash) throw Crash();
  if (is_lost) return no_answer();
  return answer;
}

aws::CallResult FaultyDynamoDb::run(std::string_view operation, const boost::json::object& input) {
  if (operation == "Query" && input.contains("IndexName") && !states_.empty() && happens(rates_.index_behind))
    return index_of_before(input);
  auto answer = emulator_.call(operation, input);
  if (answer && is_write(operation) && rates_.index_behind > 0) {
    const auto scan = emulator_.call("Scan", {{"TableName", "cruddur-messages"}, {"IndexName", kIndex}});
    states_.push_back(scan.value().at("Items").as_array());
    if (states_.size() > kStatesKept) states_.pop_front();
  }
  return answer;
}

boost::json::object FaultyDynamoDb::index_of_before(const boost::json::object& input) {
  const auto& group = input.at("ExpressionAttributeValues").at(":partition");
  boost::json::array items;
  for (const auto& item : states_[dice_.below(states_.size())])
    if (item.at("message_group_uuid") == group) items.push_back(item);
  return {{"Items", std::move(items)}};
}

}  // namespace ddb::property
