#pragma once

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "tools/ddb/command_error.h"

/// How values, items and rows are printed.
namespace ddb::cli {

enum class OutputFormat {
  kTable,  ///< Aligned columns under a line of names.
  kPlain,  ///< One line a row, values separated by tabs, no names: for cut, awk and the like.
  kJson,   ///< One JSON document.
};

/// "json", "table" or "plain".
Result<OutputFormat, CommandError> parse_output_format(std::string_view text);

/// Rows under names, or without a heading if there are no names. A row may be shorter than the names: the
/// rest is empty.
struct Table {
  std::vector<std::string> names;
  std::vector<std::vector<std::string>> rows;
};

/// Aligned columns, two spaces apart, names underlined. Cells are made one line (`one_line`).
std::string format_table(const Table& table);

/// One line a row, cells made one line and separated by tabs.
std::string format_plain(const Table& table);

/// JSON text with four spaces of indent, where a value that fits on a short line stands on one.
std::string format_json(const boost::json::value& value, std::size_t indent = 0);

/// A value in DynamoDB's JSON form ({"S": "text"}) as plain text: strings as they are, numbers, Base64 of
/// binaries, true, false, null, and lists, maps and sets as ordinary JSON. What is not of that form is shown
/// as JSON.
std::string plain_value(const boost::json::value& attribute);

/// Items in DynamoDB's JSON form as rows; the columns are the key attributes first, then all others by name.
Table items_table(const boost::json::array& items, const std::vector<std::string>& key_names);

}  // namespace ddb::cli
