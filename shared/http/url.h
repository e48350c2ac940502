#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace ddb::http {

/// An absolute `http:` or `https:` URL, taken apart.
struct Url {
  std::string scheme;  ///< `http` or `https`, in lower case.
  std::string host;    ///< A name or an address, in lower case; an IPv6 address without its brackets.
  std::uint16_t port;  ///< The scheme's own (80 or 443) where the text names none.
  std::string path;    ///< Begins with `/`; percent-encoded exactly as given.
  std::string query;   ///< Without the `?`; percent-encoded exactly as given; empty if there is none.

  /// What the Host header says: the host (IPv6 in brackets), and `:port` unless it is the scheme's own.
  std::string authority() const;
  /// The path and, if there is one, `?` and the query: what the request line says.
  std::string target() const;
  /// `scheme://authority`.
  std::string origin() const;
};

/// Longest text that `parse_url` takes.
inline constexpr std::size_t kUrlBytesMax = 8192;

/// Takes `text` apart. The fragment (`#...`) is dropped, as it never goes on the wire. Fails with a sentence
/// that quotes the text if: there is no scheme or one other than http and https, the host is missing or has
/// bytes no host has, there is a user name or password, the port is not 1-65535, or the path or query has
/// spaces or control bytes. Source: RFC 3986, RFC 9110 section 4.2.
Result<Url> parse_url(std::string_view text);

}  // namespace ddb::http
