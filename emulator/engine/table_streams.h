#pragma once

#include "emulator/engine/engine.h"
#include "emulator/engine/table.h"
#include "emulator/engine/write_scope.h"

/// Turning a table's stream on and off.
namespace ddb::engine {

/// Gives the table a new stream with a label of its own and a first shard. It has no enabled one. The caller
/// puts the table into the catalog.
void enable_stream(Engine& engine, WriteScope& scope, Table& table, StreamViewType view_type);

/// Ends the enabled stream, if there is one; it can still be read for 24 hours.
void disable_stream(Table& table, Clock::TimePoint now);

}  // namespace ddb::engine
