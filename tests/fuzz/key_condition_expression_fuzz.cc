// links: emulator_expression
#include "emulator/expression/key_condition.h"
#include "expression_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ddb;
  using expression::KeyCondition;
  static const expression::KeySchema kSchemas[] = {
      {{{"pk", value::Type::kString}}, {}},
      {{{"pk", value::Type::kString}}, {{"sk", value::Type::kNumber}}},
      {{{"a", value::Type::kString}, {"b", value::Type::kNumber}},
       {{"c", value::Type::kString}, {"d", value::Type::kBinary}, {"e", value::Type::kString}}},
  };
  expression::fuzz::run<KeyCondition>(expression::Kind::kKeyCondition, data, size,
                                      [](const KeyCondition& condition, value::ItemView) {
                                        if (!condition.check()) return;
                                        for (const expression::KeySchema& schema : kSchemas) {
                                          const auto range = condition.resolve(schema);
                                          if (range && range->hash.size() != schema.hash.size()) std::abort();
                                        }
                                      });
  return 0;
}
