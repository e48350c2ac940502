#pragma once

#include <string>

namespace ddb::backend {

/// Someone who has an account, as the users database knows them.
struct Person {
  std::string uuid;    ///< Lower-case UUID; names them in DynamoDB.
  std::string handle;  ///< Without the @; unique.
  std::string display_name;
  std::string cognito_user_id;  ///< The `sub` of their tokens; empty for one who has never signed up.

  bool operator==(const Person&) const = default;
};

}  // namespace ddb::backend
