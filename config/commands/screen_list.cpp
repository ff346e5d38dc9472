#include "config/commands/screen_list.hpp"

#include <istream>
#include <string_view>

#include "config/commands/shown_text.hpp"
#include "domain/text/plain_text.hpp"
#include "domain/text/utf8.hpp"

namespace aurawell::config {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::vector<std::string_view> fields_of(std::string_view line) {
  std::vector<std::string_view> fields;
  for (std::size_t tab = line.find('\t'); tab != std::string_view::npos; tab = line.find('\t')) {
    fields.push_back(line.substr(0, tab));
    line.remove_prefix(tab + 1);
  }
  fields.push_back(line);
  return fields;
}

std::string quoted(std::string_view text) {
  constexpr std::size_t most = 40;
  const std::size_t end = character_end(text, most);
  return '"' + shown(text.substr(0, end)) + (end < text.size() ? "…\"" : "\"");
}

/// A line without its level, or its fault.
struct parsed_line {
  listed_message message;
  std::string problem;
};

std::string problem_of_finding(std::string_view name, std::size_t fields) {
  const bool is_word = name.empty() || name == "none" || name == "zh" || name == "en";
  // The kinds of the corpus have names of their own.
  if (is_word || fields == 4 || safety::finding_from_name(name)) {
    return {};
  }
  return quoted(name) + " is no finding: write none, or a name from docs/safety.md, such as stroke";
}

parsed_line parse(std::string_view line) {
  const auto fields = fields_of(line);
  parsed_line parsed;
  parsed.message.text = fields.back();
  if (fields.size() > 4) {
    parsed.problem = std::to_string(fields.size()) +
                     " fields: at most level, finding, kind and text, with one tab between two";
  } else if (parsed.message.text.empty()) {
    parsed.problem = "there is no text behind the last tab";
  } else if (fields.size() > 1) {
    parsed.message.wanted = safety_level_from_string(fields.front());
    if (!parsed.message.wanted) {
      parsed.problem = quoted(fields.front()) +
                       " is no level: write routine, see_doctor, urgent or emergency, or the text "
                       "alone without a tab";
    } else if (fields.size() > 2) {
      parsed.message.which = safety::finding_from_name(fields[1]);
      parsed.problem = problem_of_finding(fields[1], fields.size());
    }
  }
  return parsed;
}

class list_reader {
 public:
  message_list read(std::istream& from) {
    std::string line;
    while (next_line(from, line)) {
      ++number_;
      if (list_.messages.size() == most_list_lines) {
        add_problem(0, "only the first " + std::to_string(most_list_lines) +
                           " messages were read: split the file");
        break;
      }
      take(line);
    }
    return std::move(list_);
  }

 private:
  /// Keeps one byte more than the limit of a line, and drops the rest.
  static bool next_line(std::istream& from, std::string& line) {
    line.clear();
    bool any = false;
    for (int c = from.get(); c != std::istream::traits_type::eof(); c = from.get()) {
      any = true;
      if (c == '\n') {
        break;
      }
      if (line.size() <= longest_list_line) {
        line += static_cast<char>(c);
      }
    }
    return any;
  }

  void take(std::string_view line) {
    if (number_ == 1 && line.starts_with(byte_order_mark)) {
      line.remove_prefix(byte_order_mark.size());
    }
    if (line.ends_with('\r')) {
      line.remove_suffix(1);
    }
    if (line.size() > longest_list_line) {
      add_problem(number_, "longer than 64 KiB: shorten it or split it");
    } else if (!is_utf8(line) || line.find('\0') != std::string_view::npos) {
      add_problem(number_, "not UTF-8: save the file as UTF-8");
    } else if (line.find_first_not_of(" \t") != std::string_view::npos && line.front() != '#') {
      auto parsed = parse(line);
      if (!parsed.problem.empty()) {
        add_problem(number_, std::move(parsed.problem));
        return;
      }
      parsed.message.line = number_;
      list_.messages.push_back(std::move(parsed.message));
    }
  }

  void add_problem(std::size_t line, std::string message) {
    list_.problems.push_back({line, std::move(message)});
  }

  message_list list_;
  std::size_t number_ = 0;
};

}  // namespace

message_list read_message_list(std::istream& from) {
  return list_reader{}.read(from);
}

}  // namespace aurawell::config
