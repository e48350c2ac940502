#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "tools/cli/command_error.h"

namespace ddb::cli {

/// Whether every attribute is in DynamoDB's JSON form ({"name": {"S": "text"}}): one member, named as a type.
/// `what` names the item in the sentence about an error. The values themselves are DynamoDB's to judge.
Result<void, CommandError> check_item(const boost::json::object& item, const std::string& what);

/// The items of a file: one JSON object a line, or one JSON document that is an array of items or has them as
/// `Items` (what `scan --output json` prints). `name` names the file in the sentence about an error.
Result<boost::json::array, CommandError> parse_items(std::string_view text, const std::string& name);

}  // namespace ddb::cli
