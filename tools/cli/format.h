#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "tools/cli/command_error.h"

/// How values and rows are printed.
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

/// JSON on one line, with a space after ':' and ','.
std::string format_compact_json(const boost::json::value& value);

/// JSON text with four spaces of indent, where a value that fits on a short line stands on one.
std::string format_json(const boost::json::value& value, std::size_t indent = 0);

}  // namespace ddb::cli
