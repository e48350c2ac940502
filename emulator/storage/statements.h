#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace ddb::storage {

/// What a statement is for. docs/storage-format.md describes the tables they work on.
enum class StatementKind : std::uint8_t {
  // Of one collection.
  kGet,
  kPut,
  kOverwrite,
  kReplace,
  kErase,
  kScanForward,
  kScanForwardToEnd,
  kScanBackward,
  kScanBackwardToEnd,
  kGetLargeRow,
  kInsertLargeRow,
  kUpdateLargeRow,
  kEraseLargeRow,
  // Of one stream.
  kAppendChange,
  kReadChanges,
  kOldestChanges,
  kNewestChange,
  kEraseChanges,
  // Of the store; their id is 0.
  kDefinition,
  kDefinitions,
  kPutDefinition,
  kEraseDefinition,
  kSetting,
  kSettings,
  kPutSetting,
  kEraseSetting,
  kCounter,
  kPutCounter,
  kBeginRead,
  kBeginView,
  kBeginWrite,
  kCommit,
  kRollback,
  kSavepoint,
  kRelease,
  kRollbackToSavepoint,
  kCount,
};

inline constexpr std::size_t kStatementKindCount = static_cast<std::size_t>(StatementKind::kCount);

/// Ending a transaction must work when there is no memory to prepare anything.
constexpr bool ends_transaction(StatementKind kind) {
  return kind == StatementKind::kCommit || kind == StatementKind::kRollback ||
         kind == StatementKind::kRollbackToSavepoint || kind == StatementKind::kRelease;
}

/// The SQL of `kind` for the collection or stream `id`: nothing but our own text and an integer.
std::string sql_of(StatementKind kind, std::int64_t id);

}  // namespace ddb::storage
