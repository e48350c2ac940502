#include "tools/ddb/format.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <map>
#include <set>
#include <utility>

#include "tools/ddb/text.h"

namespace ddb::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t kShortLineMax = 76;
constexpr std::size_t kIndent = 4;

/// JSON on one line, with a space after ':' and ','.
void append_compact(std::string& out, const json::value& value) {
  const char* separator = "";
  if (const auto* object = value.if_object()) {
    out += '{';
    for (const auto& [name, member] : *object) {
      out += std::exchange(separator, ", ");
      out.append(json::serialize(json::string(name))).append(": ");
      append_compact(out, member);
    }
    out += '}';
  } else if (const auto* array = value.if_array()) {
    out += '[';
    for (const auto& element : *array) {
      out += std::exchange(separator, ", ");
      append_compact(out, element);
    }
    out += ']';
  } else {
    out += json::serialize(value);
  }
}

void append_lines(std::string& out, const json::value& value, std::size_t indent) {
  std::string compact;
  append_compact(compact, value);
  const bool is_container = value.is_object() || value.is_array();
  if (!is_container || indent + compact.size() <= kShortLineMax) {
    out += compact;
    return;
  }
  const char* separator = "\n";
  const std::string margin(indent + kIndent, ' ');
  out += value.is_object() ? '{' : '[';
  if (const auto* object = value.if_object()) {
    for (const auto& [name, member] : *object) {
      out.append(std::exchange(separator, ",\n")).append(margin);
      out.append(json::serialize(json::string(name))).append(": ");
      append_lines(out, member, indent + kIndent);
    }
  } else {
    for (const auto& element : value.get_array()) {
      out.append(std::exchange(separator, ",\n")).append(margin);
      append_lines(out, element, indent + kIndent);
    }
  }
  out.append("\n").append(indent, ' ');
  out += value.is_object() ? '}' : ']';
}

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
  if (!object || object->size() != 1) return append_compact(out, attribute);
  const auto& [type, value] = *object->begin();
  if (type == "L" && value.is_array()) return append_plain_list(out, value.get_array());
  if (type == "M" && value.is_object()) return append_plain_map(out, value.get_object());
  if (type == "NS" && value.is_array()) return append_plain_numbers(out, value.get_array());
  if (type == "N" && value.is_string() && is_number_text(value.get_string())) {
    out += std::string_view(value.get_string());
  } else if (type == "NULL") {
    out += "null";
  } else {
    append_compact(out, value);
  }
}

std::size_t column_count(const Table& table) {
  std::size_t count = table.names.size();
  for (const auto& row : table.rows)
    count = std::max(count, row.size());
  return count;
}

}  // namespace

Result<OutputFormat, CommandError> parse_output_format(std::string_view text) {
  if (text == "table") return OutputFormat::kTable;
  if (text == "plain" || text == "text") return OutputFormat::kPlain;
  if (text == "json") return OutputFormat::kJson;
  return usage_error("--output must be json, table or plain, not \"" + std::string(text) + "\".");
}

std::string format_table(const Table& table) {
  std::vector<std::vector<std::string>> lines = table.rows;
  if (!table.names.empty()) lines.insert(lines.begin(), table.names);
  std::vector<std::size_t> widths(column_count(table));
  for (auto& line : lines) {
    line.resize(widths.size());
    for (std::size_t i = 0; i < widths.size(); ++i) {
      line[i] = one_line(line[i]);
      widths[i] = std::max(widths[i], display_width(line[i]));
    }
  }
  if (!table.names.empty()) {
    std::vector<std::string> rule;
    for (const std::size_t width : widths)
      rule.emplace_back(width, '-');
    lines.insert(lines.begin() + 1, rule);
  }

  std::string out;
  for (const auto& line : lines) {
    for (std::size_t i = 0; i + 1 < line.size(); ++i)
      out.append(padded(line[i], widths[i])).append("  ");
    if (!line.empty()) out += line.back();
    out.erase(out.find_last_not_of(' ') + 1);
    out += '\n';
  }
  return out;
}

std::string format_plain(const Table& table) {
  std::string out;
  const std::size_t count = column_count(table);
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) out += '\t';
      if (i < row.size()) out += one_line(row[i]);
    }
    out += '\n';
  }
  return out;
}

std::string format_json(const json::value& value, std::size_t indent) {
  std::string out;
  append_lines(out, value, indent);
  return out;
}

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
