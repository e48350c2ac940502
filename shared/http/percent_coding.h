#pragma once

#include <optional>
#include <string>
#include <string_view>

/// Percent-encoding of paths and queries. Source: RFC 3986 sections 2.1 to 2.3.
namespace ddb::http {

/// Every byte but letters, digits, '-', '.', '_' and '~' as '%' and two upper-case digits; '/' stays if
/// asked.
enum class Slash { kKeep, kEncode };
void append_percent_encoded(std::string& out, std::string_view text, Slash slash);

/// Turns "%41" into "A"; a '%' without two digits after it stays as it is, and so does a '+'.
std::string percent_decoded(std::string_view text);

/// The decoded value of the first parameter of `query` ("a=1&b=2") called `name`: empty for one without '=';
/// nothing if there is none.
std::optional<std::string> find_query_parameter(std::string_view query, std::string_view name);

}  // namespace ddb::http
