#pragma once

#include <string>
#include <vector>

#include "backend/users/sql_connection.h"
#include "shared/base/clock.h"

namespace ddb::backend {

/// The version of the tables that this program knows.
int schema_version_known();

/// That of the database; 0 if it has no tables of ours. Fails if it is newer than the known one.
Result<int> schema_version(SqlConnection& connection);

/// Takes the steps up to `version_target` that the database has not seen, in order, one transaction for each,
/// and gives their names. Several programs may do so at once.
Result<std::vector<std::string>> migrate(SqlConnection& connection, const Clock& clock,
                                         int version_target = schema_version_known());

}  // namespace ddb::backend
