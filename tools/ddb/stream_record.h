#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "tools/cli/format.h"

namespace ddb::cli {

/// A stream record on one line, without the line feed: compact JSON; or time, event, keys and the image that
/// the stream has (the new one, else the old one), separated by tabs (plain) or aligned (table).
std::string format_record(const boost::json::object& record, OutputFormat format);

}  // namespace ddb::cli
