#pragma once

#include <stdexcept>
#include <string>

namespace ddb::db {

/// What a person or a program can do about a `StorageError`.
enum class StorageFailure {
  kFull,  ///< The disk, or the limit set for the file, is full. Nothing of the transaction was kept; the
          ///< store works again once there is room.
  kInputOutput,  ///< The operating system failed to read, write or sync. Met while writing, the store refuses
                 ///< writes from then on.
  kDamaged,      ///< The file does not hold what its format promises.
  kBusy,         ///< Another program keeps the file locked. Trying again may help.
  kNoMemory,     ///< No memory was left. Nothing of the transaction was kept.
  kRefused,      ///< The store refuses writes since an earlier failure, until it is opened again.
  kMissing,      ///< The table does not exist (any more).
  kTooLarge,     ///< A row is larger than the limit of its store.
  kConstraint,   ///< A row would break a rule of its table, such as a unique column.
  kOther,
};

/// A store could not do what it was asked. `what()` is one plain sentence that names the file.
class StorageError : public std::runtime_error {
 public:
  StorageError(StorageFailure failure, const std::string& message)
      : std::runtime_error(message), failure_(failure) {}
  StorageFailure failure() const { return failure_; }

 private:
  StorageFailure failure_;
};

}  // namespace ddb::db
