#include "emulator/server/stream_hook_outcome.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <optional>

#include "shared/json/json.h"

namespace ddb::server {

namespace {

/// So that the log line of a failure stays a line.
constexpr std::size_t kQuotedBytesMax = 200;

std::string quoted(std::string_view text) {
  std::string quote(text.substr(0, kQuotedBytesMax));
  for (char& byte : quote)
    if (static_cast<unsigned char>(byte) < ' ') byte = ' ';
  return '"' + quote + '"';
}

std::string_view text_of(const boost::json::value* value) {
  return value != nullptr && value->is_string() ? std::string_view(value->get_string()) : std::string_view();
}

/// Nothing if one of them has no identifier.
std::optional<std::vector<std::string>> failed_identifiers(const boost::json::array& failures) {
  std::vector<std::string> identifiers;
  for (const boost::json::value& failure : failures) {
    if (!failure.is_object()) return std::nullopt;
    const std::string_view identifier = text_of(failure.get_object().if_contains("itemIdentifier"));
    if (identifier.empty()) return std::nullopt;
    identifiers.emplace_back(identifier);
  }
  return identifiers;
}

HookOutcome outcome_of_object(const boost::json::object& answer) {
  const std::string_view error_type = text_of(answer.if_contains("errorType"));
  const boost::json::value* error_message = answer.if_contains("errorMessage");
  if (!error_type.empty() && error_message != nullptr)
    return HookOutcome::failed("The receiver's function failed with " + quoted(error_type) + ": " +
                               quoted(text_of(error_message)) + ".");
  const boost::json::value* failures = answer.if_contains("batchItemFailures");
  if (failures == nullptr || failures->is_null()) return HookOutcome::delivered();
  if (!failures->is_array())
    return HookOutcome::failed("The receiver answered batchItemFailures that are no list.");
  if (failures->get_array().empty()) return HookOutcome::delivered();
  std::optional<std::vector<std::string>> identifiers = failed_identifiers(failures->get_array());
  if (!identifiers)
    return HookOutcome::failed("The receiver answered a batch item failure without an itemIdentifier.");
  return HookOutcome::partly_delivered(std::move(*identifiers));
}

}  // namespace

HookOutcome HookOutcome::partly_delivered(std::vector<std::string> failed_sequence_numbers) {
  return {Kind::kPartlyDelivered, "The receiver reported failed records.",
          std::move(failed_sequence_numbers)};
}

HookOutcome outcome_of_answer(int http_status, std::string_view body) {
  if (http_status < 200 || http_status > 299)
    return HookOutcome::failed("The receiver answered HTTP status " + std::to_string(http_status) + ".");
  const std::size_t first = body.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || body[first] != '{') return HookOutcome::delivered();
  const Result<json::Document> document = json::Document::parse(body);
  if (!document || !document->root().is_object()) return HookOutcome::delivered();
  return outcome_of_object(document->root().get_object());
}

}  // namespace ddb::server
