#include "backend/stream/time_limited_transport.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>

namespace ddb::backend {

Result<http::Response, http::ClientError> TimeLimitedTransport::send(const http::ClientRequest& request) {
  if (deadline_ == Clock::TimePoint::max()) return transport_.send(request);
  const auto left = std::chrono::floor<std::chrono::milliseconds>(deadline_ - clock_.now()).count();
  if (left <= 0) return http::ClientError{http::ClientFailure::kStopped, "The invocation's time is up."};
  http::ClientRequest limited = request;
  const auto left_ms =
      static_cast<std::uint32_t>(std::min<std::int64_t>(left, std::numeric_limits<std::uint32_t>::max()));
  limited.total_timeout_ms =
      request.total_timeout_ms == 0 ? left_ms : std::min(request.total_timeout_ms, left_ms);
  return transport_.send(limited);
}

}  // namespace ddb::backend
