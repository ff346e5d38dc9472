#include "domain/sign_in/problems.hpp"

#include <cassert>

namespace aurawell {

error join_problems(const std::vector<error>& problems) {
  assert(!problems.empty());
  auto joined = problems.front();
  for (std::size_t i = 1; i < problems.size(); ++i) {
    joined.detail += "; " + problems[i].detail;
  }
  return joined;
}

}  // namespace aurawell
