#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <string>

#include "backend/domain/message.h"

/// Records of a stream, as Lambda gives them.
namespace ddb::backend {

inline Message message_at(const std::string& group, const std::string& uuid, const std::string& seconds) {
  return {.message_group_uuid = group,
          .uuid = uuid,
          .text = "text of " + uuid,
          .created_at = "2026-01-02T03:04:" + seconds + ".000000+00:00",
          .sender = {.uuid = "sender", .handle = "ada", .display_name = "Ada", .cognito_user_id = {}}};
}

inline boost::json::object attribute(const std::string& text) {
  return {{"S", text}};
}

inline boost::json::object message_row(const Message& message) {
  return {{"pk", attribute("MSG#" + message.message_group_uuid)},
          {"sk", attribute(message.created_at)},
          {"message_uuid", attribute(message.uuid)},
          {"message", attribute(message.text)},
          {"user_uuid", attribute(message.sender.uuid)},
          {"user_handle", attribute(message.sender.handle)},
          {"user_display_name", attribute(message.sender.display_name)}};
}

inline boost::json::object record_of(int number, const boost::json::object& image,
                                     const std::string& event_name = "INSERT") {
  return {{"eventName", event_name},
          {"dynamodb",
           {{"SequenceNumber", std::to_string(number)},
            {"Keys", {{"pk", image.at("pk")}, {"sk", image.at("sk")}}},
            {"NewImage", image}}}};
}

inline boost::json::object record_of(int number, const Message& message) {
  return record_of(number, message_row(message));
}

inline std::string event_of(const boost::json::array& records) {
  return boost::json::serialize(boost::json::object{{"Records", records}});
}

}  // namespace ddb::backend
