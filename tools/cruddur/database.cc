#include "tools/cruddur/database.h"

namespace ddb::cruddur {

Result<ChosenDatabase, cli::CommandError> choose_database(const cli::Console& console) {
  const auto option = console.options().find("connection-url");
  std::string text = option ? *option : console.host().system.environment.find("CONNECTION_URL").value_or("");
  auto address = backend::parse_connection_url(text);
  if (!address) return cli::usage_error(address.error().message);
  return ChosenDatabase{.connection_url = std::move(text), .address = *std::move(address)};
}

Result<std::unique_ptr<backend::UsersDatabase>, cli::CommandError> open_database(
    const cli::Console& console, const ChosenDatabase& database) {
  auto opened = backend::UsersDatabase::open(database.connection_url, console.clock());
  if (!opened) return cli::CommandError{cli::ExitCode::kEndpoint, opened.error().message};
  return *std::move(opened);
}

cli::CommandError database_error(const Error& error) {
  return {cli::ExitCode::kFailed, error.message};
}

}  // namespace ddb::cruddur
