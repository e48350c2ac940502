#include "backend/handlers/answer_json.h"

#include <initializer_list>
#include <string_view>

#include "shared/value/json.h"

namespace ddb::backend {
namespace {

struct Member {
  std::string_view name;
  std::string_view value;
};

void append_object(std::string& out, std::initializer_list<Member> members) {
  out += '{';
  for (const Member& member : members) {
    if (out.back() != '{') out += ',';
    out.append("\"").append(member.name).append("\":");
    value::append_json_string(out, member.value);
  }
  out += '}';
}

template <class Row, class Append>
std::string array_of(const std::vector<Row>& rows, Append append) {
  std::string out = "[";
  for (const Row& row : rows) {
    if (out.size() > 1) out += ',';
    append(out, row);
  }
  return out += ']';
}

}  // namespace

std::string conversations_json(const std::vector<Conversation>& conversations) {
  return array_of(conversations, [](std::string& out, const Conversation& conversation) {
    append_object(out, {{"uuid", conversation.message_group_uuid},
                        {"display_name", conversation.other.display_name},
                        {"handle", conversation.other.handle},
                        {"message", conversation.last_message},
                        {"created_at", conversation.created_at}});
  });
}

std::string messages_json(const std::vector<Message>& messages) {
  return array_of(messages, [](std::string& out, const Message& message) {
    append_object(out, {{"uuid", message.uuid},
                        {"display_name", message.sender.display_name},
                        {"handle", message.sender.handle},
                        {"message", message.text},
                        {"created_at", message.created_at}});
  });
}

std::string sent_json(const Sent& sent) {
  std::string out;
  if (const auto& message = sent.message) {
    append_object(out, {{"message_group_uuid", sent.message_group_uuid},
                        {"uuid", message->uuid},
                        {"display_name", message->sender.display_name},
                        {"handle", message->sender.handle},
                        {"message", message->text},
                        {"created_at", message->created_at}});
  } else {
    append_object(out, {{"message_group_uuid", sent.message_group_uuid}});
  }
  return out;
}

std::string person_json(const Person& person) {
  std::string out;
  append_object(out,
                {{"uuid", person.uuid}, {"handle", person.handle}, {"display_name", person.display_name}});
  return out;
}

std::string problem_codes_json(const std::vector<Problem>& problems) {
  return array_of(problems, [](std::string& out, Problem problem) {
    value::append_json_string(out, problem_code(problem));
  });
}

}  // namespace ddb::backend
