// Flips bits of a database file, overwrites, cuts, swaps and blanks parts of it, and serves it: opening it is
// refused in one sentence, or every request is answered rightly or with InternalServerError. Never a wrong
// answer, never a crash: each batch of files has a process of its own, whose end is watched.

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/json/serialize.hpp>
#include <cstdio>
#include <cstring>
#include <utility>

#include "tests/fault/program.h"
#include "tests/fault/simulated_disk.h"
#include "tests/fault/workload.h"

namespace ddb::fault {

namespace {

constexpr std::size_t kPageBytes = 4096;
constexpr std::uint64_t kFilesPerProcess = 50;
constexpr const char* kFile = "damaged.db";
constexpr const char* kLog = "damaged.db-wal";

/// What became of a batch of files. Plain numbers: it comes through a pipe.
struct Outcome {
  std::uint64_t files = 0;
  std::uint64_t refused = 0;      // to open
  std::uint64_t with_errors = 0;  // opened, and some answer was an error
  std::uint64_t unharmed = 0;     // every answer was right
  std::uint64_t log_cut_off = 0;  // the end of a damaged log was lost
  std::uint64_t wrong = 0;

  void add(const Outcome& other) {
    files += other.files;
    refused += other.refused;
    with_errors += other.with_errors;
    unharmed += other.unharmed;
    log_cut_off += other.log_cut_off;
    wrong += other.wrong;
  }
};

struct Request {
  std::string operation;
  std::string body;
  std::string answer;  // of the whole file
};

/// A file, and what it answers.
class Original {
 public:
  explicit Original(std::uint64_t seed) : seed_(seed) {
    SimulatedDisk disk(seed);
    std::string failure;
    {
      const auto service = Service::start(options(disk), failure);
      fill(*service);
      for (Request& request : requests_)
        request.answer = answer_of(*service, request);
    }
    file_ = disk.read_file(kFile);
    write_log(disk);
  }

  static storage::StoreOptions options(const SimulatedDisk& disk) {
    storage::StoreOptions options;
    options.file = kFile;
    options.vfs_name = disk.vfs_name();
    return options;
  }

  const std::string& file() const { return file_; }
  /// What a server that was killed has left: the file, its log, and the states on the way there.
  const std::string& file_with_log() const { return file_with_log_; }
  const std::string& log() const { return log_; }
  const std::vector<Model>& states() const { return states_; }
  const std::vector<Request>& requests() const { return requests_; }
  const Model& model() const { return model_; }
  std::uint64_t seed() const { return seed_; }

  static std::string answer_of(Service& service, const Request& request) {
    const Answer answer = service.call(request.operation, request.body);
    if (answer.is_ok()) return boost::json::serialize(answer.body);
    return answer.error() == "InternalServerError" ? "" : "error: " + boost::json::serialize(answer.body);
  }

 private:
  void write_log(SimulatedDisk& disk) {
    std::string failure;
    const auto service = Service::start(options(disk), failure);
    Workload workload(seed_ + 1);
    states_ = {model_};
    for (int i = 0; i < 20; ++i) {
      const Write write = workload.next();
      states_.push_back(states_.back());
      if (service->call(write.operation, write.body).is_ok()) write.apply_to(states_.back());
    }
    file_with_log_ = disk.read_file(kFile);
    log_ = disk.read_file(kLog);
  }

  void fill(Service& service) {
    for (const std::string& body : Workload::create_table_bodies())
      service.call("CreateTable", body);
    Workload workload(seed_);
    for (int i = 0; i < 60; ++i) {
      const Write write = workload.next();
      if (service.call(write.operation, write.body).is_ok()) write.apply_to(model_);
    }
    requests_ = {
        {"ListTables", "{}", ""},
        {"Scan", R"({"TableName":"items","ConsistentRead":true})", ""},
        {"Scan", R"({"TableName":"ledger","IndexName":"by-owner"})", ""},
        {"DescribeTable", R"({"TableName":"items"})", ""},
        {"DescribeTable", R"({"TableName":"ledger"})", ""},
        {"Query",
         R"({"TableName":"items","IndexName":"by-owner","KeyConditionExpression":"#o = :o",)"
         R"("ExpressionAttributeNames":{"#o":"owner"},"ExpressionAttributeValues":{":o":{"S":"owner1"}}})",
         ""},
        {"ListStreams", "{}", ""}};
    for (const auto& [place, version] : model_)
      requests_.push_back({"GetItem", get_body(place), ""});
  }

  const std::uint64_t seed_;
  std::string file_;
  std::string file_with_log_;
  std::string log_;
  std::vector<Model> states_;
  std::vector<Request> requests_;
  Model model_;
};

/// One way to damage a file; what it did, in words.
std::string damage(std::string& file, std::mt19937_64& random) {
  // Never all of it: an empty file is a new one.
  const auto place = [&] { return 1 + static_cast<std::size_t>(random() % (file.size() - 1)); };
  const auto page = [&] { return place() / kPageBytes * kPageBytes; };
  const std::uint64_t choice = random() % 100;
  if (choice < 60) {
    const std::size_t at = choice < 10 ? random() % 100 : place();  // some in the header
    file[at] = static_cast<char>(file[at] ^ (1 << random() % 8));
    return "a flipped bit in byte " + std::to_string(at);
  }
  if (choice < 75) {
    const std::size_t at = place();
    const std::size_t size = std::min<std::size_t>(1 + random() % 600, file.size() - at);
    for (std::size_t i = 0; i < size; ++i)
      file[at + i] = static_cast<char>(random());
    return std::to_string(size) + " random bytes from " + std::to_string(at);
  }
  if (choice < 85) {
    const std::size_t size = place();
    file.resize(size < kPageBytes || random() % 2 == 0 ? size : size / kPageBytes * kPageBytes);
    return "cut to " + std::to_string(file.size()) + " bytes";
  }
  if (choice < 92) {
    const std::size_t at = page();
    std::memset(file.data() + at, 0, std::min(kPageBytes, file.size() - at));  // one before may have cut it
    return "page at " + std::to_string(at) + " blanked";
  }
  const std::size_t from = page();
  const std::size_t to = page();
  file.replace(to, kPageBytes, file.substr(from, kPageBytes));
  return "page at " + std::to_string(from) + " copied to " + std::to_string(to);
}

class Trial {
 public:
  Trial(const Original& original, std::uint64_t number, Outcome& outcome)
      : original_(original), seed_(mixed(original.seed(), number)), number_(number), outcome_(outcome) {}

  void run() {
    std::mt19937_64 random(seed_);
    ++outcome_.files;
    SimulatedDisk disk(seed_);
    const bool hits_log = random() % 5 == 0;
    std::string file = hits_log ? original_.log() : original_.file();
    what_ = (hits_log ? "the log: " : "") + damage(file, random);
    if (hits_log) disk.write_file(kFile, original_.file_with_log());
    disk.write_file(hits_log ? kLog : kFile, std::move(file));
    std::string failure;
    const auto service = Service::start(Original::options(disk), failure);
    if (!service) {
      ++outcome_.refused;
      if (failure.empty() || failure.find('\n') != std::string::npos || hits_log)
        wrong("the refusal is: " + failure);
      return;
    }
    if (hits_log)
      serve_front_of_log(*service);
    else
      serve(*service);
  }

 private:
  void serve(Service& service) {
    bool has_errors = false;
    const auto ask = [&](const Request& request) {
      const std::string answer = Original::answer_of(service, request);
      if (answer.empty())
        has_errors = true;
      else if (answer != request.answer)
        wrong(request.operation + " gives " + answer.substr(0, 300));
    };
    for (const Request& request : original_.requests())
      ask(request);
    // Writing may find more of the damage. What it answers is what the same write answers on a whole file:
    // nothing.
    Workload workload(seed_);
    Model model = original_.model();
    for (int i = 0; i < 10; ++i) {
      const Write write = workload.next();
      const Answer answer = service.call(write.operation, write.body);
      if (answer.is_ok())
        write.apply_to(model);
      else if (answer.error() == "InternalServerError")
        has_errors = true;
      else
        wrong(write.operation + " is answered with " + answer.error());
    }
    for (const auto& [place, version] : model) {
      const Answer answer = service.call("GetItem", get_body(place));
      if (answer.is_ok() && version_in(answer) != version)
        wrong("after writing, " + place + " is another item");
    }
    ++(has_errors ? outcome_.with_errors : outcome_.unharmed);
  }

  void serve_front_of_log(Service& service) {
    std::vector<std::string> differences;
    const Model found = read_model(service, differences);
    for (const std::string& difference : differences)
      wrong(difference);
    const auto& states = original_.states();
    if (std::find(states.begin(), states.end(), found) == states.end()) wrong("there never was this state");
    ++(found == states.back() ? outcome_.unharmed : outcome_.log_cut_off);
  }

  void wrong(const std::string& text) {
    ++outcome_.wrong;
    if (outcome_.wrong <= 5)
      std::fprintf(stderr, "  WRONG: file %llu (%s): %s\n", static_cast<unsigned long long>(number_),
                   what_.c_str(), text.c_str());
  }

  const Original& original_;
  const std::uint64_t seed_;
  const std::uint64_t number_;
  std::string what_;
  Outcome& outcome_;
};

/// Runs files `first` to `first + count` in a process of its own.
Outcome run_batch(const Original& original, std::uint64_t first, std::uint64_t count, Figures& figures) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
  const pid_t child = ::fork();
  if (child == 0) {
    for (std::uint64_t number = first; number < first + count; ++number) {
      Outcome outcome;
      Trial(original, number, outcome).run();
      if (::write(ends[1], &outcome, sizeof outcome) != sizeof outcome) ::_exit(1);
    }
    ::_exit(0);
  }
  ::close(ends[1]);
  Outcome all;
  Outcome one;
  while (::read(ends[0], &one, sizeof one) == sizeof one)
    all.add(one);
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  figures.check(
      WIFEXITED(status) && WEXITSTATUS(status) == 0,
      "a crash (status " + std::to_string(status) + ") at file " + std::to_string(first + all.files));
  return all;
}

}  // namespace

}  // namespace ddb::fault

int main(int argc, char** argv) {
  using namespace ddb::fault;
  const Arguments arguments = parse_arguments(argc, argv, 400, 10'000);
  Figures figures("damaged files", arguments);
  const Original original(arguments.seed);
  Outcome all;
  for (std::uint64_t first = 0; first < arguments.rounds; first += kFilesPerProcess)
    all.add(run_batch(original, first, std::min(kFilesPerProcess, arguments.rounds - first), figures));
  figures.check(all.files == arguments.rounds, "not every file was tried");
  figures.check(all.wrong == 0, std::to_string(all.wrong) + " wrong answers");
  figures.show("files",
               std::to_string(all.files) + " of " + std::to_string(original.file().size() / 1024) + " KB");
  figures.show("outcome", std::to_string(all.refused) + " refused, " + std::to_string(all.with_errors) +
                              " served with errors, " + std::to_string(all.unharmed) + " served whole, " +
                              std::to_string(all.log_cut_off) + " without the end of a damaged log; " +
                              std::to_string(all.wrong) + " wrong answers");
  return figures.finish();
}
