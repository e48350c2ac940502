// links: emulator_expression
#include "emulator/expression/update.h"
#include "expression_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ddb;
  using expression::ItemState;
  using expression::Update;
  expression::fuzz::run<Update>(
      expression::Kind::kUpdate, data, size, [](const Update& update, value::ItemView item) {
        for (const ItemState state : {ItemState::kExists, ItemState::kMissing}) {
          const auto updated = update.apply(state == ItemState::kExists ? item : value::ItemView(), state);
          if (!updated) continue;
          if (!updated->empty() && !value::is_well_formed_item(updated->encoded())) std::abort();
          update.updated_old(item);
          update.updated_new(*updated);
        }
      });
  return 0;
}
