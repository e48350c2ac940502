#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "shared/aws/environment.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/http/client.h"

/// What finding credentials and calling a service ask of the machine. All of it is handed in, so that a test
/// decides every answer.
namespace ddb::aws {

/// One HTTP exchange.
class Transport {
 public:
  virtual ~Transport() = default;
  /// As `http::Client::send`. May be called from several threads.
  virtual Result<http::Response, http::ClientError> send(const http::ClientRequest& request) = 0;
};

/// Over the network, with kept connections.
class HttpTransport final : public Transport {
 public:
  explicit HttpTransport(http::ClientOptions options = {}) : client_(std::move(options)) {}
  Result<http::Response, http::ClientError> send(const http::ClientRequest& request) override {
    return client_.send(request);
  }

  /// As `http::Client::stop`.
  void stop() { client_.stop(); }

 private:
  http::Client client_;
};

/// Files, read whole.
class FileReader {
 public:
  static constexpr std::size_t kFileSizeBytesMax = 1024 * 1024;

  virtual ~FileReader() = default;
  /// The whole file; nothing when there is no such file; an error that names it when it cannot be read or is
  /// larger than `size_bytes_max`.
  virtual Result<std::optional<std::string>> read(const std::string& path,
                                                  std::size_t size_bytes_max) const = 0;
  /// The same for a configuration file, up to `kFileSizeBytesMax`.
  Result<std::optional<std::string>> read(const std::string& path) const {
    return read(path, kFileSizeBytesMax);
  }
};

class SystemFileReader final : public FileReader {
 public:
  using FileReader::read;
  Result<std::optional<std::string>> read(const std::string& path, std::size_t size_bytes_max) const override;
};

/// A program of the user's own (`credential_process`).
class CommandRunner {
 public:
  static constexpr std::size_t kOutputSizeBytesMax = 64 * 1024;

  virtual ~CommandRunner() = default;
  /// What the command line writes to its standard output. An error when it cannot be started, ends with
  /// another status than 0, writes more than `kOutputSizeBytesMax`, or takes longer than `timeout` (it is
  /// killed then).
  virtual Result<std::string> run(const std::string& command_line,
                                  std::chrono::milliseconds timeout) const = 0;
};

/// By `/bin/sh -c`, with this process's standard input and error.
class ShellCommandRunner final : public CommandRunner {
 public:
  Result<std::string> run(const std::string& command_line, std::chrono::milliseconds timeout) const override;
};

/// Waits. Handed in, so that a test of retries takes no time.
class Sleeper {
 public:
  virtual ~Sleeper() = default;
  virtual void sleep(std::chrono::milliseconds duration) = 0;
};

class SystemSleeper final : public Sleeper {
 public:
  void sleep(std::chrono::milliseconds duration) override;
};

/// All of it together; everything must outlive whoever is given it.
struct System {
  const Environment& environment;
  const FileReader& files;
  const CommandRunner& commands;
  Transport& transport;
  const Clock& clock;
};

}  // namespace ddb::aws
