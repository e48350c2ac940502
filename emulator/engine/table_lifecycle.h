#pragma once

#include "emulator/engine/table.h"
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

}  // namespace ddb::engine
