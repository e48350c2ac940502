#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "shared/base/log.h"
#include "shared/base/result.h"

namespace ddb::backend {

/// Who takes the table's changes to `show_last_message`.
enum class StreamSource {
  kElsewhere,  ///< A Lambda function, the emulator's stream hook, or another backend.
  kPoller,     ///< This process, by the Streams API.
};

/// What `cruddur-backend` was asked to do.
struct Options {
  enum class Action { kServe, kShowHelp, kShowVersion };
  Action action = Action::kServe;

  std::vector<std::string> hosts = {"127.0.0.1", "::1"};  ///< Numeric addresses to listen on.
  std::uint16_t port = 4567;                              ///< 0: a free one.
  std::size_t thread_count = 1;                           ///< That read requests and write answers.
  std::size_t worker_count = 16;                          ///< Requests that wait for a database at once.
  StreamSource stream_source = StreamSource::kElsewhere;

  LogLevel log_level = LogLevel::kInfo;
  LogFormat log_format = LogFormat::kText;
  std::optional<std::filesystem::path> ready_file;
};

/// Reads the command line, without the program's name. The error is one sentence with its remedy.
Result<Options> parse_options(std::span<const std::string> arguments);

/// What `--help` prints, the environment's variables included.
std::string help_text();

/// "cruddur-backend 0.1.0".
std::string version_text();

}  // namespace ddb::backend
