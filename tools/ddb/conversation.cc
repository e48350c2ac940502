#include "tools/ddb/conversation.h"

#include <boost/json/object.hpp>

#include "tools/ddb/session.h"
#include "tools/ddb/table_life.h"

namespace ddb::cli {
namespace {

namespace json = boost::json;

constexpr std::string_view kTimeForm = "dddd-dd-ddTdd:dd:dd.dddddd+00:00";

bool is_time(std::string_view text) {
  if (text.size() != kTimeForm.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_digit = text[i] >= '0' && text[i] <= '9';
    if (kTimeForm[i] == 'd' ? !is_digit : text[i] != kTimeForm[i]) return false;
  }
  return true;
}

/// A member that must be a string with something in it.
Result<std::string, CommandError> required(const json::value& owner, std::string_view name,
                                           const std::string& what) {
  std::string text = owner.is_object() ? text_member(owner.get_object(), name) : "";
  if (text.empty()) return usage_error(what + " has no text \"" + std::string(name) + "\".");
  return text;
}

Result<json::array, CommandError> required_array(const json::object& owner, std::string_view name,
                                                 const std::string& what) {
  const auto* value = owner.if_contains(name);
  if (!value || !value->is_array()) return usage_error(what + " has no array \"" + std::string(name) + "\".");
  return value->get_array();
}

Result<Person, CommandError> parse_person(const json::value& value, const std::string& what) {
  DDB_TRY(handle, required(value, "handle", what));
  DDB_TRY(display_name, required(value, "display_name", what));
  DDB_TRY(user_uuid, required(value, "user_uuid", what));
  return Person{handle, display_name, user_uuid};
}

Result<Message, CommandError> parse_message(const json::value& value, const std::vector<Person>& people,
                                            const std::string& what) {
  DDB_TRY(created_at, required(value, "created_at", what));
  DDB_TRY(handle, required(value, "handle", what));
  DDB_TRY(message_uuid, required(value, "message_uuid", what));
  DDB_TRY(text, required(value, "message", what));
  if (!is_time(created_at)) {
    return usage_error(what + ": created_at must look like 2026-11-09T18:02:11.314000+00:00, not " +
                       created_at + ".");
  }
  for (std::size_t i = 0; i < people.size(); ++i) {
    if (people[i].handle == handle) return Message{created_at, i, message_uuid, text};
  }
  return usage_error(what + " is from \"" + handle + "\", who is not one of the people.");
}

json::object text_attribute(const std::string& text) {
  return {{"S", text}};
}

json::object group_row(const Conversation& conversation, const Person& owner, const Person& other) {
  const Message& last = conversation.messages.back();
  return {{"pk", text_attribute("GRP#" + owner.user_uuid)},
          {"sk", text_attribute(last.created_at)},
          {"message_group_uuid", text_attribute(conversation.message_group_uuid)},
          {"message", text_attribute(last.text)},
          {"user_uuid", text_attribute(other.user_uuid)},
          {"user_display_name", text_attribute(other.display_name)},
          {"user_handle", text_attribute(other.handle)}};
}

}  // namespace

Result<Conversation, CommandError> parse_conversation(std::string_view text, const std::string& name) {
  DDB_TRY(document, parse_json_object(text, name));
  Conversation conversation;
  DDB_TRY(message_group_uuid, required(document, "message_group_uuid", name));
  conversation.message_group_uuid = message_group_uuid;
  DDB_TRY(people, required_array(document, "people", name));
  for (const auto& value : people) {
    DDB_TRY(person, parse_person(value, name + ", person " + std::to_string(conversation.people.size() + 1)));
    conversation.people.push_back(std::move(person));
  }
  if (conversation.people.size() != 2) return usage_error(name + " must have two people.");
  DDB_TRY(messages, required_array(document, "messages", name));
  for (const auto& value : messages) {
    const std::string what = name + ", message " + std::to_string(conversation.messages.size() + 1);
    DDB_TRY(message, parse_message(value, conversation.people, what));
    // The time is the sort key: two messages of one time would be one item.
    if (!conversation.messages.empty() && message.created_at <= conversation.messages.back().created_at) {
      return usage_error(what + " is not later than the one before it.");
    }
    conversation.messages.push_back(std::move(message));
  }
  if (conversation.messages.empty()) return usage_error(name + " has no message.");
  return conversation;
}

json::array conversation_items(const Conversation& conversation) {
  json::array items;
  for (const auto& message : conversation.messages) {
    const Person& sender = conversation.people[message.sender];
    items.push_back(json::object{{"pk", text_attribute("MSG#" + conversation.message_group_uuid)},
                                 {"sk", text_attribute(message.created_at)},
                                 {"message_uuid", text_attribute(message.message_uuid)},
                                 {"message", text_attribute(message.text)},
                                 {"user_uuid", text_attribute(sender.user_uuid)},
                                 {"user_display_name", text_attribute(sender.display_name)},
                                 {"user_handle", text_attribute(sender.handle)}});
  }
  items.push_back(group_row(conversation, conversation.people[0], conversation.people[1]));
  items.push_back(group_row(conversation, conversation.people[1], conversation.people[0]));
  return items;
}

}  // namespace ddb::cli
