#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "emulator/engine/capacity.h"
#include "emulator/engine/change_feed.h"
#include "emulator/engine/key_codec.h"
#include "emulator/engine/row_codec.h"
#include "emulator/engine/table.h"
#include "emulator/engine/write_scope.h"
#include "emulator/expression/condition.h"
#include "emulator/expression/update.h"
#include "emulator/model/service_error.h"
#include "shared/value/value.h"

namespace ddb::engine {

enum class WriteKind { kPut, kUpdate, kDelete, kConditionCheck };

/// One write of one item, fully checked but for what depends on the stored item.
struct ItemWrite {
  WriteKind kind = WriteKind::kPut;
  /// kPut: the whole item, valid by `check_item`. Otherwise the primary key, valid by `check_key`.
  value::ItemView item_or_key;
  const expression::Condition* condition = nullptr;  ///< Null: no condition.
  const expression::Update* update = nullptr;  ///< kUpdate: null when nothing but the key is to be there.
  ChangeOrigin origin = ChangeOrigin::kRequest;
  /// Whether a put without a condition gives the item that it replaced; other writes always do.
  bool wants_old_item = false;
};

/// The checks of a write against the table's definition: key and index key attributes, size, attributes that
/// an update must not touch. Fails with DynamoDB's ValidationException.
model::ServiceResult<void> check_write(const Table& table, const ItemWrite& write);

/// What became of it.
struct WriteOutcome {
  /// Without attributes when there was none, or nobody wanted it (`ItemWrite::wants_old_item`).
  value::Item old_item;
  /// Without attributes when there is none now; of a put without a condition, which is the item, not given.
  value::Item new_item;
  bool existed = false;
  std::size_t old_size_bytes = 0;  ///< By DynamoDB's count.
  ConsumedCapacity capacity;
};

/// A write that is decided, and not yet done; or not even that, before `ItemWriter::prepare`.
class PreparedWrite {
 public:
  PreparedWrite() = default;
  PreparedWrite(PreparedWrite&&) = default;
  PreparedWrite& operator=(PreparedWrite&&) = default;

 private:
  friend class ItemWriter;

  const Table* table_ = nullptr;
  std::string_view key_;
  ChangeOrigin origin_ = ChangeOrigin::kRequest;
  bool changes_item_ = false;
  /// Nothing depends on the stored item: it is read when it is replaced.
  bool is_blind_ = false;
  value::ItemView put_item_;  ///< If it is blind.
  bool wants_old_item_ = false;
  WriteOutcome outcome_;  ///< But for what the indexes cost and, if it is blind, for all of the old item.
};

/// The one write path: PutItem, UpdateItem, DeleteItem, BatchWriteItem, and all that comes later go through
/// it. Keeps the item, its index entries, the time-to-live queue, the change record and the figures of the
/// table together.
class ItemWriter {
 public:
  /// Writes within `scope`; nothing counts before the scope is committed. All writes of a scope carry the
  /// time `now`. The tables that are written to outlive the writer.
  ItemWriter(WriteScope& scope, ChangeFeed& changes, Clock::TimePoint now)
      : scope_(scope), changes_(changes), now_(now) {}

  /// Reads the stored item, if it can matter, and decides; nothing is written. Fails with
  /// ConditionalCheckFailedException (`item` holds the stored item), or with ValidationException for what
  /// only the stored item shows: a path that is not there, a size over 400 KB, an index key of the wrong
  /// type.
  /// `stored_key` is the item's key (key_codec.h); it, and the item of a put, must live until `carry_out`.
  model::ServiceResult<void> prepare(const Table& table, const ItemWrite& write, std::string_view stored_key,
                                     PreparedWrite& prepared);
  /// Does it. Of one scope, no other write of the item may have been carried out since `prepare`. The outcome
  /// is in `prepared`.
  WriteOutcome& carry_out(PreparedWrite& prepared);

  /// Both at once.
  model::ServiceResult<WriteOutcome> write(const Table& table, const ItemWrite& item_write) {
    return write(table, item_write, item_key(table, item_write.item_or_key));
  }
  /// The same, for a caller that has the item's key at hand.
  model::ServiceResult<WriteOutcome> write(const Table& table, const ItemWrite& item_write,
                                           std::string_view stored_key);

 private:
  /// Puts the new item, and learns of the old one from that as much as is needed. Whether they differ, as far
  /// as that matters to anybody.
  bool replace(const PreparedWrite& write, WriteOutcome& outcome);
  /// Puts or erases, where the old item is known.
  void store(const Table& table, std::string_view key, const WriteOutcome& outcome);
  void write_indexes(const Table& table, value::ItemView new_item, WriteOutcome& outcome);
  void write_time_to_live(const Table& table, std::string_view key, value::ItemView old_item,
                          value::ItemView new_item);
  void append_change(const Table& table, value::ItemView new_item, const WriteOutcome& outcome,
                     ChangeOrigin origin);

  /// For the rows of the table's items: the same one for all writes to one table in a row.
  RowCodec& rows_of(const Table& table);

  WriteScope& scope_;
  ChangeFeed& changes_;
  Clock::TimePoint now_;
  const Table* table_of_rows_ = nullptr;
  std::optional<RowCodec> rows_;
};

}  // namespace ddb::engine
