#include "actors/store/store_bridge.hpp"

#include <caf/all.hpp>
#include <utility>

#include "actors/system/directory.hpp"
#include "actors/system/interfaces.hpp"

namespace aurawell::actors {
namespace {

class store_bridge final : public store_access {
 public:
  store_bridge(caf::actor_system& system, std::chrono::milliseconds patience)
      : system_{system}, patience_{patience} {}

  void read(const store_asker& asker, work task, report then) override {
    auto wanted = make(store_use::reads, asker, std::move(task), std::move(then));
    if (const auto reader = reader_of(system_)) {
      caf::anon_send(reader, work_atom::value, std::move(wanted));
    } else {
      give_to_store(std::move(wanted));
    }
  }

 private:
  void do_write(const store_asker& asker, work task, report then) override {
    give_to_store(make(store_use::writes, asker, std::move(task), std::move(then)));
  }

  store_work_ptr make(store_use use, const store_asker& asker, work task, report then) {
    return std::make_shared<store_work>(use, asker, std::move(task), std::move(then),
                                        std::chrono::steady_clock::now() + patience_);
  }

  /// Without a store the destruction of the work reports.
  void give_to_store(store_work_ptr wanted) {
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
