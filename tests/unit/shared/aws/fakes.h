#pragma once

#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "shared/aws/system.h"

namespace ddb::aws {

/// Answers from a script, in order, and keeps what was sent.
class ScriptedTransport final : public Transport {
 public:
  using Answer = Result<http::Response, http::ClientError>;

  void answer(int status, std::string body, http::Headers headers = {}) {
    answers_.emplace_back(http::Response{status, std::move(headers), std::move(body)});
  }
  void fail(http::ClientFailure failure) { answers_.emplace_back(http::ClientError{failure, "no luck"}); }

  Answer send(const http::ClientRequest& request) override {
    requests.push_back(request);
    if (answers_.empty()) throw std::logic_error("no answer is left for " + request.url.origin());
    Answer answer = std::move(answers_.front());
    answers_.pop_front();
    return answer;
  }
  bool is_used_up() const { return answers_.empty(); }

  std::vector<http::ClientRequest> requests;

 private:
  std::deque<Answer> answers_;
};

class FakeFiles final : public FileReader {
 public:
  using FileReader::read;
  Result<std::optional<std::string>> read(const std::string& path, std::size_t) const override {
    const auto found = files.find(path);
    if (found == files.end()) return std::optional<std::string>();
    return std::optional(found->second);
  }
  std::map<std::string, std::string> files;
};

class FakeCommands final : public CommandRunner {
 public:
  Result<std::string> run(const std::string& command_line, std::chrono::milliseconds) const override {
    const auto found = outputs.find(command_line);
    if (found == outputs.end()) return Error{"it ended with status 127."};
    return {boost::system::in_place_value, found->second};
  }
  std::map<std::string, std::string> outputs;
};

/// Moves the clock instead of waiting.
class FakeSleeper final : public Sleeper {
 public:
  explicit FakeSleeper(ManualClock& clock) : clock_(clock) {}
  void sleep(std::chrono::milliseconds duration) override {
    slept.push_back(duration);
    clock_.advance(duration);
  }
  std::vector<std::chrono::milliseconds> slept;

 private:
  ManualClock& clock_;
};

/// All that the credential chain asks of a machine.
struct FakeMachine {
  System system() { return {environment, files, commands, transport, clock}; }

  Environment environment;
  FakeFiles files;
  FakeCommands commands;
  ScriptedTransport transport;
  ManualClock clock;
};

}  // namespace ddb::aws
