#include "backend/handlers/request_handler.h"

#include <algorithm>
#include <array>
#include <exception>
#include <string_view>
#include <utility>
#include <vector>

#include "backend/handlers/page_answer.h"
#include "backend/web/pages.h"
#include "shared/http/syntax.h"

namespace ddb::backend {
namespace {

constexpr std::string_view kApiPrefix = "/api/";
constexpr std::string_view kRequestIdHeader = "X-Request-Id";

Answer plain_answer(int status, std::string_view sentence) {
  return {{status,
           {{"Content-Type", "text/plain; charset=utf-8"}, {"Cache-Control", "no-store"}},
           std::string(sentence) + "\n"}};
}

Answer empty_json_answer(int status, std::string detail) {
  Answer answer = json_answer(status, "{}");
  answer.detail = std::move(detail);
  return answer;
}

/// RFC 6750 section 3.
Answer unauthorized(std::string_view challenge, std::string detail) {
  Answer answer = empty_json_answer(401, std::move(detail));
  answer.response.headers.add("WWW-Authenticate", challenge);
  return answer;
}

/// The token of `Authorization: Bearer <token>`; empty if there is none.
std::string_view bearer_token(const http::Request& request) {
  constexpr std::string_view scheme = "Bearer ";
  const std::string_view header = request.header("Authorization");
  if (!http::equals_ignoring_case(header.substr(0, scheme.size()), scheme)) return {};
  return http::trimmed(header.substr(scheme.size()));
}

bool is_json(std::string_view content_type) {
  return http::equals_ignoring_case(http::trimmed(content_type.substr(0, content_type.find(';'))),
                                    "application/json");
}

/// What is wrong with the body that a route takes, if anything is.
std::optional<Answer> check_body(const http::Request& request, std::size_t bytes_max) {
  if (!is_json(request.header("Content-Type")))
    return empty_json_answer(415, "The body's Content-Type is not application/json.");
  if (const std::string_view coding = request.header("Content-Encoding");
      !coding.empty() && !http::equals_ignoring_case(coding, "identity"))
    return empty_json_answer(415, "The body has a Content-Encoding.");
  if (request.body.size() > bytes_max) return empty_json_answer(413, "The body is over the route's limit.");
  return std::nullopt;
}

Answer nothing_there(const http::Request& request) {
  return request.path().starts_with(kApiPrefix) ? not_found()
                                                : plain_answer(404, "There is nothing at this address.");
}

/// To a method that the path has not; `allowed` ends in ", ".
Answer other_method(std::string_view method, std::string allowed) {
  Answer answer = method == "OPTIONS" ? Answer{{204, {}, {}}} : json_answer(405, "{}");
  answer.response.headers.add("Allow", allowed.append("OPTIONS"));
  return answer;
}

std::string_view allow_text(std::string_view method) {
  return method == "GET" ? "GET, HEAD, " : "POST, ";
}

/// A client may invent methods; the log tells only those that there are.
std::string_view logged_method(std::string_view method) {
  constexpr std::array<std::string_view, 7> known{"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"};
  const auto* found = std::find(known.begin(), known.end(), method);
  return found == known.end() ? "other" : *found;
}

LogLevel level_of(int status) {
  if (status == 503) return LogLevel::kWarning;
  return status >= 500 ? LogLevel::kError : LogLevel::kInfo;
}

}  // namespace

struct RequestHandler::Exchange {
  Exchange(http::Request&& received, http::Responder&& answered_by, Clock::TimePoint at, std::string id)
      : request(std::move(received)),
        responder(std::move(answered_by)),
        begun(at),
        request_id(std::move(id)) {}

  const http::Request request;
  http::Responder responder;
  const Clock::TimePoint begun;
  const std::string request_id;
  const Route* route = nullptr;
  std::string_view logged_route = "unmatched";  ///< A pattern, or a word.
  std::string path_parameter;
  std::string cognito_user_id;
};

void RequestHandler::handle(http::Request&& request, http::Responder responder) {
  const auto exchange = std::make_shared<Exchange>(std::move(request), std::move(responder),
                                                   parts_.clock.now(), random_uuid(parts_.random));
  if (auto refused = parts_.origins.check(exchange->request)) return finish(*exchange, {std::move(*refused)});
  if (auto answer = find_route(*exchange)) return finish(*exchange, std::move(*answer));
  if (exchange->route->place == Place::kWorker) return hand_to_worker(exchange);
  finish(*exchange, call_route(*exchange));
}

http::Response RequestHandler::refusal(int status, std::string_view sentence) {
  const std::string request_id = random_uuid(parts_.random);
  Answer answer = plain_answer(status, sentence);
  answer.response.headers.add(kRequestIdHeader, request_id);
  const std::array<LogField, 3> fields{
      {{"status", status}, {"request_id", request_id}, {"detail", sentence}}};
  parts_.log.write(level_of(status), "refused request", fields);
  return std::move(answer.response);
}

/// Sets the route of a request that is in order as far as can be seen without waiting; else what to answer,
/// which for a page is the page.
std::optional<Answer> RequestHandler::find_route(Exchange& exchange) const {
  const http::Request& request = exchange.request;
  const std::string_view method = request.method() == "HEAD" ? "GET" : request.method();
  std::string allowed;
  for (const Route& route : routes()) {
    auto parameter = match_path(route.pattern, request.path());
    if (!parameter) continue;
    exchange.logged_route = route.pattern;
    allowed += allow_text(route.method);
    if (route.method != method) continue;
    exchange.route = &route;
    exchange.path_parameter = std::move(*parameter);
    if (route.access == Access::kBearer && bearer_token(request).empty())
      return unauthorized("Bearer", "The request has no bearer token.");
    return route.body_bytes_max > 0 ? check_body(request, route.body_bytes_max) : std::nullopt;
  }
  if (const auto page = find_page(request.path())) {
    if (method == "GET") {
      exchange.logged_route = "page";
      return page_answer(request, *page, security_policy_);
    }
    allowed += allow_text("GET");
  }
  return allowed.empty() ? nothing_there(request) : other_method(method, std::move(allowed));
}

void RequestHandler::hand_to_worker(const std::shared_ptr<Exchange>& exchange) const {
  const bool is_taken =
      parts_.workers.try_post([this, exchange] { finish(*exchange, answer_on_worker(*exchange)); });
  if (!is_taken) finish(*exchange, unavailable("Too many requests wait for a worker."));
}

Answer RequestHandler::answer_on_worker(Exchange& exchange) const {
  if (parts_.clock.now() - exchange.begun > kQueueWaitMax)
    return unavailable("The request has waited too long for a worker.");
  try {
    if (exchange.route->access == Access::kBearer) {
      auto user = parts_.tokens.verify(bearer_token(exchange.request));
      if (!user && user.error().kind == TokenError::Kind::kUnavailable)
        return unavailable(user.error().message);
      if (!user) return unauthorized(R"(Bearer error="invalid_token")", user.error().message);
      exchange.cognito_user_id = std::move(*user);
    }
    return call_route(exchange);
  } catch (const std::exception& exception) {
    return empty_json_answer(500, exception.what());
  }
}

Answer RequestHandler::call_route(Exchange& exchange) const {
  return (parts_.api.*
          exchange.route->answer)({exchange.request, exchange.path_parameter, exchange.cognito_user_id});
}

void RequestHandler::finish(Exchange& exchange, Answer&& answer) const {
  http::Headers& headers = answer.response.headers;
  headers.add(kRequestIdHeader, exchange.request_id);
  headers.add("X-Content-Type-Options", "nosniff");
  headers.add("Referrer-Policy", "no-referrer");
  parts_.origins.add_headers(exchange.request, headers);
  log_request(exchange, answer);
  exchange.responder.respond(std::move(answer.response));
}

void RequestHandler::log_request(const Exchange& exchange, const Answer& answer) const {
  const LogLevel level = level_of(answer.response.status);
  if (!parts_.log.enabled(level)) return;
  std::vector<LogField> fields{{"method", logged_method(exchange.request.method())},
                               {"route", exchange.logged_route},
                               {"status", answer.response.status},
                               {"duration_us", (parts_.clock.now() - exchange.begun).count()},
                               {"request_id", exchange.request_id},
                               {"peer", exchange.request.peer_address}};
  if (!exchange.cognito_user_id.empty()) fields.push_back({"cognito_user_id", exchange.cognito_user_id});
  if (!answer.detail.empty()) fields.push_back({"detail", answer.detail});
  parts_.log.write(level, "request", fields);
}

}  // namespace ddb::backend
