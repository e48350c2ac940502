// Takes the power away at any write, sync, truncation or deletion, again and again, and starts anew from what
// a disk may have kept: --durability full has lost nothing that was acknowledged, the default at most the
// last writes, and what is left is always whole. Also for groups of writes that are committed as one, and
// with checkpoints beside the writes, as the server does them; there the threads, and so the figures, are not
// the same each time.

#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>
#include <utility>

#include "tests/fault/program.h"
#include "tests/fault/simulated_disk.h"
#include "tests/fault/workload.h"

namespace ddb::fault {

namespace {

using storage::CommitMode;
using storage::Durability;

constexpr int kLossesOfOneDisk = 4;
constexpr std::uint64_t kWritesTogetherMax = 8;

/// Who does the checkpoints.
enum class Checkpoints { kByCommits, kBesideThem };

struct Case {
  Durability durability;
  CommitMode mode;
  Checkpoints checkpoints;

  std::string name() const {
    return std::string(durability == Durability::kFull ? "full durability" : "default durability") +
           (mode == CommitMode::kGroup ? ", groups" : "") +
           (checkpoints == Checkpoints::kBesideThem ? ", checkpoints beside" : "");
  }
};

/// Whether a write has an item with one of the transactions in common, which are not answered yet.
bool meets(const std::vector<const Write*>& transactions, const Write& write) {
  return std::ranges::any_of(transactions, [&](const Write* transaction) {
    return std::ranges::any_of(
        write.changes, [&](const auto& change) { return transaction->changes.contains(change.first); });
  });
}

/// Does a store's checkpoints on a thread of its own until it is destroyed.
class CheckpointsBeside {
 public:
  explicit CheckpointsBeside(storage::Store& store) : store_(store), thread_([this] { run(); }) {
    store_.leave_checkpoints_to([this] {
      due_ = true;
      due_.notify_one();
    });
  }
  CheckpointsBeside(const CheckpointsBeside&) = delete;
  CheckpointsBeside& operator=(const CheckpointsBeside&) = delete;
  ~CheckpointsBeside() {
    store_.leave_checkpoints_to(nullptr);
    stopping_ = true;
    due_ = true;
    due_.notify_one();
    thread_.join();
  }

 private:
  void run() {
    while (true) {
      due_.wait(false);
      due_ = false;
      if (stopping_) return;
      try {
        store_.checkpoint();
      } catch (const storage::StorageError&) {
        // The power is off, which the next write finds as well.
      }
    }
  }

  storage::Store& store_;
  std::atomic<bool> due_ = false;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

struct Totals {
  std::uint64_t losses = 0;
  std::uint64_t while_opening = 0;
  std::uint64_t acknowledged = 0;
  std::uint64_t lost = 0;  // acknowledged, and gone
  std::uint64_t lost_at_once_max = 0;
};

/// One disk, and every state that was acknowledged on it.
class Machine {
 public:
  Machine(std::uint64_t seed, const Case& loss_case, Figures& figures, Totals& totals)
      : seed_(seed),
        case_(loss_case),
        commit_mode_(loss_case.mode),
        random_(seed),
        disk_(seed),
        workload_(seed),
        figures_(figures),
        totals_(totals) {
    options_.file = "power.db";
    options_.durability = case_.durability;
    options_.wal_size_bytes_checkpoint = 128 * 1024;  // so that most runs meet a checkpoint
    options_.vfs_name = disk_.vfs_name();
    if (case_.checkpoints == Checkpoints::kBesideThem) disk_.sync_slowly();
  }

  void run() {
    if (!make_tables()) return;
    for (int loss = 0; loss < kLossesOfOneDisk && figures_.ok(); ++loss) {
      // One in eight while the store opens or closes, the others under load.
      disk_.power_off_at(disk_.change_count() + random_() % (random_() % 8 == 0 ? 8 : 600));
      work_until_off();
      disk_.power_on(static_cast<PowerLoss>(random_() % kPowerLossKinds), random_);
      ++totals_.losses;
      check();
      const std::string integrity = check_integrity(options_);
      figures_.check(integrity == "ok", place() + "integrity_check: " + integrity);
    }
  }

 private:
  std::string place() const { return case_.name() + ", seed of the disk " + std::to_string(seed_) + ": "; }

  bool make_tables() {
    std::string failure;
    const auto service = Service::start(options_, failure, commit_mode_);
    figures_.check(service != nullptr, place() + failure);
    if (!service) return false;
    for (const std::string& body : Workload::create_table_bodies())
      figures_.check(service->call("CreateTable", body).is_ok(), place() + "CreateTable failed");
    return figures_.ok();
  }

  /// Writes until the power is gone. Each acknowledged state is added to `acknowledged_`; those that were
  /// under way then are in `under_way_`.
  void work_until_off() {
    std::string failure;
    const auto service = Service::start(options_, failure, commit_mode_);
    if (!service) {
      figures_.check(disk_.is_off(), place() + "opening failed: " + failure);
      ++totals_.while_opening;
      return;
    }
    std::optional<CheckpointsBeside> checkpoints;
    if (case_.checkpoints == Checkpoints::kBesideThem) checkpoints.emplace(service->store());
    while (!disk_.is_off())
      work_once(*service);
  }

  void work_once(Service& service) {
    std::vector<Write> writes;
    std::vector<std::pair<std::string, std::string>> requests;
    for (std::uint64_t i = commit_mode_ == CommitMode::kGroup ? random_() % 8 : 0; i < kWritesTogetherMax;
         ++i) {
      writes.push_back(workload_.next());
      requests.emplace_back(writes.back().operation, writes.back().body);
      if (commit_mode_ == CommitMode::kEach) break;
    }
    note(service.call_together(requests), writes, service);
  }

  void note(const std::vector<Answer>& answers, const std::vector<Write>& writes, Service& service) {
    const bool may_be_cut =
        case_.checkpoints == Checkpoints::kBesideThem;  // a checkpoint commits the open group
    std::vector<const Write*> transactions;
    std::vector<Model> states;
    std::size_t succeeded = 0;
    for (std::size_t i = 0; i < answers.size(); ++i) {
      if (meets(transactions, writes[i])) continue;  // refused, even where the answer is that all is lost
      if (writes[i].operation == "TransactWriteItems") transactions.push_back(&writes[i]);
      states.push_back(states.empty() ? acknowledged_.back() : states.back());
      writes[i].apply_to(states.back());
      if (!answers[i].is_ok()) continue;
      ++succeeded;
      figures_.check(succeeded == states.size(), place() + "a write was kept, and one before it lost");
    }
    const bool answered = succeeded == states.size();
    figures_.check(answered || succeeded == 0 || may_be_cut, place() + "a group was acknowledged in part");
    figures_.check(answered || disk_.is_off(), place() + "a write failed: " + service.take_log());
    totals_.acknowledged += succeeded;
    for (std::size_t i = 0; i < states.size(); ++i) {
      if (!may_be_cut && i + 1 < states.size()) continue;
      (i < succeeded ? acknowledged_ : under_way_).push_back(std::move(states[i]));
    }
  }

  void check() {
    std::string failure;
    const auto service = Service::start(options_, failure, commit_mode_);
    figures_.check(service != nullptr, place() + "does not open any more: " + failure);
    if (!service) return;
    std::vector<std::string> wrong;
    const Model found = read_model(*service, wrong);
    for (const std::string& what : wrong)
      figures_.check(false, place() + what);
    settle(found);
  }

  /// Finds the state that the power loss has left, and goes on from it.
  void settle(const Model& found) {
    const std::vector<Model> under_way = std::exchange(under_way_, {});
    if (std::ranges::find(under_way, found) != under_way.end()) {
      acknowledged_.push_back(found);
      return;
    }
    std::size_t kept = acknowledged_.size();
    while (kept > 0 && acknowledged_[kept - 1] != found)
      --kept;
    figures_.check(kept > 0, place() + "what is left is no state that there ever was");
    if (kept == 0) return;
    const std::uint64_t lost = acknowledged_.size() - kept;
    figures_.check(lost == 0 || options_.durability != Durability::kFull,
                   place() + std::to_string(lost) + " acknowledged writes are lost");
    totals_.lost += lost;
    totals_.lost_at_once_max = std::max(totals_.lost_at_once_max, lost);
    acknowledged_.resize(kept);
  }

  const std::uint64_t seed_;
  const Case case_;
  const CommitMode commit_mode_;
  std::mt19937_64 random_;
  SimulatedDisk disk_;
  Workload workload_;
  storage::StoreOptions options_;
  std::vector<Model> acknowledged_{Model{}};
  std::vector<Model> under_way_;
  Figures& figures_;
  Totals& totals_;
};

void run(const Case& loss_case, const Arguments& arguments, Figures& figures) {
  Totals totals;
  for (std::uint64_t round = 0; round < arguments.rounds && figures.ok(); ++round)
    Machine(mixed(arguments.seed, round), loss_case, figures, totals).run();
  figures.show(loss_case.name(),
               std::to_string(totals.losses) + " power losses, " + std::to_string(totals.while_opening) +
                   " of them while opening; of " + std::to_string(totals.acknowledged) +
                   " acknowledged writes lost the last " + std::to_string(totals.lost) +
                   " commits, at most " + std::to_string(totals.lost_at_once_max) +
                   " at once; holes, torn transactions: " + (figures.ok() ? "0" : "see above"));
}

}  // namespace

}  // namespace ddb::fault

int main(int argc, char** argv) {
  using ddb::fault::Checkpoints;
  using ddb::storage::CommitMode;
  using ddb::storage::Durability;
  const auto arguments = ddb::fault::parse_arguments(argc, argv, 8, 500);
  ddb::fault::Figures figures("power loss", arguments);
  for (const Checkpoints checkpoints : {Checkpoints::kByCommits, Checkpoints::kBesideThem})
    for (const CommitMode mode : {CommitMode::kEach, CommitMode::kGroup})
      for (const Durability durability : {Durability::kDefault, Durability::kFull})
        ddb::fault::run({durability, mode, checkpoints}, arguments, figures);
  return figures.finish();
}
