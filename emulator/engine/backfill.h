#pragma once

#include <string>

#include "emulator/engine/engine.h"

/// Filling what a table gains while it already has items: a new global secondary index, and the time-to-live
/// queue. The table is put into the catalog first, so that every write keeps the new collection up; then
/// these functions add the entries of older items, in write transactions of bounded size between which other
/// writers come. They can be interrupted at any point, and begin anew.
namespace ddb::engine {

/// Adds the entries of all items to an index that is marked as backfilling, and takes the mark off. Items
/// whose index key attributes have another type, or are too long or empty, get no entry. Does nothing when
/// there is no such index. The caller holds no transaction. Throws `storage::StorageError`.
void backfill_index(Engine& engine, const std::string& table_name, const std::string& index_name);

/// The same for the time-to-live queue.
void backfill_time_to_live(Engine& engine, const std::string& table_name);

/// Does all that the end of an earlier run interrupted. For the start of the program, before it serves.
void resume_backfills(Engine& engine);

}  // namespace ddb::engine
