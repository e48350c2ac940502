#include "emulator/engine/ongoing_transactions.h"

#include <new>
#include <string>
#include <utility>
#include <vector>

#include "emulator/engine/transaction.h"
#include "emulator/model/item_messages.h"

namespace ddb::engine {
namespace {

model::ServiceError conflict() {
  return {model::ErrorCode::kTransactionConflict, std::string(model::messages::kTransactionOngoing)};
}

}  // namespace

OngoingTransactions::Hold::Hold(Hold&& other) noexcept
    : owner_(std::exchange(other.owner_, nullptr)), items_(std::move(other.items_)) {}

OngoingTransactions::Hold& OngoingTransactions::Hold::operator=(Hold&& other) noexcept {
  std::swap(owner_, other.owner_);
  std::swap(items_, other.items_);
  return *this;
}

OngoingTransactions::Hold::~Hold() {
  if (owner_) owner_->end(items_);
}

model::ServiceResult<OngoingTransactions::Hold> OngoingTransactions::begin(ItemNames names) {
  const std::lock_guard lock(mutex_);
  std::size_t inserted = 0;
  try {
    for (; inserted < names.size(); ++inserted)
      if (!names[inserted].empty() && !held_.insert(names[inserted]).second) break;
  } catch (const std::bad_alloc&) {
    erase_first(names, inserted);
    throw;
  }
  if (inserted < names.size()) {
    erase_first(names, inserted);
    return check_names(names).error();
  }
  held_count_ = held_.size();
  return Hold(*this, std::move(names));
}

model::ServiceResult<void> OngoingTransactions::check(const ItemTarget& target) const {
  if (held_count_ == 0) return {};
  const std::string name = item_name(*target.table, target.item_or_key);
  const std::lock_guard lock(mutex_);
  if (held_.contains(name)) return conflict();
  return {};
}

model::ServiceResult<void> OngoingTransactions::check_all(const ItemNames& names) const {
  if (held_count_ == 0) return {};
  const std::lock_guard lock(mutex_);
  return check_names(names);
}

model::ServiceResult<void> OngoingTransactions::check_names(const ItemNames& names) const {
  std::vector<model::CancellationReason> reasons;  // of all items once one is held
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!held_.contains(names[i])) continue;
    reasons.resize(names.size());
    reasons[i] = cancellation_reason(conflict(), TransactionAction::OnFailure::kNothing);
  }
  if (reasons.empty()) return {};
  return transaction_canceled(std::move(reasons));
}

void OngoingTransactions::end(const ItemNames& items) {
  const std::lock_guard lock(mutex_);
  erase_first(items, items.size());
  held_count_ = held_.size();
}

void OngoingTransactions::erase_first(const ItemNames& names, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i)
    held_.erase(names[i]);
}

}  // namespace ddb::engine
