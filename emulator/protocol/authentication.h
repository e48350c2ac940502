#pragma once

#include <string_view>

#include "emulator/model/service_error.h"
#include "emulator/protocol/request.h"

namespace ddb::protocol {

/// Who asks, as far as the request itself says. The views point into the request.
struct Caller {
  std::string_view access_key_id;
  std::string_view region;  ///< From the credential scope.
};

/// Checks that the secret behind a signature is known. Without one, every well-formed signature is welcome.
class SignatureCheck {
 public:
  virtual ~SignatureCheck() = default;
  /// UnrecognizedClientException or InvalidSignatureException.
  virtual model::ServiceResult<void> check(const Request& request, const Caller& caller) const = 0;
};

/// Reads the Signature Version 4 of a request from its Authorization header or its query, and judges its
/// shape: MissingAuthenticationTokenException, IncompleteSignatureException, or InvalidSignatureException
/// when it is signed in both places. Keys, dates and signatures may be anything. `storage` keeps what has to
/// be decoded from a query; it must live as long as the caller is used.
model::ServiceResult<Caller> read_signature(const Request& request, std::string& storage);

}  // namespace ddb::protocol
