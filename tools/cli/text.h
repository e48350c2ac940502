#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Text as a terminal shows it.
namespace ddb::cli {

/// One line without control characters: line feeds, tabs and the like become `\n`, `\t`, `\xNN`, a backslash
/// `\\`; bytes that are no UTF-8 become U+FFFD. So no stored text can move the cursor or break a line of
/// output.
std::string one_line(std::string_view text);

/// How many columns a terminal takes for `text`: two for wide characters (East Asian, emoji), none for
/// combining marks.
std::size_t display_width(std::string_view text);

/// The first `characters_max` characters (Unicode code points, and the combining marks after the last), then
/// "…" if something was left out. Bytes that are no UTF-8 count as one character each.
std::string first_characters(std::string_view text, std::size_t characters_max);

/// `text` and as many spaces as fill it up to `width` columns.
std::string padded(std::string_view text, std::size_t width);

}  // namespace ddb::cli
