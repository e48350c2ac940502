#include "emulator/operations/statement_request.h"

#include "emulator/partiql/parser.h"

namespace ddb::operations {

ServiceResult<partiql::BoundStatement> read_statement(const std::string& statement,
                                                      const StatementParameters& parameters) {
  DDB_TRY(parsed, parse_statement(statement));
  return bind_statement(parsed, parameters);
}

ServiceResult<partiql::Statement> parse_statement(const std::string& statement) {
  return partiql::parse(statement);
}

ServiceResult<partiql::BoundStatement> bind_statement(const partiql::Statement& statement,
                                                      const StatementParameters& parameters) {
  return partiql::bind_parameters(statement,
                                  parameters ? partiql::Parameters(*parameters) : partiql::Parameters());
}

model::BatchStatementErrorCodeEnum batch_error_code(model::ErrorCode code) {
  using Answer = model::BatchStatementErrorCodeEnum;
  switch (code) {
    case model::ErrorCode::kAccessDenied:
      return Answer::kAccessDenied;
    case model::ErrorCode::kConditionalCheckFailed:
      return Answer::kConditionalCheckFailed;
    case model::ErrorCode::kDuplicateItem:
      return Answer::kDuplicateItem;
    case model::ErrorCode::kItemCollectionSizeLimitExceeded:
      return Answer::kItemCollectionSizeLimitExceeded;
    case model::ErrorCode::kProvisionedThroughputExceeded:
      return Answer::kProvisionedThroughputExceeded;
    case model::ErrorCode::kResourceNotFound:
      return Answer::kResourceNotFound;
    case model::ErrorCode::kThrottling:
      return Answer::kThrottlingError;
    case model::ErrorCode::kTransactionConflict:
      return Answer::kTransactionConflict;
    case model::ErrorCode::kValidation:
      return Answer::kValidationError;
    default:
      return Answer::kInternalServerError;
  }
}

std::string statement_fingerprint(const std::string& statement, const StatementParameters& parameters) {
  std::string text = std::to_string(statement.size()) + ':' + statement;
  if (parameters)
    for (const model::AttributeValue& parameter : *parameters)
      text += parameter.value.view().encoded();
  return text;
}

}  // namespace ddb::operations
