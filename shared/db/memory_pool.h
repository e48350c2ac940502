#pragma once

namespace ddb::db {

/// Has SQLite keep small blocks that it frees for its next need of one (free_blocks.h): each thread its own,
/// whoever had allocated them. Debian's SQLite is built without lookaside memory, and a write allocates and
/// frees dozens of blocks; worse, a thread that commits what another one wrote frees the other's blocks, for
/// which the allocator takes the other's lock. Before SQLite's first use. Does nothing under the address
/// sanitizer, which wants to see every block.
void install_memory_pool();

}  // namespace ddb::db
