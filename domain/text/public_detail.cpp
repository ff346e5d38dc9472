#include "domain/text/public_detail.hpp"

namespace aurawell {

std::string_view public_detail(const error& failure) noexcept {
  switch (failure.code) {
    case ec::database_failed: return "the database failed";
    case ec::database_unreachable: return "the database does not answer; try again later";
    case ec::internal: return "internal fault";
    case ec::bad_configuration: return "the service is not set up for this";
    default: return failure.detail;
  }
}

}  // namespace aurawell
