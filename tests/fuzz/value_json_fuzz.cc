// links: shared_value
#include <boost/json/serialize.hpp>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "shared/json/json.h"
#include "shared/json/parsed_text.h"
#include "shared/value/json.h"

using namespace ddb::value;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

/// Nothing when anything is wrong with it, be it its JSON shape, which protocol refuses before.
std::optional<Item> read_item(const boost::json::object& attributes) {
  try {
    auto item = item_from_json(attributes);
    return item ? std::optional(std::move(*item)) : std::nullopt;
  } catch (const std::logic_error&) {
    return std::nullopt;
  }
}

void check_item(std::string_view input, const boost::json::object& attributes) {
  const std::optional<Item> item = read_item(attributes);
  const auto parsed = ddb::json::ParsedText::parse(input);
  require(parsed.has_value());
  const auto valid = item_if_valid(parsed->root().get_object());
  require(item.has_value() == valid.has_value());
  if (!item) return;
  require(valid->item == *item);
  require(is_well_formed_item(item->encoded()));
  std::string text;
  append_json(text, *item);
  const auto document = ddb::json::Document::parse(text);
  require(document.has_value());
  require(item_from_json(document->root().as_object())->encoded() == item->encoded());
  require(boost::json::serialize(document->root()) == text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto document = ddb::json::Document::parse(input);
  if (!document || !document->root().is_object()) return 0;
  check_item(input, document->root().get_object());
  return 0;
}
