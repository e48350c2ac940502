// links: shared_value
#include <boost/json/serialize.hpp>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

#include "shared/json/json.h"
#include "shared/value/json.h"

using namespace ddb::value;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check_item(const boost::json::object& attributes) {
  const auto item = item_from_json(attributes);
  if (!item) return;
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
  try {
    check_item(document->root().get_object());
  } catch (const std::logic_error&) {
    // A wrong JSON shape: what protocol refuses before.
  }
  return 0;
}
