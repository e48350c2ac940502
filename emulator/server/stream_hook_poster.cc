#include "emulator/server/stream_hook_poster.h"

#include <algorithm>

namespace ddb::server {

namespace {

/// An answer lists at most the batch's sequence numbers.
constexpr std::size_t kAnswerBytesMax = 1024 * 1024;
constexpr std::uint32_t kConnectTimeoutMs = 5'000;

http::ClientOptions client_options(std::uint32_t timeout_ms) {
  http::ClientOptions options;
  options.connect_timeout_ms = std::min(kConnectTimeoutMs, timeout_ms);
  options.total_timeout_ms = timeout_ms;
  options.response_body_bytes_max = kAnswerBytesMax;
  options.idle_connections_per_host_max = 1;
  return options;
}

}  // namespace

StreamHookPoster::StreamHookPoster(http::Url url, std::uint32_t timeout_ms)
    : url_(std::move(url)), client_(client_options(timeout_ms)) {}

HookOutcome StreamHookPoster::post(std::string_view event_json) {
  http::ClientRequest request;
  request.method = "POST";
  request.url = url_;
  request.headers.add("Content-Type", "application/json");
  request.body = event_json;
  const Result<http::Response, http::ClientError> response = client_.send(request);
  if (response) return outcome_of_answer(response->status, response->body);
  if (response.error().failure == http::ClientFailure::kStopped)
    return {HookOutcome::Kind::kStopped, response.error().message, {}};
  return HookOutcome::failed(response.error().message);
}

}  // namespace ddb::server
