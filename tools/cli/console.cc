#include "tools/cli/console.h"

#include <iterator>

#include "shared/json/json.h"

namespace ddb::cli {
namespace {

constexpr std::size_t kInputSizeBytesMax = std::size_t{256} * 1024 * 1024;

Result<std::string, CommandError> read_all(std::istream& in) {
  std::string text;
  std::string block(64 * 1024, '\0');
  while (in) {
    in.read(block.data(), static_cast<std::streamsize>(block.size()));
    text.append(block, 0, static_cast<std::size_t>(in.gcount()));
    if (text.size() > kInputSizeBytesMax) return usage_error("Standard input is larger than 256 MiB.");
  }
  return text;
}

}  // namespace

Result<boost::json::object, CommandError> parse_json_object(std::string_view text, const std::string& what) {
  const auto document = json::Document::parse(text);
  if (!document) return usage_error(what + ": " + document.error().message + ".");
  if (!document->root().is_object()) return usage_error(what + " is no JSON object.");
  // A plain copy would go on using the document's memory, which ends here.
  return boost::json::object(document->root().get_object(), boost::json::storage_ptr());
}

Result<std::optional<boost::json::object>, CommandError> Console::json_option(std::string_view name) const {
  const auto text = options_.find(name);
  if (!text) return std::optional<boost::json::object>();
  constexpr std::string_view file_scheme = "file://";
  const std::string what = "The value of --" + std::string(name);
  if (!text->starts_with(file_scheme)) {
    DDB_TRY(object, parse_json_object(*text, what));
    return std::optional(std::move(object));
  }
  const auto file = host_.system.files.read(text->substr(file_scheme.size()));
  if (!file) return usage_error(what + ": " + file.error().message);
  if (!*file) return usage_error(what + ": there is no file " + text->substr(file_scheme.size()) + ".");
  DDB_TRY(object, parse_json_object(**file, what));
  return std::optional(std::move(object));
}

Result<std::string, CommandError> Console::read_file(const std::string& path) {
  if (path == "-") return read_all(host_.in);
  auto text = host_.system.files.read(path, kInputSizeBytesMax);
  if (!text) return usage_error(text.error().message);
  if (!*text) return usage_error("There is no file " + path + ".");
  return **std::move(text);
}

void Console::print(const Table& table, const boost::json::value& document) {
  switch (format_) {
    case OutputFormat::kTable:
      out() << format_table(table);
      break;
    case OutputFormat::kPlain:
      out() << format_plain(table);
      break;
    case OutputFormat::kJson:
      out() << format_json(document) << '\n';
      break;
  }
}

}  // namespace ddb::cli
