#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "backend/handlers/api.h"
#include "backend/handlers/origin_rules.h"
#include "backend/handlers/routes.h"
#include "backend/handlers/worker_pool.h"
#include "backend/ports/token_verifier.h"
#include "shared/base/clock.h"
#include "shared/base/log.h"
#include "shared/base/random.h"
#include "shared/http/handler.h"

namespace ddb::backend {

/// What the handler needs; all of it must outlive the handler.
struct RequestHandlerParts {
  const Api& api;
  const OriginRules& origins;
  TokenVerifier& tokens;
  WorkerPool& workers;
  const Clock& clock;
  Random& random;
  Log& log;
};

/// The backend's HTTP side: finds the route of a request, keeps foreign pages and strangers out, has the
/// route answer, on a worker if it has to wait, and logs each request in one line, without tokens, secrets
/// and messages.
class RequestHandler final : public http::Handler {
 public:
  /// A request that has waited longer than this for a worker is answered 503 without being begun: whoever
  /// sent it has most likely given up.
  static constexpr std::chrono::milliseconds kQueueWaitMax{5'000};

  /// `security_policy`: of the pages, see `content_security_policy`.
  RequestHandler(RequestHandlerParts parts, std::string security_policy)
      : parts_(parts), security_policy_(std::move(security_policy)) {}

  void handle(http::Request&& request, http::Responder responder) override;
  http::Response refusal(int status, std::string_view sentence) override;

 private:
  struct Exchange;

  std::optional<Answer> find_route(Exchange& exchange) const;
  void hand_to_worker(const std::shared_ptr<Exchange>& exchange) const;
  Answer answer_on_worker(Exchange& exchange) const;
  Answer call_route(Exchange& exchange) const;
  void finish(Exchange& exchange, Answer&& answer) const;
  void log_request(const Exchange& exchange, const Answer& answer) const;

  const RequestHandlerParts parts_;
  const std::string security_policy_;
};

}  // namespace ddb::backend
