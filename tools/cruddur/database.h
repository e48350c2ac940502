#pragma once

#include <memory>
#include <string>

#include "backend/users/connection_url.h"
#include "backend/users/users_database.h"
#include "tools/cli/console.h"

/// Which users database a command works on.
namespace ddb::cruddur {

inline constexpr cli::OptionSpec kConnectionUrl{"connection-url", "URL",
                                                "sqlite:PATH, or postgresql://USER:PASSWORD@HOST:PORT/NAME"};

struct ChosenDatabase {
  std::string connection_url;
  backend::DatabaseAddress address;
};

/// What --connection-url says, else CONNECTION_URL, else the file cruddur.db.
Result<ChosenDatabase, cli::CommandError> choose_database(const cli::Console& console);

/// The database, connected.
Result<std::unique_ptr<backend::UsersDatabase>, cli::CommandError> open_database(
    const cli::Console& console, const ChosenDatabase& database);

/// The database refused something.
cli::CommandError database_error(const Error& error);

}  // namespace ddb::cruddur
