#include "shared/aws/answer.h"

#include <charconv>

#include "shared/aws/retry.h"
#include "shared/aws/service_client.h"
#include "shared/crypto/crc32.h"
#include "shared/http/compression.h"
#include "shared/json/json.h"
#include "shared/json/members.h"

namespace ddb::aws {
namespace {

using Kind = CallError::Kind;

CallError bad_answer(const http::Response& response, std::string message) {
  return {.kind = Kind::kBadAnswer,
          .type = {},
          .message = std::move(message),
          .status = response.status,
          .body = response.body,
          .is_retryable = is_retryable({}, response.status)};
}

/// Whether the body is as it was sent, as far as the sender says.
bool checksum_holds(const http::Response& response) {
  const std::string_view text = response.headers.find("x-amz-crc32");
  if (text.data() == nullptr) return true;
  std::uint32_t expected = 0;
  const auto end = text.data() + text.size();
  const auto [stopped, failure] = std::from_chars(text.data(), end, expected);
  return failure == std::errc() && stopped == end && expected == crypto::crc32(response.body);
}

Result<std::string, CallError> plain_body(const http::Response& response, const std::string& origin) {
  const std::string_view name = response.headers.find("Content-Encoding");
  if (name.empty() || http::equals_ignoring_case(name, "identity")) return response.body;
  const auto coding = http::content_coding(name);
  if (!coding) return bad_answer(response, origin + " answered in a coding that was not asked for.");
  auto body = http::decompress(response.body, *coding, ServiceClient::kAnswerSizeBytesMax);
  if (!body) return bad_answer(response, origin + " answered with a damaged body: " + body.error().message);
  return *std::move(body);
}

CallError service_error(const boost::json::object& body, std::string text, int status) {
  std::string type = json::text_member(body, "__type");
  type.erase(0, type.rfind('#') + 1);  // npos + 1 is 0
  std::string message = json::text_member(body, "message");
  if (message.empty()) message = json::text_member(body, "Message");
  const bool retryable = is_retryable(type, status);
  return {.kind = Kind::kService,
          .type = std::move(type),
          .message = std::move(message),
          .status = status,
          .body = std::move(text),
          .is_retryable = retryable};
}

}  // namespace

CallResult read_answer(const http::Response& response, const Answerer& from) {
  const std::string& origin = from.origin;
  const std::string stranger = ": it does not seem to be " + std::string(from.title) + ".";
  if (!checksum_holds(response)) {
    auto error =
        bad_answer(response, origin + " sent an answer that was damaged on the way (x-amz-crc32 differs).");
    error.is_retryable = true;
    return error;
  }
  DDB_TRY(text, plain_body(response, origin));
  const auto document = json::Document::parse(text);
  if (!document || !document->root().is_object()) {
    return bad_answer(response, origin + " answered with status " + std::to_string(response.status) +
                                    " and no JSON object" + stranger);
  }
  const boost::json::object& object = document->root().get_object();
  // A plain copy would go on using the document's memory, which ends here.
  if (response.status == 200) return boost::json::object(object, boost::json::storage_ptr());
  if (!object.contains("__type")) {
    return bad_answer(response, origin + " answered with status " + std::to_string(response.status) +
                                    " and an unknown body" + stranger);
  }
  return service_error(object, std::move(text), response.status);
}

}  // namespace ddb::aws
