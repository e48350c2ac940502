#pragma once

#include <string>
#include <vector>

#include "backend/users/users_database.h"
#include "shared/base/result.h"

/// What is done to a users database as a whole, for `cruddur db`. Addresses and errors are as in
/// `UsersDatabase`.
namespace ddb::backend {

/// One connection of some program to the database.
struct Session {
  std::string process_id;      ///< Of the server's process that serves it.
  std::string user;            ///< As whom it signed in.
  std::string application;     ///< What it calls itself; may be empty.
  std::string client_address;  ///< Empty: by a socket of the same machine.
  std::string state;           ///< "idle", "active", "idle in transaction", ...
  std::string connected_at;    ///< UTC.
};

enum class CreateOutcome { kCreated, kWasThere };
enum class DropOutcome { kDropped, kWasNotThere };

/// Makes the database, without tables. PostgreSQL: by way of its database `postgres`; the user must be
/// allowed to. SQLite: makes the file.
Result<CreateOutcome> create_users_database(const std::string& connection_url,
                                            const UsersDatabaseOptions& options = {});

/// Deletes the database with all that is in it. Refuses one that another program has open, PostgreSQL's own
/// databases, and an SQLite file that is no users database.
Result<DropOutcome> drop_users_database(const std::string& connection_url,
                                        const UsersDatabaseOptions& options = {});

/// Who is connected, this connection left out. SQLite has no server that could know: an error that says so.
Result<std::vector<Session>> users_database_sessions(const std::string& connection_url,
                                                     const UsersDatabaseOptions& options = {});

}  // namespace ddb::backend
