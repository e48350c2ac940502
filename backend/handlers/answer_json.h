#pragma once

#include <string>
#include <vector>

#include "backend/domain/message.h"
#include "backend/messaging/messaging.h"

/// The JSON of the answers, their members in the order in which the API lists them.
namespace ddb::backend {

/// `[{"uuid", "display_name", "handle", "message", "created_at"}]`: the group's uuid, the other member's
/// names.
std::string conversations_json(const std::vector<Conversation>& conversations);

/// `[{"uuid", "display_name", "handle", "message", "created_at"}]`: the message's uuid, the sender's names.
std::string messages_json(const std::vector<Message>& messages);

/// `{"message_group_uuid", "uuid", "display_name", "handle", "message", "created_at"}`, or the first of them
/// alone where a conversation was started.
std::string sent_json(const Sent& sent);

/// `{"uuid", "handle", "display_name"}`.
std::string person_json(const Person& person);

/// `["message_blank"]`.
std::string problem_codes_json(const std::vector<Problem>& problems);

}  // namespace ddb::backend
