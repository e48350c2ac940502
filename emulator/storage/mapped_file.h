#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>

namespace ddb::storage {

/// A database file mapped into memory, so that readers need not copy its pages: among many items, fetching
/// one page from the system costs more than searching it. The file may grow meanwhile. What it says is not
/// checked here.
///
/// Where the disk fails to give back a page that the system had dropped from memory, touching it ends the
/// process with SIGBUS, as with every mapped file.
class MappedFile {
 public:
  /// Beyond these, pages are copied. Mapped ones take addresses, but no memory until they are read.
  static constexpr std::size_t kMappedBytesMax = std::size_t{16} << 30;

  /// Nothing is mapped where the system refuses. Null when the file can't be read.
  static std::unique_ptr<MappedFile> open(const std::filesystem::path& path);
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  /// All connections to the file must be closed: with any descriptor of it that a process closes, SQLite
  /// loses its locks ("How To Corrupt An SQLite Database File", 2.2).
  ~MappedFile();

  /// Where these bytes of the file are; null when they are not mapped. They may only be touched if the file
  /// is so long.
  const unsigned char* bytes(std::uint64_t offset, std::size_t size_bytes) const {
    return begin_ && offset + size_bytes <= kMappedBytesMax ? begin_ + offset : nullptr;
  }

 private:
  MappedFile(int descriptor, const unsigned char* begin) : descriptor_(descriptor), begin_(begin) {}

  const int descriptor_;
  const unsigned char* const begin_;
};

}  // namespace ddb::storage
