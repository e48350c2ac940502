#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ddb::backend {

/// The store's cursor in a form that fits into a URL and that nobody takes for something to write by hand:
/// base64 with the alphabet for URLs and without padding (RFC 4648, section 5).
std::string write_cursor(std::string_view store_cursor);

/// The store's cursor; nothing for what `write_cursor` has not written: another alphabet, bits too many, or
/// anything but 1 to 64 printable characters of ASCII, which every time is.
std::optional<std::string> read_cursor(std::string_view text);

}  // namespace ddb::backend
