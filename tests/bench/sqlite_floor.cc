// What finding one row costs SQLite alone: no server, no layer of ours, the file mapped into memory. It is
// what the growth of a request with the table can't be less than.
//
//   sqlite_floor FILE
//
// FILE is a store that no server has open, such as one that was filled by BatchWriteItem. For
// each collection of it, rows are looked for at random, 50,000 different ones or as many as there are, and
// the CPU time of one search is printed.

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "shared/db/sqlite.h"

namespace {

using ddb::db::Database;
using ddb::db::Query;
using ddb::db::Statement;

constexpr std::int64_t kKeysMax = 50'000;
constexpr int kRounds = 5;

double cpu_us() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

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

/// Of one search; the lowest of several rounds, which each look for all keys in another order.
double search_us(Database& database, const std::string& collection, std::vector<std::string> keys) {
  Statement statement(database, "SELECT row FROM " + collection + " WHERE key=?1");
  std::mt19937_64 random(1);
  double best = 0;
  for (int round = 0; round < kRounds; ++round) {
    std::shuffle(keys.begin(), keys.end(), random);
    const double begin = cpu_us();
    for (const std::string& key : keys) {
      Query query(statement);
      if (!query.bind(1, key).step()) throw std::runtime_error("a row is not found");
    }
    const double us = (cpu_us() - begin) / static_cast<double>(keys.size());
    if (round == 0 || us < best) best = us;
  }
  return best;
}

void measure(const std::string& path) {
  Database database({.path = path, .access = ddb::db::DatabaseOptions::Access::kReadOnly});
  database.execute("PRAGMA mmap_size=0x7fffffffffff");
  database.execute("BEGIN");  // as readers keep their transaction
  for (const std::string& collection : collections(database)) {
    const std::int64_t rows = database.read_integer("SELECT count(*) FROM " + collection);
    if (rows == 0) continue;
    const double us = search_us(database, collection, keys_of(database, collection, rows));
    std::printf("%s, %lld rows: %.2f us\n", collection.c_str(), static_cast<long long>(rows), us);
  }
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count != 2) {
    std::fprintf(stderr, "sqlite_floor: needs the path of a store's file\n");
    return 2;
  }
  try {
    measure(arguments[1]);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "sqlite_floor: %s\n", failure.what());
    return 1;
  }
  return 0;
}
