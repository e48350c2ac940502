#pragma once

#include "shared/aws/system.h"
#include "shared/base/clock.h"

namespace ddb::backend {

/// Ends every exchange at a time that can be moved: what is left of a Lambda invocation. For one thread.
class TimeLimitedTransport final : public aws::Transport {
 public:
  /// Both must outlive it.
  TimeLimitedTransport(aws::Transport& transport, const Clock& clock)
      : transport_(transport), clock_(clock) {}

  /// Until this is called there is no limit.
  void set_deadline(Clock::TimePoint deadline) { deadline_ = deadline; }

  bool is_over() const { return clock_.now() >= deadline_; }

  /// After the deadline the error is kStopped, which nobody tries again.
  Result<http::Response, http::ClientError> send(const http::ClientRequest& request) override;

 private:
  aws::Transport& transport_;
  const Clock& clock_;
  Clock::TimePoint deadline_ = Clock::TimePoint::max();
};

}  // namespace ddb::backend
