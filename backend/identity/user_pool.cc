#include "backend/identity/user_pool.h"

#include <algorithm>

#include "shared/http/syntax.h"

namespace ddb::backend {
namespace {

/// Source: Amazon Cognito API Reference, `UserPoolIdType`.
constexpr std::size_t kPoolIdSizeMax = 55;

bool is_region_byte(char c) {
  return (c >= 'a' && c <= 'z') || http::is_digit(c) || c == '-';
}

}  // namespace

std::string UserPool::issuer() const {
  return cognito_origin(id.substr(0, id.find('_'))) + "/" + id;
}

Result<std::string> region_of_pool(const std::string& pool_id) {
  const std::size_t underscore = pool_id.find('_');
  const bool is_pool_id =
      pool_id.size() <= kPoolIdSizeMax && underscore != std::string::npos && underscore > 0 &&
      underscore + 1 < pool_id.size() &&
      std::all_of(pool_id.begin(), pool_id.begin() + static_cast<std::ptrdiff_t>(underscore),
                  is_region_byte) &&
      std::all_of(pool_id.begin() + static_cast<std::ptrdiff_t>(underscore) + 1, pool_id.end(),
                  [](char c) { return http::is_letter(c) || http::is_digit(c); });
  if (!is_pool_id)
    return Error{"\"" + pool_id.substr(0, kPoolIdSizeMax) +
                 "\" is no user pool id: it looks like us-east-1_AbCdEfGhI."};
  return {boost::system::in_place_value, pool_id.substr(0, underscore)};
}

std::string cognito_origin(const std::string& region) {
  return "https://cognito-idp." + region +
         (region.starts_with("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com");
}

}  // namespace ddb::backend
