#include "tools/ddb/item_format.h"

#include <boost/json/serialize.hpp>
#include <map>
#include <set>
#include <utility>

namespace ddb::cli {
namespace {

namespace json = boost::json;

bool is_number_text(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789.+-eE") == std::string_view::npos;
}

void append_plain(std::string& out, const json::value& attribute);

void append_plain_list(std::string& out, const json::array& list) {
  const char* separator = "";
  out += '[';
  for (const auto& element : list) {
    out += std::exchange(separator, ", ");
    append_plain(out, element);
  }
  out += ']';
}

void append_plain_map(std::string& out, const json::object& map) {
  std::map<std::string_view, const json::value*> sorted;
  for (const auto& [name, member] : map)
    sorted.emplace(name, &member);
  const char* separator = "";
  out += '{';
  for (const auto& [name, member] : sorted) {
    out += std::exchange(separator, ", ");
    out.append(json::serialize(json::string(name))).append(": ");
    append_plain(out, *member);
  }
  out += '}';
}

void append_plain_numbers(std::string& out, const json::array& numbers) {
  const char* separator = "";
  out += '[';
  for (const auto& number : numbers) {
    out += std::exchange(separator, ", ");
    append_plain(out, json::object{{"N", number}});
  }
  out += ']';
}

/// The value as JSON without DynamoDB's type names. A number is written as its own digits: a JSON number of
/// Boost would lose some.
void append_plain(std::string& out, const json::value& attribute) {
  const auto* object = attribute.if_object();
  if (!object || object->size() != 1) return void(out += format_compact_json(attribute));
  const auto& [type, value] = *object->begin();
  if (type == "L" && value.is_array()) return append_plain_list(out, value.get_array());
  if (type == "M" && value.is_object()) return append_plain_map(out, value.get_object());
  if (type == "NS" && value.is_array()) return append_plain_numbers(out, value.get_array());
  if (type == "N" && value.is_string() && is_number_text(value.get_string())) {
    out += std::string_view(value.get_string());
  } else if (type == "NULL") {
    out += "null";
  } else {
    out += format_compact_json(value);
  }
}

}  // namespace

std::string plain_value(const json::value& attribute) {
  const auto* object = attribute.if_object();
  if (object && object->size() == 1) {
    const auto& [type, value] = *object->begin();
    if (value.is_string() && (type == "S" || type == "B" || type == "N"))
      return std::string(value.get_string());
  }
  std::string out;
  append_plain(out, attribute);
  return out;
}

Table items_table(const json::array& items, const std::vector<std::string>& key_names) {
  std::set<std::string> others;
  for (const auto& item : items) {
    for (const auto& member : item.get_object())
      others.emplace(member.key());
  }
  Table table;
  for (const auto& name : key_names) {
    if (others.erase(name) > 0) table.names.push_back(name);
  }
  table.names.insert(table.names.end(), others.begin(), others.end());
  for (const auto& item : items) {
    auto& row = table.rows.emplace_back();
    for (const auto& name : table.names) {
      const auto* attribute = item.get_object().if_contains(name);
      row.push_back(attribute ? plain_value(*attribute) : "");
    }
  }
  return table;
}

}  // namespace ddb::cli
