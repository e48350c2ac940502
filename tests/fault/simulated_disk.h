#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <string>

namespace ddb::fault {

/// What a test does to the operations of a `SimulatedDisk`.
enum class DiskFault {
  kFullOnWrite,   ///< SQLITE_FULL: no space left, after half of the bytes.
  kErrorOnWrite,  ///< SQLITE_IOERR_WRITE, after half of the bytes.
  kErrorOnSync,   ///< SQLITE_IOERR_FSYNC, and nothing is synced.
  kErrorOnRead,   ///< SQLITE_IOERR_READ
  kErrorOnOpen,   ///< SQLITE_CANTOPEN
};

/// How the unsynced writes fare when the power goes.
enum class PowerLoss {
  kDropsAll,    ///< None reaches the disk.
  kCutsOff,     ///< Those up to some point do, the last one perhaps torn: an ordered file system.
  kScatters,    ///< Each sector of each write does or does not.
  kAlmostNone,  ///< The same, but most do not.
  kAlmostAll,   ///< The same, but most do.
};
inline constexpr int kPowerLossKinds = 5;

/// A disk in memory, as a VFS of SQLite: it tells what was synced from what was only written, and fails when
/// it is told to. Shared memory and locks work among the connections of this process. Thread-safe.
class SimulatedDisk {
 public:
  /// Registers the VFS. `seed` decides what SQLite takes for random.
  explicit SimulatedDisk(std::uint64_t seed);
  SimulatedDisk(const SimulatedDisk&) = delete;
  SimulatedDisk& operator=(const SimulatedDisk&) = delete;
  /// All connections must be closed.
  ~SimulatedDisk();

  const std::string& vfs_name() const;

  /// Operations that `fault` can hit, since the disk was made.
  std::uint64_t count(DiskFault fault) const;
  /// From operation `first` (as `count` counts) on, `times` of them fail; without `times` all, until `heal`.
  void fail(DiskFault fault, std::uint64_t first, std::optional<std::uint64_t> times);
  void heal();
  /// Operations that a fault has hit since the last `fail`.
  std::uint64_t failed_count() const;

  /// Writes, syncs, truncations and deletions, since the disk was made.
  std::uint64_t change_count() const;
  /// From change `first` on nothing is done any more, and everything fails: the machine is off.
  void power_off_at(std::uint64_t first);
  bool is_off() const;
  /// What the next start finds: of what was not synced, what `loss` and `random` leave. All connections must
  /// be closed.
  void power_on(PowerLoss loss, std::mt19937_64& random);

  /// From now on syncs take long enough for other threads to work meanwhile.
  void sync_slowly();

  /// The bytes of a file as they are now; empty when there is none.
  std::string read_file(const std::string& name) const;
  void write_file(const std::string& name, std::string bytes);

  struct State;

 private:
  std::unique_ptr<State> state_;
};

}  // namespace ddb::fault
