#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/storage/cursor.h"
#include "emulator/storage/key_range.h"
#include "emulator/storage/storage_error.h"

namespace ddb::storage {

class Connection;
class Store;

/// One ordered collection of rows: the items of a table, the entries of an index, or a queue.
using CollectionId = std::int64_t;
/// One append-only stream of the change log.
using StreamId = std::int64_t;

/// The largest row, change record, definition or setting: an item of 400 KB twice over, with room to spare.
inline constexpr std::size_t kRowSizeBytesMax = 4 * 1024 * 1024;

struct NamedBlob {
  std::string name;
  std::string blob;
};

/// What a stream holds now: its first and last record.
struct ChangeSpan {
  std::uint64_t first_sequence = 0;
  std::int64_t first_created_us = 0;
  std::uint64_t last_sequence = 0;
  std::int64_t last_created_us = 0;
};

/// A consistent view of everything committed when it began, until it is destroyed. On a file, any number of
/// them run beside the writer; in memory there is one connection, which a transaction holds alone: end it
/// soon. A transaction belongs to the thread that began it; a thread has at most one at a time (a second one
/// in memory, or a second writer, throws `std::logic_error` instead of waiting for itself).
/// Everything throws `StorageError` when the store fails.
class ReadTransaction {
 public:
  ReadTransaction(ReadTransaction&& other) noexcept;
  ReadTransaction& operator=(ReadTransaction&&) = delete;
  ~ReadTransaction();

  /// Whether there is a row of that key; it is written over `row`, whose memory is reused.
  bool get(CollectionId collection, std::string_view key, std::string& row) const;
  /// The rows of `range`. The bounds are copied.
  Cursor scan(CollectionId collection, const KeyRange& range,
              Direction direction = Direction::kForward) const;

  /// All definitions in ascending order of their names' bytes.
  std::vector<NamedBlob> definitions() const;
  std::optional<std::string> definition(std::string_view name) const;
  std::optional<std::string> setting(std::string_view name) const;
  /// All settings whose names begin with `prefix`, in ascending order.
  std::vector<NamedBlob> settings(std::string_view prefix) const;

  /// The records of `stream` from sequence number `from` on.
  ChangeCursor changes(StreamId stream, std::uint64_t from) const;
  /// Nothing when the stream holds no record.
  std::optional<ChangeSpan> change_span(StreamId stream) const;
  /// All streams, ascending.
  std::vector<StreamId> streams() const;
  /// The sequence number that the next record of any stream will get, at the earliest.
  std::uint64_t next_sequence() const { return next_sequence_; }

 protected:
  friend class Store;
  ReadTransaction(Store& store, Connection& connection, std::unique_lock<std::mutex> lock,
                  std::uint64_t next_sequence);

  Store* store_;  ///< Null once moved from.
  Connection* connection_;
  std::unique_lock<std::mutex>
      lock_;  ///< Of the one connection, or of the writer; empty for a file's reader.
  std::uint64_t next_sequence_;
};

/// All or nothing: what it wrote is seen by itself only, until `commit`; destroyed without it, nothing has
/// happened. There is one at a time; `Store::begin_write` waits for it. After a function threw
/// `StorageError`, the transaction can only be destroyed.
class WriteTransaction : public ReadTransaction {
 public:
  WriteTransaction(WriteTransaction&& other) noexcept;
  ~WriteTransaction();

  /// Inserts the row or replaces it.
  void put(CollectionId collection, std::string_view key, std::string_view row);
  /// Whether there was one.
  bool erase(CollectionId collection, std::string_view key);

  /// A number that no collection or stream has had before in this store.
  std::int64_t next_collection_id();
  /// `collection` comes from `next_collection_id` and does not exist.
  void create_collection(CollectionId collection);
  /// Drops all rows, in time proportional to the pages they fill. No cursor is open in the collection.
  void drop_collection(CollectionId collection);

  void put_definition(std::string_view name, std::string_view blob);
  void erase_definition(std::string_view name);
  void put_setting(std::string_view name, std::string_view blob);
  void erase_setting(std::string_view name);

  /// `stream` comes from `next_collection_id` and does not exist.
  void create_stream(StreamId stream);
  /// Adds a record and gives its sequence number: ascending in the whole store, from 1 on, and never given
  /// twice to records that were committed, also after trimming, dropping and reopening. `created_us` is in
  /// microseconds since 1970.
  std::uint64_t append_change(StreamId stream, std::int64_t created_us, std::string_view record);
  /// Deletes the stream's oldest records, up to the first one created at or after `created_before_us`, at
  /// most `limit`. Gives their number: when it is `limit`, there may be more. Keeps each write short.
  std::size_t trim_changes(StreamId stream, std::int64_t created_before_us, std::size_t limit);
  /// Drops the stream and its records.
  void drop_stream(StreamId stream);

  /// Makes it all visible and, by the store's durability, safe. Throws `StorageError`: then nothing has
  /// happened. Must be called at most once, and last. With `CommitMode::kGroup`, others see it after
  /// `Store::commit_group`.
  void commit();

 private:
  friend class Store;
  using ReadTransaction::ReadTransaction;
  /// Before the first write: begins the SQL transaction, or its part of the open group.
  void prepare_to_write();

  enum class State { kReading, kWriting, kBroken, kDone };
  State state_ = State::kReading;
};

}  // namespace ddb::storage
