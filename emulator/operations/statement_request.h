#pragma once

#include <optional>
#include <string>
#include <vector>

#include "emulator/model/field_types.h"
#include "emulator/model/generated/enums.h"
#include "emulator/operations/call.h"
#include "emulator/partiql/bound_statement.h"

/// What the three PartiQL operations read of their requests.
namespace ddb::operations {

using StatementParameters = std::optional<std::vector<model::AttributeValue>>;

/// The statement of a request with its parameters, checked as far as no table is needed.
ServiceResult<partiql::BoundStatement> read_statement(const std::string& statement,
                                                      const StatementParameters& parameters);

/// The two halves of `read_statement`.
ServiceResult<partiql::Statement> parse_statement(const std::string& statement);
ServiceResult<partiql::BoundStatement> bind_statement(const partiql::Statement& statement,
                                                      const StatementParameters& parameters);

/// How BatchExecuteStatement calls an error of one of its statements.
model::BatchStatementErrorCodeEnum batch_error_code(model::ErrorCode code);

/// Everything that makes a statement with its parameters the same one, as text.
std::string statement_fingerprint(const std::string& statement, const StatementParameters& parameters);

}  // namespace ddb::operations
