#include "emulator/engine/transaction.h"

#include <algorithm>
#include <string>
#include <utility>

#include "emulator/engine/item_checks.h"
#include "emulator/engine/item_name.h"
#include "emulator/engine/key_codec.h"
#include "emulator/model/item_messages.h"
#include "emulator/model/limits.h"

namespace ddb::engine {
namespace {

using model::CancellationReason;
using model::ServiceError;
using model::ServiceResult;
using model::validation_error;
namespace messages = model::messages;

/// Refuses a key with an empty value; nothing is said of one that does not fit the schema otherwise.
ServiceResult<void> check_no_empty_key(const Table& table, const KeyValues& key_values) {
  const auto is_empty = [](const std::optional<value::ValueView>& value) {
    return value && value->type() != value::Type::kNumber && value->bytes().empty();
  };
  if (is_empty(key_values.hash)) return empty_key_value(table.key.hash.front());
  if (is_empty(key_values.range)) return empty_key_value(table.key.range.front());
  return {};
}

/// Whether the last name was there before. Not that of an action whose key does not fit: it will fail by
/// itself.
bool has_repeated_last(const ItemNames& names) {
  const std::size_t last = names.size() - 1;
  if (names[last].empty()) return false;
  for (std::size_t i = 0; i < last; ++i)
    if (names[i] == names[last]) return true;
  return false;
}

/// As `check_write`, of an item whose name is known.
ServiceResult<void> check_named_write(const TransactionAction& action, std::string_view item_name) {
  // Who has a name has key attributes of the right types, and `check_transaction` has found none of them
  // empty; nor can one be too long in so short a name.
  const bool key_fits = !item_name.empty() && item_name.size() <= model::kSortKeyBytesMax;
  if (action.write.kind == WriteKind::kPut && key_fits)
    return check_item_but_key(*action.table, action.write.item_or_key);
  return check_write(*action.table, action.write);
}

ServiceResult<void> prepare_action(ItemWriter& writer, const TransactionAction& action,
                                   std::string_view item_name, PreparedWrite& prepared) {
  DDB_CHECK(check_named_write(action, item_name));
  return writer.prepare(*action.table, action.write, stored_key(item_name), prepared);
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

ServiceResult<ItemNames> check_transaction(std::span<const TransactionAction> actions) {
  ItemNames names(actions.size());
  std::size_t size_bytes = 0;
  for (const TransactionAction& action : actions) {
    const KeyValues key_values = find_key_values(*action.table, action.write.item_or_key);
    DDB_CHECK(check_no_empty_key(*action.table, key_values));
    const std::size_t item_size_bytes = action.write.item_or_key.size_bytes();
    if (item_size_bytes > model::kItemSizeBytesMax)
      return validation_error(std::string(messages::kItemTooLarge));
    size_bytes += item_size_bytes;
    names.add(*action.table, key_values);
    if (has_repeated_last(names)) return validation_error(std::string(messages::kSeveralOperationsOnOneItem));
  }
  if (size_bytes > model::kTransactionSizeBytesMax)
    return validation_error(std::string(messages::kTransactionTooLarge));
  return names;
}

ServiceResult<std::vector<ConsumedCapacity>> write_transaction(WriteScope& scope, ChangeFeed& changes,
                                                               Clock::TimePoint now,
                                                               std::span<const TransactionAction> actions,
                                                               const ItemNames& item_names) {
  ItemWriter writer(scope, changes, now);
  std::vector<PreparedWrite> prepared(actions.size());
  std::vector<CancellationReason> reasons;  // of all actions once one has failed
  for (std::size_t i = 0; i < actions.size(); ++i) {
    auto done = prepare_action(writer, actions[i], item_names[i], prepared[i]);
    if (done) continue;
    reasons.resize(actions.size());
    reasons[i] = cancellation_reason(std::move(done).error(), actions[i].on_failure);
  }
  if (!reasons.empty()) return transaction_canceled(std::move(reasons));

  std::vector<ConsumedCapacity> capacities;
  capacities.reserve(actions.size());
  for (PreparedWrite& write : prepared) {
    capacities.push_back(std::move(writer.carry_out(write).capacity));
    capacities.back().scale(2);  // a transaction prepares, and then commits
  }
  return capacities;
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
