// What finding one row, reading 20 of them, or writing one anew costs SQLite alone: no server, no layer of
// ours. It is what the growth of a request with the table can't be less than.
//
//   sqlite_floor FILE
//   sqlite_floor FILE puts
//
// FILE is a store that no server has open, such as one that was filled by BatchWriteItem. For each collection
// of it, rows are looked for at random, with the file mapped into memory. With "puts" they are written anew:
// 16 to a transaction, with a write-ahead log that is moved into the file when it has 64 MB, and a cache of
// 128 MB, all as the emulator does it. That spoils FILE, which should be a copy. Other keys are taken each
// time, 200,000 different ones or as many as there are.

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <numeric>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "shared/db/sqlite.h"

namespace {

using ddb::db::Database;
using ddb::db::Query;
using ddb::db::Statement;

constexpr std::int64_t kKeysMax = 200'000;
constexpr int kRounds = 5;
constexpr int kPutsInTransaction = 16;
constexpr int kRowsOfQuery = 20;

double clock_us(clockid_t clock) {
  timespec now{};
  ::clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

/// Since it was made.
class Stopwatch {
 public:
  double cpu_us() const { return clock_us(CLOCK_PROCESS_CPUTIME_ID) - cpu_begin_us_; }
  double elapsed_us() const { return clock_us(CLOCK_MONOTONIC) - begin_us_; }

 private:
  const double cpu_begin_us_ = clock_us(CLOCK_PROCESS_CPUTIME_ID);
  const double begin_us_ = clock_us(CLOCK_MONOTONIC);
};

std::vector<std::string> collections(Database& database) {
  Statement statement(database, "SELECT name FROM sqlite_schema WHERE name GLOB 'c[0-9]*' ORDER BY name");
  Query query(statement);
  std::vector<std::string> names;
  while (query.step())
    names.emplace_back(query.text(0));
  return names;
}

std::vector<std::string> keys_of(Database& database, const std::string& collection, std::int64_t row_count) {
  const std::int64_t step = std::max<std::int64_t>(1, row_count / kKeysMax);
  Statement statement(database, "SELECT key FROM " + collection);
  Query query(statement);
  std::vector<std::string> keys;
  for (std::int64_t row = 0; query.step(); ++row)
    if (row % step == 0) keys.emplace_back(query.blob(0));
  return keys;
}

/// CPU time of reading up to `row_count` rows from a key on; the lowest of several rounds, which each begin
/// at all keys in another order.
double read_us(Database& database, const std::string& collection, std::vector<std::string> keys,
               int row_count) {
  const std::string sql = "SELECT key,row FROM " + collection +
                          (row_count == 1 ? " WHERE key=?1" : " WHERE key>=?1 ORDER BY key");
  Statement statement(database, sql);
  std::mt19937_64 random(1);
  double best = 0;
  for (int round = 0; round < kRounds; ++round) {
    std::shuffle(keys.begin(), keys.end(), random);
    const Stopwatch stopwatch;
    for (const std::string& key : keys) {
      Query query(statement);
      if (!query.bind(1, key).step()) throw std::runtime_error("a row is not found");
      for (int row = 1; row < row_count && query.step(); ++row) {
      }
    }
    const double us = stopwatch.cpu_us() / static_cast<double>(keys.size());
    if (round == 0 || us < best) best = us;
  }
  return best;
}

struct PutCost {
  double cpu_us;
  double elapsed_us;
};

/// Puts each row, with its last byte changed, in as many rounds; of those after the first, which fills cache
/// and log.
PutCost put_cost(Database& database, const std::string& collection, std::vector<std::string> keys) {
  Statement find(database, "SELECT row FROM " + collection + " WHERE key=?1");
  Statement update(database, "UPDATE OR FAIL " + collection + " SET row=?2 WHERE key>=?1 AND key<=?1");
  std::vector<std::string> rows;
  for (const std::string& key : keys) {
    Query query(find);
    query.bind(1, key).step();
    rows.emplace_back(query.blob(0));
  }
  std::vector<std::size_t> order(keys.size());
  std::iota(order.begin(), order.end(), 0);
  std::mt19937_64 random(1);
  PutCost sum{0, 0};
  for (int round = 0; round <= kRounds; ++round) {
    std::shuffle(order.begin(), order.end(), random);
    const Stopwatch stopwatch;
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (i % kPutsInTransaction == 0) database.execute(i == 0 ? "BEGIN" : "COMMIT;BEGIN");
      std::string& row = rows[order[i]];
      ++row.back();
      Query(update).bind(1, keys[order[i]]).bind(2, row).run();
    }
    database.execute("COMMIT");
    if (round == 0) continue;
    sum.cpu_us += stopwatch.cpu_us();
    sum.elapsed_us += stopwatch.elapsed_us();
  }
  const auto puts = static_cast<double>(kRounds * keys.size());
  return {sum.cpu_us / puts, sum.elapsed_us / puts};
}

void measure_reads(const std::string& path) {
  Database database({.path = path, .access = ddb::db::DatabaseOptions::Access::kReadOnly});
  database.execute("PRAGMA mmap_size=0x7fffffffffff");
  database.execute("BEGIN");  // as readers keep their transaction
  for (const std::string& collection : collections(database)) {
    const std::int64_t rows = database.read_integer("SELECT count(*) FROM " + collection);
    if (rows == 0) continue;
    const std::vector<std::string> keys = keys_of(database, collection, rows);
    std::printf("%s, %lld rows: finding one takes %.2f us of CPU time, reading %d %.2f us\n",
                collection.c_str(), static_cast<long long>(rows), read_us(database, collection, keys, 1),
                kRowsOfQuery, read_us(database, collection, keys, kRowsOfQuery));
  }
}

void measure_puts(const std::string& path) {
  Database database({.path = path});
  database.execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-131072");
  database.execute("PRAGMA wal_autocheckpoint=16384");
  for (const std::string& collection : collections(database)) {
    const std::int64_t rows = database.read_integer("SELECT count(*) FROM " + collection);
    if (rows == 0) continue;
    const PutCost cost = put_cost(database, collection, keys_of(database, collection, rows));
    std::printf("%s, %lld rows: a put takes %.2f us of CPU time, %.2f us elapse\n", collection.c_str(),
                static_cast<long long>(rows), cost.cpu_us, cost.elapsed_us);
  }
}

}  // namespace

int main(int argument_count, char** arguments) {
  const bool puts = argument_count == 3 && std::strcmp(arguments[2], "puts") == 0;
  if (argument_count != 2 && !puts) {
    std::fprintf(stderr,
                 "sqlite_floor: needs the path of a store's file, and \"puts\" where it may be spoilt\n");
    return 2;
  }
  try {
    puts ? measure_puts(arguments[1]) : measure_reads(arguments[1]);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "sqlite_floor: %s\n", failure.what());
    return 1;
  }
  return 0;
}
