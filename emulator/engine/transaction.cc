#include "emulator/engine/transaction.h"

#include <algorithm>
#include <string>
#include <utility>

#include "emulator/engine/item_checks.h"
#include "emulator/engine/item_name.h"
#include "emulator/model/item_messages.h"
#include "emulator/model/limits.h"

namespace ddb::engine {
namespace {

using model::CancellationReason;
using model::ServiceError;
using model::ServiceResult;
using model::validation_error;
namespace messages = model::messages;

ServiceResult<PreparedWrite> prepare_action(ItemWriter& writer, const TransactionAction& action,
                                            std::string_view item_name) {
  DDB_CHECK(check_write(*action.table, action.write));
  return writer.prepare(*action.table, action.write, std::string(stored_key(item_name)));
}

std::string_view reason_code(model::ErrorCode code) {
  switch (code) {
    case model::ErrorCode::kConditionalCheckFailed:
      return "ConditionalCheckFailed";
    case model::ErrorCode::kDuplicateItem:
      return "DuplicateItem";
    case model::ErrorCode::kItemCollectionSizeLimitExceeded:
      return "ItemCollectionSizeLimitExceeded";
    case model::ErrorCode::kProvisionedThroughputExceeded:
      return "ProvisionedThroughputExceeded";
    case model::ErrorCode::kThrottling:
      return "ThrottlingError";
    case model::ErrorCode::kTransactionConflict:
      return "TransactionConflict";
    default:
      return "ValidationError";
  }
}

}  // namespace

ServiceResult<void> check_no_empty_key(const Table& table, value::ItemView item_or_key) {
  std::optional<ServiceError> error;
  table.key.for_each([&](const KeyAttribute& attribute) {
    const auto found = item_or_key.find(attribute.name);
    if (error || !found || found->type() != attribute.type || found->type() == value::Type::kNumber ||
        !found->bytes().empty())
      return;
    error = validation_error(
        messages::fill(messages::kEmptyKeyValue,
                       {attribute.type == value::Type::kBinary ? "binary" : "string", attribute.name}));
  });
  if (error) return *error;
  return {};
}

ServiceResult<std::vector<std::string>> check_transaction(std::span<const TransactionAction> actions) {
  std::vector<std::string> names;
  names.reserve(actions.size());
  std::size_t size_bytes = 0;
  for (const TransactionAction& action : actions) {
    DDB_CHECK(check_no_empty_key(*action.table, action.write.item_or_key));
    const std::size_t item_size_bytes = action.write.item_or_key.size_bytes();
    if (item_size_bytes > model::kItemSizeBytesMax)
      return validation_error(std::string(messages::kItemTooLarge));
    size_bytes += item_size_bytes;
    // An action whose key does not fit will fail by itself.
    std::string name = item_name(*action.table, action.write.item_or_key);
    if (!name.empty() && std::find(names.begin(), names.end(), name) != names.end())
      return validation_error(std::string(messages::kSeveralOperationsOnOneItem));
    names.push_back(std::move(name));
  }
  if (size_bytes > model::kTransactionSizeBytesMax)
    return validation_error(std::string(messages::kTransactionTooLarge));
  return names;
}

ServiceResult<std::vector<WriteOutcome>> write_transaction(WriteScope& scope, ChangeFeed& changes,
                                                           Clock::TimePoint now,
                                                           std::span<const TransactionAction> actions,
                                                           std::span<const std::string> item_names) {
  ItemWriter writer(scope, changes, now);
  std::vector<PreparedWrite> prepared;
  std::vector<CancellationReason> reasons;
  prepared.reserve(actions.size());
  reasons.reserve(actions.size());
  for (std::size_t i = 0; i < actions.size(); ++i) {
    auto write = prepare_action(writer, actions[i], item_names[i]);
    if (write) {
      reasons.emplace_back();
      prepared.push_back(std::move(*write));
    } else {
      reasons.push_back(cancellation_reason(std::move(write).error(), actions[i].on_failure));
    }
  }
  if (prepared.size() < actions.size()) return transaction_canceled(std::move(reasons));

  std::vector<WriteOutcome> outcomes;
  outcomes.reserve(actions.size());
  for (PreparedWrite& write : prepared) {
    outcomes.push_back(writer.carry_out(std::move(write)));
    outcomes.back().capacity.scale(2);  // a transaction prepares, and then commits
  }
  return outcomes;
}

CancellationReason cancellation_reason(ServiceError error, TransactionAction::OnFailure on_failure) {
  CancellationReason reason;
  reason.code = reason_code(error.code);
  reason.message = std::move(error.message);
  if (on_failure == TransactionAction::OnFailure::kStoredItem) reason.item = std::move(error.item);
  return reason;
}

ServiceError transaction_canceled(std::vector<CancellationReason> reasons) {
  std::string codes;
  for (const CancellationReason& reason : reasons)
    codes += (codes.empty() ? "" : ", ") + reason.code;
  ServiceError error;
  error.code = model::ErrorCode::kTransactionCanceled;
  error.message = messages::fill(messages::kTransactionCanceled, {codes});
  error.cancellation_reasons = std::move(reasons);
  return error;
}

}  // namespace ddb::engine
