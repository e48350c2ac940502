#pragma once

#include "emulator/engine/page_reader.h"
#include "emulator/model/service_error.h"
#include "shared/value/value.h"

/// The ExclusiveStartKey of a read: the primary key, and the index's key attributes where an index is read.
/// The service judges it in steps, with its other checks between them, and Query in other words than Scan.
/// Each fails with ValidationException. Source: dynalite's tests of Query and Scan, which ran against the
/// service.
namespace ddb::engine {

/// It has as many attributes as it should, and the partition key of what is read among them.
model::ServiceResult<void> check_start_key_partition(const ReadSource& source, value::ItemView start_key);

/// It has the sort key of what is read.
model::ServiceResult<void> check_start_key_sort(const ReadSource& source, value::ItemView start_key);

/// It has the table's primary key, whose values are valid as such.
model::ServiceResult<void> check_start_key_item(const Table& table, value::ItemView start_key);

/// Partition and sort key, as Scan words it: of a table, one sentence says all.
model::ServiceResult<void> check_scan_start_key(const ReadSource& source, value::ItemView start_key);

/// It lies where `condition`, resolved for `source`, reads; to be asked once the other checks have passed.
model::ServiceResult<void> check_start_key_matches(const expression::KeyRange& condition,
                                                   const ReadSource& source, value::ItemView start_key);

}  // namespace ddb::engine
