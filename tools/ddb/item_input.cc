#include "tools/ddb/item_input.h"

#include <algorithm>
#include <array>

#include "shared/json/json.h"

namespace ddb::cli {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 10> kTypes{"S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS"};

Result<json::value> parse(std::string_view text) {
  const auto document = ddb::json::Document::parse(text);
  if (!document) return document.error();
  // A plain copy would go on using the document's memory, which ends here.
  return json::value(document->root(), json::storage_ptr());
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view spaces = " \t\r\n";
  const auto first = text.find_first_not_of(spaces);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(spaces) - first + 1);
}

Result<json::array, CommandError> checked_items(const json::array& items, const std::string& name) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string what = name + ", item " + std::to_string(i + 1);
    if (!items[i].is_object()) return usage_error(what + " is no JSON object.");
    DDB_CHECK(check_item(items[i].get_object(), what));
  }
  return items;
}

Result<json::array, CommandError> parse_lines(std::string_view text, const std::string& name) {
  json::array items;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto line_feed = text.find('\n');
    const std::string_view line = trimmed(text.substr(0, line_feed));
    text.remove_prefix(line_feed == std::string_view::npos ? text.size() : line_feed + 1);
    if (line.empty()) continue;
    const std::string what = name + ", line " + std::to_string(number);
    auto value = parse(line);
    if (!value) return usage_error(what + ": " + value.error().message + ".");
    if (!value->is_object()) return usage_error(what + " is no JSON object.");
    DDB_CHECK(check_item(value->get_object(), what));
    items.push_back(*std::move(value));
  }
  return items;
}

}  // namespace

Result<void, CommandError> check_item(const json::object& item, const std::string& what) {
  for (const auto& [attribute, value] : item) {
    const auto* typed = value.if_object();
    const bool is_typed = typed && typed->size() == 1 &&
                          std::find(kTypes.begin(), kTypes.end(), typed->begin()->key()) != kTypes.end();
    if (!is_typed) {
      return usage_error(
          what + ": the attribute \"" + std::string(attribute) +
          "\" is not in DynamoDB's JSON form: write {\"S\": \"text\"}, {\"N\": \"1\"}, {\"BOOL\": true} "
          "and so on.");
    }
  }
  return {};
}

Result<json::array, CommandError> parse_items(std::string_view text, const std::string& name) {
  const std::string_view content = trimmed(text);
  if (content.empty()) return json::array();
  const std::string_view first_line = content.substr(0, content.find('\n'));
  const auto first = parse(first_line);
  const auto is_scan_output = [](const json::value& value) {
    return value.is_object() && value.get_object().contains("Items") &&
           value.get_object().at("Items").is_array();
  };
  if (first && first->is_object() && !is_scan_output(*first)) return parse_lines(text, name);
  const auto document = parse(content);
  if (document && document->is_array()) return checked_items(document->get_array(), name);
  if (document && is_scan_output(*document))
    return checked_items(document->get_object().at("Items").get_array(), name);
  if (document && document->is_object()) return checked_items({*document}, name);
  const std::string why = document ? "it is another JSON value" : document.error().message;
  return usage_error(name + " is neither one JSON object a line nor one JSON array of items: " + why + ".");
}

}  // namespace ddb::cli
