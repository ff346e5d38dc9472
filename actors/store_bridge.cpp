#include "actors/store_bridge.hpp"

#include <caf/all.hpp>
#include <utility>

#include "actors/directory.hpp"
#include "actors/interfaces.hpp"

namespace aurawell::actors {
namespace {

class store_bridge final : public store_access {
 public:
  store_bridge(caf::actor_system& system, std::chrono::milliseconds patience)
      : system_{system}, patience_{patience} {}

  void read(work what, report then) override {
    pass_on(store_use::reads, std::move(what), std::move(then));
  }

  void write(work what, report then) override {
    pass_on(store_use::writes, std::move(what), std::move(then));
  }

 private:
  /// Without a store the work reports by its own end.
  void pass_on(store_use how, work what, report then) {
    auto wanted = std::make_shared<store_work>(how, std::move(what), std::move(then),
                                               std::chrono::steady_clock::now() + patience_);
    if (const auto store = store_of(system_)) {
      caf::anon_send(store, work_atom::value, std::move(wanted));
    }
  }

  caf::actor_system& system_;
  std::chrono::milliseconds patience_;
};

}  // namespace

std::unique_ptr<store_access> make_store_access(caf::actor_system& system,
                                                std::chrono::milliseconds patience) {
  return std::make_unique<store_bridge>(system, patience);
}

}  // namespace aurawell::actors
