#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/model/generated/enums.h"
#include "emulator/storage/store.h"
#include "shared/base/clock.h"
#include "shared/value/value.h"

/// What the emulator knows of a table. A `Table` is immutable: the catalog hands out shared snapshots, and
/// every change of a table puts a new one in its place.
namespace ddb::engine {

class AttributeDictionary;

struct KeyAttribute {
  std::string name;
  value::Type type = value::Type::kString;  ///< kString, kNumber or kBinary.
  bool operator==(const KeyAttribute&) const = default;
};

/// A primary key: one partition key attribute and at most one sort key attribute for a table or a local
/// secondary index; up to four of each for a global secondary index ("Multi-attribute keys").
struct KeySchema {
  std::vector<KeyAttribute> hash;
  std::vector<KeyAttribute> range;
  bool operator==(const KeySchema&) const = default;

  bool contains(std::string_view attribute_name) const;
  /// Calls `visit` for each attribute, hash ones first.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (const KeyAttribute& attribute : hash)
      visit(attribute);
    for (const KeyAttribute& attribute : range)
      visit(attribute);
  }
};

/// Which attributes rows leave out, as their keys hold them. docs/item-format.md, "Rows".
struct RowLayout {
  /// In place of a place: the attribute is in an earlier component too.
  static constexpr std::size_t kRepeated = SIZE_MAX;

  /// A component of the stored key.
  struct Component {
    value::Type type = value::Type::kString;
    std::size_t place = 0;  ///< Of its attribute in `separate`.
  };

  std::vector<Component> components;
  std::vector<KeyAttribute> separate;  ///< In the order of their names.
};

using model::BillingMode;
using model::ProjectionType;
using model::StreamViewType;
using model::TableClass;

struct Projection {
  ProjectionType type = ProjectionType::kAll;
  std::vector<std::string> non_key_attributes;  ///< As given; only with kInclude.
};

struct ProvisionedThroughput {
  std::int64_t read_capacity_units = 0;  ///< 0 with PAY_PER_REQUEST.
  std::int64_t write_capacity_units = 0;
  std::optional<Clock::TimePoint> last_increase;
  std::optional<Clock::TimePoint> last_decrease;
  std::int64_t decreases_today = 0;  ///< On the UTC day of `last_decrease`.
};

/// Units per second; -1 or absent means no maximum.
struct OnDemandThroughput {
  std::optional<std::int64_t> read_request_units_max;
  std::optional<std::int64_t> write_request_units_max;
};

struct WarmThroughput {
  std::optional<std::int64_t> read_units_per_second;
  std::optional<std::int64_t> write_units_per_second;
};

/// The states of a table or a global secondary index. What is not kActive ends by itself at `status_until`.
enum class Status { kCreating, kUpdating, kDeleting, kActive };

enum class IndexScope { kLocal, kGlobal };

struct SecondaryIndex {
  std::string name;
  IndexScope scope = IndexScope::kGlobal;
  KeySchema key;
  Projection projection;
  storage::CollectionId entries = 0;
  RowLayout row_layout;  ///< Of its entries; see `lay_out_rows`.
  ProvisionedThroughput throughput;
  std::optional<OnDemandThroughput> on_demand_throughput;
  std::optional<WarmThroughput> warm_throughput;
  Status status = Status::kActive;  ///< See table_lifecycle.h for the status at a given time.
  std::optional<Clock::TimePoint> status_until;
  /// Whether entries of items that are older than the index may still be missing.
  bool is_backfilling = false;

  bool is_global() const { return scope == IndexScope::kGlobal; }
};

/// One stream of a table. Turning a stream off and on again makes a new one; the old one stays readable until
/// its records are trimmed.
struct TableStream {
  std::int64_t id = 0;  ///< Names its records in the change log.
  std::string label;    ///< "2026-11-21T04:30:00.123", the end of its ARN.
  StreamViewType view_type = StreamViewType::kNewAndOldImages;
  Clock::TimePoint created;
  std::optional<Clock::TimePoint> disabled;  ///< Set once it is turned off.
  std::string shard_id;                      ///< "shardId-" + 20 digits + "-" + 8 hexadecimal digits.
};

struct TimeToLive {
  std::string attribute_name;
  /// Entries ordered by expiry time; each row is the item's key in `Table::items`.
  storage::CollectionId queue = 0;
  std::optional<Clock::TimePoint> changed;  ///< When it was turned on.
  /// Whether entries of items that are older than the queue may still be missing.
  bool is_backfilling = false;
};

/// How the items of a table and the entries of its indexes stand in rows. docs/item-format.md, "Rows".
enum class RowForm {
  kWholeItem,      ///< With the attributes that the row's key holds too: tables of earlier versions.
  kWithoutKey,     ///< Without them: tables of earlier versions, too.
  kNumberedNames,  ///< Without them, and with numbers in place of names: `AttributeDictionary`.
};

struct Table {
  std::string name;
  std::string id;      ///< A UUID, TableId.
  std::string region;  ///< Where its creator's credentials pointed; part of the ARN.
  std::string account_id;
  Clock::TimePoint created;
  Status status = Status::kActive;  ///< See table_lifecycle.h for the status at a given time.
  std::optional<Clock::TimePoint> status_until;

  std::vector<KeyAttribute> attribute_definitions;  ///< As given, in order.
  KeySchema key;
  storage::CollectionId items = 0;
  RowForm row_form = RowForm::kNumberedNames;
  /// What the numbers in its rows mean, and in those of its indexes: the same one for every snapshot of the
  /// table. See `lay_out_rows`; null with other forms of rows.
  std::shared_ptr<AttributeDictionary> dictionary;
  RowLayout row_layout;                 ///< Of its items; see `lay_out_rows`.
  std::vector<SecondaryIndex> indexes;  ///< Local ones and global ones, each in the order of creation.
  /// Deleted global indexes whose DELETING state has not ended; they have no entries any more.
  std::vector<SecondaryIndex> deleted_indexes;

  BillingMode billing_mode = BillingMode::kProvisioned;
  std::optional<Clock::TimePoint> pay_per_request_since;  ///< BillingModeSummary.
  ProvisionedThroughput throughput;
  std::optional<OnDemandThroughput> on_demand_throughput;
  std::optional<WarmThroughput> warm_throughput;

  std::vector<TableStream> streams;        ///< Oldest first; at most the last one is enabled.
  std::optional<TimeToLive> time_to_live;  ///< Present while enabled.
  std::optional<Clock::TimePoint> time_to_live_disabled;
  std::string time_to_live_disabled_attribute;  ///< Empty unless time to live was turned off.
  bool deletion_protection = false;
  std::optional<TableClass> table_class;  ///< Absent unless it was given.
  std::optional<Clock::TimePoint> table_class_changed;
  std::string sse_kms_key_arn;  ///< Empty unless encryption with a KMS key was asked for.
  std::map<std::string, std::string> tags;
  std::string resource_policy;  ///< Empty when there is none.

  /// "arn:aws:dynamodb:REGION:ACCOUNT:table/NAME"
  std::string arn() const;
  std::string index_arn(const SecondaryIndex& index) const { return arn() + "/index/" + index.name; }
  std::string stream_arn(const TableStream& stream) const { return arn() + "/stream/" + stream.label; }
  const SecondaryIndex* find_index(std::string_view index_name) const;
  bool has_local_indexes() const;
  /// The stream that records changes now, or null.
  const TableStream* enabled_stream() const;
  /// The type that AttributeDefinitions give `attribute_name`.
  std::optional<value::Type> defined_type(std::string_view attribute_name) const;
};

using TablePointer = std::shared_ptr<const Table>;

/// Writes down the layouts of the table's rows, and of those of its indexes, after its key or its indexes
/// have changed, and gives a new table its dictionary. `Catalog` does so with every table that it hands out.
void lay_out_rows(Table& table);

/// How a table is kept in the catalog of the store: JSON text, so that a person can read it, with a version.
std::string encode_table(const Table& table);
/// Throws `storage::StorageError` when the text is no table that this version knows.
Table decode_table(std::string_view encoded);

}  // namespace ddb::engine
