#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <string>
#include <string_view>

/// Members of an object from outside, where one that is missing and one of another type mean the same.
namespace ddb::json {

/// A member that is a string; empty otherwise.
std::string text_member(const boost::json::object& object, std::string_view name);

/// A member that is an array, while `object` lives; an empty one otherwise.
const boost::json::array& array_member(const boost::json::object& object, std::string_view name);

/// A member that is an object, while `object` lives; an empty one otherwise.
const boost::json::object& object_member(const boost::json::object& object, std::string_view name);

}  // namespace ddb::json
