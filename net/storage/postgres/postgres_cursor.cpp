#include "net/storage/postgres/postgres_cursor.hpp"

#include <libpq-fe.h>

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "net/storage/database/value_seal.hpp"
#include "net/storage/postgres/postgres_parameters.hpp"
#include "net/storage/postgres/postgres_values.hpp"

namespace aurawell::net {
namespace {

class postgres_cursor final : public sql_cursor {
 public:
  postgres_cursor(postgres_connection& connection, postgres_text& text)
      : connection_{connection}, text_{text} {}

  void bind_text(int index, std::string_view text) override {
    refuse_if(text.find('\0') != std::string_view::npos);
    set(index, text, oid_of(sql_type::text));
  }
  void bind_foreign(int index, std::string_view bytes) override {
    set(index, bytes, oid_of(sql_type::foreign));
  }
  void bind_integer(int index, std::int64_t number) override {
    set(index, keep(big_endian(static_cast<std::uint64_t>(number))), oid_of(sql_type::integer));
  }
  void bind_array(int index, const sql_array& values) override {
    refuse_if(values.is_unusable);
    set(index, values.bytes, array_oid_of(values.element));
  }
  /// A column of numbers that can be sealed.
  void bind_real(int index, double number) override {
    bind_value(index, {number_text(number), false});
  }
  void bind_value(int index, const stored_value& value) override {
    const auto mark = mark_of(value);
    set(index, mark.empty() ? std::string_view{value.bytes} : keep(std::string{mark} + value.bytes),
        oid_of(sql_type::value));
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
    const bool is_marked =
        !stored.empty() && (stored.front() == plain_mark || stored.front() == sealed_mark);
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
    return !stored.empty() && stored.front() != plain_mark;
  }

 private:
  /// Parameters come in order.
  void set(int /*index*/, std::string_view bytes, unsigned type) {
    parameters_.values.push_back(bytes.data() == nullptr ? "" : bytes.data());
    parameters_.sizes.push_back(static_cast<int>(bytes.size()));
    parameters_.formats.push_back(1);
    parameters_.types.push_back(type);
  }
  void refuse_if(bool has_nul) {
    if (has_nul) {
      unusable_ = error{ec::invalid_input, "a text holds a NUL, which the database cannot store"};
    }
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
