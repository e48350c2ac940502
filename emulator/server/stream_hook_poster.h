#pragma once

#include <cstdint>
#include <string_view>

#include "emulator/server/stream_hook_outcome.h"
#include "shared/http/client.h"
#include "shared/http/url.h"

namespace ddb::server {

/// Delivers events by HTTP: `POST url` with the event as `application/json`. `stop` may be called from any
/// thread.
class StreamHookPoster {
 public:
  /// `timeout_ms` is for one whole exchange.
  StreamHookPoster(http::Url url, std::uint32_t timeout_ms);

  /// Waits for the answer. See `outcome_of_answer` for what it means.
  HookOutcome post(std::string_view event_json);

  /// Ends a `post` under way, and all later ones at once, with kStopped.
  void stop() { client_.stop(); }

 private:
  const http::Url url_;
  http::Client client_;
};

}  // namespace ddb::server
