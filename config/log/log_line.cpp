#include "config/log/log_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <variant>

#include "config/log/shown_address.hpp"
#include "domain/text/utf8.hpp"

namespace aurawell::config {
namespace {

std::string_view name_of(logging::level severity) noexcept {
  switch (severity) {
    case logging::level::debug: return "debug";
    case logging::level::info: return "info";
    case logging::level::warn: return "warn";
    case logging::level::error: return "error";
  }
  return "error";
}

void append_time(std::string& out, std::chrono::system_clock::time_point time) {
  namespace ch = std::chrono;
  const auto day = ch::floor<ch::days>(time);
  const ch::year_month_day date{day};
  const ch::hh_mm_ss clock{ch::floor<ch::milliseconds>(time - day)};
  fmt::format_to(std::back_inserter(out), "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
                 static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                 static_cast<unsigned>(date.day()), clock.hours().count(), clock.minutes().count(),
                 clock.seconds().count(), clock.subseconds().count());
}

/// Characters that end a line, move the cursor or change the order in which a line is shown.
bool is_escaped(char32_t c) noexcept {
  return c < 0x20 || c == U'"' || c == U'\\' || (c >= 0x7f && c < 0xa0) || c == 0x61c ||
         c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

void append_escape(std::string& out, char32_t c) {
  switch (c) {
    case U'"': out += "\\\""; break;
    case U'\\': out += "\\\\"; break;
    case U'\n': out += "\\n"; break;
    case U'\r': out += "\\r"; break;
    case U'\t': out += "\\t"; break;
    default: fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<std::uint32_t>(c));
  }
}

bool needs_no_quotes(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return c > ' ' && c < '\x7f' && c != '"' && c != '=' && c != '\\';
  });
}

/// Appends a value to a line of either format.
struct value_writer {
  std::string& out;
  bool always_quotes;
  address_style addresses;

  void operator()(std::string_view text) const {
    if (!always_quotes && needs_no_quotes(text)) {
      out += text;
    } else {
      append_quoted(out, text);
    }
  }
  void operator()(logging::client_address address) const {
    (*this)(shown_address(address.text, addresses));
  }
  void operator()(bool flag) const { out += flag ? "true" : "false"; }
  void operator()(std::int64_t number) const { out += std::to_string(number); }
  void operator()(std::uint64_t number) const { out += std::to_string(number); }
};

}  // namespace

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const auto step = utf8_at(text, at);
    if (is_escaped(step.code_point)) {
      append_escape(out, step.code_point);
    } else {
      append_utf8(out, step.code_point);
    }
    at += step.length;
  }
  out += '"';
}

std::string text_line(const line_content& content) {
  std::string line;
  append_time(line, content.time);
  fmt::format_to(std::back_inserter(line), " {:<5} ", name_of(content.severity));
  line += content.event;
  for (const auto& one : content.fields) {
    line.append(" ").append(one.key()).append("=");
    std::visit(value_writer{line, false, content.addresses}, one.value());
  }
  return line;
}

std::string json_line(const line_content& content) {
  std::string line = R"({"time":")";
  append_time(line, content.time);
  line.append(R"(","level":")").append(name_of(content.severity));
  line.append(R"(","event":")").append(content.event).append("\"");
  // Keys and events are constants that need no escape.
  for (const auto& one : content.fields) {
    line.append(",\"").append(one.key()).append("\":");
    std::visit(value_writer{line, true, content.addresses}, one.value());
  }
  line.append(R"(,"thread":)").append(std::to_string(content.thread)).append("}");
  return line;
}

}  // namespace aurawell::config
