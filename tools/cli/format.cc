#include "tools/cli/format.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <utility>

#include "tools/cli/text.h"

namespace ddb::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t kShortLineMax = 76;
constexpr std::size_t kIndent = 4;

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

std::string format_compact_json(const json::value& value) {
  std::string out;
  append_compact(out, value);
  return out;
}

std::string format_json(const json::value& value, std::size_t indent) {
  std::string out;
  append_lines(out, value, indent);
  return out;
}

}  // namespace ddb::cli
