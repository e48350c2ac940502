#pragma once

#include <boost/json/object.hpp>
#include <istream>
#include <optional>
#include <ostream>
#include <string>

#include "shared/aws/system.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "tools/cli/command_error.h"
#include "tools/cli/format.h"
#include "tools/cli/options.h"

namespace ddb::cli {

/// The machine that the program runs on. All of it is handed in, so that a test decides it.
struct Host {
  aws::System system;
  Random& random;
  aws::Sleeper& sleeper;
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool in_is_terminal;
  bool err_is_terminal;
};

/// What every running command works with: its options, what to read, and where to write. What it refers to
/// must outlive it.
class Console {
 public:
  Console(const Host& host, const Options& options, OutputFormat format)
      : host_(host), options_(options), format_(format) {}

  const Host& host() const { return host_; }
  const Options& options() const { return options_; }
  OutputFormat format() const { return format_; }
  std::ostream& out() { return host_.out; }
  std::ostream& err() { return host_.err; }
  std::istream& in() { return host_.in; }
  const Clock& clock() const { return host_.system.clock; }
  aws::Sleeper& sleeper() { return host_.sleeper; }
  Random& random() { return host_.random; }

  /// One sentence for the person at the terminal, on standard error.
  void say(const std::string& sentence) { host_.err << sentence << '\n'; }

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
};

/// Reads one JSON object; `what` names the text in the sentence about an error.
Result<boost::json::object, CommandError> parse_json_object(std::string_view text, const std::string& what);

}  // namespace ddb::cli
