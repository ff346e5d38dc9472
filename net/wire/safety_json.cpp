#include "net/wire/safety_json.hpp"

#include <string>

#include "domain/safety/help/help_numbers.hpp"
#include "net/json/json_writer.hpp"

namespace aurawell::net {
namespace {

std::string help_json(safety::region user_region) {
  std::string out{'['};
  for (const auto& one : safety::help_numbers(user_region)) {
    out += out.size() > 1 ? "," : "";
    json_writer json{out};
    json.begin_object();
    json.text("kind", to_string(one.kind));
    json.text("region", to_string(one.used_in));
    json.text("number", one.number);
    json.end_object();
  }
  return out += ']';
}

bool needs_help(const answer_safety& found) noexcept {
  return found.level >= safety_level::urgent;
}

void write_levels(json_writer& json, const answer_safety& found) {
  json.text("safety", to_string(found.level));
  if (found.level_now) {
    json.text("safety_now", to_string(*found.level_now));
  }
}

}  // namespace

void write_safety(json_writer& json, const std::optional<answer_safety>& found) {
  if (!found) {
    return;
  }
  write_levels(json, *found);
  if (needs_help(*found)) {
    json.raw("safety_help", help_json(found->user_region));
  }
}

void write_safety_texts(json_writer& json, const std::optional<answer_safety>& found) {
  if (!found) {
    return;
  }
  write_levels(json, *found);
  if (needs_help(*found)) {
    json.text("safety_help", help_json(found->user_region));
  }
}

}  // namespace aurawell::net
