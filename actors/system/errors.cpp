#include "actors/system/errors.hpp"

#include <caf/atom.hpp>
#include <caf/make_message.hpp>
#include <caf/message.hpp>
#include <cstdint>
#include <exception>
#include <string>

namespace aurawell::actors {

caf::atom_value error_category() noexcept {
  return caf::atom("aurawell");
}

caf::error to_caf(const refusal& why) {
  // Negative: no hint.
  const std::int64_t retry_after_ms = why.retry_after ? why.retry_after->count() : -1;
  return {static_cast<std::uint8_t>(why.what.code), error_category(),
          caf::make_message(why.what.detail, retry_after_ms)};
}

caf::error to_caf(const aurawell::error& what) {
  return to_caf(refusal{what, std::nullopt});
}

refusal from_caf(const caf::error& why, ec otherwise) {
  if (why.category() != error_category()) {
    return {{otherwise, "an internal component did not answer"}, std::nullopt};
  }
  refusal out{{static_cast<ec>(why.code()), {}}, std::nullopt};
  const auto& context = why.context();
  if (context.match_elements<std::string, std::int64_t>()) {
    out.what.detail = context.get_as<std::string>(0);
    if (const auto ms = context.get_as<std::int64_t>(1); ms >= 0) {
      out.retry_after = std::chrono::milliseconds{ms};
    }
  }
  return out;
}

caf::error end_with_error(std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const std::exception& what) {
    return to_caf(aurawell::error{ec::internal, what.what()});
  } catch (...) {
    return to_caf(aurawell::error{ec::internal, "something that is no exception was thrown"});
  }
}

std::string render_error(std::uint8_t code, caf::atom_value /*category*/,
                         const caf::message& context) {
  std::string text{to_string(static_cast<ec>(code))};
  if (context.match_elements<std::string, std::int64_t>()) {
    text += ": " + context.get_as<std::string>(0);
  }
  return text;
}

}  // namespace aurawell::actors
