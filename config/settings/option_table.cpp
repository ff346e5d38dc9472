#include "config/settings/option_rows.hpp"

#include <initializer_list>
#include <vector>

namespace aurawell::config {
namespace {

constexpr section sections[] = {
    {"server", "The listener and the connections of clients."},
    {"drain", "How the service stops, so that no answer is lost.", takes_effect::at_once},
    {"takeover",
     "How a new process takes over from the one that serves, without a refused client."},
    {"session", "What one client's session may use and how it watches its connection.",
     takes_effect::new_sessions},
    {"limits", "How often clients may connect and ask.", takes_effect::at_once},
    {"pools.*", "The assistants, one pool of workers each: `health_chat` and `general_chat`.",
     takes_effect::at_once},
    {"providers.*",
     "What answers questions. Any number of providers, each in a table of its own name (lower-case "
     "letters, digits and single underscores); pools list them by that name.",
     takes_effect::at_once},
    {"safety", "What people are told in an emergency.", takes_effect::at_once},
    {"auth",
     "Who may connect, how they prove who they are, and the tokens that the service issues.",
     takes_effect::at_once},
    {"accounts", "What one account may have."},
    {"admin", "The listener for those who run the service: metrics, health, what it is doing."},
    {"storage", "Where conversations are kept."},
    {"log", "What the program writes to its standard error.", takes_effect::at_once},
    {"trace",
     "Spans of questions, for a collector that takes OTLP over HTTP in JSON. They contain no text, "
     "no name and no address."},
    {"actors", "The threads on which sessions, pools and answers run."},
    {"memory",
     "What is remembered of conversations, so that a question in a long one costs less: their "
     "texts, and what was read in them. It ends with the program.",
     takes_effect::at_once},
};

std::vector<option> joined(std::initializer_list<std::span<const option>> parts) {
  std::vector<option> rows;
  for (const auto part : parts) {
    rows.insert(rows.end(), part.begin(), part.end());
  }
  return rows;
}

}  // namespace

std::span<const section> all_sections() noexcept {
  return sections;
}

std::span<const option> all_options() noexcept {
  static const auto rows = joined(
      {server_rows(), session_rows(), answer_rows(), account_rows(), process_rows(), trace_rows()});
  return rows;
}

}  // namespace aurawell::config
