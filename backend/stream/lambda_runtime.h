#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "shared/aws/system.h"
#include "shared/base/clock.h"
#include "shared/base/log.h"
#include "shared/base/result.h"
#include "shared/http/url.h"

namespace ddb::backend {

/// What a Lambda function does with an event: it returns the answer's JSON, or a sentence why it failed. It
/// should be done at `deadline`, when Lambda ends the process.
using LambdaFunction =
    std::function<Result<std::string>(std::string_view event_json, Clock::TimePoint deadline)>;

/// A custom runtime of AWS Lambda: takes one event after the other from the Runtime API, and answers it.
/// Source: Lambda Developer Guide, "Using the Lambda runtime API for custom runtimes".
class LambdaRuntime {
 public:
  /// `api` is AWS_LAMBDA_RUNTIME_API, "host:port". All of it must outlive the runtime. The transport must not
  /// retry, nor give up the wait for an event: a whole day may lie before it.
  static Result<LambdaRuntime> create(const std::string& api, aws::Transport& transport, Log& log);

  /// Serves until the Runtime API fails or can't be reached: the sentence says how. The process should end
  /// then, and Lambda starts another.
  Error serve(const LambdaFunction& function);

  /// Tells Lambda that the function can't be started, for a reason that it shows to whoever invokes it. The
  /// error is that it could not be told.
  Result<void> report_init_error(const std::string& sentence);

 private:
  struct Invocation {
    std::string request_id;
    Clock::TimePoint deadline;
    std::string event_json;
  };

  LambdaRuntime(http::Url runtime, aws::Transport& transport, Log& log)
      : runtime_(std::move(runtime)), transport_(transport), log_(log) {}

  Result<Invocation> next_invocation();
  Result<void> run(const LambdaFunction& function, const Invocation& invocation);
  Result<void> post(const std::string& path, std::string body, std::string_view error_type);
  Result<void> post_error(const std::string& path, std::string_view error_type, const std::string& sentence);

  http::Url runtime_;  ///< Without the part that names a call.
  aws::Transport& transport_;
  Log& log_;
};

}  // namespace ddb::backend
