#include "emulator/operations/statement_read.h"

#include <algorithm>
#include <utility>

#include "emulator/engine/index_entries.h"
#include "emulator/engine/item_checks.h"
#include "emulator/engine/item_reader.h"
#include "emulator/engine/merged_page.h"
#include "emulator/engine/start_key.h"
#include "emulator/model/limits.h"
#include "emulator/model/partiql_messages.h"
#include "emulator/operations/find_table.h"
#include "emulator/operations/page_request.h"
#include "emulator/operations/statement_request.h"
#include "emulator/partiql/key_plan.h"

namespace ddb::operations {
namespace {

namespace messages = model::messages;

model::ServiceError refusal(std::string_view sentence) {
  return model::validation_error(std::string(sentence));
}

/// What a SELECT reads: the table, or the index that it names.
ServiceResult<PageSource> find_select_source(Call& call, const partiql::BoundStatement& statement) {
  DDB_TRY(table, find_table(call, statement.table_name, engine::TableUse::kItems));
  PageSource source{table, {table.get(), nullptr}};
  if (!statement.index_name) return source;
  source.source.index = table->find_index(*statement.index_name);
  if (!source.source.index) return refusal(messages::kStatementIndexNotFound);
  const engine::KeySchema& key = source.source.index->key;
  if (key.hash.size() > 1 || key.range.size() > 1) return refusal(messages::kMultiAttributeIndex);
  DDB_CHECK(check_index_is_readable(call, *source.source.index));
  return source;
}

/// A read by the key of an index may not filter by attributes that the index does not hold; a read of all of
/// it may, and finds nothing. Source: nubo-db/dynamodb-conformance, tier2/partiql/indexQualifier.
ServiceResult<void> check_filter(const PageSource& source, const partiql::ReadPlan& plan,
                                 const std::optional<expression::Condition>& filter) {
  if (!source.source.index || !plan.is_keyed || !filter) return {};
  std::string names;
  for (const std::string_view name : filter->attribute_names())
    if (!engine::is_projected(*source.table, *source.source.index, name)) {
      names += names.empty() ? "" : ", ";
      names += name;
    }
  if (names.empty()) return {};
  return model::validation_error(
      messages::fill(messages::kIndexDoesNotProjectFilter, {source.source.index->name, names}));
}

bool renames_columns(const std::vector<partiql::Column>& columns) {
  return std::ranges::any_of(columns, [](const partiql::Column& column) { return column.path.size() > 1; });
}

/// Reads the ranges of one statement until a page is full.
class SelectReader {
 public:
  SelectReader(Call& call, const partiql::BoundStatement& statement, const SelectOptions& options)
      : call_(call), statement_(statement), options_(options) {}

  ServiceResult<SelectPage> read();

 private:
  ServiceResult<void> prepare();
  ServiceResult<void> read_ranges();
  ServiceResult<void> read_merged();
  storage::Direction direction() const;
  ServiceResult<void> check_position(const engine::StoredRange& range, value::ItemView start_key) const;
  ServiceResult<engine::Page> read_range(std::size_t number, const std::optional<value::Item>& start_key);
  void add_items(const engine::Page& page);
  std::size_t range_count() const { return std::max<std::size_t>(1, plan_.ranges.size()); }

  Call& call_;
  const partiql::BoundStatement& statement_;
  const SelectOptions& options_;
  PageSource source_;
  expression::KeySchema schema_;
  partiql::ReadPlan plan_;
  PageParameters parameters_;
  SelectPage page_;
};

ServiceResult<SelectPage> SelectReader::read() {
  DDB_CHECK(prepare());
  DDB_CHECK(plan_.order == partiql::ReadPlan::Order::kBySortKey ? read_merged() : read_ranges());
  return std::move(page_);
}

ServiceResult<void> SelectReader::prepare() {
  DDB_TRY(source, find_select_source(call_, statement_));
  source_ = std::move(source);
  const engine::SecondaryIndex* index = source_.source.index;
  if (index && index->is_global() && options_.consistency == engine::Consistency::kStrong)
    return refusal(messages::kStatementConsistentReadOnGlobalIndex);
  if (statement_.column_error) return *statement_.column_error;
  schema_ = to_expression_schema(source_.source.key());
  DDB_TRY(plan, partiql::plan_read(statement_, schema_));
  plan_ = std::move(plan);

  parameters_.table_name = statement_.table_name;
  parameters_.index_name = statement_.index_name ? &*statement_.index_name : nullptr;
  parameters_.consistency = options_.consistency;
  if (plan_.filter) {
    DDB_TRY(filter, partiql::bind_condition(*plan_.filter));
    DDB_CHECK(check_filter(source_, plan_, filter));
    parameters_.filter = std::move(filter);
  }
  if (!statement_.columns.empty()) {
    DDB_TRY(projection, partiql::bind_columns(statement_.columns));
    parameters_.projection = std::move(projection);
  }
  return check_attributes(source_, parameters_);
}

ServiceResult<void> SelectReader::read_ranges() {
  std::optional<value::Item> start_key = options_.position.start_key;
  std::size_t left = options_.limit;
  const std::size_t first = options_.position.range;
  if (first >= range_count()) return refusal(messages::kNextTokenMismatch);
  for (std::size_t number = first; number < range_count(); ++number) {
    const bool is_full = (options_.limit != 0 && left == 0) || number - first == model::kStatementRangesMax;
    if (is_full) {
      page_.next = StatementPosition{number, std::nullopt};
      return {};
    }
    parameters_.limit = left;
    DDB_TRY(page, read_range(number, start_key));
    start_key.reset();
    add_items(page);
    if (options_.limit != 0) left -= std::min(left, page.scanned_count);
    if (!page.last_evaluated_key) continue;
    if (range_count() == 1) page_.last_evaluated_key = page.last_evaluated_key;
    page_.next = StatementPosition{number, std::move(page.last_evaluated_key)};
    return {};
  }
  return {};
}

/// All ranges as one: the position is the item that was read last, in whichever range it lies.
ServiceResult<void> SelectReader::read_merged() {
  std::optional<engine::MergePosition> after;
  if (options_.position.start_key) {
    if (options_.position.range >= range_count()) return refusal(messages::kNextTokenMismatch);
    after = engine::MergePosition{options_.position.range, options_.position.start_key->view()};
    DDB_CHECK(check_position(engine::range_of(plan_.ranges[after->range]), after->key_attributes));
  }
  parameters_.limit = options_.limit;
  engine::PageRequest request = page_request(parameters_, source_);
  request.direction = direction();
  storage::ReadTransaction transaction = call_.engine.store().begin_read();
  engine::MergedPage merged = engine::read_merged_page(transaction, request, plan_.ranges, after);
  add_items(merged.page);
  if (merged.page.last_evaluated_key)
    page_.next = StatementPosition{merged.last_range, std::move(merged.page.last_evaluated_key)};
  return {};
}

storage::Direction SelectReader::direction() const {
  return plan_.direction == partiql::ReadPlan::Direction::kForward ? storage::Direction::kForward
                                                                   : storage::Direction::kBackward;
}

/// A token of this statement has a key of what it reads.
ServiceResult<void> SelectReader::check_position(const engine::StoredRange& range,
                                                 value::ItemView start_key) const {
  const engine::ReadSource& source = source_.source;
  const bool fits = engine::check_scan_start_key(source, start_key) &&
                    engine::check_start_key_item(*source_.table, start_key) &&
                    engine::lies_within(range, source, start_key);
  if (!fits) return refusal(messages::kNextTokenMismatch);
  return {};
}

ServiceResult<engine::Page> SelectReader::read_range(std::size_t number,
                                                     const std::optional<value::Item>& start_key) {
  parameters_.exclusive_start_key = start_key ? std::optional<value::ItemView>(*start_key) : std::nullopt;
  const engine::StoredRange range =
      plan_.ranges.empty() ? engine::range_of_segment(0, 1) : engine::range_of(plan_.ranges[number]);
  if (start_key) DDB_CHECK(check_position(range, *start_key));
  const auto read_kind = plan_.ranges.empty() ? storage::ReadKind::kScan : storage::ReadKind::kSearch;
  return read_page(call_, parameters_, source_, range, direction(), read_kind);
}

void SelectReader::add_items(const engine::Page& page) {
  const bool renames = renames_columns(statement_.columns);
  for (std::size_t i = 0; i < page.items.count(); ++i) {
    if (renames)
      page_.items.append(partiql::select_columns(page.items[i].whole(), statement_.columns));
    else
      page_.items.append(page.items[i]);
  }
  page_.capacity += page.capacity;
}

}  // namespace

ServiceResult<SelectPage> select_page(Call& call, const partiql::BoundStatement& statement,
                                      const SelectOptions& options) {
  return SelectReader(call, statement, options).read();
}

ServiceResult<ItemRead> make_item_read(Call& call, const partiql::BoundStatement& statement,
                                       std::string_view without_key, std::string_view on_index) {
  DDB_TRY(source, find_select_source(call, statement));
  if (source.source.index) return refusal(on_index);
  auto found = partiql::find_key(statement.where, to_expression_schema(source.table->key));
  if (!found || found->rest) return refusal(without_key);
  if (statement.column_error) return *statement.column_error;
  DDB_CHECK(engine::check_key(*source.table, found->key));
  return ItemRead{std::move(source.table), std::move(found->key)};
}

std::optional<value::Item> select_item(const storage::ReadTransaction& transaction, const ItemRead& read,
                                       const partiql::BoundStatement& statement,
                                       engine::Consistency consistency, engine::ConsumedCapacity& capacity) {
  auto item = engine::read_item(transaction, *read.table, read.key, consistency, capacity);
  if (item && !statement.columns.empty()) item = partiql::select_columns(*item, statement.columns);
  return item;
}

}  // namespace ddb::operations
