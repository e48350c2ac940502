// links: emulator_expression
#include "emulator/expression/projection.h"
#include "expression_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ddb;
  using expression::Projection;
  expression::fuzz::run<Projection>(
      expression::Kind::kProjection, data, size, [](const Projection& projection, value::ItemView item) {
        const value::Item projected = projection.apply(item);
        if (!projected.empty() && !value::is_well_formed_item(projected.encoded())) std::abort();
        if (projected.view().size_bytes() > item.size_bytes()) std::abort();
      });
  return 0;
}
