#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "emulator/storage/ids.h"
#include "emulator/storage/statement_cache.h"

namespace ddb::storage {

class Connection;

/// Walks rows of one collection in key order, one step of SQLite a row; nothing is held but the current row.
/// It must be gone before its transaction ends. Writing to the collection meanwhile is safe, but whether the
/// cursor shows what was written ahead of it is not promised.
class Cursor {
 public:
  /// To the next row (the first one at the first call). False after the last one, and from then on. Throws
  /// `StorageError`.
  bool next() {
    large_row_.reset();
    return query_->step();
  }
  /// The current row, valid until the next `next()`. A large row is fetched when first asked for.
  std::string_view key() const { return query_->blob(0); }
  std::string_view row() {
    const std::optional<std::string_view> row = query_->blob_unless_integer(1);
    return row ? *row : large_row();
  }

 private:
  friend class Connection;
  Cursor(Connection& connection, CollectionId collection, CachedQuery query)
      : connection_(&connection), collection_(collection), query_(std::move(query)) {}
  std::string_view large_row();

  Connection* connection_;
  CollectionId collection_;
  CachedQuery query_;
  std::optional<CachedQuery> large_row_;
};

/// One row, found by its key. It must be gone before its transaction ends, and before its collection is
/// written to.
class FoundRow {
 public:
  /// Valid as long as this object stays where it is.
  std::string_view row() const { return query_->blob(0); }

 private:
  friend class Connection;
  explicit FoundRow(CachedQuery query) : query_(std::move(query)) {}

  CachedQuery query_;
};

/// Walks the records of one stream by ascending sequence number. The rules of `Cursor` hold.
class ChangeCursor {
 public:
  bool next() { return query_->step(); }
  std::uint64_t sequence() const { return static_cast<std::uint64_t>(query_->integer(0)); }
  /// Microseconds since 1970, as given to `append_change`.
  std::int64_t created_us() const { return query_->integer(1); }
  std::string_view record() const { return query_->blob(2); }

 private:
  friend class Connection;
  explicit ChangeCursor(CachedQuery query) : query_(std::move(query)) {}

  CachedQuery query_;
};

}  // namespace ddb::storage
