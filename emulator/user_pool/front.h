#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>

#include "emulator/user_pool/service.h"
#include "shared/http/handler.h"
#include "shared/http/request.h"

namespace ddb::user_pool {

/// How the operations are called in `X-Amz-Target`; the name follows.
inline constexpr std::string_view kTargetPrefix = "AWSCognitoIdentityProviderService.";
inline constexpr std::string_view kKeySetPath = "/.well-known/jwks.json";

/// The pool whose keys are asked for: `GET /<pool>/.well-known/jwks.json`.
std::optional<std::string_view> key_set_pool(const http::Request& request);

/// Hands requests to the service on a thread of its own, one after the other, so that no thread of the server
/// waits for a password's hash. The thread begins with the first request. Thread-safe.
class Front {
 public:
  /// Requests that may wait; those beyond get TooManyRequestsException.
  static constexpr std::size_t kWaitingMax = 256;

  /// `service` must outlive the front, and is called by it alone from the first request on.
  explicit Front(Service& service) : service_(service) {}
  /// As `stop`.
  ~Front();

  /// Answers from the thread, with `cors_headers` added.
  void handle(http::Request&& request, http::Headers cors_headers, http::Responder responder);

  /// Finishes the request under way, and the thread. Requests that wait, and those that come later, are
  /// abandoned.
  void stop();

 private:
  struct Waiting {
    http::Request request;
    http::Headers cors_headers;
    http::Responder responder;
  };

  void run();

  Service& service_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Waiting> waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace ddb::user_pool
