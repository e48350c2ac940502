#pragma once

#include <boost/json/parse.hpp>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "emulator/expression/bindings.h"
#include "emulator/expression/parse.h"
#include "shared/value/json.h"
#include "shared/value/value.h"

/// What the fuzz targets of the four expression grammars share: names and values for the expressions to use,
/// and an item to use them on.
namespace ddb::expression::fuzz {

inline value::Item item(std::string_view json) {
  return value::item_from_json(boost::json::parse(json).as_object()).value();
}

struct World {
  const AttributeNames names = {{"#a", "a"}, {"#b", "b.c"}, {"#c", "[3]"}};
  const value::Item values = item(R"({
    ":s":{"S":"text"}, ":n":{"N":"-12.5"}, ":b":{"B":"AQID"}, ":t":{"BOOL":true}, ":z":{"NULL":true},
    ":l":{"L":[{"S":"x"},{"N":"1"}]}, ":m":{"M":{"k":{"S":"v"}}}, ":ss":{"SS":["x","y"]}, ":ns":{"NS":["1","2"]},
    ":bs":{"BS":["AQ=="]}, ":S":{"S":"S"}, ":big":{"N":"9.9E+125"}})");
  const value::Item subject = item(R"({
    "a":{"S":"text"}, "b":{"N":"9.9E+125"}, "c":{"L":[{"S":"x"},{"M":{"k":{"L":[{"N":"1"}]}}}]},
    "d":{"M":{"k":{"S":"v"},"l":{"M":{"m":{"N":"2"}}}}}, "e":{"SS":["x","z"]}, "f":{"B":"AQ=="}, "g":{"NULL":true},
    "b.c":{"NS":["1"]}, "[3]":{"BOOL":false}, "pk":{"S":"p"}, "sk":{"N":"1"}})");
};

/// Parses the bytes as an expression of `kind`, binds it as a `Program`, and hands it to `use`.
template <class Program, class Use>
void run(Kind kind, const std::uint8_t* data, std::size_t size, Use use) {
  static const World world;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto expression = parse(kind, text);
  if (!expression) {
    if (expression.error().message.empty()) std::abort();
    return;
  }
  Bindings bindings = Bindings::create(&world.names, world.values.view()).value();
  const auto program = Program::bind(*expression, bindings);
  if (program) use(*program, world.subject.view());
}

}  // namespace ddb::expression::fuzz
