#pragma once

#include <string>

#include "shared/base/result.h"
#include "shared/http/url.h"

namespace ddb::backend {

/// The Amazon Cognito user pool whose tokens count.
struct UserPool {
  std::string id;         ///< `us-east-1_AbCdEfGhI`
  std::string client_id;  ///< Of the app client that the pages sign in with.
  /// Where the pool is reached: `https://cognito-idp.us-east-1.amazonaws.com`, or a server that stands in for
  /// it.
  http::Url endpoint;

  /// The `iss` of its tokens: AWS's address, whatever `endpoint` is. Source: Amazon Cognito Developer Guide,
  /// "Verifying a JSON Web Token".
  std::string issuer() const;
};

/// The region in front of a pool's id. The error is a sentence: the text is no pool id.
Result<std::string> region_of_pool(const std::string& pool_id);

/// `https://cognito-idp.REGION.amazonaws.com` (`.com.cn` in China).
std::string cognito_origin(const std::string& region);

}  // namespace ddb::backend
