#pragma once

#include <cstdint>
#include <string>

#include "domain/result.hpp"

namespace aurawell::test_support {

/// How a `fake_store` is to fail. A test sets these at any time.
struct fake_store_faults {
  /// Calls that met a damaged page.
  std::uint64_t damage = 0;
  bool fail_begin = false;
  bool fail_commit = false;
  bool fail_writes = false;
  bool fail_reads = false;
  /// Neither begins nor commits nor takes a write.
  bool is_away = false;
  bool is_unreadable = false;
  bool log_holds_removed = false;
  /// A question with this text fails for itself.
  std::string refused_text = "refused";
  /// One with this text is of a user who was erased.
  std::string erased_text = "erased";
  /// One that begins so meets a damaged page, as does an answer or a progress.
  std::string damaged_text = "damaged";
  /// One with this text finds the database away.
  std::string away_text = "away";
  /// As no store should.
  bool throw_on_reads = false;
  bool throw_on_writes = false;

 protected:
  static error gone() { return {ec::database_unreachable, "away, as the test wished"}; }
  static result<void> outcome(bool fail) {
    return fail ? result<void>{error{ec::database_failed, "as the test wished"}} : result<void>{};
  }
};

}  // namespace aurawell::test_support
