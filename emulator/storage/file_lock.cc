#include "emulator/storage/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace ddb::storage {

namespace {

std::string reason_of(int error_number) {
  return std::generic_category().message(error_number);
}

Error cannot_lock(const std::filesystem::path& database, int error_number) {
  return {"The database " + database.string() + " can't be opened: its lock file can't be written there (" +
          reason_of(error_number) + "). Choose a path in a directory that you may write to."};
}

/// " (process 4711)", as far as the holder has written it.
std::string holder_of(int descriptor) {
  std::array<char, 16> text{};
  const ssize_t size = ::pread(descriptor, text.data(), text.size(), 0);
  const std::string_view digits(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos) return {};
  return " (process " + std::string(digits) + ")";
}

/// Whether the path still names the locked file: the last holder may have removed it in between.
bool is_named(const std::filesystem::path& path, int descriptor) {
  struct stat locked {};
  struct stat named {};
  return ::fstat(descriptor, &locked) == 0 && ::stat(path.c_str(), &named) == 0 &&
         locked.st_ino == named.st_ino && locked.st_dev == named.st_dev;
}

}  // namespace

Result<std::unique_ptr<FileLock>> FileLock::acquire(const std::filesystem::path& database) {
  // Two names of one file must lead to one lock.
  std::error_code ignored;
  std::filesystem::path path = std::filesystem::weakly_canonical(database, ignored);
  if (ignored) path = database;
  path += "-lock";

  while (true) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0) return cannot_lock(database, errno);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
      const int error_number = errno;
      const std::string holder = holder_of(descriptor);
      ::close(descriptor);
      if (error_number != EWOULDBLOCK) return cannot_lock(database, error_number);
      return Error{"The database " + database.string() + " is in use by another server" + holder +
                   ". Stop that server, or choose another file."};
    }
    if (!is_named(path, descriptor)) {
      ::close(descriptor);
      continue;
    }
    const std::string process = std::to_string(::getpid());
    if (::ftruncate(descriptor, 0) != 0 ||
        ::pwrite(descriptor, process.data(), process.size(), 0) != static_cast<ssize_t>(process.size())) {
      const int error_number = errno;
      ::close(descriptor);
      return cannot_lock(database, error_number);
    }
    return std::unique_ptr<FileLock>(new FileLock(std::move(path), descriptor));
  }
}

FileLock::~FileLock() {
  ::unlink(path_.c_str());
  ::close(descriptor_);
}

}  // namespace ddb::storage
