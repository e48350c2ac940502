#pragma once

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <vector>

#include "tools/cli/format.h"

/// How DynamoDB's values and items are printed.
namespace ddb::cli {

/// A value in DynamoDB's JSON form ({"S": "text"}) as plain text: strings as they are, numbers, Base64 of
/// binaries, true, false, null, and lists, maps and sets as ordinary JSON. What is not of that form is shown
/// as JSON.
std::string plain_value(const boost::json::value& attribute);

/// Items in DynamoDB's JSON form as rows; the columns are the key attributes first, then all others by name.
Table items_table(const boost::json::array& items, const std::vector<std::string>& key_names);

}  // namespace ddb::cli
