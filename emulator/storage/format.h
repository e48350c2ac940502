#pragma once

#include <cstdint>
#include <memory>

#include "emulator/storage/connection.h"
#include "emulator/storage/store_options.h"
#include "shared/base/result.h"

/// The file as a whole: what marks it as ours, and how connections to it are set up. docs/storage-format.md
/// describes it.
namespace ddb::storage {

/// In the header of every file of ours, where `file` and other programs look: "DdbE".
inline constexpr std::int64_t kApplicationId = 0x44646245;
/// Rises by one with every change that an earlier program can't read.
inline constexpr std::int64_t kFormatVersion = 2;
/// The first format, whose pages have no checksums. Its files are served as they are.
inline constexpr std::int64_t kFormatVersionWithoutChecksums = 1;

class MemoryFile;

/// Whether a database can be opened or made at the path: fails, in words, when it is a directory or lies in
/// none.
Result<void> check_path(const std::filesystem::path& file);

/// The connection that writes. Creates the tables of a new file or of memory; fails, in words, on a file that
/// is not ours or of a newer format, and leaves such a file as it was. Throws `StorageError`.
Result<std::unique_ptr<Connection>> open_writer(const StoreOptions& options);

/// A connection that reads a file which `open_writer` has opened. Throws `StorageError`.
std::unique_ptr<Connection> open_reader(const StoreOptions& options);

/// A connection that reads a database in memory where its pages lie. Throws `StorageError`.
std::unique_ptr<Connection> open_reader(const MemoryFile& file, const StoreOptions& options);

/// A connection that moves pages from the log into a file which `open_writer` has opened, and does nothing
/// else. Throws `StorageError`.
std::unique_ptr<Connection> open_checkpointer(const StoreOptions& options);

}  // namespace ddb::storage
