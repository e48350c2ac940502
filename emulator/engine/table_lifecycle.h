#pragma once

#include "emulator/engine/engine.h"
#include "emulator/engine/table.h"
#include "emulator/engine/write_scope.h"
#include "shared/base/clock.h"

/// The states of tables and indexes. Nothing waits and no thread works on them: a state that ends by itself
/// carries its end, and is worked out on reading.
namespace ddb::engine {

/// TableStatus at `now`. Also UPDATING while one of the table's indexes is being created or deleted.
/// A DELETING table whose time has come is gone (`is_gone`) and has no state.
Status current_status(const Table& table, Clock::TimePoint now);

/// IndexStatus at `now`. CREATING for as long as the index is being filled, whatever the time.
Status current_status(const SecondaryIndex& index, Clock::TimePoint now);

/// Whether the table was deleted and its DELETING state has ended: nobody can see it any more.
bool is_gone(const Table& table, Clock::TimePoint now);

/// Whether a deleted index can still be seen (DELETING) at `now`.
bool is_gone(const SecondaryIndex& index, Clock::TimePoint now);

/// Gives it the state `status`, which ends by itself after `EngineOptions::transient_status_duration`: with
/// zero, it is over at once.
void begin_status(Engine& engine, Table& table, Status status);
void begin_status(Engine& engine, SecondaryIndex& index, Status status);

/// Deletes the table within `scope`: its items, index entries and time-to-live queue are dropped, its streams
/// end and stay readable for 24 hours.
void delete_table(Engine& engine, WriteScope& scope, const Table& table);

/// Takes a global index out of the table within `scope`, with the attribute definitions that only its key
/// used. The caller puts the table into the catalog.
void delete_index(Engine& engine, WriteScope& scope, Table& table, std::string_view index_name);

}  // namespace ddb::engine
