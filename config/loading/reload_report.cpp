#include "config/loading/reload_report.hpp"

#include <algorithm>

#include "net/json/json_arrays.hpp"
#include "net/json/json_writer.hpp"

namespace aurawell::config {
namespace {

void write_change(net::json_writer& json, const setting_change& change) {
  json.text("setting", change.key);
  if (change.before.empty()) {
    json.null("before");
  } else {
    json.text("before", change.before);
  }
  json.text("after", change.after);
  json.text("takes_effect", effect_name(change.when));
}

void write_problem(net::json_writer& json, const problem& found) {
  json.text("place", found.origin);
  json.text("detail", found.message);
}

}  // namespace

std::string report_json(const reload_report& report) {
  std::string text;
  net::json_writer json{text};
  json.begin_object();
  json.flag("adopted", report.problems.empty());
  for (const auto when :
       {takes_effect::at_once, takes_effect::new_sessions, takes_effect::after_restart}) {
    const auto count = std::count_if(report.changes.begin(), report.changes.end(),
                                     [&](const setting_change& one) { return one.when == when; });
    json.number(effect_name(when), static_cast<std::uint64_t>(count));
  }
  net::write_objects(json, "changes", report.changes, write_change);
  net::write_objects(json, "problems", report.problems, write_problem);
  net::write_texts(json, "warnings", report.warnings);
  net::write_texts(json, "no_longer_set", report.no_longer_set);
  json.end_object();
  return text + '\n';
}

}  // namespace aurawell::config
