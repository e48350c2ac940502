#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "shared/base/result.h"

/// A small Amazon Cognito user pool service: its operations over JSON, its tokens, and what it keeps.
namespace ddb::user_pool {

/// An error as Cognito answers it: `{"__type":"NotAuthorizedException","message":"..."}`.
class PoolError {
 public:
  PoolError() = default;  ///< What a result that is none gives when it is asked for its error.
  /// `code` is a literal.
  PoolError(std::string_view code, std::string message, int http_status = 400)
      : code_(code), message_(std::move(message)), http_status_(http_status) {}

  std::string_view code() const { return code_; }
  const std::string& message() const { return message_; }
  int http_status() const { return http_status_; }

 private:
  std::string_view code_;
  std::string message_;
  int http_status_ = 400;
};

/// A value, or the error to answer.
template <class T>
using PoolResult = Result<T, PoolError>;

[[noreturn]] void throw_exception_from_error(const PoolError& error, const boost::source_location&);

PoolError not_authorized(std::string message);
PoolError invalid_parameter(std::string message);
PoolError resource_not_found(std::string message);
PoolError limit_exceeded(std::string message);
PoolError serialization_error(std::string message);

/// For a wrong password and for a user who is not there, in the same words.
PoolError incorrect_username_or_password();
PoolError user_not_found();

}  // namespace ddb::user_pool
