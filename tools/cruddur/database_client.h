#pragma once

#include <string_view>

#include "backend/users/connection_url.h"
#include "tools/cruddur/program_starter.h"

namespace ddb::cruddur {

/// The program that people work with a database in: `psql`, or `sqlite3`. A password goes in the environment
/// (PGPASSWORD), since everybody on the machine may read a program's arguments.
StartRequest database_client(const backend::DatabaseAddress& address);

/// The Debian package that has it.
std::string_view client_package(const backend::DatabaseAddress& address);

}  // namespace ddb::cruddur
