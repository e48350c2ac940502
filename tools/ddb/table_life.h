#pragma once

#include <string>

#include "shared/json/members.h"
#include "tools/ddb/session.h"

/// Creating and dropping tables, and waiting for them.
namespace ddb::cli {

/// Creates the table of `input` (CreateTable's input), and waits until it and its indexes are ACTIVE.
Result<void, CommandError> create_table(Session& session, const boost::json::object& input);

/// Waits until the table and its indexes are ACTIVE; at most five minutes.
Result<void, CommandError> wait_until_active(Session& session, const std::string& table);

/// Waits until there is no such table; at most five minutes.
Result<void, CommandError> wait_until_gone(Session& session, const std::string& table);

/// DescribeTable's `Table`.
Result<boost::json::object, CommandError> describe_table(Session& session, const std::string& table);

/// The names of the table's key attributes, or of one of its indexes': partition key first.
std::vector<std::string> key_names(const boost::json::object& description, const std::string& index = {});

using ddb::json::text_member;

/// DescribeTable's `Table` as rows of property and value.
Table description_table(const boost::json::object& description);

}  // namespace ddb::cli
