// The store alone: what one put, get, scan and change record cost, in memory and on a file, and how much
// memory or disk a stored byte takes. docs/adr/0002-storage-layout.md quotes it.
#include <benchmark/benchmark.h>
#include <malloc.h>
#include <stdlib.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "emulator/storage/store.h"

namespace ddb::storage {
namespace {

constexpr std::size_t kItemsPerPartition = 50;

/// A store with `count` rows of `row_size_bytes`, put in random order, keys as the engine makes them: a hash
/// of the partition key, then the key attributes.
class FilledStore {
 public:
  FilledStore(StoreOptions options, std::size_t count, std::size_t row_size_bytes)
      : row_(row_size_bytes, 'x'), order_(count), options_(std::move(options)) {
    if (options_.file) directory_.emplace(make_directory());
    if (options_.file) options_.file = *directory_ / "store.db";
    for (std::size_t number = 0; number < count; ++number)
      order_[number] = number;
    std::shuffle(order_.begin(), order_.end(), random_);
    for (char& byte : row_)
      byte = static_cast<char>(random_());

    const std::size_t before_bytes = heap_bytes();
    auto store = Store::open(options_);
    if (!store) throw std::runtime_error(store.error().message);
    store_ = std::move(*store);
    WriteTransaction transaction = store_->begin_write();
    collection_ = transaction.next_collection_id();
    transaction.create_collection(collection_);
    transaction.commit();
    { const WriteTransaction ended = std::move(transaction); }
    for (const std::size_t number : order_)
      put(number);
    heap_size_bytes_ = heap_bytes() - before_bytes;
  }
  ~FilledStore() {
    store_.reset();
    if (directory_) std::filesystem::remove_all(*directory_);
  }

  void put(std::size_t number) {
    if (!row_.empty()) ++row_[row_.size() / 2];  // Rows that change nothing would be written for nothing.
    WriteTransaction transaction = store_->begin_write();
    const std::string key = key_of(number);
    transaction.put(collection_, key, row_);
    transaction.commit();
  }

  static std::string partition_key_of(std::size_t number) {
    std::uint64_t hash = (number / kItemsPerPartition + 1) * 0x9E3779B97F4A7C15ULL;
    hash = (hash ^ hash >> 29) * 0xBF58476D1CE4E5B9ULL;
    hash ^= hash >> 32;
    std::string key;
    for (int shift = 56; shift >= 0; shift -= 8)
      key.push_back(static_cast<char>(hash >> shift));
    return key + "MSG#5ae290ed-" + std::to_string(10'000'000 + number / kItemsPerPartition);
  }
  static std::string key_of(std::size_t number) {
    return partition_key_of(number) + "2026-11-21T04:" + std::to_string(100 + number % kItemsPerPartition);
  }

  /// A row's number, all of them in random order, again and again.
  std::size_t next() { return order_[position_++ % order_.size()]; }

  /// A number that is in no row yet, in any partition, in no order.
  std::size_t next_new() { return order_.size() + (new_count_++ * 7'919) % 10'000'019; }

  Store& store() { return *store_; }
  std::size_t row_size_bytes() const { return row_.size(); }
  CollectionId collection() const { return collection_; }
  std::size_t stored_size_bytes() const { return order_.size() * (row_.size() + key_of(0).size()); }
  std::size_t heap_size_bytes() const { return heap_size_bytes_; }

 private:
  static std::size_t heap_bytes() {
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
  }
  static std::filesystem::path make_directory() {
    std::string name = (std::filesystem::temp_directory_path() / "ddb-benchmark-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary directory");
    return name;
  }

  std::string row_;
  std::vector<std::size_t> order_;
  std::size_t position_ = 0;
  std::size_t new_count_ = 0;
  std::mt19937_64 random_{1};
  StoreOptions options_;
  std::optional<std::filesystem::path> directory_;
  std::unique_ptr<Store> store_;
  CollectionId collection_ = 0;
  std::size_t heap_size_bytes_ = 0;
};

enum class Medium { kMemory, kFile };

struct Case {
  Medium medium;
  std::size_t row_size_bytes;
  int page_size_bytes;

  bool operator==(const Case&) const = default;
  std::string name() const {
    return std::string(medium == Medium::kFile ? "file" : "memory") + "/row_" +
           std::to_string(row_size_bytes) + "/page_" + std::to_string(page_size_bytes);
  }
};

/// Filling takes longer than measuring: the benchmarks of one case follow each other and share one store.
class SharedStore {
 public:
  FilledStore& of(const Case& wanted) {
    if (!filled_ || filled_case_ != wanted) {
      filled_.reset();
      StoreOptions options;
      if (wanted.medium == Medium::kFile) options.file = "store.db";
      options.page_size_bytes = wanted.page_size_bytes;
      filled_ = std::make_unique<FilledStore>(options, wanted.row_size_bytes > 4'000 ? 10'000 : 100'000,
                                              wanted.row_size_bytes);
      filled_case_ = wanted;
    }
    return *filled_;
  }

 private:
  std::unique_ptr<FilledStore> filled_;
  Case filled_case_{};
};

void put_over(benchmark::State& state, FilledStore& filled) {
  for (auto _ : state)
    filled.put(filled.next());
}

void put_new(benchmark::State& state, FilledStore& filled) {
  for (auto _ : state)
    filled.put(filled.next_new());
}

void get(benchmark::State& state, FilledStore& filled) {
  for (auto _ : state) {
    const ReadTransaction transaction = filled.store().begin_read();
    const std::string key = FilledStore::key_of(filled.next());
    if (const auto found = transaction.find(filled.collection(), key))
      benchmark::DoNotOptimize(found->row().data());
    else
      state.SkipWithError("a row is missing");
  }
}

void scan_of_20(benchmark::State& state, FilledStore& filled) {
  for (auto _ : state) {
    const std::string partition = FilledStore::partition_key_of(filled.next());
    const std::optional<std::string> end = key_after_prefix(partition);
    const ReadTransaction transaction = filled.store().begin_read();
    Cursor cursor =
        transaction.scan(filled.collection(), {KeyBound::inclusive(partition), KeyBound::exclusive(*end)},
                         Direction::kBackward);
    for (int row = 0; row < 20; ++row) {
      if (!cursor.next()) state.SkipWithError("a row is missing");
      benchmark::DoNotOptimize(cursor.row().data());
    }
  }
}

void scan_all(benchmark::State& state, FilledStore& filled) {
  std::size_t size_bytes = 0;
  for (auto _ : state) {
    const ReadTransaction transaction = filled.store().begin_read();
    Cursor cursor = transaction.scan(filled.collection(), {});
    while (cursor.next())
      size_bytes += cursor.row().size();
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(size_bytes));
  state.counters["heap_per_stored_byte"] =
      static_cast<double>(filled.heap_size_bytes()) / static_cast<double>(filled.stored_size_bytes());
}

void append_change(benchmark::State& state, FilledStore& filled) {
  WriteTransaction creation = filled.store().begin_write();
  const StreamId stream = creation.next_collection_id();
  creation.create_stream(stream);
  creation.commit();
  { const WriteTransaction ended = std::move(creation); }
  const std::string record(filled.row_size_bytes() * 2, 'r');
  for (auto _ : state) {
    WriteTransaction transaction = filled.store().begin_write();
    transaction.append_change(stream, 1, record);
    transaction.commit();
  }
}

void open_in_memory(benchmark::State& state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(Store::open({}));
}

using Measure = void (*)(benchmark::State&, FilledStore&);
constexpr std::array<std::pair<const char*, Measure>, 6> kMeasures = {{{"scan_all", scan_all},
                                                                       {"get", get},
                                                                       {"scan_of_20", scan_of_20},
                                                                       {"put_over", put_over},
                                                                       {"append_change", append_change},
                                                                       {"put_new", put_new}}};

void register_all(SharedStore& shared) {
  benchmark::RegisterBenchmark("open/memory", open_in_memory);
  for (const Medium medium : {Medium::kMemory, Medium::kFile}) {
    for (const std::size_t row_size_bytes : {150U, 400U, 1'024U, 10'240U}) {
      for (const int page_size_bytes : {4'096, 8'192, 16'384}) {
        const Case wanted{medium, row_size_bytes, page_size_bytes};
        for (const auto& [name, measure] : kMeasures) {
          const auto run = [&shared, wanted, measure = measure](benchmark::State& state) {
            measure(state, shared.of(wanted));
          };
          benchmark::RegisterBenchmark((std::string(name) + "/" + wanted.name()).c_str(), run);
        }
      }
    }
  }
}

}  // namespace
}  // namespace ddb::storage

int main(int argument_count, char** arguments) {
  benchmark::Initialize(&argument_count, arguments);
  ddb::storage::SharedStore shared;
  ddb::storage::register_all(shared);
  benchmark::RunSpecifiedBenchmarks();
}
