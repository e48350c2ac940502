#include "emulator/user_pool/pool_error.h"

#include <stdexcept>

namespace ddb::user_pool {

void throw_exception_from_error(const PoolError& error, const boost::source_location&) {
  throw std::logic_error("value() of a failed result: " + std::string(error.code()));
}

PoolError not_authorized(std::string message) {
  return {"NotAuthorizedException", std::move(message)};
}

PoolError invalid_parameter(std::string message) {
  return {"InvalidParameterException", std::move(message)};
}

PoolError resource_not_found(std::string message) {
  return {"ResourceNotFoundException", std::move(message)};
}

PoolError limit_exceeded(std::string message) {
  return {"LimitExceededException", std::move(message)};
}

PoolError serialization_error(std::string message) {
  return {"SerializationException", std::move(message)};
}

PoolError incorrect_username_or_password() {
  return not_authorized("Incorrect username or password.");
}

PoolError user_not_found() {
  return {"UserNotFoundException", "User does not exist."};
}

}  // namespace ddb::user_pool
