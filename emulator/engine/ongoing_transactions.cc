#include "emulator/engine/ongoing_transactions.h"

#include <algorithm>
#include <new>
#include <utility>

#include "emulator/engine/item_name.h"
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

model::ServiceResult<OngoingTransactions::Hold> OngoingTransactions::begin(std::vector<std::string> names) {
  const std::lock_guard lock(mutex_);
  std::size_t inserted = 0;
  const auto take_back = [&] { erase(std::span(names).first(inserted)); };
  try {
    for (const std::string& name : names) {
      if (!name.empty() && !held_.insert(name).second) break;
      ++inserted;
    }
  } catch (const std::bad_alloc&) {
    take_back();
    throw;
  }
  if (inserted < names.size()) {
    take_back();
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

model::ServiceResult<void> OngoingTransactions::check_all(std::span<const std::string> names) const {
  if (held_count_ == 0) return {};
  const std::lock_guard lock(mutex_);
  return check_names(names);
}

model::ServiceResult<void> OngoingTransactions::check_names(std::span<const std::string> names) const {
  const auto is_held = [this](const std::string& name) { return held_.contains(name); };
  if (held_.empty() || std::none_of(names.begin(), names.end(), is_held)) return {};
  std::vector<model::CancellationReason> reasons;
  for (const std::string& name : names)
    reasons.push_back(is_held(name) ? cancellation_reason(conflict(), TransactionAction::OnFailure::kNothing)
                                    : model::CancellationReason());
  return transaction_canceled(std::move(reasons));
}

void OngoingTransactions::end(const std::vector<std::string>& items) {
  const std::lock_guard lock(mutex_);
  erase(items);
  held_count_ = held_.size();
}

void OngoingTransactions::erase(std::span<const std::string> names) {
  for (const std::string& name : names)
    held_.erase(name);
}

}  // namespace ddb::engine
