// links: shared_json
#include <algorithm>
#include <boost/json/serialize.hpp>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "shared/json/json.h"

namespace {

using ddb::json::Document;

constexpr ddb::json::Limits kLimits{.depth_max = 32};

void require(bool holds) {
  if (!holds) std::abort();
}

/// Doubles lose digits on the way through text, and can be infinite, which JSON has no text for.
bool holds_double(const boost::json::value& value) {
  if (const auto* array = value.if_array()) return std::any_of(array->begin(), array->end(), holds_double);
  if (const auto* object = value.if_object())
    return std::any_of(object->begin(), object->end(),
                       [](const auto& member) { return holds_double(member.value()); });
  return value.is_double();
}

}  // namespace

/// What was read can be written, and read again as the same.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto document = Document::parse({reinterpret_cast<const char*>(data), size}, kLimits);
  if (!document) {
    require(!document.error().message.empty());
    return 0;
  }
  if (holds_double(document->root())) return 0;
  const auto again = Document::parse(boost::json::serialize(document->root()), kLimits);
  require(again.has_value() && again->root() == document->root());
  return 0;
}
