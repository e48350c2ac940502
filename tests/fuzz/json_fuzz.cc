// links: shared_json
#include <algorithm>
#include <boost/json/serialize.hpp>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "shared/json/json.h"
#include "shared/json/parsed_text.h"

namespace {

using ddb::json::Document;
using ddb::json::ParsedText;

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

/// Both ways of reading agree; and what was read can be written, and read again as the same.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto document = Document::parse(text, kLimits);
  ParsedText::Room room;
  // Texts of even size go without it, so that both ways are taken.
  const auto parsed = ParsedText::parse(text, kLimits, size % 2 == 0 ? nullptr : &room);
  require(document.has_value() == parsed.has_value());
  if (!document) {
    require(!document.error().message.empty() && document.error().message == parsed.error().message);
    return 0;
  }
  if (holds_double(document->root())) return 0;
  require(parsed->root().copy() == document->root());
  const auto again = Document::parse(boost::json::serialize(document->root()), kLimits);
  require(again.has_value() && again->root() == document->root());
  return 0;
}
