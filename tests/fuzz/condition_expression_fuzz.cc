// links: emulator_expression
#include "emulator/expression/condition.h"
#include "expression_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ddb;
  using expression::Condition;
  expression::fuzz::run<Condition>(expression::Kind::kFilter, data, size,
                                   [](const Condition& condition, value::ItemView item) {
                                     condition.holds(item);
                                     condition.holds(value::ItemView());
                                   });
  return 0;
}
