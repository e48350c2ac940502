#pragma once

#include <boost/json/array.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "tools/cli/command_error.h"

/// A conversation between two people, as testdata/seed/conversation.json has it, and its items in the table
/// cruddur-messages.
namespace ddb::cli {

struct Person {
  std::string handle;
  std::string display_name;
  std::string user_uuid;
};

struct Message {
  std::string
      created_at;  ///< `2026-11-09T18:02:11.314000+00:00`: UTC with microseconds, so that it sorts as text.
  std::size_t sender;  ///< Index into `Conversation::people`.
  std::string message_uuid;
  std::string text;
};

struct Conversation {
  std::string message_group_uuid;
  std::vector<Person> people;     ///< Two.
  std::vector<Message> messages;  ///< At least one, each later than the one before.
};

/// Reads the file's JSON; `name` names it in the sentence about an error. Every member is checked: the
/// commands write what it says into a table that other programs read.
Result<Conversation, CommandError> parse_conversation(std::string_view text, const std::string& name);

/// The items of the conversation: one MSG# row for each message, then a GRP# row for each person, which holds
/// the last message and the other person's names. Last, so that a conversation is listed only once it is
/// whole.
boost::json::array conversation_items(const Conversation& conversation);

}  // namespace ddb::cli
