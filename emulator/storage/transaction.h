#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/storage/connection.h"
#include "emulator/storage/cursor.h"
#include "emulator/storage/ids.h"
#include "emulator/storage/key_range.h"
#include "emulator/storage/reader_pool.h"
#include "emulator/storage/storage_error.h"
#include "emulator/storage/store_options.h"
#include "emulator/storage/turn.h"

namespace ddb::storage {

class Writer;

/// A consistent view of what is committed when it first reads, until it is destroyed. Several of them run
/// side by side, and on a file beside the writer; in memory those who read and who writes wait for each
/// other: end it soon. A transaction is used and destroyed by the thread that began it. A thread that begins
/// one which would wait for another of its own gets a `std::logic_error` instead. Everything throws
/// `StorageError` when the store fails.
class ReadTransaction {
 public:
  ReadTransaction(ReadTransaction&& other) noexcept = default;
  ReadTransaction& operator=(ReadTransaction&&) = delete;
  ~ReadTransaction();

  /// The row of that key, if there is one. `key` must live as long as what is returned.
  std::optional<FoundRow> find(CollectionId collection, std::string_view key) const {
    return connection_->find(collection, key);
  }
  /// The rows of `range`. The bounds are copied.
  Cursor scan(CollectionId collection, const KeyRange& range,
              Direction direction = Direction::kForward) const {
    return connection_->scan(collection, range, direction);
  }

  /// All definitions, in ascending order of their names' bytes.
  std::vector<NamedBlob> definitions() const { return connection_->definitions(); }
  std::optional<std::string> definition(std::string_view name) const { return connection_->definition(name); }
  std::optional<std::string> setting(std::string_view name) const { return connection_->setting(name); }
  /// All settings whose names begin with `prefix`, in ascending order.
  std::vector<NamedBlob> settings(std::string_view prefix) const { return connection_->settings(prefix); }

  /// The records of `stream` from sequence number `from` on.
  ChangeCursor changes(StreamId stream, std::uint64_t from) const {
    return connection_->changes(stream, from);
  }
  /// Nothing when the stream holds no record.
  std::optional<ChangeSpan> change_span(StreamId stream) const { return connection_->change_span(stream); }
  /// All streams, ascending.
  std::vector<StreamId> streams() const { return connection_->streams(); }
  /// The sequence number that the next record of any stream will get, at the earliest.
  std::uint64_t next_sequence() const { return next_sequence_; }

 protected:
  friend class Store;
  /// Holds the writer's connection, and with it the turn to write.
  ReadTransaction(Writer& writer, Turn turn);
  /// Holds a reader, in a view of all groups before `group`.
  ReadTransaction(ReaderPool::Reader reader, std::uint64_t group, std::uint64_t next_sequence);

  Connection* connection_;
  std::uint64_t next_sequence_;

 private:
  Turn turn_;
  ReaderPool::Reader reader_;
};

/// All or nothing: what it wrote is seen by itself alone until `commit`; destroyed without it, nothing has
/// happened. There is one at a time; `Store::begin_write` waits for it. After a function that writes has
/// thrown, the transaction can only be destroyed.
class WriteTransaction : public ReadTransaction {
 public:
  WriteTransaction(WriteTransaction&& other) noexcept;
  WriteTransaction& operator=(WriteTransaction&&) = delete;
  ~WriteTransaction();

  /// Inserts the row, or replaces it.
  void put(CollectionId collection, std::string_view key, std::string_view row);
  /// The same, and gives the row that was there, if any: cheaper than to look for it first. Valid until the
  /// next call that writes.
  std::optional<std::string_view> replace(CollectionId collection, std::string_view key,
                                          std::string_view row);
  /// Replaces a row that is known to be there, at half the price of `put`.
  void overwrite(CollectionId collection, std::string_view key, std::string_view row);
  /// Whether there was one.
  bool erase(CollectionId collection, std::string_view key);

  /// A number that no collection and no stream has ever had in this store; from 1 on.
  std::int64_t next_collection_id();
  /// `collection` comes from `next_collection_id`, and does not exist.
  void create_collection(CollectionId collection);
  /// Drops all its rows, in a time that grows with the pages they fill only. No cursor is open in it.
  void drop_collection(CollectionId collection);

  void put_definition(std::string_view name, std::string_view blob);
  void erase_definition(std::string_view name);
  void put_setting(std::string_view name, std::string_view blob);
  void erase_setting(std::string_view name);

  /// `stream` comes from `next_collection_id`, and does not exist.
  void create_stream(StreamId stream);
  /// Drops the stream and its records. No cursor is open in it.
  void drop_stream(StreamId stream);
  /// Adds a record and gives its sequence number: from 1 on, ascending in the whole store, and never given
  /// again once it was committed, also after trimming, dropping and reopening. Numbers may be left out.
  /// `created_us` is in microseconds since 1970.
  std::uint64_t append_change(StreamId stream, std::int64_t created_us, std::string_view record);
  /// Deletes the stream's oldest records, up to the first one created at or after `created_before_us`, at
  /// most `limit`, and gives their number: when it is `limit`, there may be more. The limit keeps other
  /// writers from waiting long.
  std::size_t trim_changes(StreamId stream, std::int64_t created_before_us, std::size_t limit);

  /// Makes it all visible and, as the store's durability says, safe. Called last, and once. Throws
  /// `StorageError`: then nothing has happened, but that after `StorageFailure::kInputOutput` a power failure
  /// or the end of the process may still bring it to light. With `CommitMode::kGroup`, it counts once the
  /// group is committed.
  /// `actions` run, in their order, when it counts, before the next transaction begins; never if the group is
  /// lost. They must not throw, or begin a transaction.
  void commit(std::vector<std::function<void()>> actions = {});

 private:
  friend class Store;
  WriteTransaction(Writer& writer, Turn turn, Rollback rollback, CommitMode commit_mode)
      : ReadTransaction(writer, std::move(turn)),
        writer_(&writer),
        rollback_(rollback),
        commit_mode_(commit_mode) {}

  /// Runs `write` as part of the transaction, which begins in SQLite with the first one.
  template <class Write>
  auto do_write(Write&& write);
  void begin_if_first();

  enum class State { kClean, kWriting, kBroken, kDone };
  Writer* writer_;
  Rollback rollback_;
  CommitMode commit_mode_;
  State state_ = State::kClean;
};

}  // namespace ddb::storage
