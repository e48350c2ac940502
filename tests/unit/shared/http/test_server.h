#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "shared/http/server.h"

namespace ddb::http::test {

/// Remembers the targets that it was asked for, and answers by a function; without one, with the target and
/// the body.
class RecordingHandler final : public Handler {
 public:
  using Answer = std::function<void(Request&&, Responder)>;

  explicit RecordingHandler(Answer answer = nullptr) : answer_(std::move(answer)) {}

  void handle(Request&& request, Responder responder) override {
    {
      const std::lock_guard lock(mutex_);
      targets_.emplace_back(request.target());
    }
    if (answer_) return answer_(std::move(request), std::move(responder));
    responder.respond({200, {}, std::string(request.target()) + " " + request.body});
  }

  std::vector<std::string> targets() const {
    const std::lock_guard lock(mutex_);
    return targets_;
  }

 private:
  const Answer answer_;
  mutable std::mutex mutex_;
  std::vector<std::string> targets_;
};

/// A server on a free port of 127.0.0.1.
inline std::unique_ptr<Server> start_server(Handler& handler, const Limits& limits = {},
                                            std::size_t thread_count = 1) {
  ServerOptions options;
  options.addresses = {"127.0.0.1"};
  options.thread_count = thread_count;
  options.limits = limits;
  return std::move(Server::start(options, handler)).value();
}

}  // namespace ddb::http::test
