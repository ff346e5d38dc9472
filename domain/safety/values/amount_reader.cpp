#include <algorithm>
#include <array>

#include "domain/safety/values/circumstances.hpp"
#include "domain/safety/values/value_readers.hpp"

namespace aurawell::safety {

namespace {

/// Greatest distance in bytes between an amount and its drug.
constexpr std::size_t widest_gap_to_drug = 60;

struct pack {
  unit of;
  double pieces;
};

/// The smallest common content of a pack.
constexpr std::array<pack, 6> packs{{{unit::piece, 1},
                                     {unit::of_them, 1},
                                     {unit::strip, 10},
                                     {unit::box, 16},
                                     {unit::bottle, 30},
                                     {unit::handful, 10}}};

/// Grams of pure alcohol: a US standard drink (NIAAA), 0.7 l of 40 %, 0.75 l of 12 %, 0.5 l
/// of 4 %, 500 ml of Chinese spirit of 52 %.
constexpr std::array<pack, 5> drinks{{{unit::drink, 14},
                                      {unit::spirit_bottle, 220},
                                      {unit::wine_bottle, 71},
                                      {unit::beer_bottle, 16},
                                      {unit::spirit_jin, 205}}};

/// In kilograms.
constexpr std::array<pack, 3> weights{
    {{unit::kilogram, 1}, {unit::jin, 0.5}, {unit::pound, 0.4536}}};

template <class Table>
double amount_in(const Table& table, const token& each) {
  for (const pack& one : table) {
    if (each.is(word_kind::unit, one.of)) {
      return one.pieces;
    }
  }
  return 0;
}

std::size_t distance(const token_view& words, std::size_t a, std::size_t b) {
  return words[a].begin > words[b].begin ? words[a].begin - std::min(words[a].begin, words[b].end)
                                         : words[b].begin - std::min(words[b].begin, words[a].end);
}

// Returns the nearest drug in the clause, preferably a name; no_token if there is none.
std::size_t drug_near(const token_view& words, std::size_t at) {
  const auto clause = words.clause(at);
  std::size_t found = no_token;
  for (std::size_t i = clause.begin; i < clause.end; ++i) {
    if (!words[i].is(word_kind::drug) || distance(words, at, i) > widest_gap_to_drug) {
      continue;
    }
    const bool named = !words[i].is(word_kind::drug, drug::unknown);
    const bool better = found == no_token || words[found].is(word_kind::drug, drug::unknown) ||
                        distance(words, at, i) < distance(words, at, found);
    if (named ? better : found == no_token) {
      found = i;
    }
  }
  return found;
}

bool counts_longer(const token_view& words, token_view::range clause) {
  for (std::size_t i = clause.begin + 1; i < clause.end; ++i) {
    const bool weeks = words[i].is(word_kind::unit, unit::week) ||
                       words[i].is(word_kind::unit, unit::month) ||
                       words[i].is(word_kind::unit, unit::year);
    const bool age = words.is_behind(i, mark::old) || words.is_behind(i, mark::ago);
    if (weeks && !age && words[i - 1].kind == token_kind::number) {
      return true;
    }
  }
  return words.has(clause, mark::over_weeks);
}

bool counts_per_day(const token_view& words, token_view::range clause) {
  for (std::size_t i = clause.begin + 1; i < clause.end; ++i) {
    if (words[i].is(word_kind::unit, unit::day) && words[i - 1].kind == token_kind::number &&
        words[i - 1].low == 1) {
      return true;
    }
  }
  return words.has(clause, mark::daily);
}

// Returns the person before the verb: "my toddler ate 3 of grandma's pills".
person taker_of(const token_view& words, std::size_t at, person named) {
  const std::size_t begin = words.clause(at).begin;
  for (std::size_t i = at; i > begin; --i) {
    if (words[i - 1].is(mark::intake)) {
      const person taker = person_of(words, i - 1, no_token);
      return taker == person::unknown ? named : taker;
    }
  }
  return named;
}

void add_amount(const token_view& words, std::size_t at, measurement value,
                std::vector<measurement>& found) {
  add_value(words, at, no_token, value, found);
  measurement& added = found.back();
  added.subject = taker_of(words, at, added.subject);
  const auto clause = words.clause(at);
  const bool drunk_daily = value.of == drug::alcohol && counts_per_day(words, clause);
  const bool not_taken = !words.has(mark::intake) || words.has(clause, mark::no_intake);
  if (added.context == circumstance::stated &&
      (not_taken || counts_longer(words, clause) || drunk_daily)) {
    added.context = not_taken && !words.has(clause, mark::no_intake) ? circumstance::not_taken
                                                                     : circumstance::habit;
  }
}

// Returns how often the mass was taken: "thirty 500mg", "30 x 500 mg".
double pieces_before(const token_view& words, std::size_t at, double mg) {
  constexpr double strongest_piece = 1000;
  if (at == 0 || words[at - 1].kind != token_kind::number || mg > strongest_piece) {
    return 1;
  }
  const auto gap = words.between(at - 1, at);
  const bool joined = gap.empty() || gap == "x" || gap == "*" || gap == "×" || gap == "of";
  return joined ? words[at - 1].low : 1;
}

std::size_t read_mass(const token_view& words, std::size_t at, std::size_t unit_at, double scale,
                      std::vector<measurement>& found) {
  const std::size_t of = drug_near(words, at);
  if (of == no_token) {
    return unit_at;
  }
  const double pieces = pieces_before(words, at, words[at].low * scale);
  add_amount(words, at,
             {.measured = quantity::drug_mass,
              .low = words[at].low * scale * pieces,
              .high = words[at].high * scale * pieces,
              .of = static_cast<drug>(words[of].meaning.code)},
             found);
  return unit_at;
}

// Whether it has the form "吃了40片", without a food after it that is eaten in slices.
bool is_tablets(const token_view& words, std::size_t last) {
  if (words.spelling(last) != "片" && words.spelling(last) != "粒") {
    return false;
  }
  const auto rest = words.text().substr(words[last].end);
  return rest.empty() || rest.starts_with(';') || rest.starts_with(',') || rest.starts_with('.') ||
         rest.starts_with("了") || rest.starts_with('!');
}

std::size_t read_pieces(const token_view& words, std::size_t at, std::size_t last, double pieces,
                        std::vector<measurement>& found) {
  const std::size_t of = drug_near(words, at);
  const bool tablets = of == no_token && is_tablets(words, last);
  const bool counted = last != at && (words[last].is(word_kind::unit, unit::piece) ||
                                      words[last].is(word_kind::unit, unit::of_them));
  if (of == no_token && !counted) {
    return no_token;
  }
  add_amount(words, at,
             {.measured = quantity::drug_pieces,
              .low = words[at].low * pieces,
              .high = words[at].high * pieces,
              .of = tablets          ? drug::tablet
                    : of == no_token ? drug::unknown
                                     : static_cast<drug>(words[of].meaning.code)},
             found);
  return last;
}

// Whether a drug follows directly ("40 ibuprofen", "30 sleeping pills") or as in "3 of her pills".
bool is_drug_behind(const token_view& words, std::size_t at) {
  const std::size_t next = words.next(at);
  for (std::size_t i = next; i < words.size() && words[i].begin == words[next].begin; ++i) {
    if (words[i].is(word_kind::drug) && words.between(at, i).empty()) {
      return true;
    }
  }
  return words.text().substr(words[at].end).starts_with(" of ");
}

}  // namespace

std::size_t read_amount(const token_view& words, std::size_t at, std::vector<measurement>& found) {
  const std::size_t unit_at = words.unit_behind(at);
  if (unit_at == no_token) {
    return is_drug_behind(words, at) ? read_pieces(words, at, at, 1, found) : no_token;
  }
  const token& each = words[unit_at];
  if (each.is(word_kind::unit, unit::gram) || each.is(word_kind::unit, unit::milligram)) {
    return read_mass(words, at, unit_at, each.is(word_kind::unit, unit::gram) ? 1000 : 1, found);
  }
  if (const double kilograms = amount_in(weights, each); kilograms > 0) {
    read_weight(words, {at, unit_at, kilograms}, found);
    return unit_at;
  }
  if (const double grams = amount_in(drinks, each); grams > 0) {
    add_amount(words, at,
               {.measured = quantity::drug_mass,
                .low = words[at].low * grams * 1000,
                .high = words[at].high * grams * 1000,
                .of = drug::alcohol},
               found);
    return unit_at;
  }
  const double pieces = amount_in(packs, each);
  return pieces > 0 ? read_pieces(words, at, unit_at, pieces, found) : no_token;
}

void read_whole_pack(const token_view& words, std::size_t at, std::vector<measurement>& found) {
  const auto spelling = words.spelling(at);
  const bool whole = spelling.starts_with("whole") || spelling.starts_with("entire") ||
                     spelling.starts_with("full") || spelling.starts_with("整");
  const bool counted = at > 0 && words[at - 1].kind == token_kind::number;
  const std::size_t of = whole && !counted ? drug_near(words, at) : no_token;
  if (of == no_token) {
    return;
  }
  const double pieces = amount_in(packs, words[at]);
  add_amount(words, at,
             {.measured = quantity::drug_pieces,
              .low = pieces,
              .high = pieces,
              .of = static_cast<drug>(words[of].meaning.code)},
             found);
}

}  // namespace aurawell::safety
