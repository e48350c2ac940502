#include "tests/property/dynamodb_in_process.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace ddb::property {

aws::CallResult DynamoDbInProcess::call(std::string_view operation, const boost::json::object& input) {
  Answer answer = emulator_.call(operation, input);
  if (answer.status == 200) return std::move(answer.body.as_object());
  constexpr std::string_view kBetween = ": ";
  const std::size_t end = answer.error.find(kBetween);
  const std::string type = answer.error.substr(0, end);
  const std::string message = end == std::string::npos ? "" : answer.error.substr(end + kBetween.size());
  return aws::CallError{.kind = aws::CallError::Kind::kService,
                        .type = type,
                        .message = message,
                        .status = answer.status,
                        .body = boost::json::serialize(answer.body),
                        .is_retryable = aws::is_retryable(type, answer.status),
                        .attempts = 1};
}

boost::json::object cruddur_messages_table() {
  const std::string path = DDB_SOURCE_DIR "/testdata/tables/cruddur-messages.json";
  std::ifstream file(path);
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (text.empty()) throw std::runtime_error("no file " + path);
  return boost::json::parse(text).as_object();
}

}  // namespace ddb::property
