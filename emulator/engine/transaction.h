#pragma once

#include <span>
#include <string>
#include <vector>

#include "emulator/engine/item_name.h"
#include "emulator/engine/item_writer.h"
#include "emulator/engine/ongoing_transactions.h"
#include "emulator/engine/table.h"
#include "emulator/engine/write_scope.h"
#include "emulator/model/service_error.h"

/// Several writes, or several reads, that happen together or not at all. TransactWriteItems, TransactGetItems
/// and PartiQL's ExecuteTransaction work through these.
namespace ddb::engine {

/// One action of a transaction.
struct TransactionAction {
  TablePointer table;
  ItemWrite write;
  /// What the reason of a failed condition shows.
  enum class OnFailure { kNothing, kStoredItem } on_failure = OnFailure::kNothing;
};

/// Refuses, as a whole, what the service refuses before it tries any action: an empty key value, an item over
/// 400 KB, two actions on one item, more than 4 MB together. Gives the names of the items (item_name.h), one
/// for each action.
model::ServiceResult<ItemNames> check_transaction(std::span<const TransactionAction> actions);

/// Carries out every action within `scope`, which the caller commits; they have passed `check_transaction`,
/// which gave their `item_names`. Gives what each consumed. Fails with TransactionCanceledException, with a
/// reason for each action, when one of them can't be carried out; then nothing has been written.
model::ServiceResult<std::vector<ConsumedCapacity>> write_transaction(
    WriteScope& scope, ChangeFeed& changes, Clock::TimePoint now, std::span<const TransactionAction> actions,
    const ItemNames& item_names);

/// The reason that stands for `error` in a cancelled transaction.
model::CancellationReason cancellation_reason(model::ServiceError error,
                                              TransactionAction::OnFailure on_failure);

/// TransactionCanceledException with these reasons, one for each action.
model::ServiceError transaction_canceled(std::vector<model::CancellationReason> reasons);

}  // namespace ddb::engine
