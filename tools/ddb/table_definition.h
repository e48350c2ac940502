#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "tools/cli/command_error.h"
#include "tools/cli/options.h"

namespace ddb::cli {

/// The options of `create-table` that describe a table: --partition-key, --sort-key, --global-index and so
/// on.
std::span<const OptionSpec> table_definition_options();

/// CreateTable's input for them. Keys are written NAME:TYPE with the type S, N or B (S if left out); a global
/// index NAME:PARTITION_KEY[,SORT_KEY].
Result<boost::json::object, CommandError> table_definition(const std::string& table, const Options& options);

}  // namespace ddb::cli
