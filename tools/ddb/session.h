#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "shared/aws/dynamodb_client.h"
#include "tools/cli/command.h"
#include "tools/cli/console.h"
#include "tools/ddb/call_error.h"
#include "tools/ddb/progress.h"

namespace ddb::cli {

/// What a running command works with: the console and DynamoDB.
class Session : public Console {
 public:
  Session(const Console& console, aws::DynamoDb& dynamodb, const aws::Endpoint& endpoint)
      : Console(console), dynamodb_(dynamodb), endpoint_(endpoint) {}

  /// Calls an operation; `table` is for the sentence about a failure. May be called from several threads.
  Result<boost::json::object, CommandError> call(const std::string& operation,
                                                 const boost::json::object& input,
                                                 const std::string& table = {});

  /// The same, but the service's own errors stay as they are, for a caller that expects some.
  aws::CallResult call_raw(const std::string& operation, const boost::json::object& input) {
    return dynamodb_.call(operation, input);
  }
  aws::DynamoDb& dynamodb() { return dynamodb_; }
  CommandError describe(const aws::CallError& error, const CallDescription& call) const {
    return cli::describe(error, call, endpoint_);
  }

  /// One sentence on standard error, if `--verbose` was given.
  void say_if_verbose(const std::string& sentence);
  bool is_verbose() const { return options().has("verbose"); }

  /// Shown if standard error is a terminal, or `--progress` was given.
  Progress::Mode progress_mode() const;

 private:
  aws::DynamoDb& dynamodb_;
  const aws::Endpoint& endpoint_;
};

/// `run` with a session of the endpoint, the region and the credentials that the options and the environment
/// name.
CommandAction with_session(Result<void, CommandError> (*run)(Session& session));

}  // namespace ddb::cli
