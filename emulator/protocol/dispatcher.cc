#include "emulator/protocol/dispatcher.h"

#include <exception>

#include "emulator/model/limits.h"
#include "emulator/model/messages.h"
#include "emulator/operations/call.h"
#include "emulator/protocol/content_type.h"
#include "emulator/protocol/error_response.h"
#include "emulator/protocol/request_id.h"
#include "shared/crypto/crc32.h"
#include "shared/json/parsed_text.h"

namespace ddb::protocol {
namespace {

using model::ErrorCode;
using model::ServiceError;

constexpr std::string_view kNotFoundBody = "<UnknownOperationException/>\n";
/// Most answers are smaller; larger ones grow by doubling.
constexpr std::size_t kAnswerBytesReserved = 512;

std::string_view path_of(std::string_view target) {
  return target.substr(0, target.find('?'));
}

Response with_error(const ServiceError& error, std::string_view content_type) {
  Response response;
  response.status = model::error_row(error.code).http_status;
  response.content_type = content_type;
  append_error(response.body, error);
  return response;
}

Response with_status(int status, std::string_view body) {
  Response response;
  response.status = status;
  response.body = body;
  return response;
}

}  // namespace

Response Dispatcher::handle(const Request& request) const {
  Response response;
  if (request.method == "POST")
    response = answer_to_post(request);
  else if (request.method == "GET" && path_of(request.target) == "/")
    response = with_status(200, "healthy: dynamodb." + options_.region + ".amazonaws.com ");
  else
    response = with_status(404, kNotFoundBody);
  seal(request, response);
  return response;
}

Response Dispatcher::answer_to_post(const Request& request) const {
  const auto known_type = answer_content_type(request.headers.find("content-type"));
  if (!request.body.empty() && !known_type) return with_status(404, kNotFoundBody);
  const std::string_view content_type = known_type.value_or(kPlainJsonContentType);
  const std::string_view coding = request.headers.find("content-encoding");
  if (coding.empty() || coding == "identity" || options_.codec == nullptr)
    return answer_to_json(request, request.body, content_type);

  std::string plain;
  switch (options_.codec->decode(coding, request.body, model::kRequestBodyBytesMax, plain)) {
    case BodyCodec::Decoding::kTooLarge:
      return with_status(413, {});
    case BodyCodec::Decoding::kCorrupt:
      return with_error({ErrorCode::kSerialization, {}}, content_type);
    case BodyCodec::Decoding::kDone:
      break;
  }
  return answer_to_json(request, plain, content_type);
}

Response Dispatcher::answer_to_json(const Request& request, std::string_view body,
                                    std::string_view content_type) const {
  json::ParsedText::Room room;  // NOLINT: what is read of it was written
  std::optional<json::ParsedText> document;
  if (!body.empty()) {
    auto parsed = json::ParsedText::parse(body, {}, &room);
    if (!parsed) return with_error({ErrorCode::kSerialization, {}}, content_type);
    document.emplace(std::move(*parsed));
  }

  const operations::OperationRow* row =
      operations::find_operation(table_, request.headers.operation_target());
  if (row == nullptr || row->run == nullptr)
    return with_error({ErrorCode::kUnknownOperation, {}}, content_type);

  Response response;
  response.content_type = content_type;
  response.body.reserve(kAnswerBytesReserved);
  try {
    const auto outcome = run(request, *row, document ? &document->root() : nullptr, response);
    if (outcome) return response;
    Response refusal = with_error(outcome.error(), content_type);
    refusal.group = response.group;
    return refusal;
  } catch (const std::exception& failure) {
    log_.error(std::string(row->target) + " failed: " + failure.what());
  }
  return with_error({ErrorCode::kInternalServer, std::string(model::messages::kInternalServerError)},
                    content_type);
}

model::ServiceResult<void> Dispatcher::run(const Request& request, const operations::OperationRow& row,
                                           const json::Value* json, Response& response) const {
  std::string credential;
  DDB_TRY(caller, read_signature(request, credential));
  if (options_.signature_check != nullptr) DDB_CHECK(options_.signature_check->check(request, caller));
  if (json == nullptr || !json->is_object()) return ServiceError{ErrorCode::kSerialization, {}};

  const std::string_view host = request.headers.find("host");
  operations::Call call{.engine = engine_,
                        .region = caller.region.empty() ? std::string_view(options_.region) : caller.region,
                        .account_id = options_.account_id,
                        .endpoint = host.empty() ? std::string_view(options_.endpoint) : host,
                        .operation = row.target.substr(row.target.find('.') + 1),
                        .commit_mode = options_.commit_mode};
  const std::uint64_t group = engine_.store().group();
  auto outcome = row.run(call, json->get_object(), response.body);
  if (call.is_in_group) response.group = group;
  response.transaction = std::move(call.transaction);
  return outcome;
}

Response Dispatcher::lost(const Response& answer) const {
  Response response = with_error(
      {ErrorCode::kInternalServer, std::string(model::messages::kInternalServerError)}, answer.content_type);
  response.body_crc32 = crypto::crc32(response.body);
  response.request_id = answer.request_id;
  return response;
}

void Dispatcher::seal(const Request& request, Response& response) const {
  if (options_.codec != nullptr && response.body.size() >= model::kCompressedResponseBytesMin) {
    const std::string_view accepted = request.headers.find("accept-encoding");
    if (!accepted.empty()) {
      if (auto encoded = options_.codec->encode(accepted, response.body)) {
        response.body = std::move(encoded->body);
        response.content_encoding = encoded->content_encoding;
      }
    }
  }
  response.body_crc32 = crypto::crc32(response.body);
  response.request_id = new_request_id(engine_.random());
}

}  // namespace ddb::protocol
