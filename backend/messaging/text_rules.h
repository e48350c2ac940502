#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

/// What a text from a client has to be. Sources: Unicode Standard, table 3-7 (well-formed UTF-8) and property
/// White_Space.
namespace ddb::backend {

/// What there is in a text.
struct TextFacts {
  std::size_t characters = 0;  ///< Unicode code points.
  bool is_blank = true;        ///< Nothing but white space and characters that have no width.
};

/// Nothing if the text is not well-formed UTF-8.
std::optional<TextFacts> examine_text(std::string_view text);

/// 1 to 128 printable characters of ASCII, the space among them.
bool is_idempotency_key(std::string_view text);

/// 32 hexadecimal digits in five groups with dashes between them.
bool is_uuid(std::string_view text);

}  // namespace ddb::backend
