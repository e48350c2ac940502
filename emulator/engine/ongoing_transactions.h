#pragma once

#include <atomic>
#include <boost/unordered/unordered_flat_set.hpp>
#include <functional>
#include <mutex>
#include <string_view>
#include <utility>

#include "emulator/engine/item_name.h"
#include "emulator/engine/table.h"
#include "emulator/model/service_error.h"
#include "shared/value/value.h"

namespace ddb::engine {

/// One item of one table.
struct ItemTarget {
  const Table* table = nullptr;
  value::ItemView item_or_key;  ///< Has key attributes that fit the table, or else no transaction holds it.
};

/// The items that transactions under way are writing. A transaction is under way from when it is let in until
/// its request is answered: the answer may wait for the commit of a group. What meets such an item meanwhile
/// is refused, as the service refuses it. Thread-safe. Source: Developer Guide, "Amazon DynamoDB
/// Transactions: How it works", "Transaction conflict handling in DynamoDB".
class OngoingTransactions {
 public:
  /// A transaction under way; it ends when this is destroyed. Must not outlive the `OngoingTransactions`.
  class Hold {
   public:
    Hold() = default;  ///< Holds nothing.
    Hold(Hold&& other) noexcept;
    Hold& operator=(Hold&& other) noexcept;
    ~Hold();

    /// Of the items that are held.
    const ItemNames& item_names() const { return items_; }

   private:
    friend class OngoingTransactions;
    Hold(OngoingTransactions& owner, ItemNames items) : owner_(&owner), items_(std::move(items)) {}

    OngoingTransactions* owner_ = nullptr;
    ItemNames items_;
  };

  /// Lets a transaction in that writes the items of these names (item_name.h). Fails with
  /// TransactionCanceledException, with a reason for each, when another one holds some of them; then it holds
  /// nothing.
  model::ServiceResult<Hold> begin(ItemNames names);

  /// Fails with TransactionConflictException when a transaction holds the item.
  model::ServiceResult<void> check(const ItemTarget& target) const;

  /// Fails with TransactionCanceledException, with a reason for each name, when some of the items are held.
  model::ServiceResult<void> check_all(const ItemNames& names) const;

 private:
  void end(const ItemNames& items);
  // With the mutex held:
  model::ServiceResult<void> check_names(const ItemNames& names) const;
  void erase_first(const ItemNames& names, std::size_t count);

  mutable std::mutex mutex_;
  // Views of what each `Hold` keeps.
  boost::unordered_flat_set<std::string_view, std::hash<std::string_view>> held_;
  std::atomic<std::size_t> held_count_{0};  // so that without transactions no write makes an item's name
};

}  // namespace ddb::engine
