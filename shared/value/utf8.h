#pragma once

#include <string_view>

namespace ddb::value {

/// Whether `text` is UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text);

}  // namespace ddb::value
