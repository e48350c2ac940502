#pragma once

#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace ddb::backend {

/// Why a token is not accepted.
struct TokenError {
  enum class Kind {
    kInvalid,      ///< Forged, expired, of another pool, client or use, or no token at all.
    kUnavailable,  ///< The pool's keys can't be had just now.
  };
  Kind kind;
  std::string message;  ///< One sentence, for the log; holds nothing of the token.
};

[[noreturn]] void throw_exception_from_error(const TokenError& error, const boost::source_location&);

/// Whom an access token stands for.
class TokenVerifier {
 public:
  virtual ~TokenVerifier() = default;
  /// The `sub` of a valid access token. May be called from several threads, and may wait for the network.
  virtual Result<std::string, TokenError> verify(std::string_view access_token) = 0;
};

}  // namespace ddb::backend
