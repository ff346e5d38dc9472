#include "config/toml_file.hpp"

// An assertion of toml++ 3.3 fails for a table header such as "[$x]"; its next step reports
// the same as an error.
#define TOML_ASSERT(expr) static_assert(true)
#include <toml++/toml.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>
#include <tuple>

namespace aurawell::config {
namespace {

constexpr std::size_t most_bytes = 1024 * 1024;

struct place {
  toml::source_index line = 0;
  toml::source_index column = 0;
};

struct placed_assignment {
  place at;
  assignment what;
};

std::string_view type_name(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table: return table_type_name;
    case toml::node_type::array: return "a list of other things";
    case toml::node_type::date: return "a date";
    case toml::node_type::time: return "a time of day";
    case toml::node_type::date_time: return "a date and time";
    default: return "something else";
  }
}

given_value value_of(const toml::node& node) {
  if (const auto* text = node.as_string()) {
    return text->get();
  }
  if (const auto* number = node.as_integer()) {
    return std::int64_t{number->get()};
  }
  if (const auto* number = node.as_floating_point()) {
    return number->get();
  }
  if (const auto* flag = node.as_boolean()) {
    return flag->get();
  }
  const auto* list = node.as_array();
  if (list != nullptr && (list->empty() || list->is_homogeneous<std::string>())) {
    std::vector<std::string> texts;
    for (const auto& element : *list) {
      texts.push_back(element.as_string()->get());
    }
    return texts;
  }
  return foreign_value{std::string{type_name(node)}};
}

bool is_inside(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '.');
}

/// Whether the path is "providers.x.breaker" for "breaker.window" of "providers.*".
bool is_group_of_settings(const std::string& path) {
  const auto options = all_options();
  return std::any_of(options.begin(), options.end(), [&](const option& row) {
    const auto dot = row.name.find('.');
    if (dot == std::string_view::npos || !row.section.ends_with(".*")) {
      return false;
    }
    const auto fixed = row.section.substr(0, row.section.size() - 1);
    const auto name = path.find('.', fixed.size());
    return path.starts_with(fixed) && name != std::string::npos &&
           std::string_view{path}.substr(name + 1) == row.name.substr(0, dot);
  });
}

/// Whether settings may stand in or below the table: "pools" and "pools.x" for "pools.*".
bool is_table_of_settings(const std::string& path) {
  const auto sections = all_sections();
  return std::any_of(sections.begin(), sections.end(), [&](const section& known) {
    const bool has_star = known.name.ends_with(".*");
    const auto fixed = known.name.substr(0, known.name.size() - (has_star ? 2 : 0));
    if (path == fixed) {
      return true;
    }
    return has_star && is_inside(path, fixed) &&
           path.find('.', fixed.size() + 1) == std::string::npos;
  });
}

class flattener {
 public:
  explicit flattener(const std::string& file) : file_{file} {}

  void visit(const toml::table& table, const std::string& prefix) {
    for (const auto& [name, node] : table) {
      const auto path = prefix + std::string{name.str()};
      const auto* below = node.as_table();
      if (below != nullptr && (is_table_of_settings(path) || is_group_of_settings(path))) {
        visit(*below, path + ".");
        continue;
      }
      const auto begin = name.source().begin;
      found_.push_back({{begin.line, begin.column}, {path, value_of(node), text_of(begin)}});
    }
  }

  std::string text_of(const toml::source_position& at) const {
    return file_ + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
  }

  /// toml++ sorts by name; people read by line.
  std::vector<assignment> in_order() && {
    std::stable_sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) {
      return std::tie(a.at.line, a.at.column) < std::tie(b.at.line, b.at.column);
    });
    std::vector<assignment> ordered;
    for (auto& entry : found_) {
      ordered.push_back(std::move(entry.what));
    }
    return ordered;
  }

 private:
  const std::string& file_;
  std::vector<placed_assignment> found_;
};

std::optional<std::string> read_bounded(const std::string& path, std::vector<problem>& problems) {
  errno = 0;
  std::ifstream file{path, std::ios::binary};
  std::string text(most_bytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad() || (file.fail() && !file.eof())) {
    const int reason = errno != 0 ? errno : EIO;
    problems.push_back({path, "cannot be read: " + std::generic_category().message(reason)});
    return std::nullopt;
  }
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > most_bytes) {
    problems.push_back({path, "is longer than 1 MiB: this is no settings file"});
    return std::nullopt;
  }
  return text;
}

}  // namespace

std::vector<assignment> read_toml_file(const std::string& path, std::vector<problem>& problems) {
  const auto text = read_bounded(path, problems);
  if (!text) {
    return {};
  }
  flattener flat{path};
  const auto parsed = toml::parse(std::string_view{*text}, std::string_view{path});
  if (parsed.failed()) {
    const auto& failure = parsed.error();
    problems.push_back({flat.text_of(failure.source().begin), std::string{failure.description()}});
    return {};
  }
  flat.visit(parsed.table(), "");
  return std::move(flat).in_order();
}

}  // namespace aurawell::config
