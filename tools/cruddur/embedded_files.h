#pragma once

#include <string_view>

/// Files of testdata/ that are built into the program; cmake/embed.cmake writes the definitions.
namespace ddb::cruddur {

/// testdata/seed/users.json.
std::string_view sample_users();

}  // namespace ddb::cruddur
