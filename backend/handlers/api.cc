#include "backend/handlers/api.h"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <utility>

#include "backend/handlers/answer_json.h"
#include "backend/handlers/message_body.h"
#include "shared/crypto/constant_time.h"
#include "shared/http/percent_coding.h"

namespace ddb::backend {
namespace {

constexpr std::string_view kRetryAfterSeconds = "1";

int status_of(Problem problem) {
  switch (problem) {
    case Problem::kMessageBlank:
    case Problem::kMessageTooLong:
    case Problem::kMessageGroupUuidBlank:
    case Problem::kCognitoUserIdBlank:
    case Problem::kReceiverHandleBlank:
    case Problem::kReceiverUnknown:
    case Problem::kReceiverIsSender:
    case Problem::kCursorInvalid:
    case Problem::kLimitInvalid:
    case Problem::kIdempotencyKeyInvalid:
      return 422;
    case Problem::kNotAMember:
    case Problem::kSenderUnknown:
      return 403;
    case Problem::kIdempotencyKeyReused:
      return 409;
    case Problem::kUnavailable:
      return 503;
  }
  return 500;
}

Answer problem_answer(const Problems& problems) {
  Answer answer = json_answer(status_of(problems.problems.front()), problem_codes_json(problems.problems));
  if (answer.response.status == 503) answer.response.headers.add("Retry-After", kRetryAfterSeconds);
  answer.detail = problems.detail;
  return answer;
}

PageWish page_wish(const Call& call) {
  const std::string_view query = call.request.query();
  return {.limit = http::find_query_parameter(query, "limit"),
          .cursor = http::find_query_parameter(query, "cursor"),
          .after = http::find_query_parameter(query, "after")};
}

/// Names the next page, if there is one (RFC 8288).
void add_link(const Call& call, const PageWish& wish, const std::optional<std::string>& next_cursor,
              http::Headers& headers) {
  if (!next_cursor) return;
  std::string link = "<";
  link.append(call.request.path()).append("?limit=");
  http::append_percent_encoded(link, wish.limit.value_or(std::to_string(kPageLimitDefault)),
                               http::Slash::kEncode);
  http::append_percent_encoded(link.append("&cursor="), *next_cursor, http::Slash::kEncode);
  headers.add("Link", link.append(">; rel=\"next\""));
}

std::string client_settings_json(const ClientSettings& settings) {
  return boost::json::serialize(boost::json::object{{"region", settings.region},
                                                    {"cognito_endpoint", settings.cognito_endpoint},
                                                    {"cognito_client_id", settings.cognito_client_id}});
}

}  // namespace

Answer json_answer(int status, std::string body) {
  return {{status, {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}}, std::move(body)}};
}

Answer not_found() {
  return json_answer(404, "{}");
}

Answer unavailable(std::string detail) {
  return problem_answer({{Problem::kUnavailable}, std::move(detail)});
}

Api::Api(ApiParts parts)
    : parts_(std::move(parts)), client_settings_json_(client_settings_json(parts_.client_settings)) {}

Answer Api::health_check(const Call&) const {
  return json_answer(200, R"({"success": true, "ver": 1})");
}

Answer Api::client_settings(const Call&) const {
  return json_answer(200, client_settings_json_);
}

Answer Api::conversations(const Call& call) const {
  const PageWish wish = page_wish(call);
  const auto page = parts_.messaging.conversations(call.cognito_user_id, wish);
  if (!page) return problem_answer(page.error());
  Answer answer = json_answer(200, conversations_json(page->rows));
  add_link(call, wish, page->next_cursor, answer.response.headers);
  return answer;
}

Answer Api::messages(const Call& call) const {
  const PageWish wish = page_wish(call);
  const auto page = parts_.messaging.messages(call.cognito_user_id, call.path_parameter, wish);
  if (!page) return problem_answer(page.error());
  Answer answer = json_answer(200, messages_json(page->rows));
  add_link(call, wish, page->next_cursor, answer.response.headers);
  return answer;
}

Answer Api::send_message(const Call& call) const {
  auto wish = read_message_body(call.request.body);
  if (!wish) {
    Answer answer = json_answer(400, R"(["body_invalid"])");
    answer.detail = std::move(wish).error().message;
    return answer;
  }
  if (const std::string_view key = call.request.header("Idempotency-Key"); key.data() != nullptr)
    wish->idempotency_key = std::string(key);
  const auto sent = parts_.messaging.send(call.cognito_user_id, *wish);
  if (!sent) return problem_answer(sent.error());
  return json_answer(200, sent_json(*sent));
}

Answer Api::find_person(const Call& call) const {
  const auto person = parts_.messaging.find_person(call.path_parameter);
  if (!person) return problem_answer(person.error());
  if (!*person) return not_found();
  return json_answer(200, person_json(**person));
}

Answer Api::stream_event(const Call& call) const {
  if (parts_.hook_secret.empty() || !crypto::constant_time_equal(call.path_parameter, parts_.hook_secret))
    return not_found();
  auto outcome = parts_.stream_receiver.handle_event(call.request.body);
  if (outcome) return json_answer(200, std::move(*outcome));
  Answer answer = json_answer(400, R"(["event_invalid"])");
  answer.detail = std::move(outcome).error().message;
  return answer;
}

}  // namespace ddb::backend
