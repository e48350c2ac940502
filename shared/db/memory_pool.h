#pragma once

namespace ddb::db {

/// Has SQLite take its memory from malloc without a header of its own, and keep pieces of journals in memory,
/// of which a write takes and frees dozens, for the next one (free_blocks.h): each thread its own, whoever
/// had allocated them. Else a thread that commits what another one wrote would free the other's blocks, for
/// which malloc takes the other's lock. Before SQLite's first use. Does nothing under the address sanitizer,
/// which wants to see every block.
void install_memory_pool();

}  // namespace ddb::db
