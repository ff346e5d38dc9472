#pragma once

#include <cstdint>
#include <string>

#include "domain/result.hpp"

namespace aurawell::test_support {

/// The failures of a `fake_store`. A test sets them at any time.
struct fake_store_faults {
  /// Calls that met a damaged page.
  std::uint64_t damage = 0;
  bool fail_begin = false;
  bool fail_commit = false;
  bool fail_writes = false;
  bool fail_reads = false;
  /// Makes `begin`, `commit` and writes fail.
  bool is_away = false;
  bool is_unreadable = false;
  bool log_holds_removed = false;
  /// A question with this text is rejected.
  std::string refused_text = "refused";
  /// A question with this text is of an erased user.
  std::string erased_text = "erased";
  /// A question, answer or progress that begins with this text reads a damaged page.
  std::string damaged_text = "damaged";
  /// For a question with this text the database is not available.
  std::string away_text = "away";
  /// Throws, as no store should.
  bool throw_on_reads = false;
  bool throw_on_writes = false;

 protected:
  static error gone() { return {ec::database_unreachable, "away, as the test wished"}; }
  static result<void> outcome(bool fail) {
    return fail ? result<void>{error{ec::database_failed, "as the test wished"}} : result<void>{};
  }
};

}  // namespace aurawell::test_support
