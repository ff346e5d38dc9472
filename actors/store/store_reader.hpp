#pragma once

#include <optional>

#include "actors/store/damage_watch.hpp"
#include "actors/store/store_setup.hpp"
#include "actors/store/work_line.hpp"
#include "actors/system/interfaces.hpp"

namespace aurawell::actors {

/// Makes what requests over plain HTTP read, one read after the other, over a connection to
/// the database of its own: no write waits for it, and it waits for none.
struct reader_state {
  static inline const char* name = "store-reader";

  /// From where a former one stopped, however that ended.
  void start();
  void add(const store_work_ptr& work);
  void make_next();

  store_reader::stateful_pointer<reader_state> self = nullptr;
  store_setup with;

 private:
  work_line line_;
  std::optional<damage_watch> damage_;
};

/// @param with Its `reader`, whose calls block: spawn detached.
store_reader::behavior_type run_reader(store_reader::stateful_pointer<reader_state> self,
                                       store_setup with);

}  // namespace aurawell::actors
