#include "net/storage/postgres/postgres_cursor.hpp"

#include <libpq-fe.h>

#include <bit>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "net/storage/database/value_seal.hpp"
#include "net/storage/postgres/postgres_parameters.hpp"

namespace aurawell::net {
namespace {

/// Ids of built-in types, which never change.
enum oid : unsigned { bytea_oid = 17, bigint_oid = 20, text_oid = 25 };

/// First byte of a value that is not sealed, and one before a sealed value that would begin with
/// one of the two; what `value_seal::seal` returns never does.
constexpr char plain = '\0';
constexpr char marked = '\2';

std::string marked_bytes(const stored_value& value) {
  return (value.is_sealed ? marked : plain) + value.bytes;
}

bool needs_mark(const stored_value& value) {
  return value.is_sealed ? value.bytes.front() == plain || value.bytes.front() == marked
                         : !value.bytes.empty();
}

std::string big_endian(std::uint64_t number) {
  std::string bytes(8, '\0');
  for (int i = 7; i >= 0; --i, number >>= 8) {
    bytes[static_cast<std::size_t>(i)] = static_cast<char>(number);
  }
  return bytes;
}

oid oid_of(sql_type type) {
  switch (type) {
    case sql_type::text: return text_oid;
    case sql_type::integer: return bigint_oid;
    default: return bytea_oid;
  }
}

class postgres_cursor final : public sql_cursor {
 public:
  postgres_cursor(postgres_connection& connection, postgres_text& text)
      : connection_{connection}, text_{text} {}

  void bind_text(int index, std::string_view text) override {
    if (text.find('\0') != std::string_view::npos) {
      unusable_ = error{ec::invalid_input, "a text holds a NUL, which the database cannot store"};
    }
    set(index, text, text_oid);
  }
  void bind_foreign(int index, std::string_view bytes) override { set(index, bytes, bytea_oid); }
  void bind_integer(int index, std::int64_t number) override {
    set(index, keep(big_endian(static_cast<std::uint64_t>(number))), bigint_oid);
  }
  /// A column of numbers that can be sealed.
  void bind_real(int index, double number) override {
    bind_value(index, {number_text(number), false});
  }
  void bind_value(int index, const stored_value& value) override {
    set(index, needs_mark(value) ? keep(marked_bytes(value)) : std::string_view{value.bytes},
        bytea_oid);
  }
  void bind_null(int index, sql_type type) override {
    set(index, {}, oid_of(type));
    parameters_.values.back() = nullptr;
  }

  void send() override {
    if (!answer_) {
      answer_ = std::make_shared<postgres_answer>();
      sent_ = unusable_ ? *unusable_ : connection_.send(text_, parameters_, answer_);
    }
  }
  result<void> finish() override {
    send();
    return sent_;
  }
  result<bool> step() override {
    if (auto done = finish(); !done) {
      return done.failure();
    }
    if (!answer_->is_read) {
      if (auto done = connection_.settle(); !done) {
        return done.failure();
      }
    }
    if (!answer_->rows) {
      return error{ec::database_failed, "an earlier statement of the transaction failed"};
    }
    return ++row_ < PQntuples(answer_->rows.get());
  }
  std::int64_t changed() const override {
    std::int64_t count = 0;
    if (answer_ && answer_->rows) {
      const std::string_view digits{PQcmdTuples(answer_->rows.get())};
      std::from_chars(digits.data(), digits.data() + digits.size(), count);
    }
    return count;
  }

  std::string_view text(int column) const override {
    const auto* rows = answer_->rows.get();
    return {PQgetvalue(rows, row_, column),
            static_cast<std::size_t>(PQgetlength(rows, row_, column))};
  }
  std::string_view value(int column) const override {
    const auto stored = text(column);
    const bool is_marked = !stored.empty() && (stored.front() == plain || stored.front() == marked);
    return is_marked ? stored.substr(1) : stored;
  }
  /// Of any width, also a boolean.
  std::int64_t integer(int column) const override {
    const auto bytes = text(column);
    const bool is_negative = bytes.size() > 1 && static_cast<signed char>(bytes.front()) < 0;
    std::uint64_t number = is_negative ? ~std::uint64_t{0} : 0;
    for (const char one : bytes) {
      number = number << 8 | static_cast<unsigned char>(one);
    }
    return static_cast<std::int64_t>(number);
  }
  double real(int column) const override { return number_of(value(column)); }
  bool is_null(int column) const override {
    return PQgetisnull(answer_->rows.get(), row_, column) != 0;
  }
  bool is_sealed(int column) const override {
    const auto stored = text(column);
    return !stored.empty() && stored.front() != plain;
  }

 private:
  /// Parameters come in order.
  void set(int /*index*/, std::string_view bytes, oid type) {
    parameters_.values.push_back(bytes.data() == nullptr ? "" : bytes.data());
    parameters_.sizes.push_back(static_cast<int>(bytes.size()));
    parameters_.formats.push_back(1);
    parameters_.types.push_back(type);
  }
  std::string_view keep(std::string bytes) {
    return parameters_.made.emplace_back(std::move(bytes));
  }

  postgres_connection& connection_;
  postgres_text& text_;
  postgres_parameters parameters_;
  std::optional<error> unusable_;
  std::shared_ptr<postgres_answer> answer_;
  result<void> sent_;
  int row_ = -1;
};

}  // namespace

std::unique_ptr<sql_cursor> postgres_prepared::start() const {
  return std::make_unique<postgres_cursor>(connection_, text_);
}

}  // namespace aurawell::net
