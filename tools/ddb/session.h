#pragma once

#include <boost/json/object.hpp>
#include <istream>
#include <ostream>
#include <string>

#include "shared/aws/dynamodb_client.h"
#include "shared/aws/system.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "tools/ddb/command_error.h"
#include "tools/ddb/format.h"
#include "tools/ddb/options.h"
#include "tools/ddb/progress.h"

namespace ddb::cli {

/// The machine that the program runs on. All of it is handed in, so that a test decides it.
struct Host {
  aws::System system;
  Random& random;
  aws::Sleeper& sleeper;
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool err_is_terminal;
};

/// What a running command works with: its options, the service, and where to write.
class Session {
 public:
  Session(const Host& host, const Options& options, OutputFormat format, aws::DynamoDb& dynamodb,
          const aws::Endpoint& endpoint)
      : host_(host), options_(options), format_(format), dynamodb_(dynamodb), endpoint_(endpoint) {}

  const Options& options() const { return options_; }
  OutputFormat format() const { return format_; }
  std::ostream& out() { return host_.out; }
  std::istream& in() { return host_.in; }
  const Clock& clock() const { return host_.system.clock; }
  aws::Sleeper& sleeper() { return host_.sleeper; }
  Random& random() { return host_.random; }

  /// Calls an operation; `table` is for the sentence about a failure. May be called from several threads.
  Result<boost::json::object, CommandError> call(const std::string& operation,
                                                 const boost::json::object& input,
                                                 const std::string& table = {});

  /// The same, but the service's own errors stay as they are, for a caller that expects some.
  aws::CallResult call_raw(const std::string& operation, const boost::json::object& input) {
    return dynamodb_.call(operation, input);
  }
  CommandError describe(const aws::CallError& error, const CallDescription& call) const {
    return cli::describe(error, call, endpoint_);
  }

  /// One sentence for the person at the terminal, on standard error.
  void say(const std::string& sentence) { host_.err << sentence << '\n'; }
  /// The same, if `--verbose` was given.
  void say_if_verbose(const std::string& sentence);
  bool is_verbose() const { return options_.has("verbose"); }

  /// Shown if standard error is a terminal, or `--progress` was given.
  Progress::Mode progress_mode() const;
  std::ostream& err() { return host_.err; }

  /// The value of an option that holds a JSON object: the text itself, or `file://PATH`. Nothing if not
  /// given.
  Result<std::optional<boost::json::object>, CommandError> json_option(std::string_view name) const;
  /// The text of a file that the user named; "-" is standard input.
  Result<std::string, CommandError> read_file(const std::string& path);

  /// Writes rows in the chosen format; `document` is what `--output json` shows.
  void print(const Table& table, const boost::json::value& document);

 private:
  const Host& host_;
  const Options& options_;
  const OutputFormat format_;
  aws::DynamoDb& dynamodb_;
  const aws::Endpoint& endpoint_;
};

/// Reads one JSON object; `what` names the text in the sentence about an error.
Result<boost::json::object, CommandError> parse_json_object(std::string_view text, const std::string& what);

}  // namespace ddb::cli
