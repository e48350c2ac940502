#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "emulator/operations/call.h"
#include "emulator/protocol/dispatcher.h"
#include "shared/json/parsed_text.h"

namespace ddb::protocol {

class HeaderMap final : public HeaderLookup {
 public:
  HeaderMap(std::initializer_list<std::pair<std::string, std::string>> headers) {
    for (const auto& [name, value] : headers)
      set(name, value);
  }

  void set(std::string_view name, std::string_view value) { values_[lower(name)] = value; }
  void erase(std::string_view name) { values_.erase(lower(name)); }

  std::string_view find(std::string_view name) const override {
    const auto found = values_.find(lower(name));
    return found == values_.end() ? std::string_view() : std::string_view(found->second);
  }

 private:
  static std::string lower(std::string_view text) {
    std::string copy(text);
    std::ranges::transform(copy, copy.begin(), [](char c) {
      return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    });
    return copy;
  }

  std::map<std::string, std::string> values_;
};

inline model::ServiceResult<void> echo(operations::Call& call, json::Object body, std::string& answer) {
  answer += "{\"region\":\"" + std::string(call.region) + "\",\"account\":\"" + std::string(call.account_id) +
            "\",\"endpoint\":\"" + std::string(call.endpoint) +
            "\",\"members\":" + std::to_string(body.size()) + "}";
  return {};
}

inline model::ServiceResult<void> fail(operations::Call&, json::Object, std::string&) {
  return model::ServiceError{model::ErrorCode::kConditionalCheckFailed, "The conditional request failed"};
}

inline model::ServiceResult<void> throw_exception(operations::Call&, json::Object, std::string&) {
  throw std::runtime_error("disk on fire");
}

inline model::ServiceResult<void> fill_page(operations::Call&, json::Object, std::string& answer) {
  answer.assign(4096, 'x');
  return {};
}

inline constexpr std::array<operations::OperationRow, 5> kTestTable = {{
    {"DynamoDB_20120810.Echo", echo},
    {"DynamoDB_20120810.Fail", fail},
    {"DynamoDB_20120810.Page", fill_page},
    {"DynamoDB_20120810.Throw", throw_exception},
    {"DynamoDB_20120810.Unserved", nullptr},
}};

/// A dispatcher over operations that only these tests know.
class DispatcherTest : public testing::Test {
 protected:
  Response answer(std::string_view method, std::string_view target, std::string_view body) {
    return Dispatcher(engine_, log_, kTestTable, options_)
        .handle(Request{.method = method, .target = target, .headers = headers_, .body = body});
  }
  Response post(std::string_view operation, std::string_view body = "{}") {
    headers_.set("X-Amz-Target", "DynamoDB_20120810." + std::string(operation));
    return answer("POST", "/", body);
  }

  std::unique_ptr<storage::Store> store_ = *storage::Store::open({});
  ManualClock clock_;
  SeededRandom random_{1};
  engine::Engine engine_{*store_, clock_, random_};
  std::ostringstream log_text_;
  Log log_{log_text_, clock_, LogLevel::kDebug};
  DispatcherOptions options_;
  HeaderMap headers_{{"Host", "localhost:8000"},
                     {"Content-Type", "application/x-amz-json-1.0"},
                     {"X-Amz-Date", "20261121T043000Z"},
                     {"Authorization",
                      "AWS4-HMAC-SHA256 Credential=any/20261121/eu-west-2/dynamodb/aws4_request, "
                      "SignedHeaders=host;x-amz-date, "
                      "Signature=0000000000000000000000000000000000000000000000000000000000000000"}};
};

}  // namespace ddb::protocol
