#pragma once

#include <map>
#include <optional>
#include <string>

#include "emulator/user_pool/pool_error.h"
#include "shared/base/base64.h"

namespace ddb::user_pool {

/// Which part of a list is asked for.
struct PageRequest {
  std::size_t size;
  /// What the page before gave as its token: base64url of the last key it looked at.
  std::optional<std::string> token;
};

enum class Taken { kYes, kNo };

/// Calls `take` with the values of `map` in the order of their keys, until it took as many as a page has.
/// Gives the token of the next page; empty if there is none. InvalidParameterException for a token that is
/// none.
template <class T, class Take>
PoolResult<std::string> read_page(const std::map<std::string, T>& map, const PageRequest& page, Take&& take) {
  auto row = map.begin();
  if (page.token) {
    const auto last_key = base64url_decode(*page.token);
    if (!last_key || last_key->empty()) return invalid_parameter("Invalid pagination token.");
    row = map.upper_bound(*last_key);
  }
  std::size_t taken = 0;
  std::string last_key;
  for (; row != map.end() && taken < page.size; ++row) {
    if (take(row->second) == Taken::kYes) ++taken;
    last_key = row->first;
  }
  return {boost::system::in_place_value, row == map.end() ? std::string() : base64url_encode(last_key)};
}

}  // namespace ddb::user_pool
