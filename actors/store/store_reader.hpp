#pragma once

#include <optional>

#include "actors/store/damage_watch.hpp"
#include "actors/store/store_setup.hpp"
#include "actors/store/work_line.hpp"
#include "actors/system/interfaces.hpp"

namespace aurawell::actors {

/// Runs the reads of requests over plain HTTP, one after the other, over its own connection to the
/// database: reads and writes do not wait for each other.
struct reader_state {
  static inline const char* name = "store-reader";

  /// Continues where a former store reader stopped, whatever the reason was.
  void start();
  void add(const store_work_ptr& work);
  void make_next();

  store_reader::stateful_pointer<reader_state> self = nullptr;
  store_setup setup;

 private:
  work_line line_;
  std::optional<damage_watch> damage_;
};

/// @param setup Calls of its `reader` block: spawn the actor detached.
store_reader::behavior_type run_reader(store_reader::stateful_pointer<reader_state> self,
                                       store_setup setup);

}  // namespace aurawell::actors
