#include "net/llm/refusal/refusal_words.hpp"

#include <algorithm>
#include <array>

#include "net/address/lower_ascii.hpp"
#include "net/json/json_document.hpp"
#include "net/llm/refusal/request_members.hpp"

namespace aurawell::net {
namespace {

/// Most levels of JSON, and of JSON inside strings, that are read.
constexpr int max_levels = 16;

/// Limit of all sentences together: the search for names takes more than linear time.
constexpr std::size_t max_sentence_bytes = 4 * 1024;

constexpr std::string_view data_field = "data:";

constexpr std::array<std::string_view, 20> sentence_names{"code",
                                                          "type",
                                                          "message",
                                                          "msg",
                                                          "detail",
                                                          "details",
                                                          "error",
                                                          "errors",
                                                          "error_description",
                                                          "reason",
                                                          "error_message",
                                                          "error_msg",
                                                          "raw",
                                                          "title",
                                                          "description",
                                                          "issues",
                                                          "violations",
                                                          "metadata",
                                                          "fieldviolations",
                                                          "json"};
constexpr std::array<std::string_view, 12> place_names{
    "param",        "loc",    "path",     "field",
    "instancepath", "keys",   "property", "additionalproperty",
    "parameter",    "params", "argument", "propertypath"};

template <std::size_t Count>
bool contains(const std::array<std::string_view, Count>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Whether the text contains a data line of an event stream.
bool has_events(std::string_view text) {
  for (auto at = text.find(data_field); at != std::string_view::npos;
       at = text.find(data_field, at + 1)) {
    if (at == 0 || text[at - 1] == '\n') {
      return true;
    }
  }
  return false;
}

/// No member that can be left out has such a value in a repeated request.
bool is_list_of_texts(const json_value& value) {
  return value.is_array() && value.begin() != value.end() &&
         std::all_of(value.begin(), value.end(),
                     [](const json_value& each) { return each.is_text(); });
}

class words_reader {
 public:
  explicit words_reader(refusal_words& words) : words_{&words} {}

  /// Text that is JSON, contains JSON, or is a sentence.
  void read_text(std::string_view text, int level) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || level == max_levels) {
      return;
    }
    text.remove_prefix(first);
    if (has_events(text)) {
      read_events(text, level);
      return;
    }
    if (text.front() == '{' || text.front() == '[') {
      const json_document json{text, model_server_json};
      if (json.is_valid()) {
        read_value(json.root(), level + 1);
        return;
      }
    }
    // A cut chunk of an answer is no refusal, whatever it is about.
    if (text.front() != '{' || text.find("\"choices\"") == std::string_view::npos) {
      read_sentence(lower_ascii(text.substr(0, room_)));
    }
  }

  void read_value(const json_value& value, int level) {
    if (level >= max_levels) {
      return;
    }
    if (value.is_text()) {
      read_text(value.text(), level + 1);
    } else if (value.is_array()) {
      for (const auto& each : value) {
        read_value(each, level + 1);
      }
    } else if (value.is_object()) {
      read_object(value, level);
    }
  }

 private:
  void read_events(std::string_view text, int level) {
    for (std::size_t begin = 0; begin < text.size();) {
      const auto end = std::min(text.find('\n', begin), text.size());
      if (const auto line = text.substr(begin, end - begin); line.starts_with(data_field)) {
        read_text(line.substr(data_field.size()), level + 1);
      }
      begin = end + 1;
    }
  }

  void read_object(const json_value& object, int level) {
    for (const auto& member : object) {
      const auto name = lower_ascii(member.name());
      if (contains(place_names, name)) {
        read_place(member, level + 1);
      } else if (contains(sentence_names, name)) {
        read_value(member, level + 1);
      } else if (is_list_of_texts(member)) {
        add_member(name);
      }
    }
  }

  void read_place(const json_value& value, int level) {
    if (level >= max_levels) {
      return;
    }
    if (value.is_text()) {
      add_place(lower_ascii(value.text()));
    } else if (value.is_object()) {
      read_object(value, level);
    } else if (value.name() == "keys") {
      for (const auto& each : value) {
        read_place(each, level + 1);
      }
    } else if (value.is_array()) {
      const auto step = std::find_if(value.begin(), value.end(), [](const json_value& each) {
        return each.is_text() && !is_root(each.text());
      });
      if (step != value.end()) {
        add_place(lower_ascii(step->text()));
      }
    }
  }

  void read_sentence(std::string sentence) {
    sentence.resize(std::min(sentence.size(), room_));
    room_ -= sentence.size();
    if (sentence.empty()) {
      return;
    }
    const auto places = places_in_text(sentence);
    words_->places_in_sentences.insert(words_->places_in_sentences.end(), places.begin(),
                                       places.end());
    if (places.empty()) {
      words_->sentences.push_back(std::move(sentence));
      return;
    }
    // Beside them are the values that were sent.
    words_->sentences.emplace_back(sentence, 0, sentence.find("loc"));
  }

  /// Errors under the name of the member that they are about: `"thinking": ["is not permitted"]`.
  void add_member(std::string_view path) {
    if (const auto step = first_step(path); member_named(step)) {
      words_->places.emplace_back(step);
    }
  }

  void add_place(std::string_view path) {
    if (const auto step = first_step(path); !step.empty()) {
      words_->places.emplace_back(step);
    }
  }

  refusal_words* words_;
  std::size_t room_ = max_sentence_bytes;
};

}  // namespace

bool is_root(std::string_view step) noexcept {
  return step.empty() || step == "$" || step == "body" || step == "request" || step == "query";
}

std::string_view first_step(std::string_view path) noexcept {
  while (!path.empty()) {
    const auto end = std::min(path.find_first_of("./[]"), path.size());
    const auto step = path.substr(0, end);
    if (!is_root(step)) {
      return step;
    }
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return {};
}

std::vector<std::string> places_in_text(std::string_view text) {
  std::vector<std::string> places;
  for (auto at = text.find("loc"); at != std::string_view::npos; at = text.find("loc", at + 1)) {
    if (at > 0 && ((text[at - 1] >= 'a' && text[at - 1] <= 'z') || text[at - 1] == '_')) {
      continue;
    }
    const auto open = text.find_first_not_of("\\'\": =", at + 3);
    if (open == std::string_view::npos || (text[open] != '[' && text[open] != '(')) {
      continue;
    }
    const auto inside = text.substr(open + 1, text.find_first_of("])", open) - open - 1);
    constexpr std::string_view between = " ,\\'\"";
    for (auto from = inside.find_first_not_of(between); from != std::string_view::npos;) {
      const auto to = std::min(inside.find_first_of(between, from), inside.size());
      if (const auto step = inside.substr(from, to - from); !is_root(step)) {
        places.emplace_back(step);
        break;
      }
      from = inside.find_first_not_of(between, to);
    }
  }
  return places;
}

refusal_words read_refusal_words(std::string_view body) {
  refusal_words words;
  words_reader{words}.read_text(body, 0);
  return words;
}

refusal_words read_refusal_words(const json_value& value) {
  refusal_words words;
  words_reader{words}.read_value(value, 0);
  return words;
}

}  // namespace aurawell::net
