#include "domain/safety/reader/text_features.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <charconv>
#include <cmath>
#include <memory>
#include <span>
#include <string>
#include <utility>

namespace aurawell::safety {

namespace {

/// Part of the hash, so that equal parts of different kinds have different hashes.
enum class property : std::uint64_t {
  sequence = 1,
  gap_of_one,
  gap_of_two,
  letters,
  question,
  concept_said,
  concept_denied,
  family,
  concept_pair,
  concept_order,
  quantity,
  length
};

constexpr float concept_weight = 2;

/// With more concepts none are combined: the text is long, and distant concepts are less related.
constexpr std::size_t most_paired = 14;

/// Number of tokens after a negation that it denies.
constexpr int reach_of_negation = 4;

class feature_list {
 public:
  feature_list() { features_.reserve(2'048); }
  feature_list(const feature_list&) = delete;
  feature_list& operator=(const feature_list&) = delete;
  ~feature_list() {
    for (const text_feature& each : features_) {
      seen_.reset(each.row);
    }
  }

  void add(property kind, std::uint64_t hash, float weight = 1) {
    const std::uint64_t mixed = hash_pair(static_cast<std::uint64_t>(kind), hash);
    const auto row = static_cast<std::uint32_t>(mixed % feature_rows);
    if (seen_.test(row) || features_.size() >= most_features) {
      return;
    }
    features_.push_back({row, weight});
    seen_.set(row);
  }

  std::vector<text_feature> normalised() const {
    float sum = 0;
    for (const text_feature& each : features_) {
      sum += each.weight * each.weight;
    }
    const float factor = sum > 0 ? 1 / std::sqrt(sum) : 0;
    std::vector<text_feature> result = features_;
    for (text_feature& each : result) {
      each.weight *= factor;
    }
    return result;
  }

 private:
  using row_set = std::bitset<feature_rows>;

  /// Empty between two lists, of which a thread has one at a time: to clear 64 KiB for each
  /// would take longer than to read a short text.
  static row_set& rows_of_thread() {
    static thread_local const auto rows = std::make_unique<row_set>();
    return *rows;
  }

  row_set& seen_ = rows_of_thread();
  std::vector<text_feature> features_;
};

// Adds sequences of up to four Chinese characters or three words.
void add_sequences(std::span<const text_token> tokens, feature_list& into) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    std::uint64_t hash = hash_start;
    bool all_han = true;
    for (std::size_t k = 0; k < 4 && i + k < tokens.size(); ++k) {
      all_han = all_han && tokens[i + k].kind == text_token_kind::han;
      if (k == 3 && !all_han) {
        break;
      }
      hash = hash_pair(hash, tokens[i + k].shape);
      into.add(property::sequence, hash);
    }
    if (i + 2 < tokens.size()) {
      into.add(property::gap_of_one, hash_pair(tokens[i].shape, tokens[i + 2].shape));
    }
    if (i + 3 < tokens.size()) {
      into.add(property::gap_of_two, hash_pair(tokens[i].shape, tokens[i + 3].shape));
    }
  }
}

// Adds parts of three to five letters of each word with its edges. Most parts stay equal after a
// typing error.
void add_letters(std::string_view text, std::span<const text_token> tokens, feature_list& into) {
  std::string word;
  for (const text_token& token : tokens) {
    if (token.kind != text_token_kind::word) {
      continue;
    }
    word = '<';
    word += text.substr(token.begin, token.size);
    word += '>';
    for (std::size_t size = 3; size <= 5; ++size) {
      for (std::size_t at = 0; at + size <= word.size(); ++at) {
        into.add(property::letters, hash_text(std::string_view{word}.substr(at, size)));
      }
    }
  }
}

bool is_negation(const text_token& token) noexcept {
  static constexpr std::array<std::uint64_t, 29> words{
      hash_text("没"),     hash_text("不"),      hash_text("无"),    hash_text("未"),
      hash_text("别"),     hash_text("非"),      hash_text("no"),    hash_text("not"),
      hash_text("never"),  hash_text("without"), hash_text("dont"),  hash_text("doesnt"),
      hash_text("didnt"),  hash_text("isnt"),    hash_text("wasnt"), hash_text("arent"),
      hash_text("cant"),   hash_text("wont"),    hash_text("aint"),  hash_text("havent"),
      hash_text("hasnt"),  hash_text("nothing"), hash_text("none"),  hash_text("nobody"),
      hash_text("denies"), hash_text("neither"), hash_text("nor"),   hash_text("cannot"),
      hash_text("couldnt")};
  return std::find(words.begin(), words.end(), token.exact) != words.end();
}

struct concepts_said {
  std::vector<lexicon::match> in_order;
  /// Sorted, without duplicates.
  std::vector<std::uint16_t> all;
};

// Finds the concepts from left to right, and those that a negation in their clause denies.
concepts_said find_concepts(std::span<const text_token> tokens, const lexicon& known,
                            feature_list& into) {
  concepts_said found;
  int since_negation = reach_of_negation + 1;
  for (std::size_t at = 0; at < tokens.size();) {
    if (is_negation(tokens[at])) {
      since_negation = 0;
    } else if (tokens[at].kind == text_token_kind::mark) {
      since_negation = reach_of_negation + 1;
    }
    const lexicon::match match = known.longest_at(tokens, at);
    const std::size_t step = std::max<std::size_t>(match.tokens, 1);
    for (const std::uint16_t each : match.concepts) {
      found.all.push_back(each);
      if (since_negation > 0 && since_negation <= reach_of_negation) {
        into.add(property::concept_denied, known.name(each).whole);
      }
    }
    if (match.tokens > 0) {
      found.in_order.push_back(match);
    }
    at += step;
    since_negation = std::min(since_negation + static_cast<int>(step), reach_of_negation + 1);
  }
  std::sort(found.all.begin(), found.all.end());
  found.all.erase(std::unique(found.all.begin(), found.all.end()), found.all.end());
  return found;
}

void add_pairs(const concepts_said& found, const lexicon& known, feature_list& into) {
  const auto name = [&known](std::uint16_t which) { return known.name(which).whole; };
  const auto& all = found.all;
  for (std::size_t i = 0; all.size() <= most_paired && i < all.size(); ++i) {
    for (std::size_t j = i + 1; j < all.size(); ++j) {
      into.add(property::concept_pair, hash_pair(name(all[i]), name(all[j])));
    }
  }
  for (std::size_t i = 1; i < found.in_order.size(); ++i) {
    for (const std::uint16_t first : found.in_order[i - 1].concepts) {
      for (const std::uint16_t second : found.in_order[i].concepts) {
        into.add(property::concept_order, hash_pair(name(first), name(second)));
      }
    }
  }
}

// Returns whether there is a concept.
bool add_concepts(std::span<const text_token> tokens, const lexicon& known, feature_list& into) {
  const concepts_said found = find_concepts(tokens, known, into);
  for (const std::uint16_t each : found.all) {
    into.add(property::concept_said, known.name(each).whole, concept_weight);
    into.add(property::family, known.name(each).family);
  }
  add_pairs(found, known, into);
  return !found.all.empty();
}

// Classes of half a unit in the range of body temperatures, else of about 18 per cent.
std::uint64_t size_class(double value) noexcept {
  if (value <= 0) {
    return 0;
  }
  if (value >= 34 && value <= 43) {
    return 1'000 + static_cast<std::uint64_t>(value * 2);
  }
  return 1 + static_cast<std::uint64_t>(std::clamp(std::log(value) * 6 + 20, 0.0, 200.0));
}

// Adds the size of each number, alone and with its neighbours, which are often its unit.
void add_quantities(std::string_view text, std::span<const text_token> tokens, feature_list& into) {
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    if (tokens[i].kind != text_token_kind::number) {
      continue;
    }
    double value = 0;
    const char* const begin = text.data() + tokens[i].begin;
    std::from_chars(begin, begin + tokens[i].size, value);
    const std::uint64_t size = size_class(value);
    into.add(property::quantity, size);
    into.add(property::quantity, hash_pair(size, tokens[i + 1].shape));
    into.add(property::quantity, hash_pair(tokens[i - 1].shape, size));
  }
}

}  // namespace

text_features features_of(std::string_view words, const lexicon& known) {
  token_list list = text_tokens_of(words);
  feature_list features;
  // Concepts come first, because a row keeps the weight of the first feature in it.
  const bool says_a_concept = add_concepts(list.tokens, known, features);
  add_quantities(list.text, list.tokens, features);
  if (list.text.find('?') != std::string::npos || list.text.find("吗") != std::string::npos) {
    features.add(property::question, 0);
  }
  std::erase_if(list.tokens,
                [](const text_token& token) { return token.kind == text_token_kind::mark; });
  const double half_powers = std::log2(static_cast<double>(list.tokens.size())) * 2;
  features.add(property::length, static_cast<std::uint64_t>(half_powers));
  add_sequences(list.tokens, features);
  add_letters(list.text, list.tokens, features);
  return {features.normalised(), says_a_concept};
}

}  // namespace aurawell::safety
