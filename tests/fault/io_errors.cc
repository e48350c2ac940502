// Lets the k-th write, sync, truncation, read or opening of a file fail, for every k of a workload, once or
// from then on until the disk is healed: each request is answered with InternalServerError or rightly, the
// log says why, nothing that was acknowledged is lost, nothing else has happened, reads go on while writes
// fail, and a disk that was full works again as soon as it has room.

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <utility>

#include "tests/fault/program.h"
#include "tests/fault/simulated_disk.h"
#include "tests/fault/workload.h"

namespace ddb::fault {

namespace {

using storage::Durability;

constexpr int kRequestsBefore = 12;
constexpr int kRequestsDuring = 24;

struct Case {
  DiskFault fault;
  const char* name;
  bool once;
  Durability durability = Durability::kDefault;
  storage::CommitMode commit_mode = storage::CommitMode::kEach;

  bool hits_reading() const { return fault == DiskFault::kErrorOnRead || fault == DiskFault::kErrorOnOpen; }
};

constexpr std::array<Case, 15> kCases = {{
    {DiskFault::kFullOnWrite, "disk full, once", true},
    {DiskFault::kFullOnWrite, "disk full", false},
    {DiskFault::kFullOnWrite, "disk full, --durability full", false, Durability::kFull},
    {DiskFault::kErrorOnWrite, "write error, once", true},
    {DiskFault::kErrorOnWrite, "write errors", false},
    {DiskFault::kErrorOnSync, "sync error, once", true},
    {DiskFault::kErrorOnSync, "sync error, once, --durability full", true, Durability::kFull},
    {DiskFault::kErrorOnSync, "sync errors, --durability full", false, Durability::kFull},
    {DiskFault::kErrorOnRead, "read error, once", true},
    {DiskFault::kErrorOnRead, "read errors", false},
    {DiskFault::kErrorOnOpen, "open error, once", true},
    {DiskFault::kErrorOnOpen, "open errors", false},
    {DiskFault::kFullOnWrite, "disk full, groups", false, Durability::kDefault, storage::CommitMode::kGroup},
    {DiskFault::kErrorOnWrite, "write error, once, groups", true, Durability::kDefault,
     storage::CommitMode::kGroup},
    {DiskFault::kErrorOnSync, "sync error, once, groups, --durability full", true, Durability::kFull,
     storage::CommitMode::kGroup},
}};

struct Totals {
  std::uint64_t runs = 0;
  std::uint64_t runs_hit = 0;
  std::uint64_t refused = 0;
  std::uint64_t acknowledged = 0;
};

/// One disk with one fault on it.
class Run {
 public:
  Run(const Case& fault_case, std::uint64_t seed, std::uint64_t nth, Figures& figures, Totals& totals)
      : case_(fault_case), nth_(nth), disk_(seed), workload_(seed), figures_(figures), totals_(totals) {
    options_.file = "faulty.db";
    options_.durability = case_.durability;
    options_.wal_size_bytes_checkpoint = 128 * 1024;
    options_.writer_cache_size_bytes = 128 * 1024;  // so that pages are read again
    options_.reader_cache_size_bytes = 64 * 1024;
    options_.vfs_name = disk_.vfs_name();
  }

  /// Whether the fault came to pass at all; behind the last operation it does not.
  bool under_load() {
    auto service = start();
    if (!service || !prepare(*service)) return false;
    fail();
    for (int i = 0; i < kRequestsDuring; ++i) {
      write(*service);
      read(*service);
    }
    disk_.heal();
    check_after(*service);
    service.reset();
    check_reopened();
    return hit();
  }

  /// The same while the store opens.
  bool while_opening() {
    auto service = start();
    if (!service || !prepare(*service)) return false;
    service.reset();
    fail();
    std::string failure;
    service = Service::start(options_, failure, case_.commit_mode);
    check(service || failure.find("faulty.db") != std::string::npos, "the refusal names no file: " + failure);
    disk_.heal();
    service.reset();
    check_reopened();
    return hit();
  }

 private:
  void check(bool holds, const std::string& what) {
    figures_.check(holds, std::string(case_.name) + ", at operation " + std::to_string(nth_) + ": " + what);
  }

  void fail() {
    disk_.fail(case_.fault, disk_.count(case_.fault) + nth_,
               case_.once ? std::optional<std::uint64_t>(1) : std::nullopt);
  }

  bool hit() {
    ++totals_.runs;
    const bool was_hit = disk_.failed_count() > 0;
    if (was_hit) ++totals_.runs_hit;
    return was_hit;
  }

  std::unique_ptr<Service> start() {
    std::string failure;
    auto service = Service::start(options_, failure, case_.commit_mode);
    check(service != nullptr, "does not open: " + failure);
    return service;
  }

  bool prepare(Service& service) {
    for (const std::string& body : Workload::create_table_bodies())
      check(service.call("CreateTable", body).is_ok(), "CreateTable failed");
    for (int i = 0; i < kRequestsBefore; ++i)
      write(service);
    return figures_.ok();
  }

  /// Whether an answer that is no success is the one it must be, with its reason in the log.
  void check_error(Service& service, const Answer& answer, const std::string& what) {
    ++totals_.refused;
    check(answer.status == 500 && answer.error() == "InternalServerError",
          what + " was answered with " + std::to_string(answer.status) + " " + answer.error());
    const std::string log = service.take_log();
    const bool has_reason = log.find(what + " failed: ") != std::string::npos ||
                            log.find("could not be kept: ") != std::string::npos;
    check(has_reason, "the log has no reason for " + what + " but: " + log);
  }

  void write(Service& service) {
    const Write write = workload_.next();
    const Answer answer = service.call(write.operation, write.body);
    if (answer.is_ok()) {
      ++totals_.acknowledged;
      write.apply_to(model_);
      return;
    }
    check(disk_.failed_count() > 0, write.operation + " failed without a fault");
    check_error(service, answer, write.operation);
    if (case_.hits_reading()) return;
    for (const auto& [place, version] : write.changes)
      check_item(service, place);
  }

  void read(Service& service) {
    if (model_.empty()) return;
    const Answer answer = service.call("GetItem", get_body(model_.begin()->first));
    if (answer.is_ok() || !case_.hits_reading())
      check(version_in(answer) == model_.begin()->second, "GetItem gives the wrong item");
    else
      check_error(service, answer, "GetItem");
  }

  void check_item(Service& service, const std::string& place) {
    const Answer answer = service.call("GetItem", get_body(place));
    const auto known = model_.find(place);
    check(answer.is_ok() && version_in(answer) == (known == model_.end() ? -1 : known->second),
          "a write that failed has changed " + place);
  }

  void check_after(Service& service) {
    if (case_.fault == DiskFault::kFullOnWrite) {
      const Write next = workload_.next();
      const Answer answer = service.call(next.operation, next.body);
      check(answer.is_ok(), "the disk has room again, but a write fails: " + service.take_log());
      if (answer.is_ok()) next.apply_to(model_);
    }
    check_model(service, "before the restart: ");
  }

  void check_reopened() {
    const std::string integrity = check_integrity(options_);
    check(integrity == "ok", "integrity_check: " + integrity);
    const auto service = start();
    if (!service) return;
    check_model(*service, "after the restart: ");
    const Write next = workload_.next();
    check(service->call(next.operation, next.body).is_ok(),
          "after the restart a write fails: " + service->take_log());
  }

  void check_model(Service& service, const std::string& when) {
    std::vector<std::string> wrong;
    const Model found = read_model(service, wrong);
    for (const std::string& what : wrong)
      check(false, when + what);
    check(found == model_, when + "the items are not what was acknowledged");
  }

  const Case& case_;
  const std::uint64_t nth_;
  SimulatedDisk disk_;
  Workload workload_;
  storage::StoreOptions options_;
  Model model_;
  Figures& figures_;
  Totals& totals_;
};

/// Goes through the operations of one case in steps, from a place that the seed decides.
void run_case(const Case& fault_case, const Arguments& arguments, Figures& figures) {
  Totals totals;
  const bool seldom =
      fault_case.fault == DiskFault::kErrorOnSync || fault_case.fault == DiskFault::kErrorOnOpen;
  const std::uint64_t step = arguments.is_long ? 1 : seldom ? 5 : 37;
  const std::uint64_t step_while_opening = arguments.is_long ? 1 : 3;
  for (std::uint64_t round = 0; round < arguments.rounds; ++round) {
    const std::uint64_t seed = mixed(arguments.seed, round);
    std::uint64_t nth = seed % step;
    while (figures.ok() && Run(fault_case, seed, nth, figures, totals).under_load())
      nth += step;
    nth = seed % step_while_opening;
    while (figures.ok() && Run(fault_case, seed, nth, figures, totals).while_opening())
      nth += step_while_opening;
  }
  figures.check(totals.runs_hit > 0, std::string(fault_case.name) + " never came to pass");
  figures.show(fault_case.name,
               std::to_string(totals.runs_hit) + " places; " + std::to_string(totals.refused) +
                   " requests answered with an error, " + std::to_string(totals.acknowledged) +
                   " writes acknowledged; lost or torn: " + (figures.ok() ? "0" : "see above"));
}

}  // namespace

}  // namespace ddb::fault

int main(int argc, char** argv) {
  const auto arguments = ddb::fault::parse_arguments(argc, argv, 1, 4);
  ddb::fault::Figures figures("I/O errors", arguments);
  for (const ddb::fault::Case& fault_case : ddb::fault::kCases)
    ddb::fault::run_case(fault_case, arguments, figures);
  return figures.finish();
}
