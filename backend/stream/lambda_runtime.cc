#include "backend/stream/lambda_runtime.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <chrono>
#include <exception>

#include "shared/base/command_line.h"

namespace ddb::backend {
namespace {

constexpr std::string_view kRuntimePath = "/2018-06-01/runtime";
// Lambda stops the process while it waits for an event, for as long as it likes.
constexpr std::chrono::milliseconds kEventWaitMax = std::chrono::hours(24 * 7);
constexpr std::size_t kRequestIdLengthMax = 128;
constexpr long long kUnixMillisecondsMax = 253'402'300'799'000;  // The end of the year 9999.

constexpr std::string_view kFunctionError = "Function.Failed";
constexpr std::string_view kInitError = "Runtime.InitError";
constexpr std::string_view kUnexpectedError = "Runtime.Unexpected";

/// It becomes part of a path.
bool is_request_id(std::string_view text) {
  return !text.empty() && text.size() <= kRequestIdLengthMax &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
         });
}

bool is_success(int status) {
  return status >= 200 && status < 300;
}

}  // namespace

Result<LambdaRuntime> LambdaRuntime::create(const std::string& api, aws::Transport& transport, Log& log) {
  auto url = http::parse_url("http://" + api + std::string(kRuntimePath));
  if (!url) return Error{"AWS_LAMBDA_RUNTIME_API must be host:port, not \"" + api + "\"."};
  return LambdaRuntime(*std::move(url), transport, log);
}

Error LambdaRuntime::serve(const LambdaFunction& function) {
  while (true) {
    const auto invocation = next_invocation();
    if (!invocation) return invocation.error();
    const auto answered = run(function, *invocation);
    if (!answered) return answered.error();
  }
}

Result<LambdaRuntime::Invocation> LambdaRuntime::next_invocation() {
  http::ClientRequest request;
  request.url = runtime_;
  request.url.path += "/invocation/next";
  request.total_timeout_ms = static_cast<std::uint32_t>(kEventWaitMax.count());
  DDB_TRY(response, transport_.send(request));
  if (!is_success(response.status)) {
    return Error{"The Runtime API gave no event, but status " + std::to_string(response.status) + "."};
  }
  Invocation invocation;
  invocation.request_id = response.headers.find("Lambda-Runtime-Aws-Request-Id");
  if (!is_request_id(invocation.request_id))
    return Error{"The Runtime API gave an event without a request id."};
  const auto deadline_ms =
      parse_integer(response.headers.find("Lambda-Runtime-Deadline-Ms"), 0, kUnixMillisecondsMax);
  invocation.deadline =
      deadline_ms ? Clock::TimePoint(std::chrono::milliseconds(*deadline_ms)) : Clock::TimePoint::max();
  invocation.event_json = std::move(response.body);
  return invocation;
}

Result<void> LambdaRuntime::run(const LambdaFunction& function, const Invocation& invocation) {
  const std::string path = "/invocation/" + invocation.request_id;
  try {
    auto answer = function(invocation.event_json, invocation.deadline);
    if (answer) return post(path + "/response", *std::move(answer), {});
    log_.error("The invocation " + invocation.request_id + " failed: " + answer.error().message);
    return post_error(path + "/error", kFunctionError, answer.error().message);
  } catch (const std::exception& failure) {
    // A bug or a lack of memory: what the process knows may be wrong now.
    DDB_CHECK(post_error(path + "/error", kUnexpectedError, failure.what()));
    return Error{std::string("The function ended unexpectedly: ") + failure.what()};
  }
}

Result<void> LambdaRuntime::report_init_error(const std::string& sentence) {
  return post_error("/init/error", kInitError, sentence);
}

Result<void> LambdaRuntime::post_error(const std::string& path, std::string_view error_type,
                                       const std::string& sentence) {
  const boost::json::object body{
      {"errorMessage", sentence}, {"errorType", error_type}, {"stackTrace", boost::json::array()}};
  return post(path, boost::json::serialize(body), error_type);
}

Result<void> LambdaRuntime::post(const std::string& path, std::string body, std::string_view error_type) {
  http::ClientRequest request;
  request.method = "POST";
  request.url = runtime_;
  request.url.path += path;
  request.headers.add("Content-Type", "application/json");
  if (!error_type.empty()) request.headers.add("Lambda-Runtime-Function-Error-Type", error_type);
  request.body = std::move(body);
  DDB_TRY(response, transport_.send(request));
  if (response.status >= 500) {
    return Error{"The Runtime API ended with status " + std::to_string(response.status) + "."};
  }
  // Such as an answer that came too late: the next event may fare better.
  if (!is_success(response.status)) {
    log_.warning("The Runtime API refused " + path + " with status " + std::to_string(response.status) + ".");
  }
  return {};
}

}  // namespace ddb::backend
