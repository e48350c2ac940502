#include "emulator/storage/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace ddb::storage {

std::unique_ptr<MappedFile> MappedFile::open(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return nullptr;
  void* const begin = ::mmap(nullptr, kMappedBytesMax, PROT_READ, MAP_SHARED, descriptor, 0);
  // The descriptor stays open also where this fails: closing it would take SQLite's locks.
  const auto* const bytes = begin == MAP_FAILED ? nullptr : static_cast<const unsigned char*>(begin);
  return std::unique_ptr<MappedFile>(new MappedFile(descriptor, bytes));
}

MappedFile::~MappedFile() {
  if (begin_) ::munmap(const_cast<unsigned char*>(begin_), kMappedBytesMax);
  ::close(descriptor_);
}

}  // namespace ddb::storage
