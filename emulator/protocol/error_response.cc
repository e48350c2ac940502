#include "emulator/protocol/error_response.h"

#include "emulator/model/encoder.h"

namespace ddb::protocol {
namespace {

void append_reason(std::string& body, const model::CancellationReason& reason) {
  model::ObjectEncoder object(body);
  object.member("\"Code\":", reason.code);
  object.member("\"Item\":", reason.item);
  if (!reason.message.empty()) object.member("\"Message\":", reason.message);
}

void append_reasons(std::string& body, const std::vector<model::CancellationReason>& reasons) {
  body += "\"CancellationReasons\":[";
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    if (i > 0) body += ',';
    append_reason(body, reasons[i]);
  }
  body += ']';
}

}  // namespace

void append_error(std::string& body, const model::ServiceError& error) {
  const model::ErrorRow& row = model::error_row(error.code);
  body += "{\"__type\":\"";
  body += row.type_prefix;
  body += row.name;
  body += '"';
  if (!error.cancellation_reasons.empty()) {
    body += ',';
    append_reasons(body, error.cancellation_reasons);
  }
  if (!row.message_member.empty() && !error.message.empty()) {
    body += ",\"";
    body += row.message_member;
    body += "\":";
    value::append_json_string(body, error.message);
  }
  if (error.item) {
    body += ",\"Item\":";
    value::append_json(body, error.item->view());
  }
  body += '}';
}

}  // namespace ddb::protocol
