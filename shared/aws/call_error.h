#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "shared/base/result.h"

namespace ddb::aws {

/// Why a call failed after all its attempts.
struct CallError {
  enum class Kind {
    kService,       ///< The service answered with an error: see `type`.
    kNotReachable,  ///< No connection, or none that is trusted.
    kNoAnswer,      ///< The connection broke or was too slow; the request may have run.
    kBadAnswer,     ///< What answered is not the service, or the answer was damaged on the way.
    kCredentials,   ///< There is nothing to sign with.
  };
  Kind kind;
  std::string type;           ///< Of a kService error, without its prefix: "ResourceNotFoundException".
  std::string message;        ///< The service's own message, or one plain sentence.
  int status = 0;             ///< The HTTP status; 0 if there was no answer.
  std::string body;           ///< The whole answer: for CancellationReasons, Item and the like.
  bool is_retryable = false;  ///< Whether the same request may succeed later.
  unsigned attempts = 0;

  /// So that DDB_TRY can hand it to a caller that returns `Result<T>`.
  operator Error() const { return Error{type.empty() ? message : type + ": " + message}; }  // NOLINT
};

[[noreturn]] void throw_exception_from_error(const CallError& error, const boost::source_location&);

/// The output of an operation.
using CallResult = Result<boost::json::object, CallError>;

}  // namespace ddb::aws
