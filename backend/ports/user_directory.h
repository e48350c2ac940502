#pragma once

#include <optional>
#include <string>

#include "backend/domain/person.h"
#include "shared/base/result.h"

namespace ddb::backend {

/// Who has an account. All of it may be called from several threads. The error is a sentence for the log: the
/// database can't be reached or answers with an error.
class UserDirectory {
 public:
  virtual ~UserDirectory() = default;

  /// Nothing if there is nobody of that `sub`.
  virtual Result<std::optional<Person>> find_by_cognito_user_id(const std::string& cognito_user_id) = 0;
  /// `handle` without the @.
  virtual Result<std::optional<Person>> find_by_handle(const std::string& handle) = 0;
};

}  // namespace ddb::backend
