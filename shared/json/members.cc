#include "shared/json/members.h"

namespace ddb::json {

std::string text_member(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

const boost::json::array& array_member(const boost::json::object& object, std::string_view name) {
  static const boost::json::array empty;
  const auto* value = object.if_contains(name);
  return value && value->is_array() ? value->get_array() : empty;
}

const boost::json::object& object_member(const boost::json::object& object, std::string_view name) {
  static const boost::json::object empty;
  const auto* value = object.if_contains(name);
  return value && value->is_object() ? value->get_object() : empty;
}

}  // namespace ddb::json
