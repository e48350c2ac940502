#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "shared/aws/service_client.h"
#include "tools/cli/command.h"

namespace ddb::cruddur {

/// Someone who can sign in, as ListUsers tells of them. What the pool does not say is empty.
struct PoolUser {
  std::string username;
  std::string sub;  ///< What names them in their tokens; never changes.
  std::string preferred_username;
  std::string email;
  bool is_email_doubtful = false;  ///< The pool says that the address was never verified.
  std::string status;              ///< CONFIRMED, FORCE_CHANGE_PASSWORD, ...
  bool is_enabled = true;
  std::string created_at;  ///< `2026-11-21T04:30:00Z`.
};

/// Reads one of ListUsers' `Users`.
PoolUser parse_pool_user(const boost::json::object& user);

/// Whom `create_user` makes.
struct NewPoolUser {
  std::string username;
  std::string handle;  ///< Becomes preferred_username, by which the users database knows them.
  std::string display_name;
  std::string email;
  std::string password;
};

/// One user pool: Amazon Cognito's, or the local one of ddb-emulator.
class UserPool {
 public:
  /// `client` must outlive it.
  UserPool(aws::ServiceClient& client, std::string id) : client_(client), id_(std::move(id)) {}

  /// All users, page by page to the end, each as ListUsers gives it.
  Result<boost::json::array, cli::CommandError> list_users();

  /// Makes a user who can sign in at once: the e-mail counts as verified, the password is not temporary, and
  /// no message is sent. Gives their `sub`.
  Result<std::string, cli::CommandError> create_user(const NewPoolUser& user);

  const std::string& id() const { return id_; }

 private:
  Result<boost::json::object, cli::CommandError> call(const std::string& operation,
                                                      const boost::json::object& input);
  cli::CommandError describe(const aws::CallError& error, const std::string& operation) const;

  aws::ServiceClient& client_;
  const std::string id_;
};

/// The options that choose a user pool and the way to it.
std::vector<cli::OptionSpec> user_pool_options();

/// `run` with the pool that --user-pool-id or AWS_COGNITO_USER_POOL_ID names.
cli::CommandAction with_user_pool(Result<void, cli::CommandError> (*run)(cli::Console& console,
                                                                         UserPool& pool));

}  // namespace ddb::cruddur
