#include "backend/handlers/message_body.h"

#include <boost/json/object.hpp>

#include "shared/json/json.h"

namespace ddb::backend {
namespace {

/// Three texts need neither depth nor more memory than a text itself takes.
constexpr json::Limits kBodyLimits{
    .depth_max = 16, .memory_bytes_per_text_byte = 24, .memory_bytes_always = std::size_t{64} << 10U};

std::optional<std::string> text_member(const boost::json::object& body, std::string_view name) {
  const boost::json::value* member = body.if_contains(name);
  const boost::json::string* text = member ? member->if_string() : nullptr;
  if (!text) return std::nullopt;
  return std::string(text->data(), text->size());
}

}  // namespace

Result<MessageWish> read_message_body(std::string_view text) {
  DDB_TRY(document, json::Document::parse(text, kBodyLimits));
  const boost::json::object* body = document.root().if_object();
  if (!body) return Error{"The body is no JSON object."};
  MessageWish wish;
  wish.text = text_member(*body, "message");
  wish.message_group_uuid = text_member(*body, "message_group_uuid");
  wish.receiver_handle = text_member(*body, "handle");
  return wish;
}

}  // namespace ddb::backend
