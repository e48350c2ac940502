#pragma once

#include <string_view>

#include "backend/messaging/messaging.h"
#include "shared/base/result.h"

namespace ddb::backend {

/// The body of POST /api/messages: `{"message", "message_group_uuid"}` or `{"message", "handle"}`. A member
/// that is null or no text counts as missing, an unknown one is passed over. The error is a sentence: it is
/// no JSON object.
Result<MessageWish> read_message_body(std::string_view text);

}  // namespace ddb::backend
