#pragma once

#include <string>

#include "backend/domain/person.h"

namespace ddb::backend {

/// One message, as it stands in the table.
struct Message {
  std::string message_group_uuid;  ///< The conversation's.
  std::string uuid;
  std::string text;
  std::string created_at;  ///< `message_time` form; unique in its conversation.
  Person sender;           ///< As they were called when they wrote; without `cognito_user_id`.

  bool operator==(const Message&) const = default;
};

/// A conversation as one of its two members sees it.
struct Conversation {
  std::string message_group_uuid;
  Person other;              ///< Without `cognito_user_id`.
  std::string last_message;  ///< Its text.
  std::string created_at;    ///< Of the last message, in `message_time` form.

  bool operator==(const Conversation&) const = default;
};

}  // namespace ddb::backend
