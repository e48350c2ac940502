#include "emulator/engine/table_lookup.h"

#include "emulator/engine/table_lifecycle.h"
#include "emulator/model/messages.h"
#include "emulator/model/table_messages.h"

namespace ddb::engine {

namespace messages = model::messages;
using model::ErrorCode;
using model::ServiceError;
using model::ServiceResult;

namespace {

ServiceError invalid_arn(std::string_view sentence, std::string_view arn) {
  return model::validation_error(messages::fill(sentence, {arn}));
}

}  // namespace

ServiceResult<TableReference> parse_table_reference(std::string_view name_or_arn) {
  if (!name_or_arn.starts_with("arn:")) return TableReference{"", "", name_or_arn, false};
  std::string_view rest = name_or_arn;
  const auto take_part = [&rest] {
    const std::size_t colon = rest.find(':');
    const std::string_view part = rest.substr(0, colon);
    rest = colon == std::string_view::npos ? std::string_view() : rest.substr(colon + 1);
    return part;
  };
  take_part();
  const std::string_view partition = take_part();
  const std::string_view service = take_part();
  TableReference reference{take_part(), take_part(), {}, true};
  constexpr std::string_view kResourceType = "table/";
  if (!partition.starts_with("aws") || service != "dynamodb" || reference.account_id.empty() ||
      !rest.starts_with(kResourceType) || rest.size() == kResourceType.size() ||
      rest.find('/', kResourceType.size()) != std::string_view::npos)
    return invalid_arn(messages::kInvalidArnFormat, name_or_arn);
  if (reference.region.empty()) return invalid_arn(messages::kInvalidArnRegion, name_or_arn);
  reference.name = rest.substr(kResourceType.size());
  return reference;
}

namespace {

ServiceError not_found(std::string_view name, TableUse use) {
  if (use == TableUse::kItems)
    return {ErrorCode::kResourceNotFound, std::string(messages::kResourceNotFound)};
  return {ErrorCode::kResourceNotFound, messages::fill(messages::kTableNotFound, {name})};
}

ServiceResult<void> check_status(const Table& table, TableUse use, Clock::TimePoint now) {
  const auto in_use = [&](std::string_view sentence) {
    return ServiceError{ErrorCode::kResourceInUse, messages::fill(sentence, {table.name})};
  };
  const Status status = current_status(table, now);
  if (use == TableUse::kItems && (status == Status::kCreating || status == Status::kDeleting))
    return not_found(table.name, use);
  if (use == TableUse::kChange || use == TableUse::kChangeSetting) {
    if (status == Status::kCreating) return in_use(messages::kTableBeingCreated);
    if (status == Status::kUpdating && use == TableUse::kChange) return in_use(messages::kTableBeingUpdated);
    if (status == Status::kDeleting) return in_use(messages::kTableBeingDeleted);
  }
  return {};
}

}  // namespace

ServiceResult<std::string_view> table_name_in(std::string_view name_or_arn) {
  DDB_TRY(reference, parse_table_reference(name_or_arn));
  return reference.name;
}

ServiceResult<TablePointer> resolve_table(Engine& engine, std::string_view name_or_arn, TableUse use) {
  DDB_TRY(reference, parse_table_reference(name_or_arn));
  const Clock::TimePoint now = engine.clock().now();
  TablePointer table = engine.catalog().find(reference.name);
  if (!table) {
    table = engine.catalog().find_deleted(reference.name);
    if (!table || is_gone(*table, now)) return not_found(reference.name, use);
  }
  if (reference.is_arn) {
    if (reference.account_id != table->account_id) return not_found(reference.name, use);
    if (reference.region != table->region) return invalid_arn(messages::kInvalidArnRegion, name_or_arn);
  }
  DDB_CHECK(check_status(*table, use, now));
  return table;
}

}  // namespace ddb::engine
