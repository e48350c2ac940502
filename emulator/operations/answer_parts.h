#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "emulator/engine/capacity.h"
#include "emulator/engine/table.h"
#include "emulator/model/generated/shapes.h"

/// Parts that the answers of several operations share.
namespace ddb::operations {

/// Transactions say what kind of units they consumed beside the sum of them.
enum class CapacityKind { kPlain, kTransactionalRead, kTransactionalWrite };

/// ConsumedCapacity as ReturnConsumedCapacity asks for it. `table_name` is what the request called the table,
/// its ARN included.
std::optional<model::ConsumedCapacity> consumed_capacity(std::optional<model::ReturnConsumedCapacity> wanted,
                                                         std::string_view table_name,
                                                         const engine::ConsumedCapacity& capacity,
                                                         CapacityKind kind = CapacityKind::kPlain);

/// What the parts of one request consumed, by the table's name as the request gives it, in the order of first
/// use.
class TableCapacities {
 public:
  explicit TableCapacities(std::optional<model::ReturnConsumedCapacity> wanted,
                           CapacityKind kind = CapacityKind::kPlain)
      : wanted_(wanted.value_or(model::ReturnConsumedCapacity::kNone)), kind_(kind) {}

  void add(std::string_view table_name, const engine::ConsumedCapacity& capacity);
  /// ConsumedCapacity as ReturnConsumedCapacity asks for it; nothing when it does not.
  std::optional<std::vector<model::ConsumedCapacity>> consumed() const;

 private:
  const model::ReturnConsumedCapacity wanted_;
  const CapacityKind kind_;
  std::vector<std::pair<std::string, engine::ConsumedCapacity>> tables_;
};

/// ItemCollectionMetrics of the collection of `item`: only for a table with local secondary indexes.
std::optional<model::ItemCollectionMetrics> item_collection_metrics(
    std::optional<model::ReturnItemCollectionMetrics> wanted, const engine::Table& table,
    value::ItemView item);

/// `item`, unless it has no attributes: members of answers that are left out when there is nothing in them.
std::optional<value::Item> unless_empty(value::Item item);

}  // namespace ddb::operations
