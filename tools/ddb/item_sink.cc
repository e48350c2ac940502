#include "tools/ddb/item_sink.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "tools/cli/text.h"
#include "tools/ddb/item_format.h"

namespace ddb::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t kItemIndent = 8;

// One long text would push all other columns out of sight; the other formats show it whole.
constexpr std::size_t kCellCharactersMax = 60;

void shorten(Table& table) {
  for (auto& row : table.rows) {
    for (auto& cell : row)
      cell = first_characters(cell, kCellCharactersMax);
  }
}

std::int64_t integer_member(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value && value->is_int64() ? value->get_int64() : 0;
}

double units_of(const json::value& consumed) {
  const auto* object = consumed.if_object();
  const auto* units = object ? object->if_contains("CapacityUnits") : nullptr;
  return units && units->is_number() ? units->to_number<double>() : 0;
}

}  // namespace

std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  const std::size_t first = digits.starts_with('-') ? 1 : 0;
  for (std::size_t i = digits.size(); i > first + 3; i -= 3)
    digits.insert(i - 3, ",");
  return digits;
}

double capacity_units(const json::object& output) {
  const auto* consumed = output.if_contains("ConsumedCapacity");
  if (!consumed) return 0;
  if (!consumed->is_array()) return units_of(*consumed);
  double sum = 0;
  for (const auto& element : consumed->get_array())
    sum += units_of(element);
  return sum;
}

std::string capacity_text(double units) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%g capacity unit%s", units, units == 1 ? "" : "s");
  return text.data();
}

ItemSink::ItemSink(Session& session, std::optional<std::int64_t> limit)
    : session_(session), limit_(limit), progress_(session.err(), session.clock(), session.progress_mode()) {}

bool ItemSink::add(const json::object& page) {
  const std::lock_guard lock(mutex_);
  count_ += integer_member(page, "Count");
  scanned_count_ += integer_member(page, "ScannedCount");
  capacity_units_ += capacity_units(page);
  const auto* items = page.if_contains("Items");
  if (items && items->is_array()) {
    has_items_ = true;
    for (const auto& item : items->get_array()) {
      if (limit_ && printed_ >= *limit_) break;
      if (item.is_object()) add_item(item);
    }
  }
  progress_.line(grouped(count_) + " items, " + grouped(scanned_count_) + " read");
  return !limit_ || printed_ < *limit_;
}

std::optional<std::int64_t> ItemSink::wanted() const {
  const std::lock_guard lock(mutex_);
  if (!limit_) return std::nullopt;
  return *limit_ - printed_;
}

void ItemSink::add_item(const json::value& item) {
  ++printed_;
  if (session_.format() != OutputFormat::kJson) {
    items_.push_back(item);
    return;
  }
  session_.out() << (printed_ == 1 ? "{\n    \"Items\": [\n" : ",\n") << std::string(kItemIndent, ' ')
                 << format_json(item, kItemIndent);
}

void ItemSink::finish_json() {
  auto& out = session_.out();
  if (printed_ > 0) {
    out << "\n    ],\n";
  } else {
    out << (has_items_ ? "{\n    \"Items\": [],\n" : "{\n");
  }
  out << "    \"Count\": " << (has_items_ ? printed_ : count_)
      << ",\n    \"ScannedCount\": " << scanned_count_ << "\n}\n";
}

void ItemSink::finish(const std::vector<std::string>& key_names) {
  const std::lock_guard lock(mutex_);
  progress_.clear();
  if (session_.format() == OutputFormat::kJson) {
    finish_json();
  } else if (!has_items_) {
    session_.print({{"Count", "ScannedCount"}, {{std::to_string(count_), std::to_string(scanned_count_)}}},
                   {});
  } else if (!items_.empty()) {
    Table table = items_table(items_, key_names);
    if (session_.format() == OutputFormat::kTable) shorten(table);
    session_.print(table, {});
  }
  if (has_items_ && printed_ == 0) session_.say("No item was found.");
  session_.say_if_verbose(grouped(has_items_ ? printed_ : count_) + " items, " + grouped(scanned_count_) +
                          " read, " + capacity_text(capacity_units_) + ".");
}

}  // namespace ddb::cli
