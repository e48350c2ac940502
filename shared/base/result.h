#pragma once

#include <boost/system/result.hpp>
#include <stdexcept>
#include <string>
#include <utility>

namespace ddb {

/// What went wrong, as one plain sentence for a person, with the remedy where there is one.
/// The errors that DynamoDB speaks on the wire are `model::ServiceError`.
struct Error {
  std::string message;
};

/// A value, or the error that a user, a file or the network caused. Asking a failed result for its value is
/// a bug, and throws `std::logic_error`.
template <class T, class E = Error>
using Result = boost::system::result<T, E>;

[[noreturn]] inline void throw_exception_from_error(const Error& error, const boost::source_location&) {
  throw std::logic_error("value() of a failed result: " + error.message);
}

}  // namespace ddb

/// Names the value of a successful `expression`, or returns its error from the enclosing function.
#define DDB_TRY(name, expression)                              \
  auto name##_result = (expression);                           \
  if (!name##_result) return std::move(name##_result).error(); \
  auto& name = *name##_result

/// Returns the error of a failed `expression` (a `Result<void>` or one whose value is not needed).
#define DDB_CHECK(expression)                                                                                \
  do {                                                                                                       \
    if (auto ddb_check_result = (expression); !ddb_check_result) return std::move(ddb_check_result).error(); \
  } while (false)
